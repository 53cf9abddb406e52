"""Cross-validation: rows looked up in sets, one fold and one row after the other."""

from itertools import cycle

import numpy as np

from hplearn.exercises.compare import close, same
from hplearn.exercises.given import Given
from hplearn.exercises.oracles.special import special
from hplearn.exercises.questions import Case, Question


def _folds(n_samples, k):
    return [part.tolist() for part in np.array_split(np.arange(n_samples), k)]


@special(
    {
        "k divides n_samples": lambda n_samples, k: n_samples % k == 0,
        "k does not divide n_samples": lambda n_samples, k: n_samples % k > 0,
        "more than one row is left over": lambda n_samples, k: n_samples % k > 1,
        "each fold is a single row": lambda n_samples, k: n_samples == k,
    }
)
def _cuts(rng):
    for n_samples, k in ((5, 2), (7, 7), (10, 4), (13, 5), (7, 3), (11, 3)):
        yield Case(n_samples, k)
    yield Case(5, 1, where="k is 1")
    while True:
        k = int(rng.integers(3, 12))
        yield Case(k * int(rng.integers(1, 6)), k)
        for _ in range(3):
            yield Case(k * int(rng.integers(1, 6)) + int(rng.integers(k // 2, k)), k)


def _split(fold, n_samples):
    """Return the rows outside of a fold, and those in it."""
    return [row for row in range(n_samples) if row not in set(map(int, fold))], list(fold)


def _judge(fit_and_score, X, y, folds):
    scores = []
    for fold in folds:
        train, test = _split(fold, len(y))
        scores.append(fit_and_score(X[train], y[train], X[test], y[test]))
    return scores


@special(
    {
        "the folds differ in size": lambda *case: len({*map(len, case[-1])}) > 1,
        "other rows stand between the rows of a fold": lambda *case: any(
            np.ptp(fold) >= len(fold) for fold in case[-1]
        ),
    }
)
def _judgements(rng):
    walk = "error_of_a_walk", "the order of the training rows matters"
    yield _labelled(rng)
    for model, where, are_blocks in cycle(
        [("error_of_a_line", "", False), (*walk, False), (*walk, True)]
    ):
        n_samples, k = int(rng.integers(12, 30)), int(rng.integers(2, 5))
        X = rng.normal(size=(n_samples, 2))
        y = X @ rng.normal(size=2) + rng.normal(size=n_samples)
        order = np.arange(n_samples) if are_blocks else rng.permutation(n_samples)
        folds = np.array_split(order, k)
        yield Case(Given(f"cross_validation.{model}", {}), X, y, folds, where=where)


def _labelled(rng):
    X, y = rng.normal(size=(12, 2)), rng.permutation([0, 1, 2] * 4)
    folds, model = np.array_split(rng.permutation(12), 3), "cross_validation.error_of_a_vote"
    return Case(Given(model, {}), X, y, folds, where="the labels are whole numbers")


def _chosen(X, y, n_columns):
    """Return the columns whose correlation with the labels is largest, whatever its sign."""
    fit = [abs(np.corrcoef(column, y)[0, 1]) for column in X.T]
    return sorted(sorted(range(X.shape[1]), key=lambda j: -fit[j])[:n_columns])


def _accuracy(X, y, train, test, columns):
    right = 0
    for row in test:
        near = [
            np.sum(
                (X[row, columns] - X[[i for i in train if y[i] == side]][:, columns].mean(0)) ** 2
            )
            for side in (0, 1)
        ]
        right += (near[1] < near[0]) == (y[row] == 1)
    return right / len(test)


def _study(X, y, folds, n_columns):
    scores = []
    for fold in folds:
        rest, tested = _split(fold, len(y))
        columns = _chosen(X[rest], y[rest], n_columns)
        scores.append(_accuracy(X, y, rest, tested, columns))
    return float(np.mean(scores))


@special(
    {
        "the folds differ in size": lambda X, y, folds, n_columns: len({*map(len, folds)}) > 1,
        "the folds are equally large": lambda X, y, folds, n_columns: len({*map(len, folds)}) == 1,
        "one column is chosen": lambda X, y, folds, n_columns: n_columns == 1,
    }
)
def _studies(rng):
    for n, ends in enumerate(cycle(([3, 6, 9], [2, 4, 10], [1, 5, 8]))):  # of each class
        y = np.arange(24) % 2
        X = rng.normal(size=(24, 30)) + 0.4 * y[:, None] * (rng.random(30) < 0.2)
        order = rng.permutation(24)
        parts = [np.split(order[y[order] == label], ends) for label in (0, 1)]
        folds = [np.concatenate(pair) for pair in zip(*parts, strict=True)]
        yield Case(X, y, folds, 1 if n == 3 else int(rng.integers(2, 6)))


QUESTIONS = (
    Question(
        1,
        "folds_of(n_samples, k)",
        points=2,
        answer=_folds,
        cases=_cuts,
        n_public=8,
        n_fresh=12,
        compare=same,
        section="k-fold, by hand",
    ),
    Question(
        2,
        "judge(fit_and_score, X, y, folds)",
        points=2,
        answer=_judge,
        cases=_judgements,
        compare=close(rtol=1e-7),
        section="k-fold, by hand",
    ),
    Question(
        3,
        "honest_study(X, y, folds, n_columns)",
        points=3,
        answer=_study,
        cases=_studies,
        compare=close(rtol=1e-9),
        n_fresh=15,
        section="Told too much: data leakage",
    ),
)
