"""What lesson 05 claims of networks: other starts, all digits, another activation."""

import numpy as np
from scipy.sparse.linalg import LinearOperator, eigsh

from benchmarks.intervals import mean_of
from hplearn import GD, minimize
from hplearn.models import Network
from hplearn.models.digits_curves import digits_split

N_STARTS = 20


def _network(activation="relu", n_rows=500):
    """Return the loss of a network on digits, and 20 starts that the lesson did not use."""
    X, y, *_ = digits_split()
    network, target = Network([64, 32, 10], activation), np.eye(10)[y[:n_rows]]
    starts = [network.init(np.random.default_rng(100 + seed)) for seed in range(N_STARTS)]
    return lambda params: network.loss_and_gradient(params, X[:n_rows], target), np.stack(starts)


def _largest_curvature(objective, params):
    """Return the largest eigenvalue of the Hessian by the Lanczos method of SciPy."""

    def product(way):
        tiny = 1e-6 / (np.linalg.norm(way) or 1.0)
        ahead, behind = (objective(params + side * tiny * way.ravel())[1] for side in (1, -1))
        return (ahead - behind) / (2 * tiny)

    rng = np.random.default_rng(0)
    hessian = LinearOperator((params.size, params.size), matvec=product)
    first = rng.standard_normal(params.size)
    return eigsh(hessian, k=1, which="LA", v0=first, tol=1e-3, return_eigenvectors=False)[0]


def _ends(objective, starts, learning_rate, n_steps=100):
    history = minimize(objective, starts, GD(learning_rate), n_steps=n_steps)
    curvatures = [_largest_curvature(objective, params) for params in history.params[-1]]
    return np.array(curvatures), history.loss[-1]


def a_network_trains_where_the_curvature_is_below_two_over_its_rate():
    """A network whose curvature is about 4 at rate 0.1 trains at rate 1, where it is below 2.

    The cliff of lesson 01

    20 fresh starts, and the largest eigenvalue by SciPy's Lanczos method.
    """
    objective, starts = _network()
    gentle, _ = _ends(objective, starts, 0.1)
    bold, losses = _ends(objective, starts, 1.0)
    assert np.quantile(gentle, 0.05) > 3
    assert np.mean(bold < 2) > 0.9
    assert losses.max() < 0.3
    return (
        f"after 100 steps at 0.1 a median curvature of {np.median(gentle):.1f}; "
        f"at 1 {bold.min():.1f} to {bold.max():.1f}"
    )


def so_does_another_network():
    """This is no peculiarity of the ReLU.

    The cliff of lesson 01

    A tanh network, all 1,257 digits, 20 fresh starts.
    """
    objective, starts = _network("tanh", n_rows=1257)
    gentle, _ = _ends(objective, starts, 0.1)
    bold, losses = _ends(objective, starts, 1.0)
    assert gentle.min() > 2 > bold.max()
    assert losses.max() < 0.5
    return f"curvature {mean_of(gentle)} at 0.1, and {mean_of(bold)} at 1"


def at_one_loss_the_bold_run_is_on_flatter_ground():
    """A run at a large rate ends on flatter ground, and not only because its loss is lower.

    The cliff of lesson 01

    20 fresh starts, each rate stopped at the same loss, 0.07; the largest eigenvalue by SciPy.
    """
    objective, starts = _network()
    curvatures = {}
    for learning_rate in (0.1, 1.0):
        params, moving = starts.copy(), np.ones(N_STARTS, dtype=bool)
        while moving.any():
            loss, gradient = objective(params[moving])
            params[moving] -= learning_rate * gradient * (loss >= 0.07)[:, None]
            moving[moving] = loss >= 0.07
        curvatures[learning_rate] = [_largest_curvature(objective, one) for one in params]
    gentle, bold = curvatures.values()
    assert min(gentle) > 2 > np.median(bold)
    return f"from {min(gentle):.1f} at 0.1, a median of {np.median(bold):.1f} at 1"


def above_the_cliff_only_dead_units_are_flat_enough():
    """At rate 4 the network ends where it only guesses, with a loss of 2.30.

    The cliff of lesson 01

    20 fresh starts.
    """
    objective, starts = _network()
    _, losses = _ends(objective, starts, 4.0)
    guessed = np.abs(losses - np.log(10)) < 0.05
    assert guessed.mean() > 0.9
    return f"{guessed.sum()} of {N_STARTS} runs end within 0.05 of ln 10 = 2.30"
