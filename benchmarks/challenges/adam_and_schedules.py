"""Challenges to what lesson 08 says of Adam, of schedules and of weight decay."""

from dataclasses import dataclass

import numpy as np
from sklearn.datasets import load_breast_cancer, load_digits
from sklearn.model_selection import train_test_split

from benchmarks.challenges.gradient_descent import LEAKY
from benchmarks.intervals import bounds_of, mean_of
from benchmarks.seeds import fresh
from hplearn import minimize_batches, sweep
from hplearn.models import Network
from hplearn.optim import (
    SGD,
    Adam,
    AdamW,
    Cosine,
    InverseTime,
    Momentum,
    StepDecay,
    WarmUp,
    epoch_batches,
)

SEEDS = fresh(range(1000, 1020))


def _digits():
    X, y = load_digits(return_X_y=True)
    X, X_new, y, y_new = train_test_split(
        X / 16, y, test_size=540, random_state=fresh(1), stratify=y
    )
    return X[:1248], X_new, y[:1248], y_new  # 39 batches of 32, of which none is short


def _accuracies(rule, schedule=None, hidden=(48,), unit=1.0, activation="tanh", n_epochs=5):
    """Return accuracies of another network on another split, one row a seed of `SEEDS`."""
    X, X_new, y, y_new = _digits()
    network, found = Network((64, *hidden, 10), activation), []
    for seed in SEEDS:
        rng = np.random.default_rng(seed)
        start, data = network.init(rng), (X / unit, np.eye(10)[y])
        with np.errstate(all="ignore"):
            history = minimize_batches(
                network.loss_and_gradient, start, *data, rule, 32, n_epochs, rng, schedule=schedule
            )
            scores = network.scores(history.final, X_new / unit)
        found.append((scores.argmax(axis=-1) == y_new).mean(axis=-1))
    return np.array(found)


@dataclass(frozen=True)
class _Filled(Adam):
    """Adam whose second moment, or both, hold gradients of the start before the first step."""

    batches: int = 1000
    both: bool = False

    def init(self, params):
        """Return the moments of that many batches of `_digits`, which move nothing."""
        X, _, y, _ = _digits()
        network, state = Network((64, 32, 10)), super().init(params)
        rng = np.random.default_rng(fresh(0))
        for _ in range(self.batches):
            rows = rng.choice(len(X), 32, replace=False)
            gradient = network.loss_and_gradient(params, X[rows], np.eye(10)[y[rows]])[1]
            state = super().direction(params, gradient, state)[1]
        return state if self.both else state._replace(first_moment=self.zeros(params))

    def direction(self, params, gradient, state):
        """Return Adam's direction, a first moment that began empty corrected by its own steps."""
        direction, state = super().direction(params, gradient, state)
        if not self.both:
            t = state.n_steps
            direction *= (1 - self.beta_1**t) / (1 - self.beta_1 ** (t - self.batches))
        return direction, state


def _best(found):
    return found[:, found.mean(axis=0).argmax()]


def correction_left_out():
    """Without its correction Adam is better at a small rate and far worse at a large one.

    Without the correction, on the digits (optional)

    A network of 48 tanh units, another split and 20 fresh seeds; rates 0.001 and 0.3, as tanh bears
    larger rates.
    """
    rates = sweep(0.001, 0.3)
    lead = _accuracies(Adam(rates, bias_correction=False)) - _accuracies(Adam(rates))
    assert bounds_of(lead[:, 0])[0] > 0
    assert bounds_of(lead[:, 1])[1] < 0
    words = [mean_of(100 * column) for column in lead.T]
    return f"Points gained by leaving it out: {words[0]} at 0.001, {words[1]} at 0.3"


def uneven_columns():
    """With columns in uneven units Adam is far ahead of SGD and of momentum, each at its best rate.

    What the division buys

    Other data, the 30 columns of the breast cancer table as they were measured, centred but not
    scaled beyond one common factor; the cross-entropy of new rows; 11 rates, 20 fresh seeds.
    """
    X, y = load_breast_cancer(return_X_y=True)
    X, X_new, y, y_new = train_test_split(X, y, test_size=200, random_state=fresh(0))
    middle, size = X.mean(axis=0), X.std()
    X, X_new = (X - middle) / size, (X_new - middle) / size
    network, best = Network((30, 16, 2)), {}
    for rule in (SGD, Momentum, Adam):
        found = []
        for seed in SEEDS:
            rng = np.random.default_rng(seed)
            optimizer = rule(sweep(*10.0 ** np.arange(-4, 1.1, 0.5)))
            with np.errstate(all="ignore"):
                objective, start = network.loss_and_gradient, network.init(rng)
                data = X, np.eye(2)[y]
                history = minimize_batches(objective, start, *data, optimizer, 32, 10, rng)
                losses = network.loss_and_gradient(history.final, X_new, np.eye(2)[y_new])[0]
            found.append(np.where(np.isfinite(losses), losses, 10))
        found = np.array(found)
        best[rule.__name__] = found[:, found.mean(axis=0).argmin()]
    for other in ("SGD", "Momentum"):
        assert bounds_of(best[other] - best["Adam"])[0] > 0
    return "Loss " + ", ".join(f"{name} {mean_of(losses, 3)}" for name, losses in best.items())


def somewhat_wider():
    """With one hidden layer Adam's range of good rates is somewhat wider than SGD's, not boundless.

    What the division buys

    Another split, 20 fresh seeds, and 15 rates a quarter of a factor of ten apart, from 0.001 to
    3; a rate is good if it comes within five points of the rule's own best.
    """
    rates, widths = 10.0 ** np.arange(-3, 0.6, 0.25), {}
    for rule in (SGD, Momentum, Adam):
        found = _accuracies(rule(sweep(*rates)), hidden=(32,), activation="relu")
        good = found >= found.mean(axis=0).max() - 0.05
        widths[rule.__name__] = good.sum(axis=1) / 4
    low, high = bounds_of(widths["Adam"] - widths["SGD"])
    assert 0 < low < high < 1.5
    words = (f"{name} {mean_of(width, 2)}" for name, width in widths.items())
    return "Factors of ten that are good: " + ", ".join(words)


def uneven_columns_cost_two_factors():
    """A small column costs one factor in its gradient, which the division makes up for, and one in
    its weight.

    What the division buys

    Another split, 20 fresh seeds, 9 rates. SGD and Adam have a rate for each column, times its unit
    or the unit's square; the last pair has even columns.
    """
    X, X_new, y, y_new = _digits()
    network, unit, rates = (
        Network((64, 32, 10)),
        np.geomspace(1, 100, 64),
        10.0 ** np.arange(-2.5, 0, 0.3),
    )
    cases = {
        "SGD": (0, unit, 0),
        "rates times units": (0, unit, 1),
        "times their squares": (0, unit, 2),
        "even": (0, 1, 0),
        "Adam": (1, unit, 0),
        "Adam, rates times units": (1, unit, 1),
        "Adam, even": (1, 1, 0),
    }
    best = {}
    for name, (is_adam, units, power) in cases.items():
        factor = np.ones(network.n_params)
        network.weights(factor)[0][:-1] *= (units**power * np.ones(64))[:, None]
        found = []
        for seed in SEEDS:
            rng = np.random.default_rng(seed)
            params = np.tile(network.init(rng), (len(rates), 1))
            rule = Adam(1.0) if is_adam else SGD(1.0)
            state = rule.init(params)
            for _ in range(5):
                for rows in epoch_batches(len(X), 32, rng):
                    batch = X[rows] / units, np.eye(10)[y[rows]]
                    gradient = network.loss_and_gradient(params, *batch)[1]
                    direction, state = rule.direction(params, gradient, state)
                    params = params - rates[:, None] * factor * direction
            scores = network.scores(params, X_new / units)
            found.append(100 * (scores.argmax(axis=-1) == y_new).mean(axis=-1))
        best[name] = _best(np.array(found))
    for worse, better in (
        ("SGD", "rates times units"),
        ("rates times units", "times their squares"),
    ):
        assert bounds_of(best[better] - best[worse])[0] > 3
    for one, other in (("times their squares", "even"), ("Adam, rates times units", "Adam, even")):
        assert np.abs(bounds_of(best[one] - best[other])).max() < 3
    assert bounds_of(best["Adam, even"] - best["Adam"])[0] > 1
    return "Accuracy: " + ", ".join(f"{name} {mean_of(found)}" for name, found in best.items())


def a_turned_valley():
    """Along the axes the condition number costs Adam nothing; turned by 45 degrees it does, even
    with the best rate for each.

    Where the division cannot help (optional)

    A loop of Adam in NumPy, 20 starts drawn at random, 12 rates, condition numbers 300 and 3,000.
    """
    turn = np.array([[1, -1], [1, 1]]) / np.sqrt(2)
    starts = np.random.default_rng(fresh(5)).uniform(2, 10, size=(20, 2))
    growth = {}
    for name, way in (("straight", np.eye(2)), ("turned", turn)):
        few, many = (
            _adam_steps(way @ np.diag([1, k]) @ way.T, starts @ way.T) for k in (300, 3000)
        )
        growth[name] = many / few
    low, high = bounds_of(growth["straight"])
    assert 0.9 < low <= high < 1.1
    assert bounds_of(growth["turned"])[0] > 2
    return "The steps grow by " + ", ".join(f"{n} {mean_of(g)}" for n, g in growth.items())


def _adam_steps(hessian, starts, n_steps=8000):
    """Return, for each start, the first step within 0.01 of the bottom at the best of 12 rates."""
    rates = np.geomspace(0.1, 10, 12)[:, None, None]
    place = np.broadcast_to(starts, (12, *starts.shape))  # (n_rates, n_starts, 2)
    m = v = np.zeros(place.shape)
    first = np.full(place.shape[:2], np.inf)
    for t in range(1, n_steps + 1):
        gradient = place @ hessian
        m, v = 0.9 * m + 0.1 * gradient, 0.999 * v + 0.001 * gradient**2
        place = place - rates * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
        arrived = np.linalg.norm(place, axis=-1) <= 0.01
        first = np.where(arrived & np.isinf(first), t, first)
    return first.min(axis=0)


def _rows(way="whole", n_epochs=5, batch_size=32, seed=0):
    """Return a seed's network, and the rows of each step, with the share of a batch that they are.

    "whole" has no short batch; "short" has one of 9 rows an epoch, and "in proportion" takes a step
    for it that is 9/32 as long. "calm" has 128 rows in each step of the last quarter.
    """
    rng, n = np.random.default_rng(seed), 1248 if way in ("whole", "calm") else 1257
    start = Network((64, 32, 10)).init(rng, dtype=np.float32)
    steps = [rows for _ in range(n_epochs) for rows in epoch_batches(n, batch_size, rng)]
    if way == "calm":
        late = 3 * len(steps) // 4
        steps[late:] = [rng.choice(n, 128, replace=False) for _ in steps[late:]]
    shares = [len(rows) / batch_size if way == "in proportion" else 1 for rows in steps]
    return start, list(zip(steps, shares, strict=True))


def _points(rates, schedule=None, **ways):
    """Return the accuracies of SGD in per cent at these rates, on another split and fresh seeds."""
    X, y = load_digits(return_X_y=True)
    X, X_new, y, y_new = train_test_split(
        (X / 16).astype(np.float32), y, test_size=540, random_state=fresh(1), stratify=y
    )
    network, one_hot, found = Network((64, 32, 10)), np.eye(10, dtype=np.float32)[y], []
    for seed in SEEDS:
        start, steps = _rows(seed=seed, **ways)
        params = np.tile(start, (len(rates), 1))
        for t, (rows, share) in enumerate(steps):
            factor = share * (1 if schedule is None else schedule(t, len(steps)))
            with np.errstate(all="ignore"):
                gradient = network.loss_and_gradient(params, X[rows], one_hot[rows])[1]
                params = params - (rates[:, None] * factor).astype(np.float32) * gradient
        scores = network.scores(params, X_new)
        found.append(100 * (scores.argmax(axis=-1) == y_new).mean(axis=-1))
    return np.array(found)


def _reverse(step, n_steps):
    return Cosine()(n_steps - 1 - step, n_steps)


FOR_32, FOR_8 = 10.0 ** np.arange(-0.75, 0.3, 0.125), 10.0 ** np.arange(-1, -0.1, 0.125)
"""Rates for batches of 32 and of 8, an eighth of a factor of ten apart."""


def falling_schedules():
    """Step decay, 1/t and cosine gain less than a point and a half on a constant rate that is tuned
    as finely, in whole batches of 32.

    Schedules: a rate that falls

    Another split, 20 fresh seeds, nine rates an eighth of a factor of ten apart, each schedule at
    its own best.
    """
    falling = {"step decay": StepDecay(), "1/t": InverseTime(50), "cosine": Cosine()}
    constant = _best(_points(FOR_32))
    gains = {name: _best(_points(FOR_32, how)) - constant for name, how in falling.items()}
    for gain in gains.values():
        assert -1.5 < bounds_of(gain)[0] < bounds_of(gain)[1] < 1.5
    return "Points ahead: " + ", ".join(f"{n} {mean_of(gain)}" for n, gain in gains.items())


def a_falling_rate_removes_noise():
    """With batches of 8 a falling rate gains by the noise it removes: a constant rate gains as much
    if its last gradients have little noise, a rising one loses, and as many steps in batches of 32
    gain nothing.

    Schedules: a rate that falls

    Another split, 20 fresh seeds, rates an eighth of a factor of ten apart. In the last quarter of
    the steps the constant rate has 128 rows for each; the rising rate is the cosine in reverse; as
    many steps in batches of 32 are 20 epochs, and their gain is that on a constant rate.
    """
    constant = _best(_points(FOR_8, batch_size=8))
    calm = _best(_points(FOR_8, batch_size=8, way="calm")) - constant
    fell, rose = (
        _best(_points(FOR_8, how, batch_size=8)) - constant for how in (Cosine(), _reverse)
    )
    assert bounds_of(fell)[0] > 0
    assert bounds_of(calm)[0] > 0
    assert bounds_of(rose)[1] < 0
    assert bounds_of(fell - calm)[1] < 0.5
    flat, fallen = (_best(_points(FOR_32, how, n_epochs=20)) for how in (None, Cosine()))
    assert bounds_of(fell - (fallen - flat))[0] > 0
    words = f"cosine {mean_of(fell)}, less noise at the end {mean_of(calm)}"
    words += f", cosine in reverse {mean_of(rose)}, batches of 32 {mean_of(fallen - flat)}"
    return f"Points ahead of a constant rate: {words}"


def a_falling_rate_mends_a_short_last_batch():
    """With a short last batch a falling rate gains more, mostly by shortening that batch's step.

    Schedules: a rate that falls

    Another split of 1,257 digits, the last 9 of an epoch in a batch of their own; 20 fresh seeds,
    nine rates: the cosine, as it is and where the step of the 9 is 9/32 as long for both.
    """
    gains = {}
    for way in ("short", "in proportion"):
        constant = _best(_points(FOR_32, way=way))
        gains[way] = _best(_points(FOR_32, Cosine(), way=way)) - constant
    assert bounds_of(gains["short"])[0] > 0
    assert bounds_of(gains["short"] - gains["in proportion"])[0] > 0
    assert gains["in proportion"].mean() < gains["short"].mean() / 2
    words = f"{mean_of(gains['short'])} with 9 rows in the last batch"
    return f"Points ahead: {words}, {mean_of(gains['in proportion'])} with a step in proportion"


def warm_up():
    """A warm-up makes larger rates usable with Adam, and does nothing for SGD at its best rate.

    Warm-up: a rate that first rises (optional)

    32 relu units, another split, 20 fresh seeds, a rise over a fifth of the steps in place of a
    tenth, rates a quarter of a factor of ten apart.
    """
    settings = {"hidden": (32,), "activation": "relu"}
    rates = 10.0 ** np.arange(-2, 0, 0.25)
    usable = []
    for schedule in (Cosine(), WarmUp(0.2, Cosine())):
        mean = _accuracies(Adam(sweep(*rates)), schedule, **settings).mean(axis=0)
        usable.append(rates[mean > 0.9].max())
    rule = SGD(sweep(*10.0 ** np.arange(-0.75, 0.6, 0.25)))
    pair = [_best(_accuracies(rule, s, **settings)) for s in (Cosine(), WarmUp(0.2, Cosine()))]
    gain = 100 * (pair[1] - pair[0])
    low, high = bounds_of(gain)
    assert usable[1] > 1.5 * usable[0]
    assert low < 0.5
    assert high < 1
    words = f"Largest rate with 0.9: {usable[0]:.2f}, with warm-up {usable[1]:.2f}"
    return f"{words}; SGD gains {mean_of(gain)} points"


def _dead(network, params, X):
    return (network.layers(params, X)[1] <= 0).all(axis=0)


def _run(seed, rate, rise=0, after=None, units="relu", longest=None):
    """Return the accuracy of Adam with a cosine, and the units that are dead after 20 steps.

    The rate rises over `rise` steps; `after` step 20 a function may change params and moments; the
    first five steps are at most `longest` rates long, in the root of the mean square.
    """
    X, X_new, y, y_new = _digits()
    network, rng = Network((64, 32, 10)), np.random.default_rng(seed)
    if units == "leaky":
        network.activation = LEAKY
    start = params = network.init(rng)
    m = v = np.zeros_like(params)
    batches = [rows for _ in range(5) for rows in epoch_batches(len(X), 32, rng)]
    for t, rows in enumerate(batches, start=1):
        gradient = network.loss_and_gradient(params, X[rows], np.eye(10)[y[rows]])[1]
        m, v = 0.9 * m + 0.1 * gradient, 0.999 * v + 0.001 * gradient**2
        step = m / (1 - 0.9**t) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
        if longest and t <= 5:
            step = step * min(1, longest / np.sqrt((step**2).mean()))
        factor = Cosine()(t - 1, len(batches)) * (min(1, t / rise) if rise else 1)
        params = params - rate * factor * step
        if t == 20:
            if after is not None:
                params, m = after(network, start, params, m)
            n_dead = _dead(network, params, X).sum()
    return (network.scores(params, X_new).argmax(axis=-1) == y_new).mean(), n_dead


def _killing(n_dead):
    """Return a function that switches off hidden units until so many are dead."""

    def kill(network, start, params, m):
        alive = np.flatnonzero(~_dead(network, params, _digits()[0]))
        gone = alive[: max(0, n_dead - (32 - len(alive)))]
        for array in (params, m):
            network.weights(array)[0][:, gone] = 0
        return params, m

    return kill


def _put_back(network, start, params, m):
    return start.copy(), m


def long_first_steps_kill_units():
    """Adam gains by a warm-up at a large rate because without it its first steps kill ReLU units.

    Warm-up: a rate that first rises (optional)

    Another split, 20 fresh seeds, rates 0.18 and 0.32. In runs with warm-up as many units are
    switched off after 20 steps as died without; units with a slope of 0.1 where they are off, which
    cannot die, train without warm-up and with it; and the first five steps alone are shortened.
    """
    told = []
    for rate in (0.18, 0.32):
        plain, n_dead = zip(*(_run(seed, rate) for seed in SEEDS), strict=True)
        cases = {"without": plain, "with": [_run(seed, rate, 20)[0] for seed in SEEDS]}
        pairs = zip(SEEDS, n_dead, strict=True)
        cases["with, units off"] = [_run(seed, rate, 20, _killing(n))[0] for seed, n in pairs]
        for rise, name in ((0, "no unit can die, without"), (20, "no unit can die, with")):
            cases[name] = [_run(seed, rate, rise, units="leaky")[0] for seed in SEEDS]
        cases["five shorter steps"] = [_run(seed, rate, longest=0.1)[0] for seed in SEEDS]
        found = (100 * np.array(accuracies) for accuracies in cases.values())
        without, rising, off, leaky, leaky_rising, shorter = found
        assert bounds_of(rising - without)[0] > 10
        assert bounds_of(rising - off)[0] > 5
        assert np.mean(off - without) < np.mean(rising - without) / 2
        assert bounds_of(leaky - without)[0] > 10
        assert bounds_of(leaky_rising - leaky)[1] < 3
        assert bounds_of(shorter - without)[0] > 10
        words = (f"{name} {mean_of(100 * np.array(found), 0)}" for name, found in cases.items())
        told.append(f"{rate}: " + ", ".join(words))
    return "Accuracy at " + "; ".join(told)


def not_flatter_ground():
    """A warm-up does not gain by leading Adam to flatter ground.

    Warm-up: a rate that first rises (optional)

    Another split, 20 fresh seeds, rates 0.18 and 0.32: after the rise the weights are put back to
    their start, and the moments are kept.
    """
    told = []
    for rate in (0.18, 0.32):
        tries = ((0, None), (20, None), (20, _put_back))
        found = (100 * np.array([_run(s, rate, *how)[0] for s in SEEDS]) for how in tries)
        plain, rising, back = found
        assert bounds_of(back - plain)[0] > 10
        assert bounds_of(rising - back)[1] < 5
        told.append(f"{mean_of(rising - plain, 0)} and, put back, {mean_of(back - plain, 0)}")
    return "Points gained: " + "; ".join(told)


def few_gradients():
    """Adam's second moment rests on few gradients at first; filled alone, at a large rate, it
    costs points, and filled with the first, from 20 batches, it gains some.

    Warm-up: a rate that first rises (optional)

    The moment v alone is filled with 20 or 1,000 batches before the first step, or both moments
    are; 32 relu units, another split, 20 fresh seeds, a cosine, rates 0.18 and 0.32.
    """
    rates, settings = sweep(0.18, 0.32), {"hidden": (32,), "activation": "relu"}
    filled = {
        f"{'both' if both else 'v'} of {n:,}": _Filled(rates, batches=n, both=both)
        for both in (False, True)
        for n in (20, 1000)
    }
    plain = _accuracies(Adam(rates), Cosine(), **settings)
    found = {name: _accuracies(rule, Cosine(), **settings) for name, rule in filled.items()}
    found["warm-up"] = _accuracies(Adam(rates), WarmUp(0.1, Cosine()), **settings)
    points = {name: 100 * (accuracy - plain).T for name, accuracy in found.items()}
    for name in ("v of 20", "v of 1,000", "both of 1,000"):
        assert bounds_of(points[name][0])[1] < 0
        assert np.mean(points[name][1]) < 0
    for name in ("both of 20", "warm-up"):
        assert all(bounds_of(at_a_rate)[0] > 0 for at_a_rate in points[name])
    words = (f"{name} {' and '.join(map(mean_of, both))}" for name, both in points.items())
    return "Points gained: " + ", ".join(words)


def a_default_rate():
    """After five epochs Adam at 0.01 reads many more digits than at 0.001, and after 40 about one
    point more.

    Now you explain

    32 relu units, another split, 20 fresh seeds.
    """
    settings, leads = {"hidden": (32,), "activation": "relu"}, []
    for n_epochs in (5, 40):
        found = _accuracies(Adam(sweep(0.001, 0.01)), n_epochs=n_epochs, **settings)
        leads.append(100 * (found[:, 1] - found[:, 0]))
    assert bounds_of(leads[0])[0] > 5
    assert 0 < bounds_of(leads[1])[0] < bounds_of(leads[1])[1] < 2
    return "Points ahead: {} after 5 epochs, {} after 40".format(*map(mean_of, leads))


def warm_up_for_correction():
    """A warm-up makes up for a missing correction at a rate that breaks the network without it.

    Without the correction, on the digits (optional)

    Three hidden layers of 32 units, another split, 20 fresh seeds, rates 0.02 and 0.03.
    """
    rule = Adam(sweep(0.02, 0.03), bias_correction=False)
    settings = {"hidden": (32, 32, 32), "activation": "relu"}
    gain = _accuracies(rule, WarmUp(0.1), **settings) - _accuracies(rule, **settings)
    assert all(bounds_of(column)[0] > 0 for column in gain.T)
    return "Points gained: " + " and ".join(mean_of(100 * column) for column in gain.T)


def decay_inside_adam():
    """An L2 penalty inside Adam spares weights with large gradients, and AdamW shrinks all alike.

    Weight decay and AdamW (optional)

    Gradients with normal noise in place of signs, sizes 1 and 30, another rate and decay; 20 seeds
    of 50 weights each.
    """
    left = {"L2": [], "AdamW": []}
    for seed in SEEDS:
        for name, rule, penalty in [
            ("L2", Adam(0.003), 0.3),
            ("AdamW", AdamW(0.003, weight_decay=0.3), 0),
        ]:
            rng, weights = np.random.default_rng(seed), np.full((50, 2), 5.0)
            state = rule.init(weights)
            for _ in range(1500):
                noise = rng.normal(size=(50, 2)) * [1, 30]
                weights, state = rule.step(weights, noise + penalty * weights, state)
            left[name].append(weights.mean(axis=0) / 5)
    spared = np.array(left["L2"])[:, 1] / np.array(left["L2"])[:, 0]
    alike = np.array(left["AdamW"])[:, 1] - np.array(left["AdamW"])[:, 0]
    assert bounds_of(spared)[0] > 1.5
    assert np.abs(bounds_of(alike)).max() < 0.03
    words = f"{mean_of(spared, 2)} times as much is left of the weight with large gradients"
    return f"{words}; with AdamW the shares differ by {mean_of(alike, 3)}"
