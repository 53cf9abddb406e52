"""The commands that README and docs print work from a clone, as they are printed."""

import os
import re
import shlex
import subprocess
import sys
import tomllib
from contextlib import nullcontext
from pathlib import Path
from shutil import copytree

import pytest

from hplearn.classroom.working_copy import deliver
from hplearn.course_files import course_files
from tests.browser.chromium import chromium
from tests.grading.boxes.walls import wall_or_skip

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", *sorted(ROOT.glob("docs/*.md")), ROOT / "docs/teaching/guide.md"]
TEXTS = [page.read_text(encoding="utf-8") for page in PAGES]
README = TEXTS[0]
EXTRAS = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]
INSTALL = re.compile(r"""python -m pip install (?:-e )?['"]((?:\.|hplearn)\[[\w,]+\])""")
IN_TEXT = sorted({*re.findall(r"`(hplearn [^`]+)`", README)})
NOT_RUN = ("lab", "site", "build", "grade-one")  # a server, minutes of computing, an input


def installs():
    """Return what lines of README and docs install of hplearn, with its extras."""
    return sorted({what for text in TEXTS for what in INSTALL.findall(text)})


def test_what_is_installed_is_in_the_clone_and_has_these_extras():
    assert len(installs()) >= 4
    for text in TEXTS:
        assert "install 'hplearn[" not in text, "nothing is published"
        assert 'install "hplearn["' not in text
    for what in installs():
        place, extras = re.fullmatch(r"(\.|hplearn)\[(.*)\]", what).groups()
        assert {*extras.split(",")} <= EXTRAS.keys(), what
        assert place == "." or any(f'"{what} @ git+https://' in text for text in TEXTS), what


@pytest.mark.slow
@pytest.mark.ci
def test_what_is_installed_can_be(tmp_path):
    """Pip itself reads the line; what the extras bring, the test line has installed."""
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "venv"], check=True)
    for what in installs():
        place = f"hplearn[{what.partition('[')[2]} @ file://{ROOT}"  # where GitHub is asked
        line = ["-e", what] if what.startswith(".") else [place]
        command = [tmp_path / "venv/bin/python", "-m", "pip", "install", "--dry-run", "--no-deps"]
        done = subprocess.run([*command, *line], cwd=ROOT, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        assert "does not provide the extra" not in done.stderr


@pytest.mark.slow
@pytest.mark.ci
@pytest.mark.parametrize("line", IN_TEXT)
def test_a_command_of_the_readme_runs(line, tmp_path):
    words = [sys.executable, "-m", *shlex.split(line)]
    if words[3] in NOT_RUN or line == "hplearn grade":
        words = [*words[:4], "--help"]
    needed = {"handout": chromium, "grade": wall_or_skip}.get(words[3], nullcontext)
    with needed():  # or the test is skipped
        pass
    home, folder = tmp_path / "home", tmp_path / "home/hplearn-course"
    folder.mkdir(parents=True)
    deliver(course_files(), folder)
    copytree(folder / "exercises", folder / "submissions/ada")
    surroundings = os.environ | {"HOME": str(home), "USERPROFILE": str(home)}
    done = subprocess.run(words, cwd=folder, env=surroundings, capture_output=True, text=True)
    is_fine = done.returncode == 0 or (words[3] == "doctor" and "MEND" in done.stdout)
    assert is_fine, done.stdout + done.stderr


def test_the_readme_and_the_guide_say_the_same_megabytes():
    megabytes = {tuple(re.findall(r"downloads about (\d+) MB", text)) for text in TEXTS} - {()}
    assert megabytes == {("160",)}
