"""Fit one network, or a stack of them: when to stop, what to keep, what to record."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from hplearn.models.early_stopping import EarlyStopping
from hplearn.models.network import Network
from hplearn.models.training import training_epochs
from hplearn.optim import Stepper
from hplearn.optim.optimizers import Optimizer


class Fit(NamedTuple):
    """What a fit left behind, for one network or a stack.

    Parameters
    ----------
    params : array (..., n_params)
        Of the last epoch that ended well, or the best ones where early stopping chose.
    loss : array (n_epochs, ...)
        Mean training loss of each epoch.
    validation_score : array (n_epochs, ...)
        Score on the rows held back, higher better; empty without early stopping.
    diverged_at : array of int (...)
        Epoch, from 1, whose numbers were no longer finite; 0 where none was.
    """

    params: np.ndarray
    loss: np.ndarray
    validation_score: np.ndarray
    diverged_at: np.ndarray


@dataclass(frozen=True)
class Recipe:
    """How to train networks of one shape.

    Parameters
    ----------
    network : Network
    optimizer : hplearn.optim.Optimizer
        Its hyperparameters may be columns (n_runs, 1), as may `alpha`.
    batch_size, max_epochs : int
    alpha : float or column
        Penalty on the squared weights; see `training_epochs`.
    patience : int or None
        Epochs without a gain after which early stopping ends a run; None is no early stopping.
    least_gain : float
        What counts as a gain.

    Examples
    --------
    >>> from hplearn import Adam
    >>> network = Network([1, 8, 1], "tanh", "squared_error")
    >>> X, rng = np.linspace(-1, 1, 64)[:, None], np.random.default_rng(0)
    >>> recipe = Recipe(network, Adam(0.1), batch_size=16, max_epochs=200)
    >>> fit = recipe.fit(network.init(rng), X, X**2, rng)
    >>> bool(fit.loss[-1] < 0.001 < fit.loss[0])
    True
    """

    network: Network
    optimizer: Optimizer
    batch_size: int
    max_epochs: int
    alpha: float | np.ndarray = 0.0
    patience: int | None = None
    least_gain: float = 0.0

    def fit(self, start, X, target, rng, *, validate=None, after_epoch=None):
        """Return the `Fit` of training from `start`, which is left as it was.

        Parameters
        ----------
        start : array (..., n_params)
            First params; leading axes count the networks of a stack.
        X, target : array (n_samples, n_in), (n_samples, n_outputs)
        rng : numpy.random.Generator
            Of the rows' orders, which a stack shares.
        validate : callable, optional
            ``validate(params) -> score (...)``, higher better; asked for by early stopping.
        after_epoch : callable, optional
            ``after_epoch(fit)``, called with the `Fit` so far; training ends if it returns true.
        """
        params = start.copy()
        epochs = self.epochs(params, Stepper(self.optimizer, params), X, target, rng)
        stopping = EarlyStopping(self.patience, self.least_gain) if self.patience else None
        kept, losses, scores = start, [], []
        diverged_at = np.zeros(params.shape[:-1], dtype=int)
        for epoch, loss in zip(range(1, self.max_epochs + 1), epochs, strict=False):
            losses.append(loss)
            well = np.isfinite(loss) & np.isfinite(params).all(axis=-1) & (diverged_at == 0)
            diverged_at = np.where(~well & (diverged_at == 0), epoch, diverged_at)
            kept, running = np.where(well[..., None], params, kept), well
            if stopping is not None:
                scores.append(validate(kept))
                running = stopping.goes_on(kept, scores[-1]) & well
            last = epoch == self.max_epochs or not running.any()
            if last or after_epoch is not None:
                best = kept if stopping is None else stopping.best_params
                fit = Fit(best, np.array(losses), np.array(scores), diverged_at)
                if (after_epoch is not None and after_epoch(fit)) or last:
                    return fit
        return Fit(start, np.array([]), np.array([]), diverged_at)

    def epochs(self, params, stepper, X, target, rng):
        """Return the `training_epochs` of this recipe."""
        return training_epochs(
            self.network,
            params,
            X,
            target,
            stepper,
            batch_size=self.batch_size,
            rng=rng,
            alpha=self.alpha,
        )


def hold_back(n_samples, fraction, rng):
    """Return the row numbers ``(kept, held back)``, drawn at random, at least one of each.

    Examples
    --------
    >>> kept, held_back = hold_back(10, 0.2, np.random.default_rng(0))
    >>> len(kept), len(held_back), sorted({*kept, *held_back}) == list(range(10))
    (8, 2, True)
    """
    n_held_back = min(max(1, round(fraction * n_samples)), n_samples - 1)
    order = rng.permutation(n_samples)
    return order[n_held_back:], order[:n_held_back]
