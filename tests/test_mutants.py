"""For each mistake in `mutants.toml`, the test that is said to catch it must fail."""

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MUTANTS = tomllib.loads((ROOT / "tests" / "mutants.toml").read_text(encoding="utf-8"))

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs Unix, to fork a process")


def parameters(kind, *marks):
    """Yield a parameter for each mutant of this kind."""
    for number, mutant in enumerate(MUTANTS[kind], start=1):
        yield pytest.param(mutant, marks=marks, id=f"{Path(mutant['file']).stem}-{kind}-{number}")


@pytest.fixture(scope="module")
def runs():
    """Return the process that runs killers, with pipes to and from it."""
    with subprocess.Popen(
        [sys.executable, "-P", ROOT / "tests" / "killer_runs.py"],
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield process
        process.stdin.close()


def changed_project(folder, mutant):
    """Make the folder this project with one file changed; all others are links to ours."""
    here, there = ROOT, folder
    for part in Path(mutant["file"]).parts:
        for entry in here.iterdir():
            if entry.name not in (part, "__pycache__"):
                (there / entry.name).symlink_to(entry)
        here, there = here / part, there / part
        if here.is_dir():
            there.mkdir()
    there.write_text(here.read_text().replace(mutant["old"], mutant["new"]))


@pytest.mark.slow
@pytest.mark.parametrize("mutant", [*parameters("always"), *parameters("ci", pytest.mark.ci)])
def test_mistake_is_caught(mutant, runs, tmp_path):
    changed_project(tmp_path, mutant)
    print(json.dumps([str(tmp_path), mutant["killer"]]), file=runs.stdin, flush=True)
    code, printed = json.loads(runs.stdout.readline())
    assert code == 1, f"{mutant['killer']} passes with {mutant['new']!r}:\n{printed}"
    assert "FAILED" in printed, printed
    assert "another project" not in printed, printed


def test_each_mistake_changes_one_place():
    wrong = []
    for mutant in MUTANTS["always"] + MUTANTS["ci"]:
        n_places = (ROOT / mutant["file"]).read_text(encoding="utf-8").count(mutant["old"])
        if n_places != 1:
            wrong.append(f"{mutant['old']!r} stands {n_places} times in {mutant['file']}")
    more = "; in these rows of tests/mutants.toml make `old` longer, or what it has become"
    assert not wrong, "; ".join(wrong) + more
