"""Imperfect data: shares by counting, holes filled one by one, an AUC from ranks."""

from collections import Counter
from statistics import fmean

import numpy as np

from hplearn.exercises.questions import Case, Question


def _shares(y_true, y_predicted):
    """Return for each true class the number of its rows, and how many of them are right."""
    pairs = list(zip(map(int, y_true), map(int, y_predicted), strict=True))
    rows = Counter(label for label, _ in pairs)
    right = Counter(label for label, said in pairs if said == label)
    return {label: (n, right[label]) for label, n in rows.items()}


def _balanced(y_true, y_predicted):
    return fmean(right / n for n, right in _shares(y_true, y_predicted).values())


def _predictions(rng):
    yield Case(np.repeat([0, 1], [17, 1]), np.zeros(18, dtype=int))
    yield Case(np.array([0, 0, 0, 1]), np.array([0, 0, 2, 1]))
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


def _auc(y_true, score):
    """Return the AUC from the ranks of the positive rows, equal scores sharing their mean rank."""
    rank = {value: [] for value in map(float, score)}
    for place, value in enumerate(sorted(map(float, score)), start=1):
        rank[value].append(place)
    positive = [fmean(rank[float(s)]) for t, s in zip(y_true, score, strict=True) if t == 1]
    n, m = len(positive), len(y_true) - len(positive)
    return (sum(positive) - n * (n + 1) / 2) / (n * m)


def _scored(rng):
    yield Case(np.array([0, 1, 0, 1, 0]), np.array([0.2, 0.7, 0.7, 0.9, 0.1]))
    yield Case(np.array([1, 0, 0, 0]), np.array([0.3, 0.4, 0.6, 0.1]))
    while True:
        n_rows = int(rng.integers(8, 30))
        y_true = (rng.random(n_rows) < rng.uniform(0.2, 0.8)).astype(int)
        y_true[:2] = 0, 1
        yield Case(y_true, np.round((rng.random(n_rows) + 0.4 * y_true) / 1.4, 1))


QUESTIONS = (
    Question(
        1,
        "balanced_accuracy(y_true, y_predicted)",
        points=1,
        answer=_balanced,
        cases=_predictions,
    ),
    Question(2, "fill_inside(X, fold)", points=2, answer=_filled, cases=_tables),
    Question(3, "auc(y_true, score)", points=2, answer=_auc, cases=_scored),
)
