"""What lesson 18 claims of importance: fresh searches, another network, other data."""

from itertools import combinations, product

import numpy as np
from scipy import stats
from sklearn.ensemble import RandomForestRegressor

from benchmarks.digits_curves import train_stack
from benchmarks.intervals import bounds_of, mean_of
from benchmarks.seeds import fresh
from hplearn import Trial, Uniform, forest_importance, random_search, table_importance
from hplearn.models.digits_curves import digits_split
from hplearn.models.mlp import Training
from hplearn.models.network import Network
from hplearn.optim import Adam, Momentum
from hplearn.tuning import SearchResult, Table, digits_table
from hplearn.tuning.spaces import Space

PAIR = "batch_size × learning_rate"


def _errors():
    """Return the errors after 30 epochs (..., 3 seeds), and the hyperparameters' names."""
    curves = [digits_table(seed).curves[..., -1] for seed in range(3)]
    return np.stack(curves, axis=-1), list(digits_table().values)


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


def the_curve_moves_with_the_batch_size():
    """The pair of batch size and learning rate has its share because the curve over the rate moves.

    One learning rate alone

    Each seed and two epochs: seven rates for each batch size, the same ones, and moved by a place
    of the grid for four times as many rows.
    """
    same, moved = [], []
    for seed, epochs in product(range(3), (15, 30)):
        errors, names = digits_table(seed).curves[..., epochs - 1], list(digits_table().values)
        same.append(table_importance(errors[:, :, :, 1:8], names)[PAIR])
        parts = [errors[:, k, :, k : k + 7] for k in range(3)]
        moved.append(table_importance(np.stack(parts, axis=1), names)[PAIR])
    assert min(same) > 0.2
    assert max(moved) < 0.1
    return f"{min(same):.2f} to {max(same):.2f}; moved {min(moved):.2f} to {max(moved):.2f}"


def large_batches_take_too_few_steps():
    """At a small learning rate large batches err more because they take fewer steps.

    One learning rate alone

    Fresh seeds, both optimizers, 8, 32 and 128 units, rate 0.001: batches of 256 for 30 epochs, and
    for as many steps as batches of 16 take.
    """
    X, y, X_new, y_new = digits_split()
    target, found = np.eye(10, dtype=np.float32)[y], {}
    as_many = 30 * -(-len(X) // 16) // -(-len(X) // 256)
    cases = {"16": (16, 30), "256": (256, 30), "256, as many steps": (256, as_many)}
    for name, (size, epochs) in cases.items():
        found[name] = []
        for rule, hidden, seed in product((Adam, Momentum), (8, 32, 128), fresh(range(100, 102))):
            network, rng = Network([64, hidden, 10]), np.random.default_rng(seed)
            params = network.init(rng, dtype=np.float32)
            training = Training(network, rule(0.001), size, 0.0001)
            state = training.optimizer.init(params)
            for _ in range(epochs):
                params, state, _ = training.epoch(params, state, X, target, rng)
            called = network.scores(params, X_new).argmax(axis=-1)
            found[name].append(np.mean(called != y_new))
    small, large, steps = (np.array(errors) for errors in found.values())
    assert bounds_of(large - small)[0] > 0.1
    assert np.abs(bounds_of(steps - small)).max() < 0.05
    return ", ".join(f"{name}: {mean_of(errors, 2)}" for name, errors in found.items())


def importance_belongs_to_a_range():
    """Among good learning rates only, the share of the learning rate falls to a fraction, because
    the walls are gone.

    Important over which range?

    Errors of each seed alone and after 10 and 20 epochs: the four rates from 0.003 to 0.1, and four
    rates from 0.0001 to 1.
    """
    falls, kept, names = [], [], list(digits_table().values)
    for seed, epochs in product(range(3), (10, 20)):
        errors = digits_table(seed).curves[..., epochs - 1]
        whole = table_importance(errors, names)["learning_rate"]
        falls.append(table_importance(errors[:, :, :, 3:7], names)["learning_rate"] / whole)
        four = errors[:, :, :, [0, 3, 6, 8]]
        kept.append(table_importance(four, names)["learning_rate"] / whole)
    assert max(falls) < 0.5
    assert min(kept) > 0.8
    return (
        f"it keeps {min(falls):.2f} to {max(falls):.2f} of its share, and with four rates over the "
        f"whole range {min(kept):.2f} to {max(kept):.2f}"
    )


def the_jackknife_covers():
    """The jackknife's interval contains the true share as often as it should, and the bootstrap's
    does not: its draws have fewer different seeds, whose noise looks like a higher order, and
    those of three seeds scatter too little.

    How sure are the shares? (optional)

    200 tables of three seeds each, normal around the 648 mean errors with their deviations; the
    seven largest shares. Draws with one, two and three different seeds apart. The bootstrap again
    with its bias taken off, and with 3/2 of its variance and Student's factor besides.
    """
    errors, names = _errors()
    means, deviations = errors.mean(axis=-1), errors.std(axis=-1, ddof=1)
    true, rng = table_importance(means, names), np.random.default_rng(fresh(0))
    largest = np.argsort(-true.share)[:7]
    covered, boot, mended, orders = [], [], [], {1: [], 2: [], 3: []}
    draws = [list(draw) for draw in product(range(3), repeat=3)]
    for k in range(200):
        noise = rng.normal(size=(*means.shape, 3))
        tables = means[..., None] + deviations[..., None] * noise
        found = table_importance(tables, names, seeds=True)
        covered.append(((found.low <= true.share) & (true.share <= found.high))[largest])
        if k < 60:
            drawn = [table_importance(tables[..., draw].mean(axis=-1), names) for draw in draws]
            shares = np.array([one.share for one in drawn])
            low, high = np.quantile(shares, [0.025, 0.975], axis=0)
            boot.append(((low <= true.share) & (true.share <= high))[largest])
            bias = shares.mean(axis=0) - found.share
            off = np.abs(true.share - (found.share - bias))
            half = stats.t.ppf(0.975, 2) * shares.std(axis=0) * 1.5**0.5
            unbiased = (low - 2 * bias <= true.share) & (true.share <= high - 2 * bias)
            mended.append([unbiased[largest], (off <= half)[largest]])
            for draw, one in zip(draws, drawn, strict=True):
                orders[len({*draw})].append(one["higher order"])
    covered, boot = 100 * np.mean(covered, axis=0), 100 * np.mean(boot, axis=0)
    unbiased, wide = 100 * np.mean(mended, axis=0)
    assert covered.min() > 88
    assert boot.max() < 90
    assert unbiased.mean() > boot.mean() + 10
    assert wide.min() > unbiased.max()
    one, two, three = (bounds_of(orders[n_seeds]) for n_seeds in orders)
    assert one[0] > two[1] > two[0] > three[1]
    words = ", ".join(f"{mean_of(found, 3)} with {n}" for n, found in orders.items())
    return (
        f"jackknife {covered.min():.0f} to {covered.max():.0f} %, bootstrap {boot.min():.0f} to "
        f"{boot.max():.0f} %, {unbiased.min():.0f} to {unbiased.max():.0f} % without its bias, "
        f"{wide.min():.0f} to {wide.max():.0f} % if widened, too; higher "
        f"order {words} different seeds, in truth {true['higher order']:.3f}"
    )


def clipping_changes_shares_by_itself():
    """When errors are cut at the best quarter, the cut makes much of the fall of the rate's share
    and of the rise of `higher order`, and of that of `alpha` where effects add up in log odds.

    Shares of good networks (optional)

    The same cut of tables in which the main effects are added, alone or with the pairs, and with
    the noise of three seeds; and of one whose pairs and main effects are added in log odds.
    """
    errors, names = _errors()
    means, told = errors.mean(axis=-1), []
    rng, deviations = np.random.default_rng(fresh(0)), errors.std(axis=-1, ddof=1)
    noise = rng.normal(size=means.shape) * deviations / 3**0.5
    tables = {
        "real": means,
        "alone": _added(means, 1) + noise,
        "with pairs": _added(means, 2) + noise,
        "in log odds": 1 / (1 + np.exp(-_added(np.log(means / (1 - means)), 2))),
    }
    found = {
        (name, cut): table_importance(table, names, quantile=cut)
        for name, table in tables.items()
        for cut in (1, 0.25)
    }
    for effect in ("learning_rate", "alpha", "higher order"):
        ends = (
            f"{name} {found[name, 1][effect]:.2f} to {found[name, 0.25][effect]:.2f}"
            for name in tables
        )
        told.append(f"{effect}: " + ", ".join(ends))
    for name in ("alone", "with pairs"):
        assert found[name, 0.25]["learning_rate"] < 0.5 * found[name, 1]["learning_rate"]
        assert found[name, 0.25]["alpha"] < 0.01 < 0.04 < found["real", 0.25]["alpha"]
    assert found["alone", 0.25]["higher order"] < 0.1
    for name in ("with pairs", "in log odds"):
        rise = found[name, 0.25]["higher order"] - found[name, 1]["higher order"]
        assert rise > 0.15
    rate = [found["in log odds", cut]["learning_rate"] for cut in (1, 0.25)]
    assert rate[1] < 0.5 * rate[0]
    alpha = found["in log odds", 0.25]["alpha"] - found["in log odds", 1]["alpha"]
    assert alpha > 0.5 * found["real", 0.25]["alpha"]
    return "; ".join(told)


def _added(table, order):
    """Return the table of its mean and main effects alone, or with its pairs, too."""

    def averaged(*kept):
        return table.mean(axis=tuple(k for k in range(5) if k not in kept), keepdims=True)

    alone = sum(averaged(axis) for axis in range(5))
    if order == 1:
        return alone - 4 * table.mean()
    return sum(averaged(*two) for two in combinations(range(5), 2)) - 3 * alone + 6 * table.mean()


def other_errors_hide_alpha():
    """The main effect of `alpha` is almost zero mostly because the other hyperparameters move the
    error far more.

    Important for whom?

    Each seed alone: all settings, then the rates 0.01 and 0.03 with more than 8 units; and what
    `alpha` moves among all, as a share of the variance among these.
    """
    rows, names = [], _errors()[1]
    for seed in range(3):
        errors = digits_table(seed).curves[..., -1]
        good = errors[:, :, 1:, 4:6]
        share, among_good = (table_importance(part, names)["alpha"] for part in (errors, good))
        rows.append((share, share * errors.var() / good.var(), among_good))
    share, others_gone, among_good = np.array(rows).T
    assert share.max() < 0.002
    assert others_gone.min() > 0.02
    assert among_good.min() > 0.2
    return (
        f"share {share.mean():.4f}, with the others' variance gone {others_gone.mean():.2f}, among "
        f"good settings {among_good.mean():.2f}"
    )


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
    for result, space in _searches(40, fresh(range(1000, 1050))):
        found = forest_importance(result, space, n_resamples=0, rng=fresh(0))
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
    for seed in fresh(range(60)):
        result = random_search(table.evaluate, table.space, 40, rng=4000 + seed)
        found = forest_importance(result, table.space, n_resamples=0, rng=fresh(0))
        right.append(100 * (found.ranked().names[0] == exact.names[0]))
    assert bounds_of(right)[1] < 95
    return f"right in {mean_of(right, 0)} %"


def a_column_that_does_nothing_gets_a_bar():
    """A forest gives a hyperparameter that does nothing a share, the larger the fewer the trials,
    and a larger one if it is a number from a range than if it has four values.

    From the trials you have

    30 fresh searches, 80 of 10 trials, with a random number added to each trial, or one of four;
    and with the errors of the whole table as trials.
    """
    shares = {n: [] for n in ("10", "40", "80", "10, of four")}
    for words, found in shares.items():
        n, of_four = int(words[:2]), words.endswith("four")
        seeds = fresh(range(5000, 5080 if n == 10 else 5030))
        for seed, (result, space) in enumerate(_searches(n, seeds)):
            found.append(_with_nothing(result, space, seed, of_four))
    table = digits_table()
    pairs = zip(table.configs, table.losses(), strict=True)
    whole = [Trial(k, config, 30, loss, 0.0) for k, (config, loss) in enumerate(pairs)]
    every = _with_nothing(SearchResult(tuple(whole)), table.space, 0)
    assert bounds_of(shares["10"])[0] > bounds_of(shares["80"])[1]
    assert bounds_of(shares["40"])[0] > 0.03
    assert bounds_of(np.subtract(shares["10"], shares["10, of four"]))[0] > 0
    assert bounds_of(shares["10, of four"])[0] > 0.03
    assert every < 0.01
    words = "; ".join(f"{mean_of(found, 2)} with {n}" for n, found in shares.items())
    return f"{words}; {every:.3f} with all 648"


def _with_nothing(result, space, seed, of_four=False):
    rng = np.random.default_rng(fresh(seed))
    draw = (lambda: int(rng.integers(4))) if of_four else (lambda: float(rng.uniform()))
    trials = (
        Trial(t.number, {**t.config, "nothing": draw()}, t.budget, t.loss, 0.0)
        for t in result.trials
    )
    wider = {**space, "nothing": list(range(4)) if of_four else Uniform(0, 1)}
    found = forest_importance(SearchResult(tuple(trials)), wider, n_resamples=0, rng=fresh(0))
    return found["nothing"]


def so_does_another_forest():
    """A pair comes out too small from few trials, and with another forest, too.

    From the trials you have

    scikit-learn's forest on 30 fresh searches of 40 trials, and on all 648 configurations; its
    prediction of the whole table.
    """
    table, pairs = digits_table(), []
    names = list(table.values)
    space = Space(table.space)
    grid = np.array([space.to_unit(config) for config in table.configs])
    for result, _ in _searches(40, fresh(range(2000, 2030))):
        points = np.array([space.to_unit(trial.config) for trial in result.trials])
        forest = RandomForestRegressor(100, random_state=fresh(0)).fit(points, result.losses)
        errors = forest.predict(grid).reshape([len(table.values[name]) for name in names])
        pairs.append(table_importance(errors, names)[PAIR])
    forest = RandomForestRegressor(100, random_state=fresh(0)).fit(grid, table.losses())
    errors = forest.predict(grid).reshape([len(table.values[name]) for name in names])
    every = table_importance(errors, names)[PAIR]
    assert bounds_of(pairs)[1] < 0.15
    assert every > 0.17
    return f"the pair {mean_of(pairs, 2)}, and {every:.2f} with all settings, instead of 0.19"


def the_best_five_do_not_agree():
    """The five best trials of a search do not agree with other searches on a first place.

    Fail on purpose: two charts (optional)

    40 fresh searches of 60 trials.
    """
    places = []
    for result, space in _searches(60, fresh(range(3000, 3040))):
        best = SearchResult(tuple(sorted(result.trials, key=lambda trial: trial.loss)[:5]))
        places.append(forest_importance(best, space, n_resamples=0, rng=fresh(0)).ranked().names[0])
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
            for seed in fresh(range(20))
        ]
    means = errors.mean(axis=(0, 1, 2, 4))
    assert means[8] > 0.7
    for rate in (0.3, 1.0):
        assert bounds_of(np.subtract(found[rate], found[0.1]))[1] < 0.01
    return ", ".join(f"{mean_of(ends, 4)} at {rate:g}" for rate, ends in found.items())
