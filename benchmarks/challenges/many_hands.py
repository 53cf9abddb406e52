"""What lesson 17 claims of several workers and of proxies: fresh draws, other models and data."""

import bisect
import heapq

import numpy as np
from scipy.stats import rankdata, spearmanr
from sklearn.datasets import load_diabetes, load_digits
from sklearn.linear_model import SGDClassifier

from benchmarks.intervals import bounds_of, mean_of
from benchmarks.seeds import fresh
from hplearn import asynchronous_halving
from hplearn.models.digits_curves import learning_curves
from hplearn.tuning import digits_table

WORKERS, TOP = 8, 27


def _curves(seed):
    return digits_table(seed % 3).curves.reshape(648, 30)


def _run(next_job, length, until=np.inf, workers=WORKERS):
    """Return (end, network, budget) of each training, in the order of their ends, and the work."""
    clock, running, ended, n_started, work = 0.0, [], [], 0, 0.0
    while True:
        while len(running) < workers and (job := next_job(ended, len(running))):
            heapq.heappush(running, (clock + length(*job), n_started, job))
            n_started, work = n_started + 1, work + min(length(*job), until - clock)
        if not running or running[0][0] > until:
            return ended, work
        clock, _, job = heapq.heappop(running)
        ended.append((clock, *job))


def _rungs(curves, order):
    """Return a policy that waits for whole rungs."""
    queue, rung = [(network, 1) for network in order], [len(order), 1]

    def next_job(ended, n_running):
        n, budget = rung
        if not queue and not n_running and budget < TOP:
            done = sorted((curves[m, budget - 1], m) for _, m, b in ended if b == budget)
            rung[:] = n // 3, 3 * budget
            queue.extend((m, 3 * budget) for _, m in done[: n // 3])
        return queue.pop(0) if queue else None

    return next_job


def _promotions(curves, order):
    """Return a policy that promotes at once, the highest rung first."""
    fresh, started, seen, rungs = iter(order), set(), [], {1: [], 3: [], 9: [], TOP: []}

    def next_job(ended, _n_running):
        for _, m, budget in ended[len(seen) :]:
            bisect.insort(rungs[budget], (curves[m, budget - 1], m))
            seen.append(m)
        for budget in (9, 3, 1):
            for _, m in rungs[budget][: len(rungs[budget]) // 3]:
                if (m, 3 * budget) not in started:
                    started.add((m, 3 * budget))
                    return m, 3 * budget
        network = next(fresh, None)
        return network if network is None else (network, 1)

    return next_job


def _lengths(slowness, day):
    if slowness == "table":
        seconds = learning_curves().seconds
        pace = np.repeat((seconds / seconds.min()).ravel(), 36)
        return lambda network, budget: budget * pace[network]
    (own,) = np.random.SeedSequence(day).spawn(1)  # not the stream that drew the networks
    slow = np.random.default_rng(own).random((648, 28)) < 0.1
    return lambda network, budget: budget * (slowness if slow[network, budget] else 1)


def _full(ended, curves):
    return [(curves[m, TOP - 1], end) for end, m, budget in ended if budget == TOP]


def _duels(slowness, n, networks=216, workers=WORKERS):
    """Return for each draw who is better (1: promotions), first ends, and how busy rungs is."""
    rows = []
    for seed in fresh(range(1000, 1000 + n)):
        curves, order = _curves(seed), np.random.default_rng(seed).permutation(648).tolist()
        length = _lengths(slowness, seed)
        waits, work = _run(_rungs(curves, order[:networks]), length, workers=workers)
        last = waits[-1][0]
        hurries, _ = _run(_promotions(curves, order), length, until=last, workers=workers)
        a, b = _full(waits, curves), _full(hurries, curves)
        first = [min((end for _, end in one), default=np.nan) for one in (a, b)]
        lowest = [min(one, default=(1, last))[0] for one in (a, b)]  # 1: no full training
        rows.append((np.sign(lowest[0] - lowest[1]), *first, work / (workers * last)))
    return np.array(rows).T


def waiting_compares_better():
    """If all trainings are equally long, waiting for whole rungs finds the lower error more often.

    One training in ten is slow (optional)

    150 fresh draws, by another simulation.
    """
    better, *_ = _duels(1, 150)
    assert bounds_of(better)[1] < 0
    return f"waiting better in {np.sum(better < 0)}, asynchronous in {np.sum(better > 0)} of 150"


def waiting_needs_enough_networks():
    """If all trainings are equally long, waiting finds the lower error more often because enough
    networks start to keep the workers busy: with 27 it has no lead.

    One training in ten is slow (optional)

    300 fresh draws with 27 networks instead of 216, which keep eight workers busy for 29 % of the
    time, and nothing else is changed.
    """
    (few, *_, busy), (many, *_) = _duels(1, 300, networks=27), _duels(1, 300)
    assert bounds_of(few)[0] > -0.05
    assert bounds_of(many)[1] < -0.05
    assert max(busy) < 0.3
    return (
        f"asynchronous better and worse in {np.sum(few > 0)} and {np.sum(few < 0)} of 300 with 27, "
        f"in {np.sum(many > 0)} and {np.sum(many < 0)} with 216"
    )


def _promotions_of_whole_rungs(curves, order):
    """Return a policy that promotes at once, and only what a whole rung would promote."""
    left, allowed = order, {}
    for budget in (1, 3, 9):
        ranked = sorted((curves[m, budget - 1], m) for m in left)
        left = allowed[budget] = [m for _, m in ranked[: len(left) // 3]]
    fresh, started, seen, rungs = iter(order), set(), [], {1: [], 3: [], 9: [], TOP: []}

    def next_job(ended, _n_running):
        for _, m, budget in ended[len(seen) :]:
            rungs[budget].append(m)
            seen.append(m)
        for budget in (9, 3, 1):
            for m in rungs[budget]:
                if m in allowed[budget] and (m, 3 * budget) not in started:
                    started.add((m, 3 * budget))
                    return m, 3 * budget
        network = next(fresh, None)
        return network if network is None else (network, 1)

    return next_job


def time_is_what_the_asynchronous_policy_lacks():
    """If all trainings are equally long, the asynchronous policy trails because it needs more time
    for the same networks, and not because fewer of its promotions are right.

    One training in ten is slow (optional)

    100 fresh draws, by another simulation: the same 216 networks to the end instead of 108 ticks;
    and for 108 ticks with no promotion that a whole rung would not make.
    """
    leads, lengths = {"108 ticks": [], "to the end": [], "right promotions": []}, []
    for seed in fresh(range(3000, 3100)):
        curves, order = _curves(seed), np.random.default_rng(seed).permutation(648).tolist()
        waits, _ = _run(_rungs(curves, order[:216]), _lengths(1, seed))
        ways = ((_promotions, 108), (_promotions, np.inf), (_promotions_of_whole_rungs, 108))
        for name, (policy, until) in zip(leads, ways, strict=True):
            ended, _ = _run(policy(curves, order[:216]), _lengths(1, seed), until=until)
            leads[name].append(np.sign(min(_full(waits, curves))[0] - min(_full(ended, curves))[0]))
            if name == "to the end":
                lengths.append(ended[-1][0])
    assert bounds_of(leads["108 ticks"])[1] < 0
    assert bounds_of(leads["right promotions"])[1] < 0
    assert np.sum(np.array(leads["to the end"]) < 0) <= 2
    assert bounds_of(lengths)[0] > 130
    words = (
        f"{name}: better in {np.sum(np.array(found) > 0)}, worse in {np.sum(np.array(found) < 0)}"
        for name, found in leads.items()
    )
    return f"{'; '.join(words)} of 100; the end is at {mean_of(lengths, 0)} ticks"


def not_waiting_answers_sooner():
    """Where trainings differ in length, the asynchronous policy is busier, sooner and more often
    better.

    One training in ten is slow (optional)

    120 fresh draws with a slowness of 8, and with the times that were measured.
    """
    words = []
    for slowness in (8, "table"):
        better, rungs, promotions, busy = _duels(slowness, 120)
        assert bounds_of(better)[0] > 0
        assert bounds_of(promotions / rungs)[1] < 0.5
        assert bounds_of(busy)[1] < 0.75
        words.append(
            f"{slowness}: better in {np.sum(better > 0)}, worse in {np.sum(better < 0)} of 120, "
            f"first answer after {mean_of(promotions / rungs, 2)} of the time"
        )
    return "; ".join(words)


def two_workers_wait_less():
    """Where trainings differ much in length, the asynchronous policy is more often better with
    eight workers, and less often with two, which wait less for each other; with two and eight times
    as many networks waiting has no such lead.

    One training in ten is slow (optional)

    Fresh draws with a slowness of 8, and 27 networks for each of the two or eight workers; and 432
    networks for two.
    """
    words = []
    for workers, n, networks, sign in ((2, 400, 54, -1), (8, 100, 216, 1), (2, 150, 432, 0)):
        better, *_, busy = _duels(8, n, networks, workers)
        assert bounds_of(sign * better)[0] > 0 if sign else bounds_of(better)[1] > 0
        words.append(
            f"{workers} workers, {networks} networks: better in {np.sum(better > 0)}, worse in "
            f"{np.sum(better < 0)} of {n}, with whole rungs busy for {100 * np.mean(busy):.0f} %"
        )
    return "; ".join(words)


def the_day_decides():
    """Left to the clock, the winner depends on which trainings are slow, with asynchronous halving.

    Same seed, same result? (optional)

    100 fresh draws on two days each, a slowness of 4; and both policies, as the synchronous one
    meets the same slow trainings.
    """
    same, waiting = [], []
    for seed in fresh(range(2000, 2100)):
        curves, order = _curves(seed), np.random.default_rng(seed).permutation(648).tolist()
        ends = [
            _run(_promotions(curves, order), _lengths(4, [seed, day]), until=108)[0]
            for day in (1, 2)
        ]
        winners = [
            min((curves[m, TOP - 1], m) for _, m, budget in ended if budget == TOP)
            for ended in ends
        ]
        same.append(winners[0] == winners[1])
        ends = [_run(_rungs(curves, order[:81]), _lengths(4, [seed, day]))[0] for day in (1, 2)]
        winners = [min((curves[m, TOP - 1], m) for _, m, b in one if b == TOP) for one in ends]
        waiting.append(winners[0] == winners[1])
    assert 0.4 < np.mean(same) < 0.9
    assert all(waiting)
    return (
        f"the same winner in {sum(same)} of 100, and in {sum(waiting)} where rungs are waited for"
    )


def a_window_costs_utilisation():
    """A window as large as the number of workers leaves most waiting, because long trainings hold
    it up, the long rungs and the stragglers; a larger one does not.

    Same seed, same result? (optional)

    Random search instead of halving: 400 trials of 1 to 27 epochs, one in ten 8 times as slow,
    started in order, 20 draws; with the lengths or the stragglers alone, and with all alike.
    """
    cases = ((8, "both"), (64, "both"), (8, "long rungs"), (8, "stragglers"), (8, "neither"))
    busy = {case: [] for case in cases}
    for seed, (size, kind) in ((seed, case) for seed in fresh(range(20)) for case in cases):
        rng = np.random.default_rng(seed)
        lengths = rng.choice([1.0, 3, 9, 27], 400, p=[0.68, 0.22, 0.07, 0.03])
        slow = np.where(rng.random(400) < 0.1, 8.0, 1)
        alone = {"long rungs": lengths, "stragglers": slow, "neither": np.ones(400)}
        lengths, free, ends = alone.get(kind, lengths * slow), [0.0] * WORKERS, []
        for k, length in enumerate(lengths):
            start = max(heapq.heappop(free), max(ends[: max(k - size + 1, 0)], default=0))
            ends.append(start + length)
            heapq.heappush(free, ends[-1])
        busy[size, kind].append(lengths.sum() / (WORKERS * max(ends)))
    assert bounds_of(busy[8, "both"])[1] < bounds_of(busy[8, "long rungs"])[0]
    assert bounds_of(busy[8, "long rungs"])[1] < bounds_of(busy[8, "stragglers"])[0]
    assert bounds_of(busy[8, "stragglers"])[1] < 0.5
    assert bounds_of(busy[64, "both"])[0] > bounds_of(busy[8, "both"])[1] + 0.1
    assert min(busy[8, "neither"]) > 0.95
    words = ", ".join(f"{kind} {mean_of(found, 2)}" for (n, kind), found in busy.items() if n == 8)
    return f"busy with 8 in flight: {words}; with 64 and both {mean_of(busy[64, 'both'], 2)}"


def a_large_window_needs_many_trials():
    """With more trials in flight each is decided with less known: 32 in flight of 60 trials end
    higher than 8, and 32 of 240 do not.

    Same seed, same result? (optional)

    20 fresh draws, hplearn's asynchronous halving.
    """
    ends = {(n, size): [] for n in (60, 240) for size in (8, 32)}
    for seed, (n, size) in ((seed, case) for seed in fresh(range(4000, 4020)) for case in ends):
        table = digits_table(seed % 3)
        options = {"n_trials": n, "in_flight": size, "rng": seed}
        result = asynchronous_halving(table.evaluate, table.space, **options)
        ends[n, size].append(min(trial.loss for trial in result.trials))
    higher = {n: np.subtract(ends[n, 32], ends[n, 8]) for n in (60, 240)}
    assert bounds_of(higher[60])[0] > 0.005
    assert bounds_of(higher[240])[1] < 0.005
    return "32 in flight end higher than 8 by " + ", ".join(
        f"{mean_of(values, 4)} with {n} trials" for n, values in higher.items()
    )


def a_proxy_knows_less_among_the_good():
    """The rank correlation of a proxy is lower among the best quarter than among all.

    A cheaper question

    scikit-learn's linear classifier, odd or even digits: 1 epoch for 8, 80 settings, 20 seeds.
    """
    X, y = load_digits(return_X_y=True)
    X, y, falls = X / 16, y % 2, []
    for seed in fresh(range(20)):
        rng = np.random.default_rng(seed)
        rows = rng.permutation(len(X))
        train, test = rows[:300], rows[600:1000]
        cheap, full = [], []
        for rate, alpha in 10 ** rng.uniform([-5, -5], [1, 0], (80, 2)):
            model = SGDClassifier(
                learning_rate="constant", eta0=rate, alpha=alpha, random_state=seed
            )
            for epoch in range(8):
                model.partial_fit(X[train], y[train], classes=[0, 1])
                if epoch == 0:
                    cheap.append(1 - model.score(X[test], y[test]))
            full.append(1 - model.score(X[test], y[test]))
        cheap, full = np.array(cheap), np.array(full)
        good = np.argsort(full, kind="stable")[:20]
        falls.append(spearmanr(cheap, full)[0] - spearmanr(cheap[good], full[good])[0])
    assert bounds_of(falls)[0] > 0.05
    return f"lower by {mean_of(falls, 2)}"


def a_narrow_range_lowers_the_rank_correlation():
    """Networks that fail do not make a proxy's rank correlation; the best quarter's narrow range
    lowers it.

    Why the order is lost at the top (optional)

    One epoch for 30 without failures, in each quarter by full error, in random quarters; and
    normal pairs with that correlation, where nothing fails.
    """
    kept, narrow, drawn, normal = [], [], [], []
    for seed in range(3):
        errors = digits_table(seed).curves.reshape(648, -1)
        cheap, full = errors[:, 0], errors[:, 29]
        whole, rng = spearmanr(cheap, full)[0], np.random.default_rng(fresh(seed))
        for most in (0.5, 0.1):
            kept.append(spearmanr(cheap[full <= most], full[full <= most])[0])
        quarters = np.split(np.argsort(full, kind="stable"), 4)
        narrow.append([spearmanr(cheap[rows], full[rows])[0] for rows in quarters])
        for _ in range(100):
            rows = rng.permutation(648)[:162]
            drawn.append(spearmanr(cheap[rows], full[rows])[0] - whole)
            slope = 2 * np.sin(np.pi * whole / 6)  # of normal pairs with this rank correlation
            one = rng.normal(size=648)
            other = slope * one + (1 - slope**2) ** 0.5 * rng.normal(size=648)
            best = one.argsort()[:162]
            normal.append(spearmanr(one[best], other[best])[0])
    assert min(kept) > 0.55
    assert np.max(narrow) < 0.55
    assert abs(np.mean(drawn)) < 0.02
    assert 0.35 < np.mean(normal) < 0.5
    best = [first for first, *_ in narrow]
    return (
        f"without failures {min(kept):.2f} to {max(kept):.2f}; best quarter {min(best):.2f} to "
        f"{max(best):.2f}, any quarter at most {np.max(narrow):.2f}, random quarters differ by "
        f"{np.mean(drawn):.2f}; best quarter of normal pairs {np.mean(normal):.2f}"
    )


def unequal_steps_mislead_the_pick():
    """After one epoch networks with batches of 16 lead, because they have made the most steps, and
    others overtake them; in normal pairs of such a correlation the pick ends further ahead.

    A cheaper question

    The ten that lead, in each of three seeds, after one epoch and after three; and after as many
    steps with all batches, 79 or 80, which has the correlation of three epochs. Normal pairs with
    the correlation of one epoch.
    """
    leading, places, alike, normal = [], {"one epoch": [], "three": [], "equal steps": []}, [], []
    for seed in range(3):
        curves = digits_table(seed).curves  # axis 1 has batches of 16, 64 and 256
        full, size = curves[..., 29].ravel(), np.indices(curves.shape[:5])[1].ravel()
        equal = np.stack([curves[:, k, ..., n] for k, n in enumerate((0, 3, 15))], axis=1)
        rank = rankdata(full, "min")
        for name, cheap in zip(places, (curves[..., 0], curves[..., 2], equal), strict=True):
            first = np.argsort(cheap.ravel(), kind="stable")[:10]
            places[name].append(rank[first].mean())
            leading.append((name, int(np.sum(size[first] == 0))))
            alike.append((name, spearmanr(cheap.ravel(), full)[0]))
        rng, slope = np.random.default_rng(fresh(seed)), 2 * np.sin(np.pi * 0.7 / 6)
        for _ in range(500):
            one = rng.normal(size=648)
            other = slope * one + (1 - slope**2) ** 0.5 * rng.normal(size=648)
            normal.append(np.sum(other <= other[one.argmin()]))
    small = {name: [n for key, n in leading if key == name] for name in places}
    close = {name: np.mean([r for key, r in alike if key == name]) for name in places}
    assert min(small["one epoch"]) >= 8 > 2 >= max(small["equal steps"])
    assert abs(close["three"] - close["equal steps"]) < 0.03
    for after_one, after_three, equal in zip(*places.values(), strict=True):
        assert equal < 0.6 * after_three < 0.9 * after_one
    assert 0.3 < np.mean(np.array(normal) <= 5) < 0.5
    assert np.median(normal) < 15
    told = (f"{name}: {np.round(found).astype(int).tolist()}" for name, found in places.items())
    return (
        f"of the ten after one epoch {small['one epoch']} have batches of 16, after equal steps "
        f"{small['equal steps']}; mean place of the ten at the end, {'; '.join(told)}; normal "
        f"pairs: the pick on place {np.median(normal):.0f}, among the first five in "
        f"{np.mean(np.array(normal) <= 5):.0%}"
    )


def few_rows_misjudge_neighbours():
    """A tenth of the rows misjudges the best number of neighbours.

    Fewer rows (optional)

    500 other splits, 28 rows for 280, with scaled columns; 1 to 25 neighbours on both sides, and 10
    to 250 on the side with more rows.
    """
    X, y = load_diabetes(return_X_y=True)
    X, alike, shares, gains = X / X.std(axis=0), [], [], []
    for seed in fresh(range(5000, 5500)):
        order = np.random.default_rng(seed).permutation(442)
        test, curves = order[280:], []
        for n in (28, 280):
            near = ((X[test][:, None] - X[order[:n]]) ** 2).sum(axis=2).argsort(axis=1)
            guesses = y[order[:n]][near].cumsum(axis=1) / np.arange(1, n + 1)
            curves.append(np.mean((guesses - y[test][:, None]) ** 2, axis=0) / y.var())
        few, many = curves[0][:25], curves[1][:25]
        alike.append(spearmanr(few, many)[0])
        shares.append(spearmanr(few, curves[1][9:250:10])[0])
        gains.append((many.mean() - many[few.argmin()]) / (many.mean() - many.min()))
    assert bounds_of(alike)[1] < 0.2
    assert bounds_of(shares)[0] > 0.3
    assert bounds_of(gains)[1] < 0.5
    return (
        f"rank correlation {mean_of(alike, 2)}, with equal shares {mean_of(shares, 2)}; "
        f"the pick gains {mean_of(100 * np.array(gains), 0)} % of what could be gained"
    )
