"""The course as a whole: its list, links lead somewhere, examples run, spelling."""

import ast
import doctest
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_markdown_cell

from hplearn import models, optim, tuning
from hplearn.course_files import course_files
from hplearn.lab.questions.question_file import questions_in
from hplearn.syllabus import TOPICS, number_of
from tests import lesson_form
from tests.extras import extra

ROOT = Path(__file__).parents[1]
LINK = re.compile(r"\[[^\]]*\]\(([^()\s]+)\)")
EVERYDAY = ("bracket", "standard deviation", "variance")  # in another or their usual sense
TAUGHT = {*models.__all__, *optim.__all__, *tuning.__all__}
PARTS = {1: 2, 2: 3, 3: 3, 4: 2, 5: 4, 6: 4}  # of the article, and how many sections each has
TITLE = "what-the-article-says"
SECTIONS = [f"{part}.{k}" for part, n in PARTS.items() for k in range(1, n + 1)]


@cache
def cells(path):
    """Return the cells of a notebook; a page is one cell of prose."""
    if path.suffix == ".md":
        return [new_markdown_cell(path.read_text(encoding="utf-8"))]
    return nbformat.read(path, as_version=4).cells


def numbered(folder):
    return sorted((ROOT / folder).glob("[0-9][0-9]-*.ipynb"))


LESSONS = numbered("lessons")
PAGES = sorted(  # by-hand/ has parts of pages, whose links lead from where they are put
    path
    for path in [*ROOT.glob("*.md"), *ROOT.glob(".github/*.md"), *(ROOT / "docs").rglob("*.md")]
    if path.parent.name != "by-hand"
)
NOTEBOOKS = [path for folder in ("lessons", "exercises", "solutions") for path in numbered(folder)]


def prose(path):
    """Yield (place, line) of a page or of a notebook's prose, code left out."""
    for number, cell in enumerate(cells(path), start=1):
        if cell.cell_type == "markdown":
            for at, line in lesson_form.prose(cell, tables=True):
                yield f"cell {number}, line {at}", line


@cache
def anchors(path):
    """Return what may stand behind a # in a link to this file: one name for each heading."""
    texts = [cell.source for cell in cells(path) if cell.cell_type == "markdown"]
    headings = [h for text in texts for h in re.findall(r"^#+ (.+?) *$", text, re.MULTILINE)]
    if path.suffix == ".md":
        headings = [re.sub(r"[^\w\- ]", "", heading.lower()).strip() for heading in headings]
    return {heading.replace(" ", "-") for heading in headings}


def in_each(paths):
    return pytest.mark.parametrize("path", paths, ids=lambda p: f"{p.parent.name}/{p.stem}")


def test_lessons_and_exercises_are_named_by_number_and_topic():
    named = [f"{number_of(topic)}-{topic}" for topic in TOPICS]
    lessons = sorted(path.stem for path in (ROOT / "lessons").glob("*.ipynb"))
    assert lessons == [*named, "course-map"]
    assert sorted(path.stem for path in (ROOT / "solutions").glob("*.ipynb")) == named[1:]
    with pytest.raises(ValueError, match=r"topic must be one of start-here, .*, got 'banana'"):
        number_of("banana")


@in_each(sorted((ROOT / "docs").glob("*.md")))
def test_examples_in_a_page_print_what_they_say(path):
    assert doctest.testfile(str(path), module_relative=False, encoding="utf-8").failed == 0


@in_each([*PAGES, *NOTEBOOKS])
def test_links_lead_somewhere(path):
    for place, line in prose(path):
        for target in LINK.findall(re.sub(r"`[^`]*`", "", line)):
            if re.match(r"[a-z]+:", target):
                continue
            name, _, anchor = target.partition("#")
            file = (path.parent / name).resolve() if name else path
            where = f"{path.name}, {place}: {target}"
            assert file.is_relative_to(ROOT), f"{where} leads out of the course"
            assert file.exists(), f"{where} leads to no file"
            if anchor:
                assert anchor in anchors(file), f"{where} leads to no heading of {file.name}"


@in_each([*PAGES, *NOTEBOOKS])
def test_no_number_of_a_lesson_is_stale(path):
    """What a link says is where it leads, and a notebook asks the questions of its own number."""
    for place, line in prose(path):
        for said, number in re.findall(r"\[(?:[\w ]*?[ ])?(\d\d)[^\]]*\]\([^)]*?/(\d\d)-", line):
            assert said == number, f"{path.name}, {place}: {said} leads to {number}"
    for number, cell in enumerate(cells(path) if path.suffix == ".ipynb" else [], start=1):
        asked = re.findall(r'\b(?:check|mark|solution|failing_case)\("(\d\d)', cell.source)
        title = re.findall(r"^# (?:Exercise )?(\d\d) ·|^## (\d\d)\.\d", cell.source, re.MULTILINE)
        for told in {*asked, *(a or b for a, b in title)}:
            assert told == path.name[:2], f"{path.name}, cell {number} is about {told}"


@in_each([path for path in LESSONS if path.name >= "03"])
def test_a_quiz_asks_something_of_two_lessons_back(path):
    texts = [asked["question"] for asked in questions_in(path.stem[3:], "quiz").values()]
    back = f"From lesson {int(path.name[:2]) - 2:02}"
    assert any(text.startswith(back) for text in texts), f"no question begins with {back}"


def used(path):
    """Yield (cell, line, name) for what a lesson takes from the package, plots and panels apart."""
    for number, _, tree in lesson_form.parsed(nbformat.read(path, as_version=4)):
        for node in ast.walk(tree):
            match node:
                case ast.ImportFrom(module=str(module)) if module.startswith("hplearn"):
                    names = {alias.name for alias in node.names}
                case ast.Attribute(value=ast.Name(id="hplearn"), attr=name):
                    names = {name}
                case _:
                    continue
            yield from ((number, node.lineno, name) for name in names & TAUGHT)


def introduced(path):
    return set(nbformat.read(path, as_version=4).metadata["hplearn"]["introduces"])


@in_each(LESSONS)
def test_a_lesson_uses_only_what_it_or_an_earlier_one_introduces(path):
    known = set().union(*(introduced(p) for p in LESSONS if p <= path))
    for cell, line, name in used(path):
        assert name in known, f"{path.name}, cell {cell}, line {line}: {name} was not introduced"
    unused = introduced(path) - {name for _, _, name in used(path)} - {"split", "SpaceDensity"}
    assert not unused & TAUGHT, f"{path.name} says that it introduces {sorted(unused)}"


@pytest.mark.parametrize(("page", "title"), [("glossary", "glossary"), ("article", TITLE)])
def test_each_heading_that_is_linked_has_its_name_before_it(page, title):
    """JupyterLab's own names keep capitals and dots, GitHub's do not: a link would find one."""
    text = (ROOT / "docs" / f"{page}.md").read_text(encoding="utf-8")
    names = re.findall(r'^<a id="(.+)"></a>\n\n##', text, re.MULTILINE)
    assert len({*names}) == len(names) == text.count("\n##")
    assert {*names, title} == anchors(ROOT / "docs" / f"{page}.md")


@in_each([path for name, path in course_files().items() if name.startswith(("lessons", "exer"))])
def test_a_link_of_a_notebook_leads_to_a_file_that_learners_have(path):
    delivered = {file.resolve() for file in course_files().values()}
    for place, line in prose(path):
        for target in LINK.findall(line):
            if not re.match(r"[a-z]+:", target):
                file = (path.parent / target.partition("#")[0]).resolve()
                assert file in delivered, f"{path.name}, {place}: {target} is not delivered"


def terms():
    """Return the terms of the glossary, with the number of the lesson that introduces each."""
    text = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    found = re.findall(r"^## (.+)\n\n.*\[lesson (\d\d)\]", text, re.MULTILINE)
    return {term: number for term, number in found if term.lower() not in EVERYDAY}


@in_each(LESSONS)
def test_no_term_is_used_before_it_is_introduced(path):
    """A line that names a lesson may look ahead; link targets are no text."""
    later = {term for term, number in terms().items() if number > path.name[:2]}
    for place, line in prose(path):
        if re.search(r"[Ll]essons? \d\d|^\*\*Article|^# |^- .*\(\d{4}\)", line):
            continue
        text = re.sub(r"\]\([^)]*\)|\*The Art.*?\*", "", line)
        early = [term for term in later if re.search(rf"(?i)\b{re.escape(term)}s?\b", text)]
        assert not early, f"{path.name}, {place}: {early} of a later lesson: {line}"


def test_each_section_of_the_article_has_its_lesson():
    text = (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([\d.]+)(?: \(\d\))? \|(.*)\|$", text, re.MULTILINE)
    assert [n for n in SECTIONS if n not in dict(rows)] == []
    for section, row in rows:
        assert LINK.search(row), f"section {section} leads to no cell"


def test_spelling(tmp_path):
    extra("codespell_lib", "test")
    texts = {path: path.read_text(encoding="utf-8") for path in PAGES}
    for path in NOTEBOOKS:
        texts[path] = "\n".join(f"{place}: {line}" for place, line in prose(path))
    for path, text in texts.items():
        file = tmp_path / f"{path.parent.name}-{path.stem}.txt"
        file.write_text(re.sub(r"doi:\S+", "", text), encoding="utf-8")
    places = [tmp_path, *(ROOT / folder for folder in ("hplearn", "tests", "benchmarks"))]
    left_out = ["--skip=*.npz,mutants.toml,__pycache__", "--ignore-words-list=alhpa,bu,nd,notin"]
    command = [sys.executable, "-m", "codespell_lib", *left_out, *map(str, places)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
