"""What lesson 05 claims of networks: other starts, all digits, another activation."""

import numpy as np
from scipy.sparse.linalg import LinearOperator, eigsh

from benchmarks.intervals import bounds_of, mean_of
from benchmarks.seeds import fresh
from hplearn import GD, MLPClassifier, minimize
from hplearn.models import Network
from hplearn.models.digits_curves import digits_split
from hplearn.models.network import ACTIVATIONS, Activation, he

N_STARTS = 20
LEAKY = Activation(lambda z: np.where(z > 0, z, 0.1 * z), lambda a: np.where(a > 0, 1, 0.1), he)


def _network(activation=ACTIVATIONS["relu"], n_rows=500):
    """Return the loss of a network on digits, and 20 starts that the lesson did not use."""
    X, y, *_ = digits_split()
    network, target = Network([64, 32, 10]), np.eye(10)[y[:n_rows]]
    network.activation = activation
    starts = [network.init(np.random.default_rng(100 + seed)) for seed in fresh(range(N_STARTS))]
    return lambda params: network.loss_and_gradient(params, X[:n_rows], target), np.stack(starts)


def _n_off(params):
    """Return how many of the hidden units are off for each of the 500 digits, for each run."""
    X, network = digits_split()[0][:500], Network([64, 32, 10])
    return [(network.layers(one, X)[1] <= 0).all(axis=0).sum() for one in params]


def _largest_curvature(objective, params):
    """Return the largest eigenvalue of the Hessian by the Lanczos method of SciPy."""

    def product(way):
        tiny = 1e-6 / (np.linalg.norm(way) or 1.0)
        ahead, behind = (objective(params + side * tiny * way.ravel())[1] for side in (1, -1))
        return (ahead - behind) / (2 * tiny)

    rng = np.random.default_rng(fresh(0))
    hessian = LinearOperator((params.size, params.size), matvec=product)
    first = rng.standard_normal(params.size)
    return eigsh(hessian, k=1, which="LA", v0=first, tol=1e-3, return_eigenvectors=False)[0]


def _down_to(target, objective, starts, learning_rate):
    """Return where each run is when its loss first falls below the target."""
    params, moving = starts.copy(), np.ones(len(starts), dtype=bool)
    while moving.any():
        loss, gradient = objective(params[moving])
        params[moving] -= learning_rate * gradient * (loss >= target)[:, None]
        moving[moving] = loss >= target
    return params


def _curvatures(target, objective, starts, learning_rate):
    params = _down_to(target, objective, starts, learning_rate)
    return np.array([_largest_curvature(objective, one) for one in params])


def at_one_loss_the_bold_run_is_on_flatter_ground():
    """A network trains at rate 1 on ground of curvature below 2; at 0.1 and the same loss it is 3.

    The cliff of lesson 01 (optional)

    20 fresh starts, each rate stopped at the same loss, 0.07; the largest eigenvalue by SciPy.
    """
    objective, starts = _network()
    gentle, bold = (_curvatures(0.07, objective, starts, rate) for rate in (0.1, 1.0))
    assert np.quantile(gentle, 0.05) > 2.5
    assert 2.8 < np.median(gentle) < 3.4
    assert np.mean(bold < 2) > 0.9
    return f"medians {np.median(gentle):.1f} at 0.1 and {np.median(bold):.1f} at 1"


def with_tanh_the_difference_is_small():
    """With tanh units, too, a run at rate 1 is on flatter ground at the same loss, by far less.

    The cliff of lesson 01 (optional)

    A tanh network, all 1,257 digits, 20 fresh starts, each rate stopped at the loss 0.2.
    """
    objective, starts = _network(ACTIVATIONS["tanh"], n_rows=1257)
    gentle, bold = (_curvatures(0.2, objective, starts, rate) for rate in (0.1, 1.0))
    assert bounds_of(gentle - bold)[0] > 0
    assert bounds_of(gentle - bold)[1] < 0.5
    return f"curvature {mean_of(gentle, 2)} at 0.1, and {mean_of(bold, 2)} at 1"


def only_a_rate_beyond_its_limit_leads_to_flatter_ground():
    """A rate drives a network to flatter ground only if its limit lies below the curvature.

    The cliff of lesson 01 (optional)

    20 fresh starts, led at 0.1 to the loss 0.3; from there 0.1, 0.4 or 1 down to the loss 0.1.
    """
    objective, starts = _network()
    here = _down_to(0.3, objective, starts, 0.1)
    at = np.median([_largest_curvature(objective, one) for one in here])
    rates = (0.1, 0.4, 1.0)
    ends = [np.median(_curvatures(0.1, objective, here, rate)) for rate in rates]
    assert 2 / 1.0 < at < 2 / 0.4
    assert abs(ends[1] - ends[0]) < 0.1
    assert ends[2] < ends[0] - 1
    told = (f"{end:.1f} at {rate}" for end, rate in zip(ends, rates, strict=True))
    return f"a median of {at:.1f} at first, then " + ", ".join(told)


def beyond_the_limit_units_switch_off():
    """At 1.5 half of the ReLU units switch off, which holds the loss up; at 4 nearly all do.

    The cliff of lesson 01 (optional)

    20 fresh starts, steps times rate 100; the same starts with units that have a slope of 0.1 where
    they are off: at 1.5 their loss is lower, and at 4 it grows without end.
    """
    ends = {}
    for rate in (1.5, 4.0):
        for units in (ACTIVATIONS["relu"], LEAKY):
            objective, starts = _network(units)
            with np.errstate(over="ignore", invalid="ignore"):
                run = minimize(objective, starts, GD(rate), n_steps=round(100 / rate))
            ends[rate, units] = _n_off(run.params[-1]), run.loss[-1]
    (half, higher), (_, lower), (most, guess), (_, lost) = ends.values()
    assert 12 < np.median(half) < 22
    assert bounds_of(higher - lower)[0] > 0
    assert np.median(most) >= 30
    assert np.mean(np.abs(guess - np.log(10)) < 0.05) > 0.9
    assert not np.isfinite(lost).any()
    return (
        f"at 1.5 {np.median(half):.0f} of 32 are off, and the loss is higher by "
        f"{mean_of(higher - lower, 2)} than with the slope; at 4 {np.median(most):.0f} are off"
    )


def a_rate_that_rises_trains_beyond_the_cliff():
    """At the rate 4 fresh networks fail, but they train if the rate rises to 4 in 1,000 steps.

    The cliff of lesson 01 (optional)

    8 fresh starts, 500 digits: 100 steps of 4, and 1,000 steps that rise evenly from 0.2 to 4.
    """
    objective, starts = _network()
    ends = []
    for rates in (np.full(100, 4.0), np.linspace(0.2, 4, 1000)):
        params = starts[:8]
        for rate in rates:
            params = params - rate * objective(params)[1]
        ends += [objective(params)[0], np.array(_n_off(params))]
    lost, most, found, few = ends
    assert np.mean(lost > 2) > 0.9
    assert np.mean(found < 0.01) > 0.9
    assert np.median(most) >= 28
    assert np.median(few) <= 8
    return (
        f"median losses {np.median(lost):.2f} at 4 from the start, with {np.median(most):.0f} of "
        f"32 units off, and {np.median(found):.3f} risen to it, with {np.median(few):.0f} off"
    )


def batches_move_the_cliff():
    """With batches of 32 rows most networks fail at a rate at which with all rows hardly one does.

    The cliff of lesson 01 (optional)

    40 fresh seeds at the rate 1.36: 15 epochs of 40 batches, and 600 steps on all 1,257 digits.
    """
    X, y, X_val, y_val = digits_split()
    n_failed = {}
    for batch_size, max_epochs in ((32, 15), (len(X), 600)):
        usual = {"optimizer": "sgd", "batch_size": batch_size, "max_epochs": max_epochs}
        networks = (
            MLPClassifier((32,), learning_rate=1.36, random_state=300 + seed, **usual)
            for seed in fresh(range(40))
        )
        n_failed[batch_size] = sum(net.fit(X, y).score(X_val, y_val) < 0.5 for net in networks)
    assert n_failed[32] > 20
    assert n_failed[len(X)] <= 2
    return f"{n_failed[32]} of 40 fail with batches, {n_failed[len(X)]} of 40 with all rows"
