"""Search spaces, what is drawn from them: judged by its distribution, never by its numbers."""

import numpy as np
from scipy.special import chdtr

from hplearn.exercises.given import Given
from hplearn.exercises.oracles.special import special
from hplearn.exercises.questions import Case, Question

UNLIKELY = 1e-9  # a right answer fails by chance less often than that
MANY = 200  # draws from which a distribution can be told
TOO_EVEN = 0.22  # over the root of n_draws: true draws are so near to their law once in 1e10
SAME, FEW = 1e-9, 10  # of three thousand places hardly one is so near to another one's mirror
TOO_UNEQUAL = 11.3  # of many values, over the root of how many: eight standard deviations
MANY_VALUES = "there are more than a hundred values"
RNG = "chance.generator"


def _numbers(outcome, n_draws):
    """Return the draws as an array of floats, and a few words if they are not finite numbers."""
    try:
        draws = np.asarray(outcome.value, dtype=float)
    except (TypeError, ValueError):
        return None, "it must be an array of numbers"
    if draws.shape != (n_draws,):
        return None, f"it has shape {draws.shape}, expected {(n_draws,)}"
    return draws, "" if np.isfinite(draws).all() else "a draw is no number"


def _judge_log(arguments, outcome):
    low, high, n_draws, _ = arguments
    draws, fault = _numbers(outcome, n_draws)
    if fault:
        return fault
    slack = 1 + 1e-9
    if draws.min() * slack < low or draws.max() > high * slack:
        return f"a draw lies outside of {low:g} to {high:g}"
    if n_draws < MANY:
        return ""
    values, counts = np.unique(draws, return_counts=True)
    if counts.max() > 2:  # of three thousand floats hardly two are ever the same
        same = f"{counts.max()} of {n_draws} draws are {values[counts.argmax()]:g}"
        return f"{same}, and such draws hardly ever agree"
    if not outcome.calls[RNG].n:
        return "it is the same for other seeds of rng, or differs for the same one"
    fault = _unlike_even(np.sort(np.log(draws / low) / np.log(high / low)))
    return f"with low = {low:.3g} and high = {high:.3g}, {fault}" if fault else ""


def _unlike_even(places):
    """Return how sorted places differ from even draws between 0 and 1, or an empty text."""
    n_draws = len(places)
    even = (np.arange(n_draws) + 0.5) / n_draws
    away = np.abs(places - even)
    if away.max() > np.sqrt(np.log(2 / UNLIKELY) / (2 * n_draws)) + 0.5 / n_draws:
        share = even[away.argmax()]
        place = places[away.argmax()]
        return f"{share:.0%} of the draws lie in the lowest {place:.0%} of the logarithmic scale"
    if away.max() < TOO_EVEN / np.sqrt(n_draws):
        return "the draws lie more evenly on the logarithmic scale than independent ones do"
    from_the_middle = np.sort(abs(places - 0.5))
    if np.sum(np.diff(from_the_middle) < SAME) > FEW:
        return "the draws come in pairs, each the mirror of another on the logarithmic scale"
    return ""


def _is_whole(decades):
    return abs(decades - round(decades)) < 1e-9


@special(
    {
        "high is less than three times low": lambda low, high, n, rng: high < 3 * low,
        "high is no power of ten times low": lambda low, high, n, rng: (
            not _is_whole(np.log10(high / low))
        ),
        "low is no power of ten": lambda low, high, n, rng: not _is_whole(np.log10(low)),
        "low is above 1": lambda low, high, n, rng: low > 1,
    }
)
def _log_draws(rng):
    yield Case(0.001, 0.1, 1, _generator(rng), where="there is one draw")
    for _ in range(2):
        ratio = float(rng.uniform(2.5, 2.9))
        yield Case(5.0, 5.0 * ratio, 3000, _generator(rng))
    yield Case(1e-9, 1e-6, 3000, _generator(rng))
    # in two of them log1p is close to the logarithm
    for low, high in ((2.0, 3000.0), (20.0, 30000.0), (0.03, 30.0)):
        yield Case(low, high, 3000, _generator(rng))
    while True:
        low = float(10 ** rng.uniform(-6, 0))
        yield Case(low, low * float(10 ** rng.uniform(2, 5)), 3000, _generator(rng))


def _generator(rng):
    return Given(RNG, {"seed": int(rng.integers(2**31))})


def _judge_integers(arguments, outcome):
    low, high, n_draws, _ = arguments
    draws, fault = _numbers(outcome, n_draws)
    if fault:
        return fault
    if (draws % 1).any() or draws.min() < low or draws.max() > high:
        odd = draws[(draws % 1 != 0) | (draws < low) | (draws > high)]
        return f"a draw is no whole number from {low} to {high}: {odd[0]:.6g}"
    both_by_chance = (n_draws / (high - low + 1)) ** 2
    if both_by_chance < UNLIKELY and low in draws and high in draws:
        return f"both ends are among {n_draws} draws from {high - low + 1} numbers"
    if n_draws < MANY:
        return ""
    if not outcome.calls[RNG].n:
        return "it is the same for other seeds of rng, or differs for the same one"
    counts = np.bincount(draws.astype(int) - low, minlength=high - low + 1)
    expected = n_draws / len(counts)
    for value, count in enumerate(counts, start=low):
        if abs(count - expected) > np.sqrt(3 * np.log(2 / UNLIKELY) * expected):
            return f"{value} comes {count} times in {n_draws}, expected about {expected:.0f}"
    spread = np.sum((counts - expected) ** 2) / expected
    if len(counts) > 5 and chdtr(len(counts) - 1, spread) < UNLIKELY:  # of fewer all may be equal
        return "the values come more equally often than chance draws them"
    if len(counts) > 100 and spread / len(counts) > 1 + TOO_UNEQUAL / np.sqrt(len(counts)):
        return "some values come more often than others, and that is not chance"
    return ""


@special(
    {
        "low is below zero": lambda low, high, n, rng: low < 0,
        "low is 1": lambda low, high, n, rng: low == 1,
        "low is not 1": lambda low, high, n, rng: low != 1,
    }
)
def _integer_draws(rng):
    yield Case(1, 3, 1, _generator(rng), where="there is one draw")
    yield Case(1, 10**5, 2, _generator(rng), where="there are two draws from 100,000 numbers")
    yield Case(1, 6, 6000, _generator(rng))
    for _ in range(2):
        low = -int(rng.integers(3, 9))
        yield Case(low, low + 6, 6000, _generator(rng))
    yield Case(2, int(rng.integers(152, 202)), 20000, _generator(rng), where=MANY_VALUES)
    yield Case(1, 700, 20000, _generator(rng), where=MANY_VALUES)
    while True:
        low = int(rng.integers(0, 20))
        yield Case(low, low + int(rng.integers(5, 9)), 6000, _generator(rng))


LOG = Question(
    1,
    "draw_log(low, high, n_draws, rng)",
    points=2,
    judge=_judge_log,
    cases=_log_draws,
    n_public=9,
    expects="as many in each factor of ten",
    section="Fail on purpose: the uniform scale",
)
INTEGERS = Question(
    2,
    "draw_integers(low, high, n_draws, rng)",
    points=2,
    judge=_judge_integers,
    cases=_integer_draws,
    n_public=10,
    expects="each value equally often",
    section="A space with branches",
)
