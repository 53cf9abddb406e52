"""What lesson 01 claims of a network on digits: other seeds, finer grids, scikit-learn's."""

import warnings

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier as TheirNetwork
from sklearn.svm import SVC

from benchmarks.intervals import bounds_of, mean_of
from hplearn import MLPClassifier
from hplearn.models.digits_curves import digits_split

X_TRAIN, Y_TRAIN, X_VAL, Y_VAL = digits_split()
USUAL = {"hidden_layer_sizes": (32,), "optimizer": "sgd", "batch_size": 32, "max_epochs": 15}
SEEDS = range(100, 120)


def _read(rows=(X_TRAIN, Y_TRAIN), seeds=SEEDS, **settings):
    """Return how many of 100 new digits are read, one number a seed."""
    networks = (MLPClassifier(**USUAL | settings, random_state=seed) for seed in seeds)
    return np.array([100 * network.fit(*rows).score(X_VAL, Y_VAL) for network in networks])


def one_number_decides():
    """One learning rate reads 13 of 100 digits and another 97, with nothing else changed.

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
    """Close to the cliff the median is higher, but some networks read less than 90.

    Why: distance is the number of steps times their length

    20 fresh seeds at 0.1, 0.464 and 1.
    """
    scores = {rate: _read(learning_rate=rate) for rate in (0.1, 0.464, 1.0)}
    failed = {rate: int(np.sum(row < 90)) for rate, row in scores.items()}
    assert failed[0.1] == 0 < failed[1.0]
    assert np.median(scores[0.464]) > np.median(scores[0.1])
    told = (f"{np.median(scores[r]):.1f} with {n} below 90 at {r}" for r, n in failed.items())
    return "medians " + ", ".join(told)


def ten_times_the_rate_is_ten_times_the_epochs():
    """Below the cliff, ten times the rate leads as far as ten times the epochs.

    Why: distance is the number of steps times their length

    20 fresh seeds, rates 0.003 and 0.03, which the lesson does not show.
    """
    longer = _read(learning_rate=0.003, max_epochs=150)
    bolder = _read(learning_rate=0.03)
    assert abs(np.mean(bolder - longer)) < 1
    return f"{mean_of(longer)} and {mean_of(bolder)} of 100"


def at_one_rate_a_wider_network_gains_next_to_nothing():
    """At the rate 0.1 going from 32 to 128 units gains at most one of 100.

    Another number

    20 fresh seeds; and each width at its own best of four rates.
    """
    rates = (0.1, 0.215, 0.464, 1)
    scores = {
        width: {rate: _read(hidden_layer_sizes=(width,), learning_rate=rate) for rate in rates}
        for width in (32, 128)
    }
    at_one_rate = scores[128][0.1] - scores[32][0.1]
    narrow, wide = (max(tried.values(), key=np.mean) for tried in scores.values())
    assert bounds_of(at_one_rate)[1] < 1
    return f"{mean_of(at_one_rate)} at 0.1; with rates of their own {mean_of(wide - narrow)}"


def the_best_rate_of_one_width_ruins_another():
    """The rate that is best for 32 units ruins a network with 8.

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
