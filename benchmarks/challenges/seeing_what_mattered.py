"""What lesson 18 claims of importance: fresh searches, another network, other data."""

from itertools import product

import numpy as np
from sklearn.ensemble import RandomForestRegressor

from benchmarks.digits_curves import train_stack
from benchmarks.intervals import bounds_of, mean_of
from hplearn import forest_importance, random_search, table_importance
from hplearn.tuning import SearchResult, Table, digits_table
from hplearn.tuning.spaces import Space

PAIR = "batch_size × learning_rate"


def a_short_bar_with_a_long_pair():
    """The batch size has nearly no main effect, and at a fixed rate it decides.

    The whole account

    Each half of the table's networks alone: one optimizer or the other, and each number of units.
    """
    curves = np.stack([digits_table(seed).curves[..., -1] for seed in range(3)]).mean(axis=0)
    alone, pairs, factors = [], [], []
    for optimizer, width in product(range(2), range(3)):
        part = curves[optimizer, :, width]  # (batch sizes, rates, alphas)
        found = table_importance(part, ["batch_size", "learning_rate", "alpha"])
        alone.append(found["batch_size"])
        pairs.append(found[PAIR])
        at = part.mean(axis=2)
        factors.append((at.max(axis=0) / at.min(axis=0)).max())
    assert all(np.array(pairs) > 2 * np.array(alone))
    assert min(factors) > 3
    return (
        f"in six parts the pair has {min(pairs):.2f} to {max(pairs):.2f}, the batch size alone "
        f"{min(alone):.3f} to {max(alone):.3f}; at one rate it multiplies the error by "
        f"{min(factors):.0f} to {max(factors):.0f}"
    )


def importance_belongs_to_a_range():
    """Among good learning rates only, the share of the learning rate falls to a fraction.

    Important over which range?

    Errors of each seed alone and after 10 and 20 epochs instead of 30.
    """
    falls, names = [], list(digits_table().values)
    for seed, epochs in product(range(3), (10, 20)):
        errors = digits_table(seed).curves[..., epochs - 1]
        whole = table_importance(errors, names)["learning_rate"]
        falls.append(table_importance(errors[:, :, :, 3:7], names)["learning_rate"] / whole)
    assert max(falls) < 0.5
    return f"it keeps {min(falls):.2f} to {max(falls):.2f} of its share"


def _searches(n_trials, seeds):
    table = digits_table()
    for seed in seeds:
        result = random_search(table.evaluate, table.space, n_trials, rng=seed)
        yield result, table.space


def a_forest_finds_the_first_place():
    """A forest of 40 trials finds the hyperparameter that leads by far, and its pair too small.

    From the trials you have

    50 fresh searches of 40 trials each.
    """
    tops, pairs = [], []
    for result, space in _searches(40, range(1000, 1050)):
        found = forest_importance(result, space, n_resamples=0, rng=0)
        tops.append(found.ranked().names[0] == "learning_rate")
        pairs.append(found[PAIR])
    assert np.mean(tops) >= 0.9
    assert bounds_of(pairs)[1] < 0.15
    return f"the rate first in {sum(tops)} of 50; the pair {mean_of(pairs, 2)} instead of 0.19"


def a_close_race_needs_more_trials():
    """Where the first is not far ahead, 40 trials do not tell a forest which one is first.

    From the trials you have

    60 fresh searches in the table with the rates from 0.001 to 0.1 only, units ahead of the rate.
    """
    whole = digits_table()
    values = whole.values | {"learning_rate": whole.values["learning_rate"][2:7]}
    table = Table("good rates", values, whole.curves[:, :, :, 2:7])
    exact = table_importance(table.curves[..., -1], list(values)).ranked()
    right = []
    for seed in range(60):
        result = random_search(table.evaluate, table.space, 40, rng=4000 + seed)
        found = forest_importance(result, table.space, n_resamples=0, rng=0)
        right.append(100 * (found.ranked().names[0] == exact.names[0]))
    assert bounds_of(right)[1] < 95
    return f"right in {mean_of(right, 0)} %"


def so_does_another_forest():
    """The smoothing is no peculiarity of our forest.

    From the trials you have

    scikit-learn's forest on 30 fresh searches of 40 trials, its prediction of the whole table.
    """
    table, pairs = digits_table(), []
    names = list(table.values)
    space = Space(table.space)
    grid = np.array([space.to_unit(config) for config in table.configs])
    for result, _ in _searches(40, range(2000, 2030)):
        points = np.array([space.to_unit(trial.config) for trial in result.trials])
        forest = RandomForestRegressor(100, random_state=0).fit(points, result.losses)
        errors = forest.predict(grid).reshape([len(table.values[name]) for name in names])
        pairs.append(table_importance(errors, names)[PAIR])
    assert bounds_of(pairs)[1] < 0.15
    return f"the pair {mean_of(pairs, 2)} instead of 0.19"


def the_best_five_do_not_agree():
    """The five best trials of a search do not agree with other searches on a first place.

    Two charts that fail, on purpose

    40 fresh searches of 60 trials.
    """
    places = []
    for result, space in _searches(60, range(3000, 3040)):
        best = SearchResult(tuple(sorted(result.trials, key=lambda trial: trial.loss)[:5]))
        places.append(forest_importance(best, space, n_resamples=0, rng=0).ranked().names[0])
    counts = {name: places.count(name) for name in sorted(set(places), key=places.count)[::-1]}
    assert max(counts.values()) < 30
    return ", ".join(f"{name.replace('_', ' ')} {n} of 40" for name, n in counts.items())


def alpha_excludes_good_networks():
    """A large `alpha` doubles the lowest error, although its main effect is almost zero.

    Important for whom?

    On each seed the setting is chosen by the two others and judged by this one, 10 to 30 epochs.
    """
    ratios, shares, names = [], [], list(digits_table().values)
    for epochs in (10, 15, 20, 25, 30):
        errors = np.stack(
            [digits_table(seed).curves[..., epochs - 1] for seed in range(3)], axis=-1
        )
        shares.append(table_importance(errors.mean(axis=-1), names)["alpha"])
        for seed in range(3):
            rest = np.delete(errors, seed, axis=-1).mean(axis=-1)
            judged = []
            for place in range(4):
                best = np.unravel_index(rest[..., place].argmin(), rest.shape[:-1])
                judged.append(errors[(*best, place, seed)])
            ratios.append(judged[3] / np.mean(judged[:3]))
    assert max(shares) < 0.01
    assert np.mean(ratios) > 1.3
    return f"times {mean_of(ratios)} with a main effect of at most {max(shares):.4f}"


def large_rates_are_nearly_as_good():
    """With the rest tuned for them, the largest rates are nearly as good as any.

    Important for whom?

    20 networks of fresh seeds for the best setting at each of the rates 0.1, 0.3 and 1.
    """
    table = digits_table()
    errors, names = table.curves[..., -1], list(table.values)
    found = {}
    for place in (6, 7, 8):
        best = list(np.unravel_index(errors[:, :, :, place].argmin(), errors[:, :, :, place].shape))
        best.insert(3, place)
        config = {name: table.values[name][k] for name, k in zip(names, best, strict=True)}
        config = tuple(config[name] for name in names)
        found[config[3]] = [
            1 - train_stack(*config[:3], [config[3:]], 100 + seed)[0][3, 0, -1]
            for seed in range(20)
        ]
    means = errors.mean(axis=(0, 1, 2, 4))
    assert means[8] > 0.7
    for rate in (0.3, 1.0):
        assert bounds_of(np.subtract(found[rate], found[0.1]))[1] < 0.01
    return ", ".join(f"{mean_of(ends, 4)} at {rate:g}" for rate, ends in found.items())
