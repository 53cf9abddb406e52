"""What lesson 06 claims of estimates and floors: other data, a loop of its own, exact equations."""

import numpy as np
from sklearn.datasets import load_breast_cancer, load_diabetes
from sklearn.linear_model import SGDRegressor

from benchmarks.intervals import bounds_of, mean_of

SEEDS = range(100, 120)


def _patients():
    data = load_diabetes(scaled=False)
    X, y = data.data[:, [2, 3, 8]], data.target
    return (X - X.mean(axis=0)) / X.std(axis=0), (y - y.mean()) / y.std()


def _tumours():
    data = load_breast_cancer()
    X, y = data.data[:, [0, 1, 4]], data.target.astype(float)
    return (X - X.mean(axis=0)) / X.std(axis=0), (y - y.mean()) / y.std()


def _excess(X, y, params):
    away = params - np.linalg.lstsq(X, y, rcond=None)[0]
    return np.einsum("...i,ij,...j->...", away, X.T @ X / len(X), away) / 2


def _walks(X, y, rates, orders):
    """Return the excess loss after each epoch, (n_epochs, n_walks), of a plain loop."""
    params, ends = np.zeros((orders.shape[2], X.shape[1])), []
    steps = iter(rates)
    for epoch in orders:  # (n_epochs, n_rows, n_walks)
        for rows in epoch:
            error = (X[rows] * params).sum(axis=1) - y[rows]
            params = params - next(steps) * error[:, None] * X[rows]
        ends.append(_excess(X, y, params))
    return np.array(ends)


def _orders(n_rows, n_epochs, kind):
    rng, shape = np.random.default_rng(7), (n_epochs, n_rows, len(SEEDS))
    if kind == "drawn":
        return rng.integers(n_rows, size=shape)
    return rng.permuted(np.broadcast_to(np.arange(n_rows)[:, None], shape), axis=1)


def _variance(X, y):
    """Return the variance of a row's gradient at the minimum."""
    best = np.linalg.lstsq(X, y, rcond=None)[0]
    gradients = (X @ best - y)[:, None] * X
    return (gradients**2).sum(axis=1).mean()


def the_floor_of_drawn_rows_is_that_of_the_formula():
    """At a small rate drawn rows hover at the rate times a quarter of the variance.

    Why there is a floor

    Other data (three columns of the breast cancer set), 20 walks, rate 0.003.
    """
    X, y = _tumours()
    orders = _orders(len(X), 30, "drawn")
    floor = _walks(X, y, np.full(orders[..., 0].size, 0.003), orders)[10:].mean(axis=0)
    ratio = floor / (0.003 * _variance(X, y) / 4)
    low, high = bounds_of(ratio)
    assert low < 1.1
    assert high > 0.9
    return f"{mean_of(ratio, 2)} of the formula"


def shuffling_lowers_the_floor():
    """At the rate 0.005 and the ends of epochs shuffled rows have clearly less than drawn ones.

    Why there is a floor

    20 fresh orders, both data sets.
    """
    found = []
    for X, y in (_patients(), _tumours()):
        ends = {}
        for kind in ("shuffled", "drawn"):
            orders = _orders(len(X), 30, kind)
            ends[kind] = _walks(X, y, np.full(orders[..., 0].size, 0.005), orders)[10:].mean(axis=0)
        found.append(ends["shuffled"] / ends["drawn"])
    assert max(bounds_of(ratio)[1] for ratio in found) < 0.6
    return " and ".join(mean_of(ratio, 2) for ratio in found) + " of the floor of drawn rows"


def a_tenth_of_the_rate_leaves_a_thirtieth_at_the_ends_of_epochs():
    """At a tenth of the rate shuffled rows keep some thirtieth at ends of epochs, else a twentieth.

    Why there is a floor

    20 fresh orders, both data sets, epochs 21 to 60: their ends, and all steps.
    """
    told = []
    for X, y in (_patients(), _tumours()):
        n, floors = len(X), []
        orders = _orders(n, 60, "shuffled")
        by_step = orders.reshape(-1, 1, len(SEEDS))  # to _walks each step is an epoch of one row
        for rate in (0.05, 0.005):
            losses = _walks(X, y, np.full(60 * n, rate), by_step)[20 * n :]
            floors.append((losses[n - 1 :: n].mean(), losses.mean()))
        at_ends, at_all = np.divide(*floors)
        assert 24 < at_ends < 36
        assert 18 < at_all < 24
        told.append(f"1/{at_ends:.0f} at the ends, 1/{at_all:.0f} over all steps")
    return " and ".join(told)


def decay_removes_the_floor():
    """With decay the loss after forty epochs is at least a hundred times smaller than without.

    Let the noise die out

    20 fresh shuffled orders; a half of the rate after 1 and after 4 epochs instead of 2.
    """
    X, y = _patients()
    orders = _orders(len(X), 40, "shuffled")
    steps = np.arange(orders[..., 0].size)
    constant = _walks(X, y, np.full(steps.size, 0.0056), orders)[-1]
    ratios = []
    for n_epochs in (1, 4):
        rates = 0.0056 / (1 + steps / (n_epochs * len(X)))
        ratios.append(np.median(constant) / np.median(_walks(X, y, rates, orders)[-1]))
    assert min(ratios) > 100
    return f"{ratios[0]:,.0f} and {ratios[1]:,.0f} times smaller in the median"


def a_batch_of_64_is_worth_as_much_as_single_rows():
    """After one epoch batches of 64 are no worse than single rows, each at its own best rate.

    How many rows in a batch?

    scikit-learn's SGDRegressor for single rows, a loop for batches, 20 fresh orders, 30 rates.
    """
    X, y = _patients()
    n, rates = len(X), np.geomspace(0.001, 1, 30)
    ends = {1: [], 64: []}
    for rate in rates:
        one, many = [], []
        for seed in SEEDS:
            order = np.random.default_rng(seed).permutation(n)
            model = SGDRegressor(
                penalty=None,
                fit_intercept=False,
                learning_rate="constant",
                eta0=min(rate, 0.1),
                shuffle=False,
            )
            one.append(_excess(X, y, model.partial_fit(X[order], y[order]).coef_))
            params = np.zeros(3)
            for rows in np.split(order, range(64, n, 64)):
                params = params - rate * (X[rows] @ params - y[rows]) @ X[rows] / len(rows)
            many.append(_excess(X, y, params))
        ends[1].append(one)
        ends[64].append(many)
    single, batch = (np.array(min(tried, key=np.mean)) for tried in ends.values())
    low, _ = bounds_of(batch - single)
    assert low < 0.0005  # no loss of practical size is shown
    return f"{mean_of(single, 4)} with single rows, {mean_of(batch, 4)} with batches of 64"


def one_row_for_ever_leads_nowhere():
    """With one row for ever many walks end above their start.

    What the article says

    The other data set, every row, exact limits instead of a walk: the nearest point of its line.
    """
    X, y = _tumours()
    ends = (y / (X**2).sum(axis=1))[:, None] * X  # from zero, the nearest point where the row fits
    share = np.mean(_excess(X, y, ends) > _excess(X, y, np.zeros(3)))
    assert share > 0.2
    return f"{share:.0%} of {len(X)} rows"
