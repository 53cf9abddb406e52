"""Challenges to what lesson 07 says of momentum."""

import numpy as np
from sklearn.datasets import load_digits

from benchmarks.intervals import bounds_of, mean_of
from hplearn import minimize, sweep
from hplearn.optim import GD, Momentum, Nesterov, bowl


def root_of_the_condition_number():
    """With the best rate and momentum, steps grow with the root of the condition number.

    What a longer valley costs

    A bowl in 20 dimensions, turned at random, with curvatures spread evenly on a log scale, in
    place of bowls with two curvatures along the axes; 20 starts drawn at random.
    """
    rng = np.random.default_rng(0)
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
    rng = np.random.default_rng(1)
    slower = [_slower(ratio, rng.normal(size=2)) for ratio in np.geomspace(2, 10, 50)]
    assert min(slower) > 1
    return f"Momentum 0.9 needs {min(slower):.1f} to {max(slower):.0f} times the steps"


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
    for seed in range(n_seeds):
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
