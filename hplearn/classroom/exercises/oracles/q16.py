"""16 Imperfect data: shares by counting, holes filled one by one, a study's rules one by one."""

from collections import Counter
from statistics import fmean

import numpy as np

from hplearn.classroom.exercises.compare import same
from hplearn.classroom.exercises.oracles.q16_study import MISREADINGS, complaints, studies
from hplearn.classroom.exercises.questions import Case, Mistake, Question


def _shares(y_true, y_predicted):
    """Return for each true class the number of its rows, and how many of them are right."""
    pairs = list(zip(map(int, y_true), map(int, y_predicted), strict=True))
    rows = Counter(label for label, _ in pairs)
    right = Counter(label for label, said in pairs if said == label)
    return {label: (n, right[label]) for label, n in rows.items()}


def _balanced(y_true, y_predicted):
    return fmean(right / n for n, right in _shares(y_true, y_predicted).values())


def _plain(y_true, y_predicted):
    counted = _shares(y_true, y_predicted).values()
    return sum(right for _, right in counted) / sum(n for n, _ in counted)


def _rarest(y_true, y_predicted):
    shares = _shares(y_true, y_predicted)
    n, right = shares[min(sorted(shares), key=lambda label: shares[label][0])]
    return right / n


def _of_the_predicted(y_true, y_predicted):
    return _balanced(y_predicted, y_true)


def _invented_too(y_true, y_predicted):
    shares = _shares(y_true, y_predicted)
    n_classes = len(shares | _shares(y_predicted, y_true))
    return _balanced(y_true, y_predicted) * len(shares) / n_classes


def _predictions(rng):
    yield Case(np.repeat([0, 1], [17, 1]), np.zeros(18, dtype=int))
    yield Case(np.array([0, 0, 0, 1]), np.array([0, 0, 2, 1]))
    while True:
        n_classes = rng.integers(2, 5)
        y_true = rng.choice(n_classes, rng.integers(12, 40), p=rng.dirichlet(np.ones(n_classes)))
        y_true[:2] = 0, 1
        said = np.where(rng.random(len(y_true)) < 0.6, y_true, rng.integers(0, 4, len(y_true)))
        yield Case(y_true, said)


def _filled(X, fold, voters=lambda rows, fold, row: rows - fold, mean=fmean):
    """Return X with each hole filled by itself; `voters` says which rows fill a row's holes."""
    filled, tested = X.tolist(), set(map(int, fold))
    rows = set(range(len(X)))
    for row, column in np.argwhere(np.isnan(X)):
        known = [X[i, column] for i in sorted(voters(rows, tested, int(row)))]
        filled[row][column] = mean([value for value in known if value == value])
    return np.array(filled)


def _by_own_part(rows, fold, row):
    return fold if row in fold else rows - fold


def _diluted(X, fold):
    n_training = len(X) - len(fold)
    return _filled(X, fold, mean=lambda values: sum(values) / n_training)


def _tables(rng):
    yield Case(np.array([[1.0], [np.nan], [3.0], [np.nan], [9.0]]), np.array([3, 4]))
    while True:
        n_rows, n_columns = int(rng.integers(8, 16)), int(rng.integers(1, 5))
        X = np.round(rng.normal(5, 3, (n_rows, n_columns)), 2)
        fold = np.sort(rng.permutation(n_rows)[: rng.integers(2, 5)])
        rest = np.setdiff1d(np.arange(n_rows), fold)
        X[rng.random(X.shape) < 0.35] = np.nan
        # each part has a number and a hole in each column
        X[[rest[0], fold[0]]], X[[rest[1], fold[1]]] = rng.integers(10, 30, (2, n_columns)), np.nan
        yield Case(X, fold)


def _chose(statement, letter):
    return lambda _arguments, outcome: outcome.value[statement].startswith(letter)


def _overcorrected(_arguments, outcome):
    return any(pair[-1] in "145" for pair in outcome.value.values())


QUESTIONS = (
    Question(
        "16.1",
        "balanced_accuracy(y_true, y_predicted)",
        points=1,
        answer=_balanced,
        cases=_predictions,
        mistakes=(
            Mistake(
                "plain-accuracy",
                "That is plain accuracy: each share weighs as much as its class has rows.",
                wrong=_plain,
            ),
            Mistake(
                "rare-class-alone",
                "You look at the rarest class only. Whoever calls everybody ill would get 1.",
                wrong=_rarest,
            ),
            Mistake(
                "sorted-by-what-was-said",
                "You take the rows by their predicted class. A share belongs to a true class: of "
                "its rows, how many were predicted right?",
                wrong=_of_the_predicted,
            ),
            Mistake(
                "invented-class-counts",
                "A class that is never true has no rows, so it has no share, not even 0.",
                wrong=_invented_too,
            ),
        ),
    ),
    Question(
        "16.2",
        "fill_inside(X, fold)",
        points=2,
        answer=_filled,
        cases=_tables,
        mistakes=(
            Mistake(
                "all-rows-vote",
                "The test rows have a vote in your means. Only training rows may.",
                wrong=lambda X, fold: _filled(X, fold, voters=lambda rows, fold, row: rows),
            ),
            Mistake(
                "own-means-for-the-test",
                "You fill the test rows with their own means. A row to come arrives alone: what "
                "would fill its holes?",
                wrong=lambda X, fold: _filled(X, fold, voters=_by_own_part),
            ),
            Mistake(
                "zeros",
                "You fill with 0. That is a number like any other, and often an odd one.",
                wrong=lambda X, fold: _filled(X, fold, mean=lambda values: 0.0),
            ),
            Mistake(
                "holes-in-the-divisor",
                "The mean is over the numbers that are there; your divisor counts the holes, too.",
                wrong=_diluted,
            ),
        ),
    ),
    Question(
        "16.3",
        "complaints(study)",
        points=3,
        answer=complaints,
        cases=studies,
        compare=same,
        mistakes=MISREADINGS,
        n_public=11,
    ),
    Question(
        "16.4",
        "corrected",
        points=2,
        answer={"3.3": "C2", "4.2": "B6", "6.4": "E3"},
        compare=same,
        mistakes=(
            Mistake(
                "time-is-not-cost",
                "46 ticks instead of 108 is the wait. What was paid for?",
                sign=_chose("6.4", "A"),
            ),
            Mistake(
                "harm-elsewhere",
                "That a large value does harm agrees with the statement. Where did the small one "
                "come from?",
                sign=_chose("4.2", "D"),
            ),
            Mistake(
                "one-rate-compared",
                "At one rate one of the two looks better. If the rate set itself, at how many "
                "rates would it be good?",
                sign=_chose("3.3", "F"),
            ),
            Mistake(
                "overcorrected",
                "One of your corrections says more than the result does.",
                sign=_overcorrected,
            ),
        ),
    ),
    Question("16.5", "", 0),
)
