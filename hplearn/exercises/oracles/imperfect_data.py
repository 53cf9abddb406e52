"""Imperfect data: shares by counting, holes filled one by one, an AUC from ranks."""

from collections import Counter
from statistics import fmean

import numpy as np

from hplearn.exercises.oracles.special import special
from hplearn.exercises.questions import Case, Question

TIES = "a positive and a negative row have the same score"
NEAR = "a positive and a negative score differ by less than 0.001"
CLOSE = "two scores are nearly equal, and not quite"
WORSE = "the right AUC is below a half"


def _shares(y_true, y_predicted):
    """Return for each true class the number of its rows, and how many of them are right."""
    pairs = list(zip(map(int, y_true), map(int, y_predicted), strict=True))
    rows = Counter(label for label, _ in pairs)
    right = Counter(label for label, said in pairs if said == label)
    return {label: (n, right[label]) for label, n in rows.items()}


def _balanced(y_true, y_predicted):
    return fmean(right / n for n, right in _shares(y_true, y_predicted).values())


def _labels(*arrays):
    return {label for array in arrays for label in array.tolist()}


@special(
    {
        "only two classes occur": lambda y_true, said: len(_labels(y_true, said)) == 2,
        "more than two classes occur in y_true": lambda y_true, said: len(_labels(y_true)) > 2,
        "a class below the highest does not occur in y_true": lambda y_true, said: (
            len(_labels(y_true)) <= max(y_true)
        ),
        "a class is only predicted": lambda y_true, said: not _labels(said) <= _labels(y_true),
        "a class is never predicted": lambda y_true, said: not _labels(y_true) <= _labels(said),
        "the classes are equally frequent": lambda y_true, said: (
            len({*Counter(y_true.tolist()).values()}) == 1
        ),
    }
)
def _predictions(rng):
    yield Case(np.repeat([0, 1], [17, 1]), np.zeros(18, dtype=int))
    yield Case(np.array([0, 0, 0, 1]), np.array([0, 0, 2, 1]))
    said = np.array([0, 1, 1, 1, 0, 1])
    yield Case(np.array([0, 0, 0, 1, 1, 1]), said)
    yield Case(np.array([3, 1, 1, 3, 0, 0, 0]), np.array([3, 1, 0, 1, 0, 0, 0]))
    yield Case(np.repeat([0, 1, 2], [6, 3, 1]), rng.permutation(10) % 4)
    while True:
        n_classes = rng.integers(2, 5)
        y_true = rng.choice(n_classes, rng.integers(12, 40), p=rng.dirichlet(np.ones(n_classes)))
        y_true[:2] = 0, 1
        said = np.where(rng.random(len(y_true)) < 0.6, y_true, rng.integers(0, 4, len(y_true)))
        yield Case(y_true, said)


def _filled(X, fold):
    """Return X with each hole filled by itself."""
    filled, training = X.tolist(), set(range(len(X))) - set(map(int, fold))
    for row, column in np.argwhere(np.isnan(X)):
        known = [X[i, column] for i in sorted(training)]
        filled[row][column] = fmean([value for value in known if value == value])
    return np.array(filled)


@special(
    {
        "the test rows are the last ones": lambda X, fold: (
            set(fold.tolist()) == {*range(len(X) - len(fold), len(X))}
        ),
        "the test rows are the first ones": lambda X, fold: {*fold.tolist()} == {*range(len(fold))},
        "the test rows are not the last ones": lambda X, fold: (
            set(fold.tolist()) != {*range(len(X) - len(fold), len(X))}
        ),
        "a training row stands between two test rows": lambda X, fold: np.ptp(fold) >= len(fold),
        "there is more than one column": lambda X, fold: X.shape[1] > 1,
        "there is one column": lambda X, fold: X.shape[1] == 1,
    }
)
def _tables(rng):
    yield Case(np.array([[1.0], [np.nan], [3.0], [np.nan], [9.0]]), np.array([3, 4]))
    yield _table(rng, np.array([0, 1, 2]))
    yield _table(rng, np.array([2, 5, 6]))
    yield _table(rng, np.array([4, 1]))
    yield _table(rng, np.array([0, 1]), where="some of the numbers are 0")
    while True:
        yield _table(rng, rng.permutation(8)[: rng.integers(2, 5)])
        yield _table(rng, rng.integers(1, 5) + rng.permutation(rng.integers(2, 5)))


def _table(rng, fold, where=""):
    """Return a table in which each part has a number and a hole in each column."""
    n_rows, n_columns = int(rng.integers(9, 16)), int(rng.integers(1, 5))
    X = np.round(rng.normal(5, 3, (n_rows, n_columns)), 2)
    rest = np.setdiff1d(np.arange(n_rows), fold)
    X[rng.random(X.shape) < 0.35] = np.nan
    X[[rest[0], fold[0]]], X[[rest[1], fold[1]]] = rng.integers(10, 30, (2, n_columns)), np.nan
    if where:
        X[rest[2:4]] = 0.0
    return Case(X, fold, where=where)


def _auc(y_true, score):
    """Return the AUC from the ranks of the positive rows, equal scores sharing their mean rank."""
    rank = {value: [] for value in map(float, score)}
    for place, value in enumerate(sorted(map(float, score)), start=1):
        rank[value].append(place)
    positive = [fmean(rank[float(s)]) for t, s in zip(y_true, score, strict=True) if t == 1]
    n, m = len(positive), len(y_true) - len(positive)
    return (sum(positive) - n * (n + 1) / 2) / (n * m)


def _apart(y_true, score):
    """Return by how much each positive row is ahead of each negative one."""
    return np.subtract.outer(score[y_true == 1], score[y_true == 0])


@special(
    {
        TIES: lambda y_true, score: (_apart(y_true, score) == 0).any(),
        "no positive and negative row have the same score": lambda y_true, score: (
            _apart(y_true, score) != 0
        ).all(),
        NEAR: lambda y_true, score: (
            (abs(_apart(y_true, score)) > 0) & (abs(_apart(y_true, score)) < 0.001)
        ).any(),
        WORSE: lambda y_true, score: _auc(y_true, score) < 0.5,
    }
)
def _scored(rng):
    yield Case(np.array([0, 1, 0, 1, 0]), np.array([0.2, 0.7, 0.7, 0.9, 0.1]))
    yield Case(np.array([1, 0, 0, 0]), np.array([0.3, 0.4, 0.6, 0.1]))
    yield Case(np.array([1, 0, 1, 0]), np.full(4, 0.5), where="all scores are equal")
    yield Case(np.array([1, 0, 0, 1]), np.array([0.9, 0.9, 0.1, 0.5]))
    large = np.array([1000.002, 1000.001, 999.0, 1001.0])
    yield Case(np.array([0, 1, 0, 1]), large, where=CLOSE)
    tiny = 1e-9 * np.array([3, 0, 5, 1, 2, 4])  # as a model gives them for what is rare
    for close in (tiny, 1 - 1e-4 * tiny):
        yield Case(np.array([1, 0, 1, 0, 0, 0]), close, where=CLOSE)
    logits = np.array([2.3, -1.2, -0.4, 0.3])
    yield Case(np.array([1, 0, 1, 0]), logits, where="some scores are no probabilities")
    for _ in range(2):
        yield _scores(rng, 9, lead=-0.3, digits=6, where=WORSE)
        yield _scores(rng, 11, lead=0.3, digits=6)
    yield Case(np.array([0, 1, 0, 1, 0]), np.array([0.9, 0.5, 0.5, 0.7042, 0.7008]))
    close = np.array([0.7, 0.6996, 0.3, 0.2])
    yield Case(np.array([0, 1, 1, 0]), close)
    while True:
        n_rows = int(rng.integers(8, 30))
        yield _scores(rng, n_rows, lead=0.4, digits=int(rng.choice([1, 6])))


def _scores(rng, n_rows, lead, digits, where=""):
    """Return rows of both classes, the positive ones ahead or behind; with one digit some tie."""
    y_true = (rng.random(n_rows) < rng.uniform(0.2, 0.8)).astype(int)
    y_true[:2] = 0, 1
    score = np.round((rng.random(n_rows) + lead * y_true + 0.3) / 1.7, digits)
    if where == WORSE:
        score[:2] = 0.99, 0.01
    apart = abs(_apart(y_true, score))
    if where and ((apart > 0) & (apart < 0.001)).any():
        return _scores(rng, n_rows, lead, digits, where)
    return Case(y_true, score)


QUESTIONS = (
    Question(
        1,
        "balanced_accuracy(y_true, y_predicted)",
        points=1,
        answer=_balanced,
        cases=_predictions,
        section="Right in 94 of 100, and useless",
    ),
    Question(2, "fill_inside(X, fold)", points=2, answer=_filled, cases=_tables, section="Holes"),
    Question(
        3,
        "auc(y_true, score)",
        points=2,
        answer=_auc,
        cases=_scored,
        n_public=14,
        n_fresh=16,
        section="One model, every threshold",
    ),
)
