"""14 Many hands: a queue played second by second of its events, ranks by counting."""

from heapq import heapify, heappop, heappush

import numpy as np

from hplearn.classroom.exercises.questions import Case, Mistake, Question


def _makespan(durations, n_workers):
    """Return when the last trial ends: a heap of the moments at which a worker is free."""
    moments = [0.0] * n_workers
    heapify(moments)
    for duration in durations:
        heappush(moments, heappop(moments) + float(duration))
    return max(moments)


def _schedule(durations, n_workers, makespan=_makespan):
    end, cost = makespan(durations, n_workers), float(sum(durations))
    return end, cost, cost / (n_workers * end)


def _perfect(durations, n_workers):
    return _schedule(durations, n_workers, lambda durations, n: float(sum(durations)) / n)


def _dealt(durations, n_workers):
    def by_turns(durations, n_workers):
        return max(float(sum(durations[worker::n_workers])) for worker in range(n_workers))

    return _schedule(durations, n_workers, by_turns)


def _cost_shared(durations, n_workers):
    end, cost, used = _schedule(durations, n_workers)
    return end, cost / n_workers, used


def _workers_paid_to_the_end(durations, n_workers):
    end, _, used = _schedule(durations, n_workers)
    return end, n_workers * end, used


def _queues(rng):
    yield Case(np.array([3.0, 1.0, 1.0, 1.0]), 2)
    yield Case(np.array([2.0, 5.0]), 4)
    yield Case(np.array([4.0, 1.0, 2.0]), 1)
    while True:
        durations = np.round(rng.lognormal(1, 0.8, rng.integers(3, 25)), 2) + 0.01
        yield Case(durations, int(rng.integers(2, 7)))


def _noise(seed, started):
    numbers = {}
    for trial in sorted(started):
        own = np.random.Generator(np.random.PCG64(np.random.SeedSequence(seed, spawn_key=(trial,))))
        numbers[trial] = own.random()
    return numbers


def _one_generator(seed, started):
    rng = np.random.default_rng(seed)
    return {trial: rng.random() for trial in started}


def _all_alike(seed, started):
    return dict.fromkeys(started, np.random.default_rng(seed).random())


def _by_place(seed, started):
    return {trial: _noise(seed, [place])[place] for place, trial in enumerate(started)}


def _by_list(seed, started):
    return {trial: np.random.default_rng([seed, trial]).random() for trial in started}


def _starts(rng):
    yield Case(0, [3, 1])
    yield Case(7, [5])
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


def _of_values(cheap, full):
    return float(np.corrcoef(cheap, full)[0, 1])


def _of_places(cheap, full):
    return float(np.corrcoef(np.argsort(cheap), np.argsort(full))[0, 1])


def _proxies(rng):
    yield Case(np.array([1.0, 2.0, 30.0]), np.array([0.1, 0.3, 0.9]))
    yield Case(np.array([1.0, 2.0, 30.0]), np.array([0.9, 0.3, 0.1]))
    while True:
        full = rng.normal(size=rng.integers(5, 20))
        yield Case(np.exp(2 * full + rng.normal(0, rng.uniform(0.3, 4), len(full))), full)


QUESTIONS = (
    Question(
        "14.1",
        "schedule(durations, n_workers)",
        points=3,
        answer=_schedule,
        cases=_queues,
        mistakes=(
            Mistake(
                "cost-shared-out",
                "More workers shorten the wait, not the work: every second of every trial is paid "
                "for, whoever runs it.",
                wrong=_cost_shared,
            ),
            Mistake(
                "idle-time-paid",
                "The cost counts only seconds in which a trial runs; waiting shows in the "
                "utilisation.",
                wrong=_workers_paid_to_the_end,
            ),
            Mistake(
                "perfect-sharing",
                "A trial cannot be cut in pieces: at the end some workers wait for the last one.",
                wrong=_perfect,
            ),
            Mistake(
                "dealt-like-cards",
                "You deal the trials out beforehand. Here whoever is free takes the next one.",
                wrong=_dealt,
            ),
        ),
    ),
    Question(
        "14.2",
        "noise(seed, started)",
        points=2,
        answer=_noise,
        cases=_starts,
        mistakes=(
            Mistake(
                "one-generator-shared",
                "One generator is passed round, so a trial's number depends on who drew before.",
                wrong=_one_generator,
            ),
            Mistake(
                "all-alike",
                "Every trial draws the same number: the trial must be part of its seed.",
                wrong=_all_alike,
            ),
            Mistake(
                "seeded-by-place",
                "You seed by the place in the queue. That changes with the order; the trial's own "
                "number does not.",
                wrong=_by_place,
            ),
            Mistake(
                "list-as-seed",
                "With [seed, trial] as the seed, trial 0 gets the stream of default_rng(seed), "
                "which other code may draw from. Spawn the seeds.",
                wrong=_by_list,
            ),
        ),
    ),
    Question(
        "14.3",
        "rank_agreement(cheap, full)",
        points=2,
        answer=_agreement,
        cases=_proxies,
        mistakes=(
            Mistake(
                "values-not-ranks",
                "You correlate the scores. A proxy may stretch them and still rank alike.",
                wrong=_of_values,
            ),
            Mistake(
                "places-not-ranks",
                "argsort tells which config comes first, second, … A rank is the other way round: "
                "at which place a config comes.",
                wrong=_of_places,
            ),
        ),
    ),
)
