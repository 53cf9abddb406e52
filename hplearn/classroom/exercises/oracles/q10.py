"""10 Search spaces and random search: draws judged by distribution, chances multiplied out."""

from math import log10

import numpy as np

from hplearn.classroom.exercises.compare import close, same
from hplearn.classroom.exercises.given import Given
from hplearn.classroom.exercises.questions import Case, Mistake, Question

UNLIKELY = 1e-9  # a right answer fails by chance less often than that
MANY = 200  # draws from which a distribution can be told


def _numbers(outcome, n_draws):
    """Return the draws as an array of floats, or a few words why they are none."""
    try:
        draws = np.asarray(outcome.value, dtype=float)
    except (TypeError, ValueError):
        return None, "it must be an array of numbers"
    if draws.shape != (n_draws,):
        return None, f"it has shape {draws.shape}, expected {(n_draws,)}"
    return draws, "" if np.isfinite(draws).all() else "a draw is no number"


def _judge_log(arguments, outcome):
    low, high, n_draws, _ = arguments
    draws, faults = _numbers(outcome, n_draws)
    if faults:
        return faults
    slack = 1 + 1e-9
    if draws.min() * slack < low or draws.max() > high * slack:
        return f"a draw lies outside of {low:g} to {high:g}"
    if n_draws < MANY:
        return ""
    places = np.sort(np.log(draws / low) / np.log(high / low))
    distance = np.abs(places - (np.arange(n_draws) + 0.5) / n_draws).max()
    if distance > np.sqrt(np.log(2 / UNLIKELY) / (2 * n_draws)) + 0.5 / n_draws:
        in_lower_half = np.mean(places < 0.5)
        return f"{in_lower_half:.0%} of the draws lie in the lower half of the scale"
    return ""


def _outside(arguments, outcome):
    low, high, n_draws, _ = arguments
    draws, faults = _numbers(outcome, n_draws)
    return not faults and (draws.min() < low * 0.999 or draws.max() > high * 1.001)


def _evenly(arguments, outcome):
    low, high, n_draws, _ = arguments
    draws, faults = _numbers(outcome, n_draws)
    inside = not faults and not _outside(arguments, outcome)
    return inside and n_draws >= MANY and abs(np.mean(draws < (low + high) / 2) - 0.5) < 0.2


def _log_draws(rng):
    yield Case(0.001, 0.1, 1, _generator(rng))
    while True:
        low = float(10 ** rng.uniform(-6, 0))
        yield Case(low, low * float(10 ** rng.uniform(2, 5)), 600, _generator(rng))


def _generator(rng):
    return Given("chance.generator", {"seed": int(rng.integers(2**31))})


def _judge_integers(arguments, outcome):
    low, high, n_draws, _ = arguments
    draws, faults = _numbers(outcome, n_draws)
    if faults:
        return faults
    if (draws % 1).any() or draws.min() < low or draws.max() > high:
        return f"a draw is no whole number from {low} to {high}"
    if n_draws < MANY:
        return ""
    counts = np.bincount(draws.astype(int) - low, minlength=high - low + 1)
    expected = n_draws / len(counts)
    for value, count in enumerate(counts, start=low):
        if abs(count - expected) > np.sqrt(3 * np.log(2 / UNLIKELY) * expected):
            return f"{value} comes {count} times in {n_draws}, expected about {expected:.0f}"
    return ""


def _counts(arguments, outcome):
    """Return how often the lowest, the highest and an inner value came, as shares of fair."""
    low, high, n_draws, _ = arguments
    draws, faults = _numbers(outcome, n_draws)
    if faults or n_draws < MANY or high - low < 2:
        return None
    fair = n_draws / (high - low + 1)
    inner = np.sum((draws > low) & (draws < high)) / (high - low - 1)
    return np.array([np.sum(draws == low), np.sum(draws == high), inner]) / fair


def _end_missing(arguments, outcome):
    counts = _counts(arguments, outcome)
    return counts is not None and counts[1] == 0


def _ends_rare(arguments, outcome):
    counts = _counts(arguments, outcome)
    return counts is not None and 0.2 < counts[:2].max() < 0.9 < counts[2]


def _integer_draws(rng):
    yield Case(1, 3, 1, _generator(rng))
    while True:
        low = int(rng.integers(-3, 20))
        yield Case(low, low + int(rng.integers(2, 6)), 6000, _generator(rng))


def _next_range(low, high, best, share=0.1, scale=log10):
    width = scale(high) - scale(low)
    if scale(best) <= scale(low) + share * width:
        return low / 10, high
    if scale(best) >= scale(high) - share * width:
        return low, high * 10
    return low, high


def _even_scale(low, high, best):
    return _next_range(low, high, best, scale=float)


def _wrong_end(low, high, best):
    new_low, new_high = _next_range(low, high, best)
    return low / 10 if new_high > high else low, high * 10 if new_low < low else high


def _finished_searches(rng):
    yield Case(0.001, 1000.0, 0.002)
    yield Case(0.001, 1000.0, 500.0)
    yield Case(0.001, 1000.0, 1.0)
    while True:
        low = float(10 ** rng.uniform(-6, 0))
        high = low * float(10 ** rng.uniform(2, 6))
        place = rng.choice([0.0, 0.04, 0.07, 0.13, 0.3, 0.5, 0.8, 0.87, 0.94, 1.0])
        yield Case(low, high, float(low * (high / low) ** place))


def _n_trials(share, chance):
    n_trials, all_miss = 0, 1.0
    while all_miss > (1 - chance) * (1 + 1e-9):
        n_trials, all_miss = n_trials + 1, all_miss * (1 - share)
    return n_trials


def _one_too_few(share, chance):
    return max(_n_trials(share, chance) - 1, 0)


def _chances_added(share, chance):
    return int(np.ceil(chance / share - 1e-9))


def _shares(rng):
    yield Case(0.5, 0.75)
    yield Case(0.05, 0.95)
    while True:
        yield Case(float(rng.uniform(0.01, 0.4)), float(rng.uniform(0.6, 0.99)))


QUESTIONS = (
    Question(
        "10.1",
        "draw_log(low, high, n_draws, rng)",
        points=2,
        judge=_judge_log,
        cases=_log_draws,
        expects="as many in each factor of ten",
        mistakes=(
            Mistake(
                "another-base",
                "Draws lie outside of the range. Go to the logarithms and come back with the same "
                "base: np.log with np.exp, np.log10 with 10 to the power.",
                sign=_outside,
            ),
            Mistake(
                "even-scale",
                "Your draws are spread evenly over the numbers, so nearly all of them lie in the "
                "highest factor of ten.",
                sign=_evenly,
            ),
        ),
    ),
    Question(
        "10.2",
        "draw_integers(low, high, n_draws, rng)",
        points=2,
        judge=_judge_integers,
        cases=_integer_draws,
        expects="each value equally often",
        mistakes=(
            Mistake(
                "end-never-drawn",
                "The highest value never comes: rng.integers leaves its upper end out.",
                sign=_end_missing,
            ),
            Mistake(
                "rounded",
                "The two ends come half as often as the others: rounding gives each of them half "
                "an interval.",
                sign=_ends_rare,
            ),
        ),
    ),
    Question(
        "10.3",
        "next_range(low, high, best)",
        points=2,
        answer=_next_range,
        cases=_finished_searches,
        compare=close(rtol=1e-9, atol=0),
        mistakes=(
            Mistake(
                "tenth-on-the-even-scale",
                "A tenth of the numbers is nearly all of the factors of ten: measure on the "
                "logarithmic scale.",
                wrong=_even_scale,
            ),
            Mistake(
                "wrong-end",
                "You move the end that did not win.",
                wrong=_wrong_end,
            ),
        ),
    ),
    Question(
        "10.4",
        "n_trials_for(share, chance)",
        points=1,
        answer=_n_trials,
        cases=_shares,
        compare=same,
        mistakes=(
            Mistake(
                "chances-added",
                "Chances of single trials do not add up: two trials may both hit. Multiply the "
                "chances to miss.",
                wrong=_chances_added,
            ),
            Mistake(
                "rounded-down",
                "With your number the chance is just too small: round up.",
                wrong=_one_too_few,
            ),
        ),
    ),
)
