"""Challenges to what lesson 07 says of momentum."""

import numpy as np
from sklearn.datasets import load_diabetes, load_digits
from sklearn.model_selection import train_test_split

from benchmarks.intervals import bounds_of, mean_of
from benchmarks.seeds import fresh
from hplearn import minimize, minimize_batches, sweep
from hplearn.models import Network
from hplearn.optim import GD, Momentum, Nesterov, bowl


def root_of_the_condition_number():
    """With the best rate and momentum, steps grow with the root of the condition number.

    What a longer valley costs

    A bowl in 20 dimensions, turned at random, with curvatures spread evenly on a log scale, in
    place of bowls with two curvatures along the axes; 20 starts drawn at random.
    """
    rng = np.random.default_rng(fresh(0))
    turn, starts = np.linalg.qr(rng.normal(size=(20, 20)))[0], rng.normal(size=(20, 20))
    few, many = (_steps(turn, starts, ratio) for ratio in (30, 3000))
    growth = {name: many[name] / few[name] for name in few}
    low, high = bounds_of(growth["heavy ball"])
    assert 7 < low < high < 16
    assert bounds_of(growth["gradient descent"])[0] > 60
    words = (f"{name} {mean_of(values, 0)}" for name, values in growth.items())
    return "From 30 to 3,000 the steps grow by " + ", ".join(words)


def _steps(turn, starts, ratio):
    """Return, for three rules, the steps of each start until a hundredth of the way is left."""
    curvatures = np.geomspace(1, ratio, 20)

    def objective(params):
        inside = params @ turn
        return (curvatures * inside**2).sum(axis=-1) / 2, (curvatures * inside) @ turn.T

    root, far = np.sqrt(ratio), np.sqrt(3 * ratio + 1)
    rules = {
        "gradient descent": GD(2 / (ratio + 1)),
        "heavy ball": Momentum((2 / (root + 1)) ** 2, ((root - 1) / (root + 1)) ** 2),
        "Nesterov": Nesterov(4 / far**2, (far - 2) / (far + 2)),
    }
    n_steps = 4 * ratio
    return {
        name: _arrival(minimize(objective, starts, rule, n_steps).params, 100)
        for name, rule in rules.items()
    }


def _arrival(paths, share):
    """Return the steps after which one part in `share` of the distance is left for good."""
    distance = np.linalg.norm(paths, axis=-1)
    far = ~(distance <= distance[0] / share)
    return np.where(far[-1], np.inf, len(far) - far[::-1].argmax(axis=0))


def too_much_momentum():
    """On a short valley a large momentum is slower than gradient descent.

    Why: the momentum sets how fast an oscillation dies out

    50 condition numbers from 2 to 10, starts drawn at random, and 100 rates for momentum 0.9.
    """
    rng = np.random.default_rng(fresh(1))
    slower = [_slower(ratio, rng.normal(size=2)) for ratio in np.geomspace(2, 10, 50)]
    assert min(slower) > 1
    return f"Momentum 0.9 needs {min(slower):.1f} to {max(slower):.0f} times the steps"


def with_much_momentum_no_start_saves_steps():
    """In the long valley momentum 0.97 and 0.98 save no steps from any start, and 0.9 does from
    most.

    A race (optional)

    14 starts drawn at random and 6 next to the wall or to the floor, the best of 60 rates each.
    """
    rng, rates = np.random.default_rng(fresh(2)), sweep(*np.geomspace(0.001, 0.0395, 60))
    angles = np.concatenate([rng.uniform(0, np.pi / 2, 14), np.geomspace(0.001, 0.1, 3)])
    angles = np.append(angles, np.pi / 2 - np.geomspace(0.001, 0.1, 3))
    saved = dict.fromkeys((0.9, 0.97, 0.98), 0)
    for start in np.stack([np.cos(angles), np.sin(angles)], axis=1):
        plain, *heavy = (
            _arrival(minimize(bowl((1, 100)), start, Momentum(rates, m), n_steps=700).params, 1000)
            for m in (0, *saved)
        )
        for momentum, steps in zip(saved, heavy, strict=True):
            saved[momentum] += int(steps.min() < plain.min())
    assert saved[0.97] == saved[0.98] == 0
    assert saved[0.9] >= 14
    return ", ".join(f"{n} of {len(angles)} starts with {m}" for m, n in saved.items())


def _slower(ratio, start):
    """Return the steps of momentum 0.9 at its best rate over those of gradient descent."""
    rates = sweep(*np.geomspace(0.01, 3.8, 100) / ratio)
    heavy = minimize(bowl((1, ratio)), start, Momentum(rates, 0.9), n_steps=1000).params
    plain = minimize(bowl((1, ratio)), start, GD(2 / (1 + ratio)), n_steps=1000).params
    return _arrival(heavy, 1000).min() / _arrival(plain, 1000)


def _floors(pairs, n_seeds, shuffled):
    """Return the noise floors, one row a seed, of a regression on the digits' images."""
    images, digits = load_digits(return_X_y=True)
    X = images[:500][:, [10, 20, 28, 36, 43]]
    X, y = (X - X.mean(axis=0)) / X.std(axis=0), digits[:500] / digits[:500].std()
    y = y - y.mean()
    bottom = np.linalg.lstsq(X, y, rcond=None)[0]
    rates, momenta = (np.array(numbers)[:, None] for numbers in zip(*pairs, strict=True))
    for seed in fresh(range(n_seeds)):
        rng = np.random.default_rng(seed)
        rows = [
            rng.permutation(500) if shuffled else rng.integers(500, size=500) for _ in range(40)
        ]
        params, velocity, total = np.tile(bottom, (len(pairs), 1)), 0.0, 0.0
        for t, row in enumerate(np.concatenate(rows)):
            velocity = momenta * velocity + (params @ X[row] - y[row])[:, None] * X[row]
            params = params - rates * velocity
            if t >= 5000:
                total = total + (((params - bottom) @ X.T) ** 2).mean(axis=1) / 2
        yield total / 15_000


def same_floor_at_small_rates():
    """At small rates momentum leaves the noise floor where the effective learning rate puts it.

    Does a velocity average out the noise?

    Other data, five pixels of 500 digits; rows drawn with replacement instead of shuffled; every
    step counted and not each epoch's last; 20 seeds, two effective rates.
    """
    floors = np.array([*_floors([(0.01, 0), (0.001, 0.9), (0.002, 0), (0.0002, 0.9)], 20, False)])
    ratios = floors[:, [1, 3]] / floors[:, [0, 2]]
    for ratio in ratios.T:
        low, high = bounds_of(ratio)
        assert 0.85 < low < high < 1.1
    return "Floor with momentum 0.9 over floor without: " + " and ".join(
        mean_of(ratio, 3) for ratio in ratios.T
    )


def a_memory_longer_than_an_epoch():
    """Momentum 0.999 lowers the floor of shuffled rows, whose errors cancel within an epoch.

    Does a velocity average out the noise?

    The same other data; effective rate 0.02, momentum 0.999 and 0.9 over none; 20 seeds, the rows
    shuffled, and drawn with replacement, where no errors cancel.
    """
    told = {}
    for shuffled in (True, False):
        floors = np.array([*_floors([(0.02, 0), (0.002, 0.9), (0.00002, 0.999)], 20, shuffled)])
        told[shuffled] = (floors[:, 1:] / floors[:, :1]).T
    short, long = told[True]
    assert bounds_of(short)[0] > 0.9
    assert bounds_of(long)[1] < 0.85
    assert all(bounds_of(ratio)[0] > 0.8 for ratio in told[False])
    words = [" and ".join(mean_of(ratio, 2) for ratio in told[each][::-1]) for each in told]
    return "Shuffled {}, drawn {} of the floor without momentum".format(*words)


def gentler_at_larger_rates():
    """At a larger effective rate the noise floor with momentum is lower than without.

    Does a velocity average out the noise?

    The same other data, shuffled; effective rate 0.1; 20 seeds.
    """
    floors = np.array([*_floors([(0.1, 0), (0.01, 0.9)], 20, True)])
    ratio = floors[:, 1] / floors[:, 0]
    assert bounds_of(ratio)[1] < 0.95
    return f"Floor with momentum 0.9 over floor without: {mean_of(ratio, 2)}"


def rate_left_as_it_was():
    """Momentum 0.9 added at an unchanged rate raises the noise floor many times.

    Does a velocity average out the noise?

    The same other data; rates 0.002 and 0.01 without momentum, left as they are; 20 seeds.
    """
    floors = np.array([*_floors([(0.002, 0), (0.002, 0.9), (0.01, 0), (0.01, 0.9)], 20, True)])
    ratios = floors[:, [1, 3]] / floors[:, [0, 2]]
    assert all(bounds_of(ratio)[0] > 5 for ratio in ratios.T)
    return "The floor rises " + " and ".join(mean_of(ratio, 0) for ratio in ratios.T) + " times"


def each_gradient_is_used_ten_times():
    """A mean of gradients that are each used in as many steps leaves the noise floor where it was.

    Does a velocity average out the noise?

    The diabetes data, rows drawn, rate 0.02, 20 walks: the mean of the last ten gradients, and the
    mean of ten that are used once, a batch.
    """
    data = load_diabetes(scaled=False)
    X, y = data.data[:, [2, 3, 8]], data.target
    X, y = (X - X.mean(axis=0)) / X.std(axis=0), (y - y.mean()) / y.std()
    bottom, rng = np.linalg.lstsq(X, y, rcond=None)[0], np.random.default_rng(fresh(9))

    def gradient(params, rows):
        return ((X[rows] * params).sum(axis=-1) - y[rows])[..., None] * X[rows]

    floors = {}
    for name in ("each used once", "each used ten times", "no mean"):
        params, last, total = np.tile(bottom, (20, 1)), np.zeros((10, 20, 3)), 0.0
        for t in range(12_000):
            if name == "each used once":
                last = gradient(params, rng.integers(len(X), size=(10, 20)))
            else:
                last[t % 10] = gradient(params, rng.integers(len(X), size=20))
            params = params - 0.02 * (last[t % 10] if name == "no mean" else last.mean(axis=0))
            if t >= 2000:
                total = total + (((params - bottom) @ X.T) ** 2).mean(axis=-1) / 2
        floors[name] = total / 10_000
    ratios = {name: floor / floors["no mean"].mean() for name, floor in floors.items()}
    assert bounds_of(ratios["each used ten times"])[0] > 0.9
    assert bounds_of(ratios["each used ten times"])[1] < 1.2
    assert bounds_of(ratios["each used once"])[1] < 0.15
    return "Of the floor without a mean: " + ", ".join(
        f"{mean_of(ratio, 2)} {name}" for name, ratio in ratios.items() if name != "no mean"
    )


def only_the_effective_rate_counts():
    """On a network the effective rate decides how far a run comes, up to momentum 0.98.

    A map of rate and momentum

    24 units, relu and tanh, another split, 30 fresh seeds, 10 epochs: the training loss over that
    without momentum; momentum 0.8, 0.9 and 0.98 at the effective rate 0.1, and 0.8 and 0.9 at 0.1.
    """
    X, y = load_digits(return_X_y=True)
    X, _, y, _ = train_test_split(
        (X / 16).astype(np.float32), y, test_size=540, random_state=fresh(1)
    )
    momenta, told = np.array([0, 0.8, 0.9, 0.98]), []
    rates = np.concatenate([0.1 * (1 - momenta), np.full(2, 0.1)])
    rule = Momentum(sweep(*rates), sweep(*momenta, *momenta[1:3]))
    for activation in ("relu", "tanh"):
        network, losses = Network((64, 24, 10), activation), []
        for seed in fresh(range(400, 430)):
            rng = np.random.default_rng(seed)
            start, data = network.init(rng, dtype=np.float32), (X, np.eye(10)[y])
            history = minimize_batches(network.loss_and_gradient, start, *data, rule, 32, 10, rng)
            losses.append(history.loss[-1])
        ratios = (np.array(losses) / np.array(losses)[:, :1]).T
        same, left = ratios[1:4], ratios[4:]
        assert all(0.9 < bounds_of(ratio)[0] < bounds_of(ratio)[1] < 1.15 for ratio in same)
        assert all(bounds_of(ratio)[1] < 0.7 for ratio in left)
        words = (", ".join(mean_of(ratio, 2) for ratio in part) for part in (same, left))
        told.append("{}: {}; at the same rate {}".format(activation, *words))
    return "Loss over that without momentum, " + "; ".join(told)


def the_best_pairs_lie_on_a_diagonal():
    """From no momentum to 0.99 the best rate falls far more than its effective rate changes.

    A map of rate and momentum

    48 tanh units, another split, 5 fresh seeds, 8 epochs, rates a factor of 2 apart, the loss of
    new digits in place of their accuracy.
    """
    X, y = load_digits(return_X_y=True)
    X, X_new, y, y_new = train_test_split((X / 16).astype(np.float32), y, random_state=fresh(2))
    rates, momenta, network = (
        2.0 ** np.arange(-11, 2),
        (0, 0.9, 0.99),
        Network((64, 48, 10), "tanh"),
    )
    rule, losses = Momentum(sweep(*np.tile(rates, 3)), sweep(*np.repeat(momenta, 13))), []
    for seed in fresh(range(500, 505)):
        rng = np.random.default_rng(seed)
        start, data = network.init(rng, dtype=np.float32), (X, np.eye(10)[y])
        with np.errstate(all="ignore"):
            history = minimize_batches(network.loss_and_gradient, start, *data, rule, 32, 8, rng)
            losses.append(network.loss_and_gradient(history.final, X_new, np.eye(10)[y_new])[0])
    best = rates[np.nanargmin(np.mean(losses, axis=0).reshape(3, 13), axis=1)]
    effective = best / (1 - np.array(momenta))
    assert best[0] / best[2] > 50
    assert effective.max() / effective.min() < 10
    pairs = zip(momenta, best, effective, strict=True)
    return "; ".join(f"{m}: {rate:.3g}, effective {rate_of:.2g}" for m, rate, rate_of in pairs)
