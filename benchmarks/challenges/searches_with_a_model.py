"""What lesson 16 claims of searches with a model: fresh seeds, other networks, another task."""

from functools import cache

import numpy as np
from scipy.stats import norm

from benchmarks.intervals import bounds_of, is_near, mean_of
from benchmarks.seeds import fresh
from hplearn import (
    bayes_search,
    hyperband,
    random_search,
    successive_halving,
    tpe_search,
)
from hplearn.tuning import GaussianProcess, digits_table, expected_improvement

TABLES = [digits_table(seed) for seed in range(3)]
SEARCHES = {  # with the number of full trainings that it pays for, and of runs
    "random": (16, 400, lambda t, s: random_search(t.evaluate, t.space, 16, budget=27, rng=s)),
    "TPE": (16, 300, lambda t, s: tpe_search(t.evaluate, t.space, 16, budget=27, rng=s)),
    "process": (16, 100, lambda t, s: bayes_search(t.evaluate, t.space, 16, budget=27, rng=s)),
    "Hyperband": (16, 400, lambda t, s: hyperband(t.evaluate, t.space, 27, rng=s)),
    "halving": (
        *(16, 400),
        lambda t, s: successive_halving(t.evaluate, t.space, 108, max_budget=27, rng=s),
    ),
    "TPE of 40": (40, 120, lambda t, s: tpe_search(t.evaluate, t.space, 40, budget=27, rng=s)),
}


@cache
def _duels(name, first_seed=10_000):
    """Return for each run how likely as many random trainings find a strictly lower error.

    The lesson's table was made so with the seeds 0 to 299.
    """
    n_trials, n_runs, search = SEARCHES[name]
    chances = []
    for seed in fresh(range(first_seed, first_seed + n_runs)):
        table = TABLES[seed % 3]
        below = np.mean(table.losses(27) < search(table, seed).best_loss)
        chances.append(100 * (1 - (1 - below) ** n_trials))
    return np.array(chances)


def a_model_beats_chance_on_average():
    """At the price of 16 trainings random search beats TPE, the Gaussian process and Hyperband in
    a quarter to three tenths of the duels, and another random search in 44 %, as is derived.

    At the same price

    100 to 400 fresh seeds for each search.
    """
    found = {name: _duels(name) for name in ("TPE", "process", "Hyperband", "random")}
    assert is_near(found["random"], 44.2)
    for name in ("TPE", "process", "Hyperband"):
        assert 15 < bounds_of(found[name])[0] < bounds_of(found[name])[1] < 40
    return ", ".join(f"{name} {mean_of(values)} %" for name, values in found.items())


def halving_leaves_chance_least():
    """On the table of digits networks halving from budget 1 leaves random search fewer duels than a
    search with a model at the same price.

    At the same price

    400 fresh seeds, against the runs of TPE and the process.
    """
    halving, models = _duels("halving"), np.append(_duels("TPE"), _duels("process"))
    assert bounds_of(halving)[1] < bounds_of(models)[0]
    return f"random search is better in {mean_of(halving)} %"


def more_trials_pay_more():
    """With 40 trainings instead of 16, random search beats TPE in half as many duels.

    At the same price

    120 fresh seeds.
    """
    values = _duels("TPE of 40")
    assert bounds_of(values)[1] < bounds_of(_duels("TPE"))[0] - 5
    return f"{mean_of(values)} %"


def too_long_a_length_scale_repeats_itself():
    """A Gaussian process with too long a length scale tries nearly the same rate again and again
    within ten trials and finds the lowest error less often; with a good scale it repeats only the
    best rate, after many trials, and with too short a scale it proceeds in small steps.

    Fail on purpose: a model that is too sure

    The curves of 24 other networks of the table. Alike are five trials in a row within a tenth of a
    factor of ten; found is an error within 5 % of the lowest. Only the length scale changes.
    """
    (rates, curves), line = _curves_of_24(), np.linspace(-4, 0, 801)
    paths = {scale: [_path(line, rates, c, scale) for c in curves] for scale in (0.1, 1, 10)}
    long = [_path(line, rates, curve, 1, n_trials=20) for curve in curves]
    steps = {s: [np.median(np.abs(np.diff(path[4:]))) for path in paths[s]] for s in (0.1, 10)}
    alike = {scale: sum(map(_five_alike, paths[scale])) for scale in (1, 10)}
    found = {
        scale: sum(_finds(path, rates, c) for path, c in zip(paths[scale], curves, strict=True))
        for scale in (1, 10)
    }
    assert bounds_of(steps[10])[1] < 0.15
    assert bounds_of(steps[0.1])[1] < 0.6
    assert alike[1] <= 1 < 10 < alike[10]
    assert found[10] + 4 < found[1]
    repeats = [
        _finds(path, rates, c) for path, c in zip(long, curves, strict=True) if _five_alike(path)
    ]
    assert len(repeats) > 10
    assert np.mean(repeats) > 0.9
    return (
        f"median step in factors of ten: {mean_of(steps[10], 2)} at 10, {mean_of(steps[0.1], 2)} "
        f"at 0.1; alike within ten trials in {alike[10]} of 24 at 10 and {alike[1]} at 1, within "
        f"twenty at 1 in {len(repeats)}; found in {found[10]} at 10, {found[1]} at 1"
    )


def _five_alike(path):
    """Return whether five proposals in a row lie within a tenth of a factor of ten."""
    return any(np.ptp(path[k : k + 5]) < 0.1 for k in range(2, len(path) - 4))


def _finds(path, rates, curve):
    return np.interp(path, rates, curve).min() <= curve.min() + np.log10(1.05)


def _path(line, rates, curve, scale, value=expected_improvement, tried=(-3.5, -0.5), n_trials=10):
    tried = list(tried)
    while len(tried) < n_trials:
        losses = np.interp(tried, rates, curve)
        process = GaussianProcess(scale, 0.5, 1e-6, -1).fit(np.c_[tried], losses)
        gain = value(*process.predict(line[:, None]), losses.min())
        tried.append(line[gain.argmax()])
    return np.array(tried)


def _curves_of_24():
    """Return the learning rates, as logarithms, and the curves of 24 other networks over them."""
    values, curves = digits_table().values, []
    for optimizer in values["optimizer"]:
        for batch_size in values["batch_size"]:
            for hidden, alpha in ((8, 0.0), (32, 0.1), (128, 0.01), (128, 0.0)):
                network = {"optimizer": optimizer, "batch_size": batch_size}
                network |= {"hidden": hidden, "alpha": alpha}
                evaluate = digits_table().evaluate
                curves.append([evaluate(network | {"learning_rate": r}) for r in RATES])
    return np.log10(RATES), np.log10(curves)


RATES = digits_table().values["learning_rate"]


def _steps(scale, value=expected_improvement):
    """Return for each of 24 curves how far trials 3 to 6 lie from the best before, the median."""
    (rates, curves), line, steps = _curves_of_24(), np.linspace(-4, 0, 801), []
    for curve in curves:
        path = _path(line, rates, curve, scale, value)
        losses = np.interp(path, rates, curve)
        best = [path[losses[:n].argmin()] for n in range(2, 6)]
        steps.append(np.median(abs(path[2:6] - best)))
    return steps


def a_longer_scale_ends_the_small_steps():
    """With a length scale of 0.1 a search proceeds in small steps because far rates tell nothing of
    each other.

    Watch it look

    The curves of 24 other networks, a grid twice as fine. The length scale alone becomes 1: the
    third to sixth trial then lie further from the best before them.
    """
    steps = {scale: _steps(scale) for scale in (0.1, 1)}
    assert bounds_of(steps[0.1])[1] < 0.4
    assert bounds_of(np.subtract(steps[1], steps[0.1]))[0] > 0.15
    words = ", ".join(f"{mean_of(values, 2)} at {scale}" for scale, values in steps.items())
    return f"factors of ten from the best so far: {words}"


def the_size_of_a_gain_is_what_moves_a_search_away():
    """With a Gaussian process the probability of improvement stays beside the better trial, unless
    the model expects less elsewhere, because it does not count by how much a trial improves.

    Watch it look

    The curves of 24 other networks. The same probability of an improvement by 0.3 or more leaves,
    as the expected improvement does. Besides, three random trials ten times on each curve, with a
    mean that is lower further away than half a factor of ten, or not.
    """

    def chance(mean, sd, best, margin=0.0):
        return norm.cdf((best - margin - mean) / np.maximum(sd, 1e-9))

    def chance_of_much(mean, sd, best):
        return chance(mean, sd, best, margin=0.3)

    rules = {"PI": chance, "PI of 0.3": chance_of_much, "EI": expected_improvement}
    away = {name: _steps(1, value) for name, value in rules.items()}
    assert bounds_of(away["PI"])[1] < 0.1
    for name in ("PI of 0.3", "EI"):
        assert bounds_of(away[name])[0] > 0.4
    leaves = _leaves_from_three(chance)
    assert np.mean(leaves[False]) < 0.05 < 0.1 < np.mean(leaves[True])
    words = ", ".join(f"{name} {mean_of(values, 2)}" for name, values in away.items())
    lower, higher = (f"{100 * np.mean(leaves[less]):.0f} %" for less in (True, False))
    return (
        f"factors of ten from the best so far: {words}; of three trials PI goes further than half "
        f"a factor in {lower} if the mean is lower there, else in {higher}"
    )


def _leaves_from_three(value):
    """Return, by whether the mean is lower than the best far from it, whether the next is far."""
    (rates, curves), line, leaves = _curves_of_24(), np.linspace(-4, 0, 401), {True: [], False: []}
    rng = np.random.default_rng(fresh(0))
    for curve, tried in ((curve, rng.uniform(-4, 0, 3)) for curve in curves for _ in range(10)):
        losses = np.interp(tried, rates, curve)
        mean, sd = (
            GaussianProcess(1, 0.5, 1e-6, -1).fit(tried[:, None], losses).predict(line[:, None])
        )
        far = np.abs(line - tried[losses.argmin()]) > 0.5
        less = bool(np.any(mean[far] < losses.min()))
        leaves[less].append(far[value(mean, sd, losses.min()).argmax()])
    return leaves


def more_guided_trials_pay():
    """With 16 trainings a Gaussian process leaves random search 3 of 10 duels because it chooses
    only six of them with its model.

    At the same price

    300 fresh seeds. Nothing changes but the number of blind trials before the first model.
    """
    shares = {}
    for n_startup in (10, 5):
        for s in fresh(range(30_000, 30_300)):
            table, options = TABLES[s % 3], {"budget": 27, "n_startup": n_startup, "rng": s}
            loss = bayes_search(table.evaluate, table.space, 16, **options).best_loss
            below = np.mean(table.losses(27) < loss)
            shares.setdefault(n_startup, []).append(100 * (1 - (1 - below) ** 16))
    assert bounds_of(np.subtract(shares[10], shares[5]))[0] > 0
    words = ", ".join(f"{n} blind ones {mean_of(values)} %" for n, values in shares.items())
    return f"random search is better after {words}"


def a_model_pays_from_eight_trials():
    """With eight trainings a Gaussian process is ahead of random search if four of them are blind,
    and not if all are.

    What to use when

    100 fresh seeds, and another random search exactly, as in the lesson.
    """
    shares, ends = {4: [], 8: []}, [table.losses(27).ravel() for table in TABLES]
    for s in fresh(range(50_000, 50_100)):
        table = TABLES[s % 3]
        for n_startup, found in shares.items():
            options = {"budget": 27, "n_startup": n_startup, "rng": s}
            losses = bayes_search(table.evaluate, table.space, 8, **options).losses
            below = np.mean(ends[s % 3] < min(losses))
            found.append(100 * (1 - (1 - below) ** 8))
    draws = []
    for losses in ends:
        counts = np.unique(losses, return_counts=True)[1]
        left = np.append(counts[::-1].cumsum()[::-1], 0) / len(losses)  # share at it or above
        draws.append(np.sum((left[:-1] ** 8 - left[1:] ** 8) ** 2))
    blind = 50 * (1 - np.mean(draws))
    assert bounds_of(shares[4])[1] < blind
    assert is_near(shares[8], blind)
    return (
        f"random search is better in {mean_of(shares[4])} % with four blind ones, "
        f"{mean_of(shares[8])} % with eight; than another random search in {blind:.1f} %"
    )


def a_model_inside_hyperband_leaves_chance_less():
    """At the price of 16 trainings Hyperband with TPE inside leaves random search far fewer duels
    than Hyperband alone.

    At the same price

    300 fresh seeds.
    """
    shares = []
    for s in fresh(range(40_000, 40_300)):
        table = TABLES[s % 3]
        loss = hyperband(table.evaluate, table.space, 27, propose="tpe", rng=s).best_loss
        shares.append(100 * (1 - (1 - np.mean(table.losses(27) < loss)) ** 16))
    assert bounds_of(shares)[1] < bounds_of(_duels("Hyperband"))[0] - 10
    return f"{mean_of(shares)} %, and Hyperband alone {mean_of(_duels('Hyperband'))} %"
