"""Seeds, noise and luck, the best of many coins: its exact mean."""

from math import comb, sqrt

import numpy as np

from hplearn.exercises.given import Given
from hplearn.exercises.questions import Case, Question

SIGMAS = 7  # of a simulation's error: a right answer never fails by chance
RNG = "chance.generator"


def _best(n_candidates, n_rows):
    """Return mean and standard deviation of the highest share, from the law of a maximum."""
    shares = np.arange(n_rows + 1) / n_rows
    ways = np.cumsum([comb(n_rows, right) / 2**n_rows for right in range(n_rows + 1)])
    chances = np.diff(ways**n_candidates, prepend=0)
    mean = chances @ shares
    return mean, sqrt(chances @ (shares - mean) ** 2)


def _judge_mean(arguments, outcome):
    n_candidates, n_rows, n_searches, _ = arguments
    if not isinstance(outcome.value, (int, float)) and np.shape(outcome.value) != ():
        return "it must be a single number"
    mean, deviation = _best(n_candidates, n_rows)
    if not _is_near(outcome, mean, SIGMAS * deviation / sqrt(n_searches) + 1e-9):
        return f"expected about {mean:.3f}"
    if n_rows == 1 or outcome.calls[RNG].n:
        return ""
    return "it is the same for other draws of rng, or differs for the same ones"


def _is_near(outcome, value, tolerance):
    try:
        return bool(abs(float(outcome.value) - value) <= tolerance)
    except (TypeError, ValueError):
        return False


def _coins(rng):
    yield Case(1, 60, 1000, _generator(rng), where="there is one candidate")
    yield Case(30, 30, 300, _generator(rng))
    for n_candidates in (4, 5, 6):
        yield Case(n_candidates, 1, 3000, _generator(rng), where="each candidate has one row")
    yield Case(25, 15, 400, _generator(rng))
    while True:
        n_candidates, n_rows = int(rng.integers(2, 25)), int(rng.integers(10, 50))
        yield Case(n_candidates, n_rows, 400, _generator(rng))


def _generator(rng):
    return Given(RNG, {"seed": int(rng.integers(2**31))})


COINS = Question(
    1,
    "mean_of_best(n_candidates, n_rows, n_searches, rng)",
    points=2,
    judge=_judge_mean,
    cases=_coins,
    n_public=6,
    expects="the mean of the highest shares",
    section="Take the models away",
)
