"""What lesson 06 claims of estimates and floors: other data, a loop of its own, exact equations."""

from time import perf_counter

import numpy as np
from sklearn.datasets import load_breast_cancer, load_diabetes
from sklearn.linear_model import LogisticRegression, SGDRegressor

from benchmarks.intervals import bounds_of, mean_of
from benchmarks.seeds import fresh
from hplearn import SGD, minimize_batches
from hplearn.models import Network
from hplearn.models.digits_curves import digits_split

SEEDS = fresh(range(100, 120))


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


def _orders(n_rows, n_epochs, kind, together=1):
    """Return rows (n_epochs, n_rows, n_walks), shuffled over some epochs together, or drawn."""
    rng, shape = np.random.default_rng(fresh(7)), (n_epochs, n_rows, len(SEEDS))
    if kind == "drawn":
        return rng.integers(n_rows, size=shape)
    blocks = n_epochs // together, together * n_rows, len(SEEDS)
    rows = np.tile(np.arange(n_rows), together)[:, None]
    return rng.permuted(np.broadcast_to(rows, blocks), axis=1).reshape(shape)


def _by_step(orders):
    """Return orders of which `_walks` records each step: to it a step is an epoch of one row."""
    return orders.reshape(-1, 1, orders.shape[2])


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
        for rate in (0.05, 0.005):
            losses = _walks(X, y, np.full(60 * n, rate), _by_step(orders))[20 * n :]
            floors.append((losses[n - 1 :: n].mean(), losses.mean()))
        at_ends, at_all = np.divide(*floors)
        assert 24 < at_ends < 36
        assert 18 < at_all < 24
        told.append(f"1/{at_ends:.0f} at the ends, 1/{at_all:.0f} over all steps")
    return " and ".join(told)


def errors_must_cancel_before_they_fade():
    """A tenth of the rate gains more than a tenth if errors cancel before they fade.

    Why there is a floor

    20 fresh orders, both data sets, rate 0.005, all steps of epochs 11 to 30: each epoch shuffled,
    or ten together, so that each row comes as often but its errors cancel ten times as late.
    """
    told = []
    for X, y in (_patients(), _tumours()):
        n, floors = len(X), []
        for orders in (*(_orders(n, 30, "shuffled", k) for k in (1, 10)), _orders(n, 30, "drawn")):
            losses = _walks(X, y, np.full(30 * n, 0.005), _by_step(orders))[10 * n :]
            floors.append(losses.mean(axis=0))
        early, late, drawn = floors
        assert bounds_of(early / drawn.mean())[1] < 0.6
        assert bounds_of(late / drawn.mean())[0] > 0.75
        told.append(f"{mean_of(early / drawn.mean(), 2)} and {mean_of(late / drawn.mean(), 2)}")
    return "Of the floor of drawn rows: " + "; ".join(told)


def noise_turns_the_sign():
    """It is the noise of single rows that makes most of the misleading estimates.

    A hill made of rows

    The breast cancer set and three other sets of the patients' columns, with noise and without.
    """
    patients, tables = load_diabetes(scaled=False), [_tumours()]
    for columns in ([0, 1, 4], [2, 3, 7], [0, 3, 5, 9]):
        X, y = patients.data[:, columns], patients.target
        tables.append(((X - X.mean(axis=0)) / X.std(axis=0), (y - y.mean()) / y.std()))
    told = []
    for X, y in tables:
        fitted = X @ np.linalg.lstsq(X, y, rcond=None)[0]
        pulls = X * (X.T @ y)  # a row's pull and the whole's: below 0, it misleads
        shares = [np.mean(target * pulls.sum(axis=1) < 0) for target in (y, fitted)]
        assert shares[0] > 2 * shares[1]
        told.append("{:.0%} and {:.0%}".format(*shares))
    return "Mislead with noise and without: " + ", ".join(told)


def the_mean_of_the_places_is_below_the_floor():
    """At a constant rate the mean of the weights has a loss far below the floor.

    Average the walk (optional)

    Another data set, 20 fresh orders, drawn rows and shuffled ones, rate 0.02, epochs 11 to 40.
    """
    (X, y), told = _tumours(), []
    n = len(X)
    for kind in ("drawn", "shuffled"):
        params, places = np.zeros((len(SEEDS), 3)), []
        for rows in _by_step(_orders(n, 40, kind))[:, 0]:
            error = (X[rows] * params).sum(axis=1) - y[rows]
            params = params - 0.02 * error[:, None] * X[rows]
            places.append(params)
        late = np.array(places[10 * n :])
        gain = _excess(X, y, late).mean() / _excess(X, y, late.mean(axis=0)).mean()
        assert gain > 100
        told.append(f"{gain:,.0f} times below with {kind} rows")
    return ", ".join(told)


def on_a_bowl_alone_the_mean_has_no_floor():
    """The mean of the weights has a floor of its own where the loss is no bowl.

    Average the walk (optional)

    Logistic regression with a small penalty on the breast cancer set, 20 fresh orders, rates 0.1
    and 0.4, the mean of the weights over epochs 21 to 60 and over twice as many.
    """
    (X, y), alpha = _tumours(), 0.01
    sign = np.where(y > 0, 1.0, -1.0)
    model = LogisticRegression(C=1 / (alpha * len(X)), fit_intercept=False, tol=1e-10)

    def loss(params):
        fits = np.logaddexp(0, -sign * (params @ X.T)).mean(axis=-1)
        return fits + alpha / 2 * (params**2).sum(axis=-1)

    least = loss(model.fit(X, sign).coef_[0])
    found = {}
    for rate in (0.1, 0.4):
        params, total = np.zeros((len(SEEDS), 3)), 0.0
        for epoch, rows in enumerate(_orders(len(X), 100, "drawn"), start=1):
            for row in rows:
                pull = sign[row] / (1 + np.exp(sign[row] * (params * X[row]).sum(axis=1)))
                params = params + rate * (pull[:, None] * X[row] - alpha * params)
                total = total + params * (epoch > 20)
            if epoch in (60, 100):
                found[rate, epoch] = loss(total / (epoch - 20) / len(X)) - least
    assert (
        bounds_of(found[0.4, 100] / found[0.4, 60].mean())[0] > 0.7
    )  # twice as many change little
    assert found[0.4, 100].mean() > 3 * found[0.1, 100].mean()
    words = (
        f"{rate}: {found[rate, 60].mean():.1g}, {found[rate, 100].mean():.1g}"
        for rate in (0.1, 0.4)
    )
    return "Excess loss of the mean, at the rate " + "; ".join(words)


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


def seven_steps_need_a_small_variance():
    """Seven steps lead as far as many because a batch has a small variance.

    How many rows in a batch?

    Both data sets, 20 fresh orders, 30 rates: 7 steps on 64 rows each, and 7 on as many copies of
    one row, which changes the variance alone.
    """
    told = []
    for X, y in (_patients(), _tumours()):
        found = {}
        for size in (64, 1):
            ends = np.zeros((len(SEEDS), 30))
            for i, seed in enumerate(SEEDS):
                order, params = np.random.default_rng(seed).permutation(len(X)), np.zeros((30, 3))
                for first in range(0, 7 * 64, 64):
                    rows = order[first : first + size]
                    step = (params @ X[rows].T - y[rows]) @ X[rows] / len(rows)
                    params = params - np.geomspace(0.001, 1, 30)[:, None] * step
                ends[i] = _excess(X, y, params)
            found[size] = ends[:, ends.mean(axis=0).argmin()]
        assert bounds_of(found[1] / found[64].mean())[0] > 10
        told.append(f"{mean_of(found[64], 4)} with 64 rows, {mean_of(found[1], 2)} with one")
    return "; ".join(told)


def large_batches_lack_steps():
    """On a network a full batch lacks steps: with as many as small batches it is no worse.

    Does a network behave in the same way? (optional)

    500 digits, ten fresh starts, 16 and 48 hidden units, each at the best of 3 rates: 5 epochs in
    batches of 8, as many steps with all rows, and 5 steps with all rows.
    """
    X, y, X_val, y_val = digits_split()
    X, y, told = X[:500], y[:500], []
    for n_hidden in (16, 48):
        network, best = Network([64, n_hidden, 10]), []
        for batch_size, n_epochs in ((8, 5), (len(X), 315), (len(X), 5)):
            found = np.zeros((10, 3))
            for seed in range(10):
                rng = np.random.default_rng(fresh(700 + seed))
                start, rule = (
                    network.init(rng, dtype=np.float32),
                    SGD(np.array([[0.1], [0.2], [0.4]])),
                )
                data = X, np.eye(10)[y], rule, batch_size, n_epochs, rng
                history = minimize_batches(network.loss_and_gradient, start, *data)
                found[seed] = (network.scores(history.final, X_val).argmax(-1) == y_val).mean(-1)
            best.append(100 * found[:, found.mean(axis=0).argmax()])
        small, many, few = best
        assert bounds_of(many - small)[0] > -1
        assert bounds_of(few - small)[1] < -20
        told.append("{} units: {}, {}, {}".format(n_hidden, *map(mean_of, best)))
    return "Accuracy " + "; ".join(told)


def a_batch_saves_time():
    """An epoch in batches of 64 takes a few hundredths of the time of single rows.

    How many rows in a batch?

    The other data set and a loop of its own, in the median of five runs.
    """
    X, y = _tumours()
    seconds = {}
    for size in (1, 64):
        runs = []
        for _ in range(5):
            begin, params = perf_counter(), np.zeros(3)
            for first in range(0, len(X), size):
                rows = slice(first, first + size)
                params = params - 0.005 * (X[rows] @ params - y[rows]) @ X[rows] / size
            runs.append(perf_counter() - begin)
        seconds[size] = np.median(runs)
    share = seconds[64] / seconds[1]
    assert share < 0.1
    return f"{share:.2f} of the time"


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
