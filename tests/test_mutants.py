"""For each mistake in `mutants.toml`, the test that is said to catch it must fail.

Each mutant is a copy of the package with one change, tested in a process of its own.
"""

import os
import shutil
import subprocess
import sys
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MUTANTS = tomllib.loads((ROOT / "tests" / "mutants.toml").read_text())["mutant"]
QUICK = ["-p", "no:nbval", "-p", "no:cacheprovider", "-o", "addopts=--import-mode=importlib"]


def run(killers, package_folder):
    """Return the finished pytest run of these tests on the package in `package_folder`."""
    return subprocess.run(
        [sys.executable, "-P", "-m", "pytest", "-q", "-x", "--tb=line", *QUICK, *killers],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(package_folder), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=120,
    )


def run_mutant(mutant, folder):
    """Return the finished run of the mutant's killer on a changed copy of the package."""
    shutil.copytree(ROOT / "hplearn", folder / "hplearn")
    changed = folder / mutant["file"]
    changed.write_text(changed.read_text().replace(mutant["old"], mutant["new"]))
    return run([mutant["killer"]], folder)


@pytest.fixture(scope="module")
def finished(request, tmp_path_factory):
    """Return the run of every mutant that was asked for, by its mistake; two cores run two."""
    asked = [
        item.callspec.params["mutant"]
        for item in request.session.items
        if item.path == Path(__file__) and hasattr(item, "callspec")
    ]
    folders = [tmp_path_factory.mktemp("mutant") for _ in asked]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        runs = pool.map(run_mutant, asked, folders)
        return {mutant["mistake"]: done for mutant, done in zip(asked, runs, strict=True)}


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant["mistake"])
@pytest.mark.slow
def test_mistake_is_caught(mutant, finished):
    done = finished[mutant["mistake"]]
    assert done.returncode == 1, f"{mutant['killer']} let it pass:\n{done.stdout}{done.stderr}"
    assert "FAILED" in done.stdout


def test_each_mistake_changes_one_place_and_has_its_own_name():
    for mutant in MUTANTS:
        count = (ROOT / mutant["file"]).read_text().count(mutant["old"])
        assert count == 1, f"{mutant['mistake']}: stands {count} times in {mutant['file']}"
    assert len({mutant["mistake"] for mutant in MUTANTS}) == len(MUTANTS)


@pytest.mark.slow
def test_the_killers_pass_on_the_package_as_it_is(tmp_path):
    shutil.copytree(ROOT / "hplearn", tmp_path / "hplearn")
    done = run(sorted({mutant["killer"] for mutant in MUTANTS}), tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
