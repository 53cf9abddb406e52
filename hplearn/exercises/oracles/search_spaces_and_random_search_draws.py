"""Search spaces, what is drawn from them: judged by its distribution, never by its numbers."""

import numpy as np

from hplearn.exercises.given import Given
from hplearn.exercises.questions import Case, Question

UNLIKELY = 1e-9  # a right answer fails by chance less often than that
MANY = 200  # draws from which a distribution can be told
TOO_EVEN = 0.22  # over the root of n_draws: true draws are so near to their law once in 1e10
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
    if not outcome.calls[RNG].n:
        return "it does not draw from rng"
    if n_draws < MANY:
        return ""
    places = np.sort(np.log(draws / low) / np.log(high / low))
    distance = np.abs(places - (np.arange(n_draws) + 0.5) / n_draws).max()
    if distance > np.sqrt(np.log(2 / UNLIKELY) / (2 * n_draws)) + 0.5 / n_draws:
        in_lower_half = np.mean(places < 0.5)
        return f"{in_lower_half:.0%} of the draws lie in the lower half of the scale"
    if distance < TOO_EVEN / np.sqrt(n_draws):
        return "the draws lie more evenly than chance puts them"
    return ""


def _log_draws(rng):
    yield Case(0.001, 0.1, 1, _generator(rng))
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
        return f"a draw is no whole number from {low} to {high}"
    if not outcome.calls[RNG].n:
        return "it does not draw from rng"
    if n_draws < MANY:
        return ""
    counts = np.bincount(draws.astype(int) - low, minlength=high - low + 1)
    expected = n_draws / len(counts)
    for value, count in enumerate(counts, start=low):
        if abs(count - expected) > np.sqrt(3 * np.log(2 / UNLIKELY) * expected):
            return f"{value} comes {count} times in {n_draws}, expected about {expected:.0f}"
    return ""


def _integer_draws(rng):
    yield Case(1, 3, 1, _generator(rng))
    while True:
        low = int(rng.integers(-3, 20))
        yield Case(low, low + int(rng.integers(2, 6)), 6000, _generator(rng))


LOG = Question(
    1,
    "draw_log(low, high, n_draws, rng)",
    points=2,
    judge=_judge_log,
    cases=_log_draws,
    expects="as many in each factor of ten",
)
INTEGERS = Question(
    2,
    "draw_integers(low, high, n_draws, rng)",
    points=2,
    judge=_judge_integers,
    cases=_integer_draws,
    expects="each value equally often",
)
