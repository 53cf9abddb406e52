"""Stochastic gradient descent: a step on least squares is a matrix, so a walk is a product."""

from collections import Counter
from itertools import permutations

import numpy as np

from hplearn.exercises.compare import close, same, same_set
from hplearn.exercises.given import Given
from hplearn.exercises.oracles.gradient_descent import ITSELF
from hplearn.exercises.oracles.special import special
from hplearn.exercises.questions import Case, Question

MANY = 12  # with so many rows, a shuffled order is not the sorted one
N_EPOCHS = 41  # of which the judge counts the rows' places
FEW, N_FEW = 3, 500  # rows, and epochs of which the judge counts each order
LIMIT_FEW = 60  # of the chi-square of these six orders: a shuffle exceeds it once in 10^11
LIMIT = 14  # of a shuffle's chi-square, standardised: at most 3.4 in the mean, and 1.2 of spread
TOPIC, RNG = "stochastic_gradient_descent", "chance.generator"


@special(
    {
        "there are fewer rows than a batch may have": lambda n, size, rng: n < size,
        "batch_size does not divide n_samples": lambda n, size, rng: n % size > 0,
        "batch_size divides n_samples": lambda n, size, rng: n % size == 0,
        "there is one batch": lambda n, size, rng: n <= size,
    }
)
def _epochs(rng):
    for n_samples, batch_size in ((1, 4), (30, 30), (13, 4), (40, 5), (15, 4)):
        yield _epoch(rng, n_samples, batch_size, N_EPOCHS)
    yield _epoch(rng, FEW, 2, N_FEW)
    while True:
        n_samples, n_batches = (int(n) for n in rng.integers([MANY, 4], [60, 12]))
        yield _epoch(rng, n_samples, int(rng.integers(1, n_samples)))
        batch_size = int(rng.integers(3, 8))
        yield _epoch(rng, n_batches * batch_size, batch_size)
        yield _epoch(rng, n_samples, batch_size, N_EPOCHS)


def _epoch(rng, n_samples, batch_size, n_epochs=1):
    seeds = {"seed": int(rng.integers(2**31)), "n_others": n_epochs - 1}
    return Case(n_samples, batch_size, Given(RNG, seeds))


def _rows(value):
    """Return the batches as lists of ints, or nothing if they are not lists of numbers."""
    try:
        batches = [np.asarray(batch) for batch in value]
    except (TypeError, ValueError):
        return None
    if any(batch.ndim != 1 or batch.dtype.kind not in "iu" for batch in batches):
        return None
    return [batch.tolist() for batch in batches]


def _joined(batches):
    return [row for batch in batches for row in batch]


def _judge_epoch(arguments, outcome):
    (n_samples, batch_size, _), batches = arguments, _rows(outcome.value)
    if batches is None:
        return "it must be a list of arrays of row numbers"
    rows = _joined(batches)
    if sorted(rows) != list(range(n_samples)):
        return f"every row from 0 to {n_samples - 1} must come exactly once"
    sizes = [len(batch) for batch in batches]
    if any(size != batch_size for size in sizes[:-1]) or not 0 < sizes[-1] <= batch_size:
        return f"batches of {batch_size} rows, the last may be smaller, none empty; here {sizes}"
    if n_samples >= MANY and rows == sorted(rows):
        how = f"of {n_samples} rows in batches of {batch_size}"
        return f"in an epoch {how} they come in the order of the table"
    if n_samples >= MANY and not outcome.calls[RNG].n:
        return "it is the same for other seeds of rng, or differs for the same one"
    return _law([rows, *map(_order, outcome.calls[RNG].arguments)])


def _order(value):
    return _joined(_rows(value) or [])


def _law(orders):
    """Return what shows that the orders of many epochs do not come from chance, or nothing."""
    if len(orders) < N_EPOCHS or FEW < len(orders[0]) < MANY:
        return ""
    if any(sorted(order) != sorted(orders[0]) for order in orders):
        return "with another seed not every row comes exactly once"
    if len(orders[0]) == FEW:
        return _law_of_few(orders)
    if len(set(map(tuple, orders))) < len(orders):
        return f"of {len(orders)} epochs some have the same order"
    orders = np.array(orders)
    places = np.broadcast_to(np.arange(orders.shape[1]), orders.shape)
    if not (orders == places).any():
        return f"in {len(orders)} epochs no row ever stays at its own place"
    if pair := _too_often(orders, places + 1):
        row, place, n_times = pair
        comes = "comes last" if place == len(orders[0]) else f"is number {place}"
        often = f"row {row} {comes} in {n_times} of {len(orders)} epochs"
        return f"rows do not come at every place equally often: {often}"
    words = "the next row is not left to chance: behind row {} comes row {} in {} of {} epochs"
    pair = _too_often(orders[:, :-1], orders[:, 1:])
    return words.format(*pair, len(orders)) if pair else ""


def _law_of_few(orders):
    """Return what shows that of few rows not all orders are equally likely, or nothing."""
    counts, every = Counter(map(tuple, orders)), [*permutations(range(FEW))]
    mean = len(orders) / len(every)
    if sum((counts[order] - mean) ** 2 for order in every) / mean <= LIMIT_FEW:
        return ""
    order, n_times = counts.most_common(1)[0]
    words = f"of {FEW} rows the order {[*order]} comes in {n_times} of {len(orders)} epochs"
    return f"not every order is equally likely: {words}"


def _too_often(firsts, seconds):
    """Return the commonest pair and how often it comes, if some pairs are far too common."""
    counts = np.zeros((firsts.max() + 2, seconds.max() + 1), dtype=int)
    np.add.at(counts, (firsts, seconds), 1)
    n_rows = firsts.max() + 1
    mean, freedom = firsts.size / n_rows**2, (n_rows - 1) ** 2
    chi_square = np.sum(counts.astype(float) ** 2) / mean - firsts.size
    if (chi_square - freedom) / np.sqrt(2 * freedom) <= LIMIT:
        return ()
    first, second = np.unravel_index(counts.argmax(), counts.shape)
    return int(first), int(second), int(counts.max())


def _walk(_gradient_on, params, X, y, batches, learning_rate):
    """Return where the walk ends: each step multiplies by I - rate G and adds rate X'y."""
    for rows in batches:
        weight = learning_rate / len(rows)
        turn = np.eye(len(params)) - weight * np.einsum("ri,rj->ij", X[rows], X[rows])
        params = turn @ params + weight * np.einsum("ri,r->i", X[rows], y[rows])
    return params


@special(
    {
        "there is one batch": lambda *case: len(case[4]) == 1,
        "the batches differ in size": lambda *case: len({*map(len, case[4])}) > 1,
        "there is more than one parameter": lambda *case: len(case[1]) > 1,
        "some rows are in no batch": lambda *case: sum(map(len, case[4])) < len(case[3]),
        "the rows of a batch do not follow each other in the table": lambda *case: any(
            (np.diff(rows) != 1).any() for rows in case[4]
        ),
    }
)
def _walks(rng):
    yield _steps(rng, 1, [np.arange(6)], 0.1)
    yield _steps(rng, 2, [np.array([3, 0]), np.array([1, 4]), np.array([2])], 0.3)
    ones, batches = np.ones((2, 1)), [np.array([0]), np.array([1])]
    lines, itself = (Given(f"{TOPIC}.{name}", {}) for name in ("least_squares", "params_itself"))
    level = np.array([4.0]), ones, np.array([4.0, 8.0]), batches, 0.5
    yield Case(lines, *level, where="the gradient is zero on the way")
    same = np.array([4.0]), ones, np.zeros(2), batches, 0.5
    yield Case(itself, *same, where=ITSELF.format("gradient_on"))
    while True:
        n_batches, rate = int(rng.integers(2, 5)), rng.uniform(0.01, 0.3)
        n_samples = n_batches * int(rng.integers(3, 8))
        even = np.split(rng.permutation(n_samples), n_batches)
        yield _steps(rng, int(rng.integers(1, 4)), even, rate)
        cuts = np.sort(rng.choice(np.arange(1, n_samples), n_batches - 1, replace=False))
        uneven = np.split(rng.permutation(n_samples), cuts)
        yield _steps(rng, int(rng.integers(1, 4)), uneven, rate)


def _steps(rng, n_params, batches, learning_rate):
    n_samples = sum(map(len, batches))
    return Case(*_data(rng, n_samples, n_params), batches, learning_rate)


def _data(rng, n_samples, n_params):
    X, y = rng.normal(size=(n_samples, n_params)), rng.normal(size=n_samples)
    return Given(f"{TOPIC}.least_squares", {}), rng.normal(size=n_params), X, y


QUESTIONS = (
    Question(
        1, "loop", points=1, answer=["B", "G", "E", "A", "D"], compare=same, section="The rule"
    ),
    Question(
        2,
        "batches_of_epoch(n_samples, batch_size, rng)",
        points=2,
        n_public=6,
        judge=_judge_epoch,
        cases=_epochs,
        expects="each row once, shuffled",
        section="One epoch",
    ),
    Question(
        3,
        "walk(gradient_on, params, X, y, batches, learning_rate)",
        points=2,
        answer=_walk,
        cases=_walks,
        n_public=7,
        compare=close(rtol=1e-9, atol=1e-10),
        section="The rule",
    ),
    Question(
        4,
        "closer",
        points=1,
        answer=["B", "C", "D"],
        compare=same_set,
        section="Let the noise die out",
    ),
)
