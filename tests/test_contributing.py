"""Worked examples of docs/contributing: a page applies to a copy, and its commands pass there."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from shutil import copy, which

import pytest

ROOT = Path(__file__).parents[1]
PAGES = ROOT / "docs" / "contributing"
COMMANDS = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
EXAMPLES = [["an-optimizer"], ["a-range"], ["a-search"], ["a-lesson", "an-exercise"]]  # in order

pytestmark = pytest.mark.skipif(
    not (which("git") and (ROOT / ".git").exists()), reason="needs git and a checkout"
)


def commands_of(page):
    """Return what the page tells to run, with this Python in place of uv's."""
    (lines,) = COMMANDS.findall((PAGES / f"{page}.md").read_text(encoding="utf-8"))
    for line in lines.splitlines():
        words = shlex.split(line.removeprefix("python -m uv run ").removeprefix("--group dev "))
        if words[0] == "pytest":
            words += ["--numprocesses=0", "-p", "no:cacheprovider"]
        yield [sys.executable, *(words[1:] if words[0] == "python" else ["-m", *words])]


@pytest.fixture
def project(tmp_path):
    """Return a copy of what git tracks, and of what is new and not ignored."""
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(listed, cwd=ROOT, capture_output=True, check=True)
    for name in listed.stdout.decode().rstrip("\0").split("\0"):
        if (ROOT / name).exists():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            copy(ROOT / name, tmp_path / name)
    return tmp_path


@pytest.mark.ci
@pytest.mark.parametrize("pages", EXAMPLES, ids="-and-".join)
def test_a_worked_example_applies_and_passes(pages, project):
    env = os.environ | {"PYTHONPATH": str(project), "GIT_CEILING_DIRECTORIES": str(project.parent)}
    for page in pages:
        for command in (["git", "apply", PAGES / f"{page}.md"], *commands_of(page)):
            done = subprocess.run(command, cwd=project, env=env, capture_output=True, text=True)
            assert done.returncode == 0, f"{page}: {command}\n{done.stdout}{done.stderr}"
            assert command[2] != "pytest" or re.search(r"\d+ passed", done.stdout)


@pytest.mark.parametrize("page", sorted(path.stem for path in PAGES.glob("*.md")))
def test_a_worked_example_fits_the_checkout(page):
    """The quick part of the test above; an exercise is for its lesson, and adds files alone."""
    assert any(page in pages for pages in EXAMPLES)
    done = subprocess.run(
        ["git", "apply", "--check", PAGES / f"{page}.md"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
