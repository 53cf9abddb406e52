"""What lesson 13 claims of networks: fresh seeds and splits, scikit-learn's networks."""

from itertools import product

import numpy as np
from sklearn.datasets import load_digits
from sklearn.neural_network import MLPClassifier as TheirNetwork

from benchmarks.intervals import bounds_of, mean_of
from benchmarks.seeds import fresh
from hplearn import MLPClassifier, minimize_batches
from hplearn.models import Network
from hplearn.optim import SGD, Adam

RATES = (0.01, 0.03, 0.1)
DIGITS, LABELS = load_digits(return_X_y=True)
DIGITS = DIGITS / 16


def _split(seed):
    """Return 1,000 digits to train on, 397 to choose by and 400 to judge by."""
    order = np.random.default_rng([13, seed]).permutation(len(LABELS))
    return [(DIGITS[rows], LABELS[rows]) for rows in np.split(order, [1000, 1397])]


def _theirs(hidden, rate, seed, train, n_epochs=10, batch_size=200):
    settings = {"learning_rate_init": rate, "batch_size": batch_size, "random_state": seed}
    network = TheirNetwork((hidden,), **settings)
    for _ in range(n_epochs):
        network.partial_fit(*train, classes=range(10))
    return network


def _n_dead(network, X):
    active = X @ network.coefs_[0] + network.intercepts_[0] > 0
    return int((~active.any(axis=0)).sum())


def _judged(configs, seed):
    """Return the accuracy on the judging digits of the config that the choosing digits prefer."""
    train, choose, judge = _split(seed)
    best = (-1, None)
    for hidden, alpha, rate, n_epochs in configs:
        settings = {"learning_rate": rate, "alpha": alpha, "max_epochs": n_epochs}
        network = MLPClassifier((hidden,), batch_size=200, random_state=seed, **settings)
        network.fit(*train)
        best = max(best, (network.score(*choose), -rate, network), key=lambda one: one[:2])
    return 100 * best[2].score(*judge)


def the_number_of_dead_units_decides():
    """Networks of 8 units with the same settings differ by how many of their units are dead.

    Why do 8 units lag? (optional)

    60 networks of scikit-learn, each with its own split of the digits.
    """
    dead, read = [], []
    for seed in fresh(range(60)):
        train, choose, _ = _split(seed)
        network = _theirs(8, 0.03, seed, train)
        dead.append(_n_dead(network, train[0]))
        read.append(100 * network.score(*choose))
    dead, read = np.array(dead), np.array(read)
    r = np.corrcoef(dead, read)[0, 1]
    half = np.ptp(np.tanh(np.arctanh(r) + np.array([-1.96, 1.96]) / np.sqrt(57))) / 2  # Fisher's
    assert r + half < -0.5
    few, many = read[dead <= 2], read[dead >= 5]
    assert bounds_of(few)[0] > bounds_of(many)[1]
    groups = f"up to 2 dead {mean_of(few, 0)}, 5 and more {mean_of(many, 0)}"
    return f"correlation {r:.2f} ± {half:.2f}; {groups}"


def units_that_cannot_die_remove_the_spread():
    """Networks of 8 units whose units cannot die differ far less from seed to seed, and read more.

    Why do 8 units lag? (optional)

    40 seeds of scikit-learn's networks on one split, tanh against ReLU.
    """
    train, choose, _ = _split(0)
    read = {}
    for activation in ("relu", "tanh"):
        scores = []
        for seed in fresh(range(40)):
            settings = {"activation": activation, "batch_size": 200, "random_state": seed}
            network = TheirNetwork((8,), learning_rate_init=0.03, **settings)
            for _ in range(10):
                network.partial_fit(*train, classes=range(10))
            scores.append(100 * network.score(*choose))
        read[activation] = np.array(scores)
    spread = {name: scores.std(ddof=1) for name, scores in read.items()}
    assert spread["relu"] > 2 * spread["tanh"]
    assert bounds_of(read["tanh"] - read["relu"])[0] > 0
    words = (f"{name} {mean_of(read[name], 0)}, deviation {spread[name]:.0f}" for name in read)
    return "; ".join(words)


def _wake(network, X):
    """Shift the bias of each dead unit of scikit-learn's network to where half of the rows pass."""
    inputs = X @ network.coefs_[0] + network.intercepts_[0]
    dead = (inputs <= 0).all(axis=0)
    network.intercepts_[0][dead] -= np.median(inputs, axis=0)[dead]


def _eight(rate, seed, train, n_epochs=10, woken=False, hidden=8):
    settings = {"learning_rate_init": rate, "batch_size": 200, "random_state": seed}
    network = TheirNetwork((hidden,), **settings)
    for _ in range(n_epochs):
        network.partial_fit(*train, classes=range(10))
        if woken:
            _wake(network, train[0])
    return network


def waking_dead_units_closes_most_of_the_gap():
    """8 units lag behind 32 because some of them die: woken after each epoch, and nothing else
    changed, they close most of the gap; at the rate 0.1, where more die, they gain more.

    Change the cause alone

    60 networks of scikit-learn of each kind, each with its own split and seed.
    """
    words = []
    for rate, least in ((0.03, 50), (0.1, 70)):
        read = []
        for seed in fresh(range(200, 260)):
            train, _, judge = _split(seed)
            kinds = ({}, {"woken": True}, {"hidden": 32})
            read.append([100 * _eight(rate, seed, train, **k).score(*judge) for k in kinds])
        as_they_are, woken, wide = np.transpose(read)
        assert bounds_of(wide - as_they_are)[0] > 0
        share = 100 * np.mean(woken - as_they_are) / np.mean(wide - as_they_are)
        assert bounds_of(woken - as_they_are)[0] > 0
        assert share > least
        told = (mean_of(found) for found in (as_they_are, woken, wide))
        words.append("at {}: {}, woken {}, 32 units {}".format(rate, *told))
    return "; ".join(words)


def dead_units_are_missing_units():
    """A network of 8 units with d dead ones reads about as much as smaller ones with 8 − d live
    units.

    Change the cause alone

    100 networks of scikit-learn with a split each, and 50 of each of the sizes 3 to 7.
    """
    whole, smaller = {}, {}
    tasks = [(whole, 8, seed) for seed in fresh(range(300, 400))]
    tasks += [(smaller, hidden, seed) for hidden in range(3, 8) for seed in fresh(range(400, 450))]
    for groups, hidden, seed in tasks:
        train, choose, _ = _split(seed)
        network = _eight(0.03, seed, train, hidden=hidden)
        live = hidden - _n_dead(network, train[0])
        groups.setdefault(live, []).append(100 * network.score(*choose))
    words = []
    for live, read in sorted(whole.items(), reverse=True):
        if min(len(read), len(smaller.get(live, []))) >= 5:
            assert abs(np.mean(read) - np.mean(smaller[live])) < 5
            both = mean_of(read), mean_of(smaller[live])
            words.append("{} live {} of 8, {} of fewer".format(live, *both))
    assert len(words) >= 3
    return "; ".join(words)


def a_small_rate_wins_in_time_because_it_kills_fewer():
    """In ten epochs 0.01 reads less than 0.03 with 8 units, in a hundred more; with units woken it
    does not read more in a hundred.

    Why do 8 units lag? (optional)

    60 fresh seeds of hplearn's networks with a split each, and 30 of scikit-learn's woken.
    """
    swept = [{"learning_rate": rate} for rate in (0.01, 0.03)]
    leads = {10: [], 100: []}
    for seed, n_epochs in product(fresh(range(500, 560)), leads):
        order = np.random.default_rng([13, seed]).permutation(len(LABELS))
        part = np.split(order, [1000])
        one = MLPClassifier((8,), batch_size=200, max_epochs=n_epochs, random_state=seed)
        (said,) = one.sweep_folds(DIGITS, LABELS, swept, [part])
        small, large = 100 * (said == LABELS[part[1]]).mean(axis=1)
        leads[n_epochs].append(small - large)
    woken = []
    for seed in fresh(range(500, 530)):
        train, _, judge = _split(seed)
        both = [_eight(r, seed, train, 100, woken=True).score(*judge) for r in (0.01, 0.03)]
        woken.append(100 * (both[0] - both[1]))
    assert bounds_of(leads[10])[1] < 0 < bounds_of(leads[100])[0]
    assert bounds_of(woken)[1] < np.mean(leads[100])
    assert bounds_of(woken)[0] < 0.2
    in_ten, in_hundred = (mean_of(lead) for lead in leads.values())
    return (
        f"0.01 ahead by {in_ten} in ten epochs, {in_hundred} in a hundred, woken {mean_of(woken)}"
    )


def epochs_and_not_the_rate_close_the_gap():
    """At the rate 0.03 more epochs close most of the gap of 8 units to 32, and no other rate alone
    closes any of it.

    Why do 8 units lag? (optional)

    80 fresh splits of all digits with a seed each: 10 and 100 epochs at four rates.
    """
    rates = (0.03, 0.01, 0.05, 0.1)
    swept, read = [{"learning_rate": rate} for rate in rates], []
    for seed in fresh(range(600, 680)):
        part = np.split(np.random.default_rng([13, seed]).permutation(len(LABELS)), [1000])
        found = []
        for hidden, n_epochs in ((8, 10), (8, 100), (32, 10)):
            one = MLPClassifier((hidden,), batch_size=200, max_epochs=n_epochs, random_state=seed)
            (said,) = one.sweep_folds(DIGITS, LABELS, swept, [part])
            found.append(100 * (said == LABELS[part[1]]).mean(axis=1))
        read.append(found)
    short, long, wide = np.moveaxis(read, 1, 0)  # (80, 4) each
    gap = np.mean(wide[:, 0] - short[:, 0])
    gains = [long[:, 0] - short[:, 0], *(short[:, 1:] - short[:, :1]).T]
    assert bounds_of(gains[0])[0] > gap / 2
    assert all(bounds_of(gain)[0] < 0 for gain in gains[1:])
    told = [mean_of(gain) for gain in gains]
    return f"of {gap:.1f} points 100 epochs close {told[0]}, other rates {', '.join(told[1:])}"


def the_mean_of_seeds():
    """At the rate 0.03 networks of 8 units read a little over 80 of 100 on average.

    Why do 8 units lag? (optional)

    100 seeds, hplearn's networks, each with its own split.
    """
    read = []
    for seed in fresh(range(1000, 1100)):
        train, choose, _ = _split(seed)
        network = MLPClassifier(
            (8,), learning_rate=0.03, batch_size=200, max_epochs=10, random_state=seed
        )
        read.append(100 * network.fit(*train).score(*choose))
    low, high = bounds_of(read)
    assert 78 < low < high < 88
    return f"{mean_of(read)} of 100"


def a_larger_rate_leaves_more_units_dead():
    """A larger rate leaves more units dead.

    Why do 8 units lag? (optional)

    60 networks of scikit-learn at each of three rates, each with its own split.
    """
    dead = {rate: [] for rate in RATES}
    for seed in fresh(range(60)):
        train, _, _ = _split(seed)
        for rate, found in dead.items():
            found.append(_n_dead(_theirs(8, rate, seed, train), train[0]))
    assert bounds_of(np.subtract(dead[0.03], dead[0.01]))[0] > 0
    assert bounds_of(np.subtract(dead[0.1], dead[0.03]))[0] > 1
    return ", ".join(f"{mean_of(found)} of 8 at {rate}" for rate, found in dead.items())


def copied_units_come_further():
    """At one rate a wider network is further mostly because more weights stand behind each output:
    units that are there four times, with a quarter of their outgoing weights, are no other network
    at the start, and come more than half of the way to four times as many.

    The colleague's comparison

    20 fresh splits with a seed each, Adam at 0.001: 32 units, the same four times each, and 128;
    and SGD at 0.1 on 10 of them, where such copies close less.
    """
    adam = _copied(fresh(range(700, 720)), Adam(0.001))
    sgd = _copied(fresh(range(700, 710)), SGD(0.1))
    words = []
    for few, copied, wide in (adam, sgd):
        told = (mean_of(found, 0) for found in (few, copied, wide))
        words.append("32 units {}, four times each {}, 128 units {}".format(*told))
    few, copied, wide = adam
    assert bounds_of(copied - (few + wide) / 2)[0] > 0
    few, copied, wide = sgd
    assert bounds_of(copied - (few + wide) / 2)[1] < 0
    return f"{words[0]}; with SGD {words[1]}"


def _copied(seeds, optimizer):
    """Return what 32 units, these four times each, and 128 units read of 100, for each seed."""
    read = []
    for seed in seeds:
        (X, y), _, (X_new, y_new) = _split(seed)
        few, many = Network((64, 32, 10)), Network((64, 128, 10))
        start, wide = few.init(np.random.default_rng(seed)), many.init(np.random.default_rng(seed))
        copied = np.empty_like(wide)
        for into, weights, times, share in zip(
            many.weights(copied), few.weights(start), ((1, 4), (4, 1)), (1, 4), strict=True
        ):
            into[:-1] = np.tile(weights[:-1], times) / share
            into[-1] = np.tile(weights[-1], times[1])  # biases
        np.testing.assert_allclose(many.scores(copied, X), few.scores(start, X), atol=1e-9)
        scores = []
        for network, params in ((few, start), (many, copied), (many, wide)):
            data, rng = (X, np.eye(10)[y]), np.random.default_rng(seed)
            rule = network.loss_and_gradient, params, *data, optimizer, 200, 10, rng
            final = minimize_batches(*rule).final
            scores.append(100 * (network.scores(final, X_new).argmax(axis=-1) == y_new).mean())
        read.append(scores)
    return np.transpose(read)


def inverse_rates_undo_the_order_of_widths():
    """At one rate a wider network is further after ten epochs, with Adam and with SGD; at rates in
    inverse proportion to the width it is behind.

    The colleague's comparison

    20 fresh splits with a seed each, Adam at 0.001 and SGD at 0.05 for 32 units.
    """
    words = []
    for optimizer, rate in (("adam", 0.001), ("sgd", 0.05)):
        read = {"one rate": [], "inverse": []}
        for seed in fresh(range(700, 720)):
            train, _, judge = _split(seed)
            for name, found in read.items():
                scores = []
                for hidden in (8, 32, 128):
                    one = MLPClassifier(
                        (hidden,),
                        optimizer=optimizer,
                        learning_rate=rate * (32 / hidden if name == "inverse" else 1),
                        batch_size=200,
                        max_epochs=10,
                        random_state=seed,
                    )
                    scores.append(100 * one.fit(*train).score(*judge))
                found.append(scores)
        at_one, inverse = (np.array(found) for found in read.values())
        assert bounds_of(at_one[:, 2] - at_one[:, 0])[0] > 30
        assert bounds_of(inverse[:, 2] - inverse[:, 0])[1] < 5
        both = (" / ".join(f"{x:.0f}" for x in found.mean(axis=0)) for found in (at_one, inverse))
        words.append("{}: {} at one rate, {} at inverse ones".format(optimizer, *both))
    return "8, 32 and 128 units read with " + "; ".join(words)


def most_of_the_difference_was_the_rate():
    """At 0.001 the widths 32 and 128 differ by more than 25 points, and each at its own rate by
    less than two.

    The fair comparison

    20 networks of scikit-learn of each kind, each pair with its own split and seed.
    """
    at_one, fair = [], []
    for seed in fresh(range(20)):
        train, choose, judge = _split(seed)
        read = []
        for hidden in (32, 128):
            slow = _theirs(hidden, 0.001, seed, train).score(*judge)
            tuned = [_theirs(hidden, rate, seed, train) for rate in RATES]
            best = max(tuned, key=lambda network: network.score(*choose))
            read.append(100 * np.array([slow, best.score(*judge)]))
        lead = read[1] - read[0]
        at_one.append(lead[0])
        fair.append(lead[1])
    assert bounds_of(at_one)[0] > 25
    assert np.abs(bounds_of(fair)).max() < 2
    return f"{mean_of(at_one, 0)} points at 0.001, {mean_of(fair)} at their own rates"


def more_weight_decay_gains_nothing_here():
    """A stronger weight decay, with the rate tuned for it, gains nothing after fifty steps.

    A rule for adopting a change

    40 fresh splits with a seed each: 397 digits choose the rate, 400 others judge.
    """
    read = {
        alpha: [_judged([(128, alpha, r, 10) for r in RATES], seed) for seed in fresh(range(40))]
        for alpha in (1e-4, 0.1, 1.0)
    }
    some, much = (np.subtract(read[alpha], read[1e-4]) for alpha in (0.1, 1.0))
    assert max(bounds_of(some)[1], bounds_of(much)[1]) < 1
    assert bounds_of(much - some)[1] < 0
    return f"0.1 by {mean_of(some)}, 1 by {mean_of(much)}"


def tuning_bought_speed():
    """The winner is about as good as the default with 100 epochs, for a tenth of the epochs.

    Open the test set

    20 fresh splits with a seed each, 400 digits that chose nothing; and the default with 50 and
    with 200 epochs.
    """
    leads = {50: [], 100: [], 200: []}
    for seed in fresh(range(20)):
        winner = _judged([(128, 1e-4, 0.03, 10)], seed)
        for n_epochs, lead in leads.items():
            lead.append(_judged([(100, 1e-4, 0.001, n_epochs)], seed) - winner)
    low, high = bounds_of(leads[100])
    assert -1.5 < low < high < 1.5
    assert bounds_of(leads[50])[1] < 0 < bounds_of(leads[200])[0]
    told = (f"{mean_of(lead)} with {n_epochs} epochs" for n_epochs, lead in leads.items())
    return f"the default is ahead by {', '.join(told)}"
