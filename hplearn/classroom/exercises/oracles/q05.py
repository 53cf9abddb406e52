"""05 Stochastic gradient descent: a step on least squares is a matrix, so a walk is a product."""

import numpy as np

from hplearn.classroom.exercises.compare import close, same, same_set
from hplearn.classroom.exercises.given import Given
from hplearn.classroom.exercises.questions import Case, Mistake, Question

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
    n_down = np.sum(np.diff(rows) < 0)
    if n_samples >= RUNS and not 5 <= n_down < n_samples - 5:
        return "the order has a pattern: it does not come from chance"
    return ""


def _repeats(_arguments, outcome):
    rows = _joined(_rows(outcome) or [])
    return len(set(rows)) < len(rows)


def _too_few(arguments, outcome):
    rows = _joined(_rows(outcome) or [])
    return bool(rows) and len(set(rows)) == len(rows) < arguments[0]


def _in_order(arguments, outcome):
    return _joined(_rows(outcome) or []) == list(range(arguments[0]))


def _walk(_gradient_on, params, X, y, batches, learning_rate, share=None):
    """Return where the walk ends: each step multiplies by I - rate G and adds rate X'y."""
    for rows in batches:
        weight = learning_rate / (len(rows) if share is None else share(rows, y))
        turn = np.eye(len(params)) - weight * np.einsum("ri,rj->ij", X[rows], X[rows])
        params = turn @ params + weight * np.einsum("ri,r->i", X[rows], y[rows])
    return params


def _mean_over_all(*arguments):
    return _walk(*arguments, share=lambda rows, y: len(y))


def _slope_of_the_start(gradient_on, params, X, y, batches, learning_rate):
    slopes = [gradient_on(params, X[rows], y[rows]) for rows in batches]
    return params - learning_rate * np.sum(slopes, axis=0)


def _all_rows(gradient_on, params, X, y, batches, learning_rate):
    every = np.arange(len(y))
    return _walk(gradient_on, params, X, y, [every] * len(batches), learning_rate)


def _updated_once(gradient_on, params, X, y, batches, learning_rate):
    return _walk(gradient_on, params, X, y, batches[-1:], learning_rate)


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
    return Given("g05.least_squares", {}), rng.normal(size=n_params), X, y


def _letters(outcome):
    """Return the letters that were named, or none if the value is no list of them."""
    value = outcome.value
    named = value if isinstance(value, (list, tuple, set)) else []
    return {letter for letter in named if isinstance(letter, str)}


QUESTIONS = (
    Question(
        "05.1",
        "loop",
        points=1,
        answer=["B", "G", "E", "A", "D"],
        compare=same,
        mistakes=(
            Mistake(
                "never-moves-again",
                "The update stands behind the loops and runs once. So does the document's list: "
                "its step 4 is outside of what is repeated.",
                wrong=["B", "G", "E", "A", "F"],
            ),
            Mistake(
                "shuffled-once",
                "Every epoch walks the rows in the same order: the shuffling stands before the "
                "loop over epochs.",
                wrong=["C", "B", "E", "A", "D"],
            ),
        ),
    ),
    Question(
        "05.2",
        "batches_of_epoch(n_samples, batch_size, rng)",
        points=2,
        judge=_judge_epoch,
        cases=_epochs,
        expects="each row once, shuffled",
        mistakes=(
            Mistake(
                "drawn-with-replacement",
                "Some rows come twice and others not at all: you draw each row anew. Shuffle all "
                "of them once, then cut.",
                sign=_repeats,
            ),
            Mistake(
                "rest-is-dropped",
                "The rows that do not fill a batch are missing. The last batch may be smaller.",
                sign=_too_few,
            ),
            Mistake(
                "not-shuffled",
                "The rows come as they stand in the table. If that is sorted, every epoch walks "
                "through the same classes one after the other.",
                sign=_in_order,
            ),
        ),
    ),
    Question(
        "05.3",
        "walk(gradient_on, params, X, y, batches, learning_rate)",
        points=2,
        answer=_walk,
        cases=_walks,
        compare=close(rtol=1e-9, atol=1e-10),
        mistakes=(
            Mistake(
                "mean-over-all-rows",
                "A batch's gradient is a mean over its own rows already; divided by all rows, it "
                "is too short.",
                wrong=_mean_over_all,
            ),
            Mistake(
                "slope-of-the-start",
                "Every slope is taken at the start. After a step you stand elsewhere: ask there.",
                wrong=_slope_of_the_start,
            ),
            Mistake(
                "all-rows-each-time",
                "Each of your steps looks at all rows. Hand gradient_on the rows of the batch.",
                wrong=_all_rows,
            ),
            Mistake(
                "updated-once",
                "Only the last batch has moved the parameters: the update belongs inside the loop.",
                wrong=_updated_once,
            ),
        ),
    ),
    Question(
        "05.4",
        "closer",
        points=1,
        answer=["B", "C", "D"],
        compare=same_set,
        mistakes=(
            Mistake(
                "more-of-the-same",
                "A walk that hovers has forgotten its start and gains nothing by going on. What "
                "sets the height of the floor?",
                sign=lambda _arguments, outcome: bool({"A", "E"} & _letters(outcome)),
            ),
            Mistake(
                "one-cure-only",
                "What you name is right, and there is more: the floor depends on the step's "
                "length and on how much a batch's slope scatters.",
                sign=lambda _arguments, outcome: 0 < len(_letters(outcome)) < 3,
            ),
        ),
    ),
)
