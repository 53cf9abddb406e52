"""All exercises as one assignment of nbgrader: whatever is left open, the gradebook is whole."""

import shutil

import nbformat
import pytest
from typer.testing import CliRunner

from hplearn.cli import app
from hplearn.exercises.questions import questions_of
from tests.exercises.answers import ROOT, SOLUTIONS
from tests.exercises.test_nbgrader import nbgrader, own_settings, points_of
from tests.extras import extra

pytestmark = [pytest.mark.slow, pytest.mark.ci, pytest.mark.usefixtures("a_box", "own_settings")]
NAME = "hplearn"  # of the assignment
__all__ = ["own_settings"]


def answers(path, n):
    """Return an exercise whose first `n` questions have our answers."""
    notebook = nbformat.read(ROOT / "exercises" / path.name, as_version=4)
    solution = nbformat.read(path, as_version=4)
    answered = [question.grade_id for question in questions_of(path.name[:2])][:n]
    for cell, own in zip(notebook.cells, solution.cells, strict=True):
        if cell.metadata.get("nbgrader", {}).get("grade_id") in answered:
            cell.source = own.source
    return notebook


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """Return a course in which some have handed in all exercises: nothing, all, or the first."""
    extra("nbgrader", "nbgrader")
    folder = tmp_path_factory.mktemp("course")
    (folder / "source" / NAME).mkdir(parents=True)
    for path in (*SOLUTIONS, ROOT / "solutions" / "nbgrader_config.py"):
        shutil.copy(path, folder / "source" / NAME if path in SOLUTIONS else folder)
    nbgrader(folder, "generate_assignment", NAME)
    for student, n in {"untouched": 0, "solved": None, "mixed": 1}.items():
        place = folder / "submitted" / student / NAME
        place.mkdir(parents=True)
        for path in SOLUTIONS:
            nbformat.write(answers(path, n), place / path.name)
    return folder


def test_every_exercise_fills_the_gradebook_whatever_is_answered(course):
    from nbgrader.api import Gradebook

    done = CliRunner().invoke(app, ["grade", str(course), "--nbgrader", "--out", f"{course}/marks"])
    assert done.exit_code == 0, done.output
    assert done.stderr.count("Not marked") == 0, done.stderr
    points = {
        path.stem: [q.points for q in questions_of(path.name[:2]) if not q.written]
        for path in SOLUTIONS
    }
    assert points_of(course, "untouched") == dict.fromkeys(points, 0)
    assert points_of(course, "mixed") == {name: each[0] for name, each in points.items()}
    assert points_of(course, "solved") == {name: sum(each) for name, each in points.items()}
    with Gradebook(f"sqlite:///{course}/gradebook.db") as book:
        open_ = [
            book.find_grade("own-model-5", "20-own-model", NAME, student).manual_score
            for student in ("untouched", "mixed", "solved")
        ]
    assert open_ == [0, 0, None]  # what is written waits for a person
