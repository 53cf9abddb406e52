"""What lesson 12 claims of random search: other seeds, dimensions, losses, networks and models."""

from itertools import combinations, product

import numpy as np
from scipy.interpolate import RegularGridInterpolator
from scipy.stats import qmc
from sklearn.datasets import load_breast_cancer, load_diabetes, load_wine
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_score
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVR

from benchmarks.intervals import bounds_of, mean_of

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
    for seed in range(2000):
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
        for seed in range(40):
            u = np.random.default_rng(seed).random(9)
            log, uniform = -4 + 8 * u, np.log10(1e-4 + u * 1e4)
            best = [np.interp(drawn, np.log10(grid), scores).max() for drawn in (log, uniform)]
            gains.append(best[0] - best[1])
    assert bounds_of(gains)[0] > 0
    return f"log loss lower by {mean_of(gains, 2)}"


def grids_differ_from_random_search_in_bad_luck():
    """Grids and random search have nearly the same median on real networks, and the grids have more
    bad luck, so a worse mean.

    Grids and random draws on real networks

    180 networks of scikit-learn on the wines: all grids of 8, and 5,000 random searches of 8.
    """
    X, y = load_wine(return_X_y=True)
    rates, widths, alphas = np.logspace(-4, 0, 9), (4, 8, 16, 32, 64), (1e-4, 1e-2, 0.1, 1)
    errors = np.empty((9, 5, 4))
    for i, j, k in np.ndindex(errors.shape):
        network = MLPClassifier(
            (widths[j],), learning_rate_init=rates[i], alpha=alphas[k], max_iter=8, random_state=1
        )
        with np.testing.suppress_warnings() as quiet:
            quiet.filter(Warning)
            model = make_pipeline(StandardScaler(), network)
            errors[i, j, k] = 1 - cross_val_score(model, X, y, cv=3).mean()
    pairs = [list(combinations(range(n), 2)) for n in errors.shape]
    grids = np.array([errors[np.ix_(*places)].min() for places in product(*pairs)])
    draws = np.random.default_rng(0).choice(errors.ravel(), (5000, 8)).min(axis=1)
    assert grids.mean() > draws.mean()
    assert np.quantile(grids, 0.95) > np.quantile(draws, 0.95)
    low, high = (
        f"median {np.median(b):.3f}, 95 % {np.quantile(b, 0.95):.3f}" for b in (grids, draws)
    )
    return f"grids: {low}, mean {grids.mean():.3f}; random: {high}, mean {draws.mean():.3f}"


def a_winner_at_an_end_leads_the_range_to_the_answer():
    """From a range in the wrong place, pushing out the end that won finds a far better score.

    Move the range

    Support vectors on 20 draws of 150 patients, 10 values of C spread evenly but for a shift.
    """
    table, progress = load_diabetes(return_X_y=True)
    first, last, steps = [], [], []
    for seed in range(20):
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
    searches that move an end only if it won stop too soon.

    Move the range

    400 searches of 20 draws on the patients; R² of scikit-learn's support vectors at 13 × 5 places
    of C and gamma, three folds, straight lines between them.
    """
    table, progress = load_diabetes(return_X_y=True)
    places, gammas, scores = np.linspace(-2, 4, 13), np.linspace(-3, -1, 5), np.empty((13, 5))
    for i, j in np.ndindex(scores.shape):
        model = make_pipeline(StandardScaler(), SVR(C=10 ** places[i], gamma=10 ** gammas[j]))
        scores[i, j] = cross_val_score(model, table, progress, cv=3).mean()
    score_at = RegularGridInterpolator((places, gammas), scores)
    too_soon = []
    for seed in range(400):
        rng, high, place = np.random.default_rng([seed, 12]), 0.0, 1.0
        while place > 0.9 and high < 4:
            drawn = np.column_stack([rng.uniform(-2, high, 20), rng.uniform(-3, -1, 20)])
            found = score_at(drawn)
            place = (drawn[found.argmax(), 0] + 2) / (high + 2)
            high += place > 0.9
        too_soon.append(found.max() < 0.3)
    low, high = bounds_of(too_soon)
    assert 0.2 < low < high < 0.5
    return f"in {mean_of(100 * np.array(too_soon), 0)} % R² stays below 0.3, of {scores.max():.2f}"


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
    best, u = grid[np.argmax(scores)], np.random.default_rng(3).random((2000, 10))
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

    Fail on purpose: the uniform scale

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
        rng, found = np.random.default_rng([12, kappa]), {}
        rates = 10 ** rng.uniform(-2, np.log10(4), (100, 20)) / kappa
        draws = rng.random((100, 20))
        for name, gaps in (("uniform", 1 - 0.99 * draws), ("1 − β", 0.01**draws)):
            steps = _heavy_ball_steps(rates, gaps, kappa, int(40 * fewest)).min(axis=1)
            found[name] = steps / fewest
        low, high = bounds_of(found["uniform"] - found["1 − β"])
        assert high < 0 if kappa == 10 else low > 0
        words.append(f"at {kappa:,} {' and '.join(mean_of(ratio) for ratio in found.values())}")
    return f"Steps over the fewest, uniform and log-uniform: {', '.join(words)}"


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
