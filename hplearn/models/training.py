"""The training loop of networks: reshuffled epochs of mini-batches, for one network or a stack."""

import numpy as np

from hplearn.models.network import Pass, with_ones


def training_epochs(network, params, X, target, stepper, *, batch_size, rng, alpha=0.0):
    """Train params in place; yield, after each epoch and for ever, the mean loss (...) it saw.

    Every row is used once an epoch, in an order drawn anew; the last batch may be smaller. A loss
    is that of the batch just before its step, so an epoch's mean lags a little behind the params.

    Parameters
    ----------
    network : Network
    params : array (..., n_params)
        Changed in place. Leading axes count networks that train together on the same batches.
    X : array (n_samples, n_in)
    target : array (n_samples, n_outputs)
    stepper : hplearn.optim.Stepper
        The optimizer and its memory.
    batch_size : int
        From 1 to n_samples.
    rng : numpy.random.Generator
        Of the orders.
    alpha : float or column (n_runs, 1)
        Penalty: adds ``alpha / 2 * sum(weights**2) / batch size`` to each batch's loss, biases left
        out, as scikit-learn's networks do. The yielded loss is without it.

    Yields
    ------
    array (...)
        Not finite where a run has diverged; nothing is raised or warned of.

    Examples
    --------
    >>> from hplearn import GD
    >>> from hplearn.models.network import Network
    >>> from hplearn.optim import Stepper
    >>> line, params = Network([1, 1], loss="squared_error"), np.zeros(2)
    >>> X = np.linspace(-1, 1, 8)[:, None]
    >>> stepper, rng = Stepper(GD(0.5), params), np.random.default_rng(0)
    >>> epochs = training_epochs(line, params, X, 3 * X, stepper, batch_size=4, rng=rng)
    >>> losses = [next(epochs) for _ in range(30)]
    >>> abs(params).round(3)  # a slope of 3, a bias of 0
    array([3., 0.])
    """
    X = with_ones(np.asarray(X, dtype=params.dtype))
    target = np.ascontiguousarray(np.transpose(target), dtype=params.dtype)
    gradient, decay = np.empty_like(params), np.empty_like(params)
    # Slices of a mixed copy, not row numbers: one piece of memory a batch is what is fast.
    batches = [
        slice(start, min(start + batch_size, len(X))) for start in range(0, len(X), batch_size)
    ]
    sizes = {batch.stop - batch.start for batch in batches}
    passes = {size: Pass(network, params, gradient, size) for size in sizes}
    penalised = np.any(alpha)
    decay_of_biases = [weights[..., -1, :] for weights in network.weights(decay)]
    strengths = {size: np.asarray(alpha / size, dtype=params.dtype) for size in sizes}
    losses = np.empty((*params.shape[:-1], len(X)), params.dtype)
    while True:
        order = rng.permutation(len(X))
        X_mixed, target_mixed = X[order], target[:, order]
        with np.errstate(all="ignore"):  # a run that overflows shows it in its loss
            for batch in batches:
                size = batch.stop - batch.start
                losses[..., batch] = passes[size].backward(X_mixed[batch], target_mixed[:, batch])
                if penalised:
                    np.multiply(params, strengths[size], out=decay)
                    for biases in decay_of_biases:
                        biases[...] = 0
                    np.add(gradient, decay, out=gradient)
                stepper.update(params, gradient)
            mean = losses.mean(axis=-1)
        yield mean
