"""A model of one's own: lines by least squares, a verdict number by number, a study's rules."""

from math import sqrt
from statistics import fmean, stdev

import numpy as np

from hplearn.exercises.compare import close, same
from hplearn.exercises.oracles.own_model_study import complaints, studies
from hplearn.exercises.questions import ROW_POINTS, Case, Question


def _column_errors(X, y, fold):
    tests = set(map(int, fold))
    train = [row for row in range(len(y)) if row not in tests]
    errors = []
    for column in X.T:
        design = np.column_stack([np.ones(len(y)), column])
        line = [fmean(y[train]), 0.0]
        if len(set(column[train])) > 1:
            line = np.linalg.lstsq(design[train], y[train], rcond=None)[0]
        errors.append(fmean(abs(y[row] - design[row] @ line) for row in sorted(tests)))
    return np.array(errors)


def _tables(rng):
    yield Case(np.array([[0.0], [1.0], [2.0], [5.0]]), np.array([1.0, 3, 5, 10]), np.array([3]))
    constant = np.round(rng.normal(size=(9, 3)), 2)
    constant[:7, 1] = 4.0
    yield Case(constant, np.round(rng.normal(10, 3, 9), 1), np.array([7, 8]))
    while True:
        n_rows, n_columns = int(rng.integers(8, 16)), int(rng.integers(1, 5))
        X = np.round(rng.normal(rng.normal(0, 9), 3, (n_rows, n_columns)), 2)
        y = X @ rng.normal(size=n_columns) + rng.normal(20, 5, n_rows)
        yield Case(X, y, np.sort(rng.permutation(n_rows)[: rng.integers(2, 5)]))


def _verdict(first, second):
    leads = [float(b) - float(a) for a, b in zip(first, second, strict=True)]
    half = 1.96 * stdev(leads) / sqrt(len(leads))
    low, high = fmean(leads) - half, fmean(leads) + half
    return [low, high, "neither" if low <= 0 <= high else "first" if low > 0 else "second"]


def _errors(rng):
    yield Case(np.array([1.0, 2.0, 3.0, 4.0]), np.array([3.0, 3.0, 5.0, 5.0]))
    for lead in (-2.0, 0.0, 2.0):
        yield Case(*_pair(rng, lead))
    while True:
        yield Case(*_pair(rng, rng.choice([-1.5, -0.2, 0.2, 1.5])))


def _pair(rng, lead):
    """Return errors that agree on which rows are hard, so that pairing matters."""
    n_rows = int(rng.integers(8, 30))
    hard = rng.exponential(20, n_rows)
    return hard + rng.uniform(2, 4, n_rows), hard + lead + rng.uniform(2, 4, n_rows)


RUBRIC = ("Question and space", "Fairness and seeds", "Luck and limits", "Writing")
NEEDS = ("hplearn", "hplearn.models", "sklearn.datasets", "sklearn.linear_model")
QUESTIONS = (
    Question(
        1,
        "column_errors(X, y, fold)",
        points=2,
        answer=_column_errors,
        cases=_tables,
        compare=close(rtol=1e-7, atol=1e-9),
    ),
    Question(2, "verdict(first, second)", points=2, answer=_verdict, cases=_errors),
    Question(
        3,
        "complaints(study)",
        points=3,
        answer=complaints,
        cases=studies,
        compare=same,
        n_public=11,
        n_fresh=20,
    ),
    Question(
        4, "corrected", points=2, answer={"3.3": "C2", "4.2": "B6", "6.4": "E3"}, compare=same
    ),
    Question(5, "", points=ROW_POINTS * len(RUBRIC), rubric=RUBRIC),
)
