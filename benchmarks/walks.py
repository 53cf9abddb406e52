"""Files that a reader comes through on the way to the work: python benchmarks/walks.py

A walk begins with a call of a learner or a teacher and ends where the work is done. A file of the
house counts once if a function of it runs on the way, `checks.py` and the oracle's file do not.
"""

import shutil
import sys
import tempfile
from pathlib import Path

import numpy as np

import hplearn
from hplearn.exercises.checks import examine
from hplearn.exercises.questions import question_of
from hplearn.grading.class_marks import Class, grade_class
from hplearn.grading.grade import Assignment

HOUSE = Path(hplearn.__file__).parent
NOTEBOOK = HOUSE.parent / "solutions" / "05-gradient-descent.ipynb"
RNG = np.random.default_rng(0)
X = RNG.normal(size=(60, 3))
y = X @ [1.0, 2.0, 3.0]
RIDGE, NETWORK = hplearn.Ridge(), hplearn.MLPClassifier(max_epochs=2)
RATE = question_of("05.3")


class Arrived(BaseException):
    """The work is reached; not an Exception, so that no code on the way catches it."""


def evaluate(config):
    """Return a loss: the work of a search of one's own."""
    return config["a"]


def grade_one_notebook():
    """Mark one notebook without a box."""
    with tempfile.TemporaryDirectory() as folder:
        handed, out = Path(folder, "handed"), Path(folder, "out")
        handed.mkdir()
        shutil.copy(NOTEBOOK, handed / "ada_05.ipynb")
        assignment = Assignment(handed, out, "gradient-descent", box="none")
        grade_class(assignment, Class(), lambda marked, n: marked, lambda changes: True)


WALKS = {
    "minimize → step": (
        lambda: hplearn.minimize(lambda p: (p @ p, 2 * p), np.ones(2), hplearn.GD(0.1), 3),
        ("optim/optimizers.py", "step"),
    ),
    "MLPClassifier.fit → step": (
        lambda: NETWORK.fit(X, y > 0),
        ("optim/optimizers.py", "step"),
    ),
    "GridSearchCV, alpha → solver": (
        lambda: hplearn.GridSearchCV(RIDGE, {"alpha": [0.1, 1.0]}, cv=3).fit(X, y),
        ("models/ridge.py", "_solve"),
    ),
    "GridSearchCV, learning_rate → step": (
        lambda: hplearn.GridSearchCV(NETWORK, {"learning_rate": [0.1, 1.0]}, cv=3).fit(X, y > 0),
        ("optim/optimizers.py", "step"),
    ),
    "grid_search → a trial of one's own": (
        lambda: hplearn.grid_search(evaluate, {"a": [1, 2]}),
        (__file__, "evaluate"),
    ),
    "check → judgement": (
        lambda: examine(RATE, {RATE.name: lambda hessian: 0.2}, seed=1),
        ("exercises/compare.py", "compare"),
    ),
    "grade one notebook, no box → marks.csv": (
        grade_one_notebook,
        ("grading/tables.py", "marks_csv"),
    ),
}


def walk(call, goal):
    """Return the files whose functions run from `call` until the goal, a file and a function."""
    files = {}

    def enter(frame, event, _):
        path, name = Path(frame.f_code.co_filename), frame.f_code.co_name
        if event == "call" and name != "<module>":
            file = str(path.relative_to(HOUSE)) if path.is_relative_to(HOUSE) else str(path)
            if file != str(path) and file != "checks.py" and "oracles" not in file:
                files[file] = True
            if (file, name) == goal:
                raise Arrived

    call()  # what is loaded at the first call belongs to no walk
    sys.setprofile(enter)
    try:
        call()
    except Arrived:
        return list(files)
    finally:
        sys.setprofile(None)
    raise ValueError(f"the call must come to {goal}, and it came through {', '.join(files)}")


if __name__ == "__main__":
    for title, (call, goal) in WALKS.items():
        files = walk(call, goal)
        print(f"{len(files):4}  {title}: {', '.join(files)}")
