"""Many hands: a queue played second by second of its events, ranks by counting."""

from heapq import heapify, heappop, heappush

import numpy as np

from hplearn.exercises.oracles.special import special
from hplearn.exercises.questions import Case, Question


def _ends(durations, n_workers):
    """Return when each trial ends, by a heap of the moments at which a worker is free."""
    moments, ends = [0.0] * n_workers, []
    heapify(moments)
    for duration in durations:
        ends.append(heappop(moments) + float(duration))
        heappush(moments, ends[-1])
    return ends


def _schedule(durations, n_workers):
    end, cost = max(_ends(durations, n_workers)), float(sum(durations))
    return end, cost, cost / (n_workers * end)


@special(
    {
        "there are more workers than trials": lambda durations, n: n > len(durations),
        "there is one worker": lambda durations, n: n == 1,
        "there is more than one worker": lambda durations, n: n > 1,
        "some durations are no whole numbers": lambda durations, n: (durations % 1 > 0).any(),
        "a trial is shorter than a second": lambda durations, n: durations.min() < 1,
        "a trial ends later than the last one of the queue": lambda durations, n: (
            max(_ends(durations, n)) > _ends(durations, n)[-1]
        ),
        "no trial ends later than the last one of the queue": lambda durations, n: (
            max(_ends(durations, n)) == _ends(durations, n)[-1]
        ),
    }
)
def _queues(rng):
    yield Case(np.array([3.0, 1.0, 1.0, 1.0]), 2)
    yield Case(np.array([2.0, 5.0]), 4)
    yield Case(np.array([4.0, 1.0, 2.0]), 1)
    yield Case(np.array([1.0, 1.0, 1.0, 6.0, 2.0]), 2)
    yield Case(np.array([5.0, 2.0, 3.0, 4.0, 1.0, 6.0, 2.504]), 3)
    yield Case(np.array([1.0, 3.0, 1.0, 1.0, 4.0]), 2)
    yield Case(np.array([1.5, 2.25, 0.75, float(rng.integers(1, 4)) / 4]), 2)
    while True:
        durations = rng.lognormal(1, 0.8, rng.integers(3, 25)) + 0.01
        n_workers = int(rng.integers(2, 7))
        yield Case(durations, n_workers)


def _noise(seed, started):
    numbers = {}
    for trial in sorted(started):
        own = np.random.Generator(np.random.PCG64(np.random.SeedSequence(seed, spawn_key=(trial,))))
        numbers[trial] = own.random()
    return numbers


@special(
    {
        "one trial was started": lambda seed, started: len(started) == 1,
        "the trials are not in order": lambda seed, started: started != sorted(started),
        "a trial before a started one was not started": lambda seed, started: (
            len(started) <= max(started)
        ),
        "every trial up to the last one was started": lambda seed, started: (
            len(started) > max(started)
        ),
    }
)
def _starts(rng):
    yield Case(0, [3, 1])
    yield Case(7, [5])
    yield Case(int(rng.integers(1000)), [2, 0, 1])
    yield Case(int(rng.integers(1000)), [4, 1500, 2, 0])
    while True:
        started = [int(trial) for trial in rng.permutation(12)[: rng.integers(2, 9)]]
        yield Case(int(rng.integers(1000)), started)


def _agreement(cheap, full):
    """Return Spearman's correlation from the differences of counted ranks."""
    ranks = [
        [sum(other < score for other in scores) for score in scores] for scores in (cheap, full)
    ]
    n_configs = len(cheap)
    squares = sum((a - b) ** 2 for a, b in zip(*ranks, strict=True))
    return 1 - 6 * squares / (n_configs * (n_configs**2 - 1))


@special(
    {
        "the scores are no whole numbers": lambda cheap, full: (cheap % 1 > 0).any(),
        "a score is below 0": lambda cheap, full: min(cheap.min(), full.min()) < 0,
        "both put the configs in the same order": lambda cheap, full: np.array_equal(
            cheap.argsort(), full.argsort()
        ),
    }
)
def _proxies(rng):
    yield Case(np.array([1.0, 2.0, 30.0]), np.array([0.1, 0.3, 0.9]))
    yield Case(np.array([1.0, 2.0, 30.0]), np.array([0.9, 0.3, 0.1]))
    yield Case(np.array([3.0, 9.0, 1.0, 4.0, 2.0]), np.array([0.2, 0.1, 0.4, 0.9, 0.3]))
    yield Case(np.array([-2.0, 0.5, 7.0, -9.0]), np.array([-0.1, 0.4, 0.2, 0.3]))
    near = np.array([0.9002, 0.9, 0.9001]), np.array([0.3, 0.1, 0.2])
    yield Case(*near, where="scores differ by less than 0.001")
    yield Case(np.array([1.0, 4.0, 2.0, 3.0, 5.0]), np.array([0.2, 0.1, 0.4, 0.9, 0.3]))
    while True:
        full = rng.normal(size=rng.integers(5, 20))
        yield Case(np.exp(2 * full + rng.normal(0, rng.uniform(0.3, 4), len(full))), full)


QUESTIONS = (
    Question(
        1,
        "schedule(durations, n_workers)",
        points=3,
        answer=_schedule,
        cases=_queues,
        n_public=7,
        n_fresh=17,
        section="A stopwatch and a bill",
    ),
    Question(
        2,
        "noise(seed, started)",
        points=2,
        answer=_noise,
        cases=_starts,
        section="The wrong way: one generator for all",
    ),
    Question(
        3,
        "rank_agreement(cheap, full)",
        points=2,
        answer=_agreement,
        cases=_proxies,
        n_public=7,
        n_fresh=12,
        section="A cheaper question",
    ),
)
