"""Search spaces and random search: places on a scale, chances multiplied out."""

from math import log10

from hplearn.exercises.compare import close, same
from hplearn.exercises.oracles.search_spaces_and_random_search_draws import INTEGERS, LOG
from hplearn.exercises.oracles.special import special
from hplearn.exercises.questions import Case, Question


def _next_range(low, high, best):
    tenth = (log10(high) - log10(low)) / 10
    if log10(best) <= log10(low) + tenth:
        return low / 10, high
    if log10(best) >= log10(high) - tenth:
        return low, high * 10
    return low, high


@special(
    {
        "best is in the lowest tenth": lambda *case: _next_range(*case)[0] < case[0],
        "best is in the highest tenth": lambda *case: _next_range(*case)[1] > case[1],
        "best is in no outer tenth": lambda low, high, best: (
            _next_range(low, high, best) == (low, high)
        ),
        "best is in the highest tenth of the logarithms, and not in that of the numbers": (
            lambda low, high, best: (
                _next_range(low, high, best)[1] > high > best + (high - low) / 10
            )
        ),
        "best is an end itself": lambda low, high, best: best in (low, high),
    }
)
def _finished_searches(rng):
    yield Case(0.001, 1000.0, 0.002)
    yield Case(0.001, 1000.0, 500.0)
    yield Case(0.001, 1000.0, 1.0)
    yield Case(1.0, 1.2, 1.005, where="high is less than 1.3 times low")
    yield Case(1.0, 2.0, 1.88)  # the highest tenth begins at 1.866, that of the numbers at 1.9
    for low in (0.01, float(rng.integers(20, 90))):
        yield Case(low, 10000 * low, low, where="best is the lower end itself")
        yield Case(low, 1000 * low, 1000 * low, where="best is the upper end itself")
    for share in (0.07, 0.5):
        yield _finished_search(rng, 0.45, share, where="high is less than ten times low")
    for decades, share in ((4, 0.13), (5, 0.88), (3, 0.26)):
        yield _finished_search(rng, decades, share)
    for decades, share in ((1.45, 0.095), (2.6, 0.11), (3.4, 0.905)):
        where = "high divided by low is no power of ten"
        yield _finished_search(rng, decades, share, where=where)
    while True:
        share = float(rng.choice([0.04, 0.07, 0.13, 0.3, 0.5, 0.8, 0.87, 0.94]))
        yield _finished_search(rng, float(rng.uniform(2, 6)), share)


def _finished_search(rng, decades, share, where=""):
    """Return a range of so many decades, and a winner at this share of it."""
    low = float(10 ** rng.uniform(-6, 2))
    high, best = low * 10**decades, low * 10 ** (decades * share)
    return Case(low, high, best, where=where)


def _n_trials(share, chance):
    n_trials, all_miss = 0, 1.0
    while all_miss > (1 - chance) * (1 + 1e-9):
        n_trials, all_miss = n_trials + 1, all_miss * (1 - share)
    return n_trials


@special(
    {
        "share is at least chance": lambda share, chance: share >= chance,
        "one trial is enough": lambda share, chance: _n_trials(share, chance) == 1,
        "share is above one tenth": lambda share, chance: share > 0.1,
    }
)
def _shares(rng):
    yield Case(0.5, 0.75)
    yield Case(0.05, 0.95)
    for share in (0.55, 0.8):
        chance = float(rng.uniform(0.2, 0.5))
        yield Case(share, chance)
    yield Case(float(rng.uniform(1e-4, 2e-4)), 0.99)
    yield Case(0.3, 0.9)
    for share in (0.001, 0.003, 0.01):
        yield Case(share, float(rng.uniform(0.6, 0.9)))
    while True:
        yield Case(float(rng.uniform(0.01, 0.4)), float(rng.uniform(0.6, 0.99)))


QUESTIONS = (
    LOG,
    INTEGERS,
    Question(
        3,
        "next_range(low, high, best)",
        points=2,
        answer=_next_range,
        cases=_finished_searches,
        compare=close(rtol=1e-9, atol=0),
        n_public=17,
        n_fresh=19,
        section="Move the range",
    ),
    Question(
        4,
        "n_trials_for(share, chance)",
        points=1,
        answer=_n_trials,
        cases=_shares,
        compare=same,
        n_public=6,
        n_fresh=13,
        section="Sixty trials",
    ),
)
