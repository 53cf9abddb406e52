"""10 Search spaces and random search: places on a scale, chances multiplied out."""

from math import log10

import numpy as np

from hplearn.classroom.exercises.compare import close, same
from hplearn.classroom.exercises.oracles.q10_draws import INTEGERS, LOG
from hplearn.classroom.exercises.questions import Case, Mistake, Question


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


def _of_a_hit(share, chance):
    return _n_trials(share, 1 - chance)


def _shares(rng):
    yield Case(0.5, 0.75)
    yield Case(0.05, 0.95)
    while True:
        yield Case(float(rng.uniform(0.01, 0.4)), float(rng.uniform(0.6, 0.99)))


QUESTIONS = (
    LOG,
    INTEGERS,
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
                "arguments-swapped",
                "share is the part of the space that counts as good, and chance the probability "
                "to hit it: you use each for the other.",
                wrong=lambda share, chance: _n_trials(chance, share),
            ),
            Mistake(
                "chance-to-miss",
                "chance is that of at least one hit. What is left of 1 is the chance that all "
                "trials miss.",
                wrong=_of_a_hit,
            ),
            Mistake(
                "rounded-down",
                "With your number the chance is just too small: round up.",
                wrong=_one_too_few,
            ),
        ),
    ),
)
