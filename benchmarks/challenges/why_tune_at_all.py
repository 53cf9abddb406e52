"""What lesson 01 claims of a network on digits: other seeds, finer grids, scikit-learn's."""

import copy
import warnings
from itertools import product

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier as TheirNetwork
from sklearn.svm import SVC

from benchmarks.intervals import bounds_of, mean_of
from benchmarks.seeds import fresh
from hplearn import MLPClassifier
from hplearn.models.digits_curves import digits_split

X_TRAIN, Y_TRAIN, X_VAL, Y_VAL = digits_split()
USUAL = {"hidden_layer_sizes": (32,), "optimizer": "sgd", "batch_size": 32, "max_epochs": 15}
SEEDS = fresh(range(100, 120))


def _read(rows=(X_TRAIN, Y_TRAIN), seeds=SEEDS, **settings):
    """Return how many of 100 new digits are read, one number a seed."""
    networks = (MLPClassifier(**USUAL | settings, random_state=seed) for seed in seeds)
    return np.array([100 * network.fit(*rows).score(X_VAL, Y_VAL) for network in networks])


def one_number_decides():
    """One learning rate leaves a network guessing, with another the median reads about 97 of 100.

    The response curve

    scikit-learn's network instead of ours, 10 fresh seeds each.
    """

    def theirs(rate, seed):
        plain = {"solver": "sgd", "momentum": 0, "batch_size": 32, "max_iter": 15}
        network = TheirNetwork((32,), learning_rate_init=rate, random_state=seed, **plain)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            return 100 * network.fit(X_TRAIN, Y_TRAIN).score(X_VAL, Y_VAL)

    low, high = ([theirs(rate, seed) for seed in SEEDS[:10]] for rate in (1e-4, 1.0))
    assert max(low) < 30
    assert np.median(high) > 95
    middle, worst = np.median(high), min(high)
    return f"at 0.0001 {mean_of(low)}; at 1 a median of {middle:.0f}, the worst {worst:.0f}"


def the_curve_ends_in_a_cliff():
    """Where the rate grows from 1 to 2.15, the score falls to that of a guess.

    Why: distance is the number of steps times their length

    Six rates between the two stops, 10 fresh seeds each.
    """
    rates = np.geomspace(1, 2.15, 6)
    medians = [np.median(_read(seeds=SEEDS[:10], learning_rate=rate)) for rate in rates]
    assert medians[0] > 95
    assert max(medians[3:]) < 30
    found = (f"{rate:.2f}: {median:.0f}" for rate, median in zip(rates, medians, strict=True))
    return "median read of 100, at " + ", ".join(found)


def close_to_the_cliff_some_networks_fail():
    """Close to the cliff the median is 97 and not 96, but some networks read less than 90.

    Why: distance is the number of steps times their length

    60 fresh seeds at 0.1, 0.464 and 1: medians, shares and means.
    """
    scores = {r: _read(seeds=fresh(range(1000, 1060)), learning_rate=r) for r in (0.1, 0.464, 1.0)}
    medians = [round(np.median(row)) for row in scores.values()]
    failed = [int(np.sum(row < 90)) for row in scores.values()]
    assert medians == [96, 97, 97]
    assert failed[0] == 0 < failed[1] <= failed[2]
    assert max(np.mean(row) for row in scores.values()) < 97
    told = (
        f"at {rate} a median of {np.median(row):.1f}, {n} of 60 below 90, mean {mean_of(row)}"
        for (rate, row), n in zip(scores.items(), failed, strict=True)
    )
    return "; ".join(told)


def a_short_last_batch_throws_networks_off():
    """Without the last batch of 9 digits no network fails close to the cliff, and most that fail
    recover with twenty whole batches more.

    Why: distance is the number of steps times their length

    60 fresh seeds at 0.464 and at 1: all 1,257 digits, without the 9 of the last batch, and all
    and then 640 of them once more.
    """
    whole, failed = 32 * (len(X_TRAIN) // 32), {"as they are": 0, "without": 0, "with more": 0}
    for seed, rate in product(fresh(range(2000, 2060)), (0.464, 1.0)):
        settings = USUAL | {"learning_rate": rate, "random_state": seed}
        short, cut = MLPClassifier(**settings), MLPClassifier(**settings)
        scores = [short.fit(X_TRAIN, Y_TRAIN).score(X_VAL, Y_VAL)]
        scores.append(cut.fit(X_TRAIN[:whole], Y_TRAIN[:whole]).score(X_VAL, Y_VAL))
        short.set_params(warm_start=True, max_epochs=1)  # it goes on from where it is
        scores.append(short.fit(X_TRAIN[:640], Y_TRAIN[:640]).score(X_VAL, Y_VAL))
        for name, score in zip(failed, scores, strict=True):
            failed[name] += score < 0.9
    assert failed["without"] <= 1 < 5 < failed["as they are"]
    assert failed["with more"] < failed["as they are"] / 2
    words = ", ".join(f"{n} {name}" for name, n in failed.items())
    return f"below 90, of 120 networks: {words}"


def ten_times_the_rate_is_ten_times_the_epochs():
    """Below the cliff, ten times the rate leads as far as ten times the epochs.

    Why: distance is the number of steps times their length

    20 fresh seeds, rates 0.003 and 0.03, which the lesson does not show.
    """
    longer = _read(learning_rate=0.003, max_epochs=150)
    bolder = _read(learning_rate=0.03)
    assert abs(np.mean(bolder - longer)) < 1
    return f"{mean_of(longer)} and {mean_of(bolder)} of 100"


def with_long_steps_the_product_no_longer_decides():
    """With longer steps the same product of rate and epochs reads less, and some networks fail.

    Why: distance is the number of steps times their length

    20 fresh seeds: 0.1 for 15 epochs and 0.3 for 5; 0.1 for 50 and 1 for 5.
    """
    told = []
    for n_epochs, rate, fewer in ((15, 0.3, 5), (50, 1.0, 5)):
        short = _read(learning_rate=0.1, max_epochs=n_epochs)
        long = _read(learning_rate=rate, max_epochs=fewer)
        assert np.median(long) < np.median(short) - 1
        assert min(short) > 90 > np.quantile(long, 0.1)
        few = f"{np.median(long):.1f} at {rate} with {np.sum(long < 90)} of 20 below 90"
        told.append(f"medians {np.median(short):.1f} at 0.1, {few}")
    return "; ".join(told)


def dead_hidden_units_are_what_a_good_rate_does_not_mend():
    """After 15 epochs at rate 2 a good rate comes too late, because the hidden units are dead.

    Fail on purpose

    20 fresh seeds; then 15 epochs at 0.1, with nothing, the upper layer, or the hidden one renewed.
    """
    scores, dead = {None: [], "upper": [], "hidden": []}, []
    for seed in SEEDS:
        broken = MLPClassifier(**USUAL, learning_rate=2.0, warm_start=True, random_state=seed)
        network, weights = broken.fit(X_TRAIN, Y_TRAIN).network_, broken.params_
        start = network.init(np.random.default_rng(seed))
        into = network.weights(weights)[0]
        dead.append(np.mean((X_TRAIN @ into[:-1] + into[-1]).max(axis=0) <= 0))
        for renewed, read in scores.items():
            again = copy.deepcopy(broken).set_params(learning_rate=0.1)
            if renewed:
                layer = ("hidden", "upper").index(renewed)
                network.weights(again.params_)[layer][:] = network.weights(start)[layer]
            read.append(100 * again.fit(X_TRAIN, Y_TRAIN).score(X_VAL, Y_VAL))
    assert min(dead) > 0.9
    assert max(scores[None] + scores["upper"]) < 15
    assert min(scores["hidden"]) > 90
    return (
        f"{100 * np.mean(dead):.0f} % of the units are 0 for all digits; read of 100 with nothing"
        f" renewed {mean_of(scores[None])}, the upper layer {mean_of(scores['upper'])},"
        f" the hidden one {mean_of(scores['hidden'])}"
    )


def at_one_rate_a_wider_network_gains_next_to_nothing():
    """At the rate 0.1, in 15 epochs, going from 32 to 128 units gains at most one of 100.

    Another number

    100 fresh seeds.
    """
    usual = {"seeds": fresh(range(100, 200)), "learning_rate": 0.1}
    narrow, wide = (_read(hidden_layer_sizes=(n,), **usual) for n in (32, 128))
    assert bounds_of(wide - narrow)[1] < 1
    return mean_of(wide - narrow)


def wider_networks_gain_with_rates_or_epochs_of_their_own():
    """With its own best rate 128 units read more than 32; in 100 epochs at 0.1 both read about 98.

    Another number

    20 fresh seeds, four rates; and the same seeds for 15 epochs.
    """
    best, long = [], []
    for width in (32, 128):
        rates = (0.1, 0.215, 0.464, 1.0)
        tried = [_read(hidden_layer_sizes=(width,), learning_rate=rate) for rate in rates]
        best.append(max(tried, key=np.mean))
        long.append(_read(hidden_layer_sizes=(width,), learning_rate=0.1, max_epochs=100))
        assert bounds_of(long[-1] - tried[0])[0] > 1
    assert bounds_of(best[1] - best[0])[0] > 0
    assert bounds_of(long[1] - long[0])[0] > 0
    return (
        f"{mean_of(best[1] - best[0])} with rates of their own; in 100 epochs "
        f"{mean_of(long[0])} with 32 units and {mean_of(long[1])} with 128"
    )


def a_rate_that_suits_one_width_ruins_another():
    """The rate 1, at which most networks with 32 units read more than at 0.1, ruins those with 8.

    What no learning rate can give you

    20 fresh seeds at the rates 0.1 and 1.
    """
    medians = {
        (width, rate): np.median(_read(hidden_layer_sizes=(width,), learning_rate=rate))
        for width in (8, 32)
        for rate in (0.1, 1.0)
    }
    assert medians[32, 1.0] > medians[32, 0.1]
    assert medians[8, 1.0] < medians[8, 0.1] - 30
    told = (f"{width} units at {rate:g} {middle:.1f}" for (width, rate), middle in medians.items())
    return "medians: " + ", ".join(told)


def few_digits_leave_a_gap_that_another_model_narrows():
    """With 126 digits no rate reads as many as with all; a support vector machine reads a few more.

    What no learning rate can give you

    20 draws of 126 digits, the network at the best of four rates for each draw.
    """
    network, machine = [], []
    for seed in SEEDS:
        drawn = np.random.default_rng(seed).choice(len(X_TRAIN), 126, replace=False)
        rows = X_TRAIN[drawn], Y_TRAIN[drawn]
        rates = (0.1, 0.215, 0.464, 1.0)
        tried = [_read(rows, [seed], learning_rate=rate, max_epochs=150)[0] for rate in rates]
        network.append(max(tried))
        machine.append(100 * SVC(C=10).fit(*rows).score(X_VAL, Y_VAL))
    gain = np.subtract(machine, network)
    assert max(network) < 97
    assert bounds_of(gain)[0] > 0
    return f"the network {mean_of(network)}, the machine {mean_of(gain)} more"
