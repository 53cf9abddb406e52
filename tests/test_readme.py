"""What the README promises: its numbers are counted, its lines run, and its places are there."""

import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from benchmarks.code_lines import code_lines
from hplearn.course_files import course_lessons

CHECKOUT = Path(__file__).resolve().parents[1]
README = (CHECKOUT / "README.md").read_text(encoding="utf-8")
INDEX = (CHECKOUT / "hplearn/classroom/site/index.md").read_text(encoding="utf-8")


def minutes(pattern, kind="minutes"):
    """Return the minutes of each notebook of this pattern."""
    notebooks = [nbformat.read(path, 4) for path in sorted(CHECKOUT.glob(pattern))]
    return [notebook.metadata.hplearn.get(kind, 0) for notebook in notebooks]


def n_files(pattern):
    return len(list(CHECKOUT.glob(pattern)))


def test_the_lessons_are_listed_by_their_titles():
    listed = re.findall(r"^\| (\d\d) \| (.*) \|$", README, re.MULTILINE)
    lessons = course_lessons()
    titles = [nbformat.read(lesson, 4).cells[0].source.splitlines()[0] for lesson in lessons]
    assert [f"# {number} · {title}" for number, title in listed] == titles


def test_the_hours_are_those_of_lessons_and_exercises():
    lessons, exercises = minutes("lessons/[0-9]*.ipynb"), minutes("exercises/*.ipynb")
    hours = [round(sum(each) / 60) for each in (lessons, exercises)]
    assert (
        f"The {len(lessons)} lessons take about {hours[0]} hours "
        f"and their {len(exercises)} exercises another {hours[1]}."
    ) in README
    optional = round(sum(minutes("lessons/[0-9]*.ipynb", "optional_minutes")) / 60)
    assert f"The optional parts of the lessons take {optional} more." in README


def test_the_evidence_is_counted():
    claims = (CHECKOUT / "docs" / "claims.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| .* \| (?:number|cause) \| .*\|$", claims, re.MULTILINE)
    assert f"lessons' {len(rows)} empirical conclusions" in README
    assert f"lessons' [{len(rows)} empirical conclusions]" in INDEX
    n_mistakes = n_files("hplearn/exercises/mistakes/*/[!_]*.py")
    assert f"each of the {n_mistakes} known mistakes" in README
    assert f"recognises [{n_mistakes} wrong answers]" in INDEX


def test_the_core_is_as_small_as_it_says():
    core = [CHECKOUT / "hplearn" / name for name in ("optim", "models", "tuning")]
    n_lines = sum(code_lines(path) for place in core for path in place.rglob("*.py"))
    (said,) = re.findall(r"has about ([\d,]+) lines of code", README)
    told = int(said.replace(",", ""))
    assert abs(n_lines - told) < 0.05 * told, f"README.md says {said}; it has {n_lines:,} now"


def test_the_six_lines_print_what_stands_below_them():
    program = re.search(r"```python\n(.*?)```", README, re.DOTALL)[1]
    printed = re.search(r"```text\n(.*?)```", README, re.DOTALL)[1]
    command = [sys.executable, "-c", program]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == printed


def test_the_sites_first_page_has_the_same_line_and_film():
    (line,) = re.findall(r"^git clone .*$", README, re.MULTILINE)
    (film,) = re.findall(r"<picture>.*</picture>", README, re.DOTALL)
    assert line in INDEX.splitlines()
    assert film.replace("docs/film/", "_static/") in INDEX


def test_the_line_for_the_second_day_is_the_end_of_each_first_one():
    """A second clone into the same place would fail, and with it all that follows."""
    first = re.findall(r"^(?:git clone|python -m venv) .* && (.* lab)$", README, re.MULTILINE)
    assert len(first) == 2
    for text, lines in ((README, first), (INDEX, first[:1])):
        (again,) = re.findall("^On the next day .*", text, re.MULTILINE)
        assert [line for line in lines if f"`{line}`" not in again] == []


@pytest.mark.parametrize("path", re.findall(r"[\"(](docs/[\w./-]+)", README))
def test_what_it_links_is_there(path):
    assert (CHECKOUT / path).exists()
