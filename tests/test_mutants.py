"""For each mistake in `mutants.toml`, the test that is said to catch it must fail.

Each mutant is a copy of the package with one change, tested in a process of its own.
"""

import compileall
import json
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
SETTINGS = {"OPENBLAS_NUM_THREADS": "1", "MPLBACKEND": "agg", "PYTHONDONTWRITEBYTECODE": "1"}

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="forks a process for each mutant")


def finish(runs):
    """Return (code, what was printed) of each run of pytest: folder of the package, killers."""
    runs = [[str(folder), killers, str(folder / "printed")] for folder, killers in runs]
    done = subprocess.run(
        [sys.executable, "-P", ROOT / "tests" / "fork_killers.py"],
        cwd=ROOT,
        env=os.environ | SETTINGS,
        input=json.dumps(runs),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    printed = [Path(file).read_text() for _, _, file in runs]
    return list(zip(json.loads(done.stdout), printed, strict=True))


def mutate(mutant, package, folder):
    """Return the run of the mutant's killer on a changed copy of the package."""
    shutil.copytree(package, folder / "hplearn")
    changed = folder / mutant["file"]
    changed.write_text(changed.read_text().replace(mutant["old"], mutant["new"]))
    return folder, [mutant["killer"]]


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    """Return a copy of the package, compiled: a changed file is newer than its bytecode."""
    folder = tmp_path_factory.mktemp("package") / "hplearn"
    shutil.copytree(ROOT / "hplearn", folder)
    compileall.compile_dir(folder, quiet=1)
    return folder


@pytest.fixture(scope="module")
def finished(request, package, tmp_path_factory):
    """Return the run of every mutant that was asked for, by its mistake; two cores run two."""
    asked = [
        item.callspec.params["mutant"]
        for item in request.session.items
        if item.path == Path(__file__) and hasattr(item, "callspec")
    ]
    names = [mutant["mistake"] for mutant in asked]
    runs = [mutate(mutant, package, tmp_path_factory.mktemp("mutant")) for mutant in asked]
    n_cores = os.cpu_count()
    with ThreadPoolExecutor(n_cores) as pool:
        shares = pool.map(finish, [runs[core::n_cores] for core in range(n_cores)])
        return {
            name: done
            for core, share in enumerate(shares)
            for name, done in zip(names[core::n_cores], share, strict=True)
        }


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant["mistake"])
@pytest.mark.slow
def test_mistake_is_caught(mutant, finished):
    code, printed = finished[mutant["mistake"]]
    assert code == 1, f"{mutant['killer']} let it pass:\n{printed}"
    assert "FAILED" in printed, printed


def test_each_mistake_changes_one_place_and_has_its_own_name():
    for mutant in MUTANTS:
        count = (ROOT / mutant["file"]).read_text().count(mutant["old"])
        assert count == 1, f"{mutant['mistake']}: stands {count} times in {mutant['file']}"
    assert len({mutant["mistake"] for mutant in MUTANTS}) == len(MUTANTS)


@pytest.mark.slow
def test_the_killers_pass_on_the_package_as_it_is(package):
    killers = sorted({mutant["killer"] for mutant in MUTANTS})
    ((code, printed),) = finish([(package.parent, killers)])
    assert code == 0, printed
