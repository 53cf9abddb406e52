"""What lesson 12 claims of random search: other seeds, dimensions, losses, networks and models."""

from itertools import product

import numpy as np
from scipy.interpolate import RegularGridInterpolator
from scipy.stats import qmc
from sklearn.datasets import load_breast_cancer, load_diabetes, load_digits, load_wine
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVR

from benchmarks.intervals import bounds_of, mean_of
from benchmarks.seeds import fresh
from hplearn import MLPClassifier, Momentum

SIDE = [1 / 6, 1 / 2, 5 / 6]


def _lowest(points, rng, weights, power):
    """Return the lowest of a plan's losses on one problem: weighted distances to some power."""
    off = np.abs(points - rng.random(len(weights))) ** power
    return (off @ weights).min()


def _plans(rng, n_dims):
    n_trials = 3**n_dims
    return {
        "grid": np.array(list(product(SIDE, repeat=n_dims))),
        "random": rng.random((n_trials, n_dims)),
        "sobol": qmc.Sobol(n_dims, rng=rng).random_base2(int(np.ceil(np.log2(n_trials))))[
            :n_trials
        ],
        "ends": np.array(list(product([0, 0.5, 1], repeat=n_dims))),
    }


def _compare(weights, power):
    found = {}
    for seed in fresh(range(2000)):
        rng = np.random.default_rng([12, seed])
        for name, points in _plans(rng, len(weights)).items():
            found.setdefault(name, []).append(_lowest(points, rng, np.array(weights), power))
    return {name: np.array(values) for name, values in found.items()}


def where_one_decides_random_draws_win():
    """Where one of the hyperparameters decides, random draws end lower than a grid; a quasi-random
    sequence ends lower still.

    When both matter

    Three dimensions and 27 trials, absolute instead of squared distances, Sobol's sequence.
    """
    found = _compare([1, 0, 0], power=1)
    gain, more = found["grid"] - found["random"], found["random"] - found["sobol"]
    assert bounds_of(gain)[0] > 0
    assert bounds_of(more)[0] > 0
    share = mean_of(100 * (gain > 0), 0)
    return f"random lower by {mean_of(gain, 3)} (in {share} %), Sobol's by {mean_of(more, 3)} more"


def repeated_values_lose_the_lead():
    """Random draws lead because each brings a new value: with three values each they lose it.

    When both matter

    2,000 fresh problems in which one of two hyperparameters decides, nine draws: from the whole
    range, or from the three values of the grid.
    """
    leads = {"free": [], "three values": []}
    for seed in fresh(range(2000)):
        rng = np.random.default_rng([21, seed])
        deciding, draws = rng.random(), rng.random(9)
        rounded = np.array(SIDE)[(3 * draws).astype(int)]
        grid = np.min((np.array(SIDE) - deciding) ** 2)
        for name, points in (("free", draws), ("three values", rounded)):
            leads[name].append(1000 * (grid - np.min((points - deciding) ** 2)))
    assert bounds_of(leads["free"])[0] > 0 > bounds_of(leads["three values"])[1]
    return (
        ", ".join(f"{name} {mean_of(lead)}" for name, lead in leads.items()) + " thousandths ahead"
    )


def where_all_count_the_grid_wins():
    """Where all count equally the grid ends lower, in the mean and in the median.

    When both matter

    Three dimensions and 27 trials, squared distances, 2,000 fresh problems.
    """
    found = _compare([1, 1, 1], power=2)
    assert bounds_of(found["random"] - found["grid"])[0] > 0
    assert np.median(found["random"]) > np.median(found["grid"])
    words = ", ".join(f"{name} {mean_of(values, 3)}" for name, values in found.items())
    return f"mean of the lowest loss: {words}"


def quasi_random_points_do_well_in_both_cases():
    """A quasi-random sequence beats random draws at every importance, and a grid where few decide.

    When both matter

    Two dimensions, Sobol's sequence, 2,000 fresh problems at importance 0, 0.5 and 1.
    """
    words = []
    for importance in (0, 0.5, 1):
        found = _compare([1, importance**2], power=2)
        gain = found["random"] - found["sobol"]
        assert bounds_of(gain)[0] > 0
        words.append(f"{1000 * gain.mean():.1f} at {importance}")
        if importance == 0:
            assert bounds_of(found["grid"] - found["sobol"])[0] > 0
    return f"below random by (thousandths) {', '.join(words)}"


def a_uniform_scale_wastes_trials():
    """Where the best value is small, nine log-uniform trials beat nine uniform ones.

    Fail on purpose: the uniform scale

    The penalty of logistic regression on two tables, C from 0.0001 to 10,000, 40 searches of each.
    """
    gains = []
    for load in (load_breast_cancer, load_wine):
        X, y = load(return_X_y=True)
        grid, scores = np.logspace(-4, 4, 33), []
        for C in grid:
            model = make_pipeline(StandardScaler(), LogisticRegression(C=C, max_iter=5000))
            scores.append(cross_val_score(model, X, y, scoring="neg_log_loss").mean())
        for seed in fresh(range(40)):
            u = np.random.default_rng(seed).random(9)
            log, uniform = -4 + 8 * u, np.log10(1e-4 + u * 1e4)
            best = [np.interp(drawn, np.log10(grid), scores).max() for drawn in (log, uniform)]
            gains.append(best[0] - best[1])
    assert bounds_of(gains)[0] > 0
    return f"log loss lower by {mean_of(gains, 2)}"


def a_winner_at_an_end_leads_the_range_to_the_answer():
    """From a range in the wrong place, pushing out the end that won finds a far better score.

    Move the range

    Support vectors on 20 draws of 150 patients, 10 values of C spread evenly but for a shift.
    """
    table, progress = load_diabetes(return_X_y=True)
    first, last, steps = [], [], []
    for seed in fresh(range(20)):
        rng = np.random.default_rng(seed)
        rows = rng.permutation(len(table))[:150]
        X, y = table[rows], progress[rows]
        low, high, place, scores = -2.0, 0.0, 1.0, []
        while place > 0.9 and high < 4:
            drawn = low + (high - low) * (np.arange(10) + rng.random()) / 10
            models = [make_pipeline(StandardScaler(), SVR(C=10**C, gamma=0.01)) for C in drawn]
            found = [cross_val_score(one, X, y, cv=3).mean() for one in models]
            scores.append(max(found))
            place = (drawn[np.argmax(found)] - low) / (high - low)
            high += place > 0.9
        first.append(scores[0])
        last.append(scores[-1])
        steps.append(len(scores))
    gain = np.subtract(last, first)
    assert bounds_of(gain)[0] > 0.1
    return (
        f"R² {mean_of(first, 2)} at first, {mean_of(last, 2)} after {np.mean(steps):.1f} searches"
    )


def a_winner_inside_proves_nothing():
    """A winner inside a range does not show that the range is wide enough: about a third of the
    searches that move an end only if it won stop too soon, fewer than half as many with the best
    gamma, and about half with new draws in each round.

    Move the range

    400 searches of 20 draws on the patients, gamma drawn, held at its best or drawn anew; R² of
    support vectors at 25 × 9 places of C and gamma, three folds, straight lines between them.
    """
    table, progress = load_diabetes(return_X_y=True)
    places, gammas, scores = np.linspace(-2, 4, 25), np.linspace(-3, -1, 9), np.empty((25, 9))
    for i, j in np.ndindex(scores.shape):
        model = make_pipeline(StandardScaler(), SVR(C=10 ** places[i], gamma=10 ** gammas[j]))
        scores[i, j] = cross_val_score(model, table, progress, cv=3).mean()
    score_at = RegularGridInterpolator((places, gammas), scores)
    best_gamma = gammas[scores.max(axis=0).argmax()]
    too_soon = {"drawn": [], "held": [], "drawn anew": []}
    for seed, (name, stopped) in product(fresh(range(400)), too_soon.items()):
        rng, high, place = np.random.default_rng([seed, 12]), 0.0, 1.0
        u = rng.random((20, 2))
        while place > 0.9 and high < 4:  # the same draws in each round, as in the lesson
            if name == "drawn anew":
                u = rng.random((20, 2))
            drawn = np.array([-2, -3]) + u * [high + 2, 2]
            if name == "held":
                drawn[:, 1] = best_gamma
            found = score_at(drawn)
            place = (drawn[found.argmax(), 0] + 2) / (high + 2)
            high += place > 0.9
        stopped.append(100 * (found.max() < 0.4))
    low, high = bounds_of(too_soon["drawn"])
    assert 25 < low < high < 45
    low, high = bounds_of(too_soon["drawn anew"])
    assert 40 < low < high < 60
    assert bounds_of(np.subtract(too_soon["drawn"], 2 * np.array(too_soon["held"])))[0] > 0
    words = " %, ".join(f"gamma {name} {mean_of(found, 0)}" for name, found in too_soon.items())
    return f"R² stays below 0.4, of {scores.max():.2f}, in: {words} %"


def too_wide_costs_little_and_the_wrong_place_much():
    """A range that is too wide costs a random search little, and one in the wrong place much.

    What the article says

    The penalty of logistic regression on the cancer table, 2,000 searches of 10 log-uniform trials.
    """
    X, y = load_breast_cancer(return_X_y=True)
    grid, scores = np.linspace(-6, 6, 49), []
    for C in grid:
        model = make_pipeline(StandardScaler(), LogisticRegression(C=10**C, max_iter=5000))
        scores.append(cross_val_score(model, X, y, scoring="neg_log_loss").mean())
    best, u = grid[np.argmax(scores)], np.random.default_rng(fresh(3)).random((2000, 10))
    ranges = {"right": (-1, 1), "too wide": (-3, 3), "wrong place": (-4, -2)}
    found = {}
    for name, (low, high) in ranges.items():
        drawn = best + low + (high - low) * u
        found[name] = max(scores) - np.interp(drawn, grid, scores).max(axis=1)
    assert np.mean(found["too wide"]) < 0.2 * np.mean(found["wrong place"])
    words = ", ".join(f"{name} {mean_of(lost, 3)}" for name, lost in found.items())
    return f"log loss above the lowest: {words}"


def a_momentum_close_to_one():
    """A momentum that may come close to 1 is drawn with 1 − β log-uniform: from a condition number
    of 1,000 on this needs fewer steps than β uniform, while at 10 it needs more.

    A momentum: which number has a scale? (optional)

    Heavy ball on quadratics with five curvatures, β up to 0.99 on both scales, learning rates
    log-uniform; the best of 20 trials over the fewest steps of a fine grid, 100 searches.
    """
    words = []
    for kappa in (10, 1000, 10_000):
        root = np.sqrt(kappa)
        near = 4 / (1 + root) ** 2, 4 * root / (1 + root) ** 2  # the theory's rate and 1 − β
        fine = (np.geomspace(0.3, 1.1, 30) * near[0], np.geomspace(0.3, 4, 30) * near[1])
        rates, gaps = np.meshgrid(*fine)
        fewest = _heavy_ball_steps(rates, gaps.clip(max=1), kappa, int(80 * root)).min()
        rng, found = np.random.default_rng([fresh(12), kappa]), {}
        rates = 10 ** rng.uniform(-2, np.log10(4), (100, 20)) / kappa
        draws = rng.random((100, 20))
        for name, gaps in (("uniform", 1 - 0.99 * draws), ("1 − β", 0.01**draws)):
            steps = _heavy_ball_steps(rates, gaps, kappa, int(40 * fewest)).min(axis=1)
            found[name] = steps / fewest
        low, high = bounds_of(found["uniform"] - found["1 − β"])
        assert high < 0 if kappa == 10 else low > 0
        words.append(f"at {kappa:,} {' and '.join(mean_of(ratio) for ratio in found.values())}")
    return f"Steps over the fewest, uniform and log-uniform: {', '.join(words)}"


def few_uniform_draws_come_near_one():
    """β drawn uniformly loses on a long bowl because few draws come near 1: drawn uniformly from
    0.9 on, it loses on the round bowl instead.

    A momentum: which number has a scale? (optional)

    Heavy ball, run step by step on five curvatures: 60 fresh searches of 20 trials; only the low
    end of the uniform range is moved.
    """
    words = []
    for kappa in (10, 10_000):
        root = np.sqrt(kappa)
        near = np.array(4 / (1 + root) ** 2), np.array(4 * root / (1 + root) ** 2)
        fewest = _heavy_ball_steps(*near, kappa, int(80 * root))
        rng, found = np.random.default_rng([fresh(120), kappa]), {}
        rates = 10 ** rng.uniform(-2, np.log10(4), (60, 20)) / kappa
        draws = rng.random((60, 20))
        gaps = {"from 0": 1 - 0.999 * draws, "from 0.9": 0.1 - 0.099 * draws, "log": 0.001**draws}
        for name, gap in gaps.items():
            found[name] = _heavy_ball_steps(rates, gap, kappa, int(25 * fewest)).min(axis=1)
        gain = (found["from 0"] - found["from 0.9"]) / fewest
        assert bounds_of(gain)[1] < 0 if kappa == 10 else bounds_of(gain)[0] > 0
        middle = {name: np.median(steps) for name, steps in found.items()}
        of_log = (f"{middle[name] / middle['log']:.1f} ({name})" for name in ("from 0", "from 0.9"))
        words.append(f"at {kappa:,} {' and '.join(of_log)}")
    return f"Median steps over those of log-uniform draws: {'; '.join(words)}"


def on_the_digits_the_scale_of_a_momentum_hardly_matters():
    """On the digits both scales of a momentum end within a point, because each momentum up to 0.98
    does about as well at some rate.

    A momentum: which number has a scale? (optional)

    4 fresh splits, 32 units, ten epochs: 17 rates × 10 momenta, straight lines between them;
    2,000 searches of 20 trials.
    """
    digits, labels = load_digits(return_X_y=True)
    rates, gaps, read = np.geomspace(1e-4, 1, 17), np.geomspace(0.001, 1, 10), np.zeros((10, 17))
    for seed, i in np.ndindex(4, 10):
        order = np.random.default_rng([12, fresh(seed)]).permutation(len(labels))
        part, rule = np.split(order, [1000]), Momentum(learning_rate=0.1, momentum=1 - gaps[i])
        network = MLPClassifier(
            (32,), batch_size=50, max_epochs=10, random_state=fresh(seed), optimizer=rule
        )
        swept = [{"learning_rate": rate} for rate in rates]
        (answers,) = network.sweep_folds(digits / 16, labels, swept, [part])
        read[i] += 25 * (answers == labels[part[1]]).mean(axis=1)
    read_at = RegularGridInterpolator((np.log(gaps), np.log(rates)), read)
    u, v = np.random.default_rng(fresh(121)).random((2, 2000, 20))
    drawn = {"uniform": 1 - 0.999 * u, "log-uniform": 0.001**u}
    rate = np.log(1e-4) * (1 - v)
    best = [read_at(np.stack([np.log(gap), rate], axis=-1)).max(axis=1) for gap in drawn.values()]
    by_momentum = read.max(axis=1)[gaps > 0.02]
    assert np.abs(bounds_of(best[0] - best[1])).max() < 1
    assert np.ptp(by_momentum) < 3
    range_of = f"{by_momentum.min():.1f} to {by_momentum.max():.1f}"
    return (
        f"uniform ahead by {mean_of(best[0] - best[1], 2)} points; best of each momentum {range_of}"
    )


def _heavy_ball_steps(rates, gaps, kappa, n_steps):
    """Return the steps to a millionth of the loss, for each rate and 1 − β; n_steps if more."""
    curvatures = np.geomspace(1, kappa, 5)
    place, velocity = np.ones((*rates.shape, 5)), np.zeros((*rates.shape, 5))
    first = np.full(rates.shape, n_steps)
    for step in range(1, n_steps):
        slope = curvatures * place
        velocity = (1 - gaps[..., None]) * velocity - rates[..., None] * slope
        place = (place + velocity).clip(-1e30, 1e30)  # a run that diverges stays there
        arrived = (curvatures * place**2).sum(axis=-1) < 1e-6 * curvatures.sum()
        first = np.where(arrived & (first == n_steps), step, first)
    return first
