"""A school's nbgrader on our solutions: the same student cells, full marks and none."""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from hplearn.exercises.questions import questions_of

from .answers import ROOT, SOLUTIONS

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        importlib.util.find_spec("nbgrader") is None,
        reason='needs nbgrader: python -m pip install -e ".[nbgrader]"',
    ),
]
NOISE = "import warnings\n\nwarnings.warn('careful', stacklevel=1)\nprint('noise')"
BEGIN = "    ### BEGIN SOLUTION\n"
NOISY = f"    warnings.warn('careful', stacklevel=1)\n    np.log(np.zeros(1))\n{BEGIN}"


def nbgrader(course, *arguments):
    """Run one of its commands in the course's folder, and return what it says."""
    command = [sys.executable, "-m", "nbgrader", *arguments]
    done = subprocess.run(command, cwd=course, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stderr


@pytest.fixture(scope="module", autouse=True)
def own_settings(tmp_path_factory):
    """Let nbgrader find its `alembic`, and nothing of whoever runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)
        for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR"):
            patch.setenv(name, str(tmp_path_factory.mktemp(name.lower())))
        patch.setenv("JUPYTER_PLATFORM_DIRS", "1")
        yield


ASSIGNMENTS = [
    pytest.param(SOLUTIONS[3:4], id="one"),
    pytest.param(SOLUTIONS, id="all", marks=pytest.mark.ci),
]


@pytest.fixture(scope="module", params=ASSIGNMENTS)
def solutions(request):
    """Return the solutions that are an assignment: exercise 05, or all."""
    return request.param


@pytest.fixture(scope="module")
def course(solutions, tmp_path_factory):
    """Return the folder of a course whose one assignment is these solutions, released."""
    folder = tmp_path_factory.mktemp("course")
    source = folder / "source" / "hplearn"
    source.mkdir(parents=True)
    for path in solutions:
        shutil.copy(path, source)
    shutil.copy(ROOT / "solutions" / "nbgrader_config.py", folder)
    nbgrader(folder, "generate_assignment", "hplearn")
    return folder


def seen_by_students(path):
    """Return of each cell what a student sees, and what nbgrader grades by."""
    keys = ("grade_id", "points", "grade", "solution", "locked", "schema_version")
    cells = []
    for cell in nbformat.read(path, as_version=4).cells:
        about = cell.metadata.get("nbgrader", {})
        locks = [cell.metadata.get(key, True) for key in ("editable", "deletable")]
        cells.append((cell.cell_type, cell.source, locks, [about.get(key) for key in keys]))
    return cells


def test_generate_assignment_makes_our_exercises(course, solutions):
    for path in solutions:
        released = seen_by_students(course / "release" / "hplearn" / path.name)
        assert released == seen_by_students(ROOT / "exercises" / path.name)


def with_noise(path):
    """Return a solution whose own cells, and one of whose answers, warn and print."""
    notebook = nbformat.read(path, as_version=4)
    notebook.cells.insert(2, nbformat.v4.new_code_cell(NOISE))
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("grade_id") == "gradient-descent-1":
            cell.source = cell.source.replace(BEGIN, NOISY)
            assert "np.log" in cell.source
    return notebook


def test_autograde_gives_full_marks_to_solutions_that_warn_and_none_to_the_untouched(
    course, solutions
):
    for path in solutions:
        full, untouched = (course / "submitted" / who / "hplearn" for who in ("full", "untouched"))
        for folder in (full, untouched):
            folder.mkdir(parents=True, exist_ok=True)
        nbformat.write(with_noise(path), full / path.name)
        shutil.copy(ROOT / "exercises" / path.name, untouched)
    nbgrader(course, "autograde", "hplearn", "--create")
    assert points_of(course, "untouched") == dict.fromkeys((path.stem for path in solutions), 0)
    asked = {path.stem: questions_of(path.name[:2]) for path in solutions}
    points = {name: [q.points for q in each if not q.written] for name, each in asked.items()}
    assert points_of(course, "full") == {name: sum(each) for name, each in points.items()}
    assert not list(course.rglob("*progress*"))


def points_of(course, student):
    """Return the automatic points of each of a student's notebooks, by name."""
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{course}/gradebook.db") as gradebook:
        notebooks = gradebook.find_submission("hplearn", student).notebooks
        return {n.name: sum(grade.auto_score or 0 for grade in n.grades) for n in notebooks}
