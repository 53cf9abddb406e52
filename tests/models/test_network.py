"""Networks: slopes against differences, stacks against single runs, signals against theory."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy.special import expit, log_softmax

from hplearn.models.network import ACTIVATIONS, Network, cross_entropy, squared_error
from hplearn.optim import gradcheck


def problem(sizes, seed=0, n_samples=7):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n_samples, sizes[0]))
    target = np.eye(sizes[-1])[rng.integers(0, sizes[-1], n_samples)]
    return X, target, rng


@pytest.mark.parametrize("sizes", [[3, 2], [4, 5, 3], [4, 6, 5, 2]])
@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("loss", ["cross_entropy", "squared_error"])
def test_every_slope_agrees_with_central_differences(sizes, activation, loss):
    X, target, rng = problem(sizes)
    network = Network(sizes, activation, loss)
    params = rng.normal(size=network.n_params)
    assert gradcheck(lambda p: network.loss_and_gradient(p, X, target), params) < 1e-6


@pytest.mark.parametrize(("dtype", "rtol"), [(np.float64, 1e-12), (np.float32, 1e-4)])
@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("loss", ["cross_entropy", "squared_error"])
def test_a_stack_gives_what_each_gives_alone_in_its_precision(activation, loss, dtype, rtol):
    X, target, rng = problem([4, 6, 5, 3])  # 64 bits
    network = Network([4, 6, 5, 3], activation, loss)
    params = rng.normal(size=(3, network.n_params)).astype(dtype)
    together = network.scores(params, X), *network.loss_and_gradient(params, X, target)
    for run in range(3):
        alone = network.scores(params[run], X), *network.loss_and_gradient(params[run], X, target)
        for ours, theirs in zip(together, alone, strict=True):
            assert ours.dtype == theirs.dtype == dtype
            np.testing.assert_allclose(ours[run], theirs, rtol=rtol, atol=1e-3 * rtol)
    assert network.init(rng, dtype=dtype).dtype == dtype


@given(st.lists(st.floats(-50, 50), min_size=3, max_size=3), st.integers(0, 2))
@example([1e4, -1e4, 0.0], 1)  # overflows nowhere
def test_cross_entropy_is_the_logarithm_of_the_softmax(scores, right):
    loss, slope = cross_entropy(np.array([scores]), np.eye(3)[[right]])
    reference = log_softmax(scores)
    np.testing.assert_allclose(loss, -reference[right], rtol=1e-12, atol=1e-13)
    np.testing.assert_allclose(slope[0], np.exp(reference) - np.eye(3)[right], atol=1e-14)


def test_squared_error_is_half_the_squared_distance():
    loss, slope = squared_error(np.array([[3.0, 0.0]]), np.array([[1.0, 1.0]]))
    assert loss == (2**2 + 1**2) / 2
    np.testing.assert_array_equal(slope[0], [2, -1])


def test_logistic_is_scipys_and_overflows_nowhere():
    values = np.array([-1000.0, -2.0, 0.0, 3.0, 1000.0])
    said = ACTIVATIONS["logistic"].apply(values)
    np.testing.assert_allclose(said, expit(values), atol=1e-16)


@pytest.mark.parametrize(("activation", "gain"), [("relu", 2.0), ("tanh", 1.0)])
def test_first_weights_keep_the_size_of_signals(activation, gain):
    # Small inputs pass tanh unchanged. relu halves the mean square, and weights twice as large in
    # square make up for it, once too often at the outputs, which have no relu.
    network = Network([400, 400, 400, 400], activation)
    rng = np.random.default_rng(0)
    params = network.init(rng)
    X = 1e-3 * rng.normal(size=(200, 400))
    spread = np.std(network.scores(params, X)) / np.std(X)
    np.testing.assert_allclose(spread**2, gain, rtol=0.15)
    for weights in network.weights(params):
        np.testing.assert_array_equal(weights[-1], 0)
        np.testing.assert_allclose(weights[:-1].var(), gain / 400, rtol=0.02)
    chosen = network.weights(network.init(rng, scale=0.01))[0]
    np.testing.assert_allclose(chosen[:-1].std(), 0.01, rtol=0.02)
