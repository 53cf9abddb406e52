"""A school's nbgrader on our solutions: the same student cells, full marks and none."""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from hplearn.classroom.exercises.questions import questions_of

from .answers import ROOT, SOLUTIONS

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        importlib.util.find_spec("nbgrader") is None,
        reason='needs nbgrader: python -m pip install -e ".[nbgrader]"',
    ),
]
NOISE = "import warnings\n\nwarnings.warn('careful', stacklevel=1)\nprint('noise')"
NOISY = (
    "    warnings.warn('careful', stacklevel=1)\n    np.log(np.zeros(1))\n    ### BEGIN SOLUTION\n"
)


def nbgrader(course, *arguments):
    """Run one of its commands in the course's folder."""
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", *arguments],
        cwd=course,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module", autouse=True)
def own_settings(tmp_path_factory):
    """Let nbgrader find its `alembic`, and nothing of whoever runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)
        for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR"):
            patch.setenv(name, str(tmp_path_factory.mktemp(name.lower())))
        patch.setenv("JUPYTER_PLATFORM_DIRS", "1")
        yield


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(SOLUTIONS[3:4], id="one"),
        pytest.param(SOLUTIONS, id="all", marks=pytest.mark.ci),
    ],
)
def solutions(request):
    """Return the solutions that are an assignment: exercise 04, or all."""
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
        if cell.metadata.get("nbgrader", {}).get("grade_id") == "q04-1":
            cell.source = cell.source.replace("    ### BEGIN SOLUTION\n", NOISY)
            assert "np.log" in cell.source
    return notebook


@pytest.fixture(scope="module")
def scores(course, solutions):
    """Return the automatic points of each notebook, by student and name."""
    for path in solutions:
        for student in ("full", "untouched"):
            (course / "submitted" / student / "hplearn").mkdir(parents=True, exist_ok=True)
        nbformat.write(with_noise(path), course / "submitted" / "full" / "hplearn" / path.name)
        exercise = ROOT / "exercises" / path.name
        shutil.copy(exercise, course / "submitted" / "untouched" / "hplearn")
    nbgrader(course, "autograde", "hplearn", "--create")
    from nbgrader.api import Gradebook

    found = {}
    with Gradebook(f"sqlite:///{course}/gradebook.db") as gradebook:
        for student in ("full", "untouched"):
            for notebook in gradebook.find_submission("hplearn", student).notebooks:
                points = sum(grade.auto_score or 0 for grade in notebook.grades)
                found[student, notebook.name] = points
    return found


def test_autograde_gives_full_marks_to_solutions_that_warn_and_none_to_the_untouched(
    scores, solutions
):
    for path in solutions:
        points = sum(question.points for question in questions_of(path.name[:2]))
        assert scores["full", path.stem] == points
        assert scores["untouched", path.stem] == 0


def test_autograde_leaves_no_progress_file(course, scores):
    assert not list(course.rglob("*progress*"))
