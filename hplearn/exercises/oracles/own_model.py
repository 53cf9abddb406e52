"""A model of one's own: lines by least squares, a verdict number by number, a study's rules."""

from math import sqrt
from statistics import fmean, stdev

import numpy as np

from hplearn.exercises.compare import close, same
from hplearn.exercises.oracles.own_model_study import complaints, studies
from hplearn.exercises.oracles.special import special
from hplearn.exercises.questions import ROW_POINTS, Case, Question


def _column_errors(X, y, fold):
    tests = set(map(int, fold))
    train = [row for row in range(len(y)) if row not in tests]
    errors = []
    for column in X.T:
        design = np.column_stack([np.ones(len(y)), column - column[train].mean()])
        line = [fmean(y[train]), 0.0]
        if len(set(column[train])) > 1:
            line = np.linalg.lstsq(design[train], y[train], rcond=None)[0]
        errors.append(fmean(abs(y[row] - design[row] @ line) for row in sorted(tests)))
    return np.array(errors)


@special(
    {
        "X has one column": lambda X, y, fold: X.shape[1] == 1,
        "there is one test row": lambda X, y, fold: len(fold) == 1,
        "there is more than one test row": lambda X, y, fold: len(fold) > 1,
        "the test rows are not in order": lambda X, y, fold: (np.diff(fold) < 0).any(),
    }
)
def _tables(rng):
    one = np.array([[0.0], [1.0], [2.0], [5.0]]), np.array([1.0, 3, 5, 10]), np.array([3])
    yield Case(*one)
    for value in (4.0, 4.0, 0.1):
        constant = np.round(rng.normal(size=(9, 3)), 2)
        constant[:7, 1] = value
        y, fold = np.round(rng.normal(10, 3, 9), 1), np.array([7, 8])
        yield Case(constant, y, fold, where="a column is constant on the training rows")
    yield _table(rng, 3, scale=0.01)
    yield _table(rng, 2, scale=1e-13, where="the numbers of X are very small")
    yield _table(rng, 1)
    while True:
        yield _table(rng, int(rng.integers(1, 5)))


def _table(rng, n_columns, scale=1, where=""):
    n_rows = int(rng.integers(8, 16))
    X = scale * np.round(rng.normal(rng.normal(0, 9), 3, (n_rows, n_columns)), 4)
    y = X @ rng.normal(size=n_columns) / scale + rng.normal(20, 5, n_rows)
    fold = rng.permutation(n_rows)[: rng.choice([1, 1, 3, 4])]
    return Case(X, y, fold, where=where)


def _verdict(first, second):
    leads = [float(b) - float(a) for a, b in zip(first, second, strict=True)]
    half = 1.96 * stdev(leads) / sqrt(len(leads))
    low, high = fmean(leads) - half, fmean(leads) + half
    return [low, high, "neither" if low <= 0 <= high else "first" if low > 0 else "second"]


@special(
    {
        "the word is 'first'": lambda *case: _verdict(*case)[2] == "first",
        "the word is 'second'": lambda *case: _verdict(*case)[2] == "second",
        "the word is 'neither'": lambda *case: _verdict(*case)[2] == "neither",
    }
)
def _errors(rng):
    example = np.array([1.0, 2.0, 3.0, 4.0]), np.array([3.0, 3.0, 5.0, 5.0])
    yield Case(*example)
    yield Case(*np.multiply(1e-4, example), where="the errors are very small")
    lead = float(rng.integers(5, 40)) + 117 / 1024  # exact as a float, with ten decimals
    yield Case(example[0], example[0] + lead, where="all differences are equal")
    equal = np.round(rng.uniform(1, 9, 6), 2)
    yield Case(equal, equal, where="both models have the same errors")
    some = equal + rng.permutation([0.0, 0.0, 1.0, 1.5, 2.0, 2.5])
    yield Case(equal, some, where="some rows have the same error with both")
    for errors in (-1.5, 1.5, -2.3, 2.3, 0.3, -8):
        yield Case(*_pair(rng, errors))
    while True:
        yield Case(*_pair(rng, rng.choice([-9, -2.3, -1.5, -0.3, 0.3, 1.5, 2.3, 9])))


def _pair(rng, errors):
    """Return errors of two models on rows that are hard for both, so that pairing matters.

    The mean difference is so many standard errors.
    """
    n_rows = int(rng.integers(8, 30))
    first, own = rng.exponential(20, n_rows) + 5, rng.uniform(-1, 1, n_rows)
    lead = own - own.mean() + errors * own.std(ddof=1) / sqrt(n_rows)
    return first, first + lead


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
        n_public=8,
        n_fresh=13,
        section="Fail on purpose: a column from the future",
    ),
    Question(
        2,
        "verdict(first, second)",
        points=2,
        answer=_verdict,
        cases=_errors,
        n_public=11,
        n_fresh=12,
        section="Open the locked rows, once",
    ),
    Question(
        3,
        "complaints(study)",
        points=3,
        answer=complaints,
        cases=studies,
        compare=same,
        n_public=22,
        n_fresh=28,
        section="The report",
    ),
    Question(
        4,
        "corrected",
        points=2,
        answer={"3.3": "C2", "4.2": "B6", "6.4": "E3"},
        compare=same,
        section="What the article says",
    ),
    Question(5, "", points=ROW_POINTS * len(RUBRIC), rubric=RUBRIC),
)
