"""Stochastic gradient descent: a step on least squares is a matrix, so a walk is a product."""

import numpy as np

from hplearn.exercises.compare import close, same, same_set
from hplearn.exercises.given import Given
from hplearn.exercises.questions import Case, Question

MANY = 12  # with so many rows, a shuffled order is not the sorted one
NEIGHBOURS = 16  # about 2 rows come right behind a neighbour; more than so many, less than 1 in 1e9
RUNS = 30  # with so many rows, fewer than 5 steps up, or down, come once in 1e11 shuffles
RNG = "chance.generator"


def _epochs(rng):
    yield Case(1, 4, _generator(rng))
    yield Case(30, 30, _generator(rng))
    yield Case(13, 4, _generator(rng))
    while True:
        n_samples = int(rng.integers(MANY, 60))
        yield Case(n_samples, int(rng.integers(1, n_samples)), _generator(rng))


def _generator(rng):
    return Given(RNG, {"seed": int(rng.integers(2**31))})


def _rows(outcome):
    """Return the batches as lists of ints, or nothing if they are not lists of numbers."""
    try:
        batches = [np.asarray(batch) for batch in outcome.value]
    except (TypeError, ValueError):
        return None
    if any(batch.ndim != 1 or batch.dtype.kind not in "iu" for batch in batches):
        return None
    return [batch.tolist() for batch in batches]


def _joined(batches):
    return [row for batch in batches for row in batch]


def _judge_epoch(arguments, outcome):
    (n_samples, batch_size, _), batches = arguments, _rows(outcome)
    if batches is None:
        return "it must be a list of arrays of row numbers"
    rows = _joined(batches)
    if sorted(rows) != list(range(n_samples)):
        return f"every row from 0 to {n_samples - 1} must come exactly once"
    sizes = [len(batch) for batch in batches]
    if any(size != batch_size for size in sizes[:-1]) or not 0 < sizes[-1] <= batch_size:
        return f"batches of {batch_size} rows, the last may be smaller; here {sizes}"
    if n_samples >= MANY and rows == sorted(rows):
        return "the rows come in the order of the table"
    if n_samples >= MANY and not outcome.calls[RNG].n:
        return "it does not draw from rng"
    if np.sum(np.abs(np.diff(rows)) == 1) > NEIGHBOURS:
        return "most rows still come right behind their neighbour in the table"
    n_down, steps = np.sum(np.diff(rows) < 0), set(np.diff(rows) % n_samples)
    fits = 5 <= n_down < n_samples - 5 and len(steps) > n_samples / 4  # of chance, about 0.6
    if n_samples >= RUNS and not fits:
        return "the order has a pattern: it does not come from chance"
    return ""


def _walk(_gradient_on, params, X, y, batches, learning_rate):
    """Return where the walk ends: each step multiplies by I - rate G and adds rate X'y."""
    for rows in batches:
        weight = learning_rate / len(rows)
        turn = np.eye(len(params)) - weight * np.einsum("ri,rj->ij", X[rows], X[rows])
        params = turn @ params + weight * np.einsum("ri,r->i", X[rows], y[rows])
    return params


def _walks(rng):
    yield Case(*_data(rng, 6, 2), [np.arange(6)], 0.1)
    yield Case(*_data(rng, 5, 1), [np.array([3, 0]), np.array([1, 4]), np.array([2])], 0.3)
    while True:
        n_samples = int(rng.integers(8, 30))
        cuts = np.sort(rng.choice(np.arange(1, n_samples), 3, replace=False))
        batches = np.split(rng.permutation(n_samples), cuts)
        yield Case(*_data(rng, n_samples, int(rng.integers(1, 4))), batches, rng.uniform(0.01, 0.3))


def _data(rng, n_samples, n_params):
    X, y = rng.normal(size=(n_samples, n_params)), rng.normal(size=n_samples)
    return Given("stochastic_gradient_descent.least_squares", {}), rng.normal(size=n_params), X, y


QUESTIONS = (
    Question(1, "loop", points=1, answer=["B", "G", "E", "A", "D"], compare=same),
    Question(
        2,
        "batches_of_epoch(n_samples, batch_size, rng)",
        points=2,
        judge=_judge_epoch,
        cases=_epochs,
        expects="each row once, shuffled",
    ),
    Question(
        3,
        "walk(gradient_on, params, X, y, batches, learning_rate)",
        points=2,
        answer=_walk,
        cases=_walks,
        compare=close(rtol=1e-9, atol=1e-10),
    ),
    Question(4, "closer", points=1, answer=["B", "C", "D"], compare=same_set),
)
