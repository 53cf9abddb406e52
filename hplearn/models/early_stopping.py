"""Early stopping: keep the params that did best on rows held back, and stop when none do better."""

import numpy as np


class EarlyStopping:
    """Remembers, for each run of a stack, its best params, and says which runs go on.

    Parameters
    ----------
    n_epochs_without_gain : int
        A run stops after this many epochs in a row without a gain.
    least_gain : float
        A score must rise by more than this to count.

    References
    ----------
    Prechelt, L. (1998). Early Stopping - But When? Neural Networks: Tricks of the Trade, 55-69.

    Examples
    --------
    >>> stopping = EarlyStopping(n_epochs_without_gain=2, least_gain=0.0)
    >>> scores = [0.5, 0.8, 0.7, 0.6]
    >>> [bool(stopping.goes_on(np.array([float(i)]), score)) for i, score in enumerate(scores)]
    [True, True, True, False]
    >>> stopping.best_params
    array([1.])
    """

    def __init__(self, n_epochs_without_gain, least_gain):
        self.patience = n_epochs_without_gain
        self.least_gain = least_gain
        self.best_params = None

    def goes_on(self, params, score):
        """Return which runs (...) go on, after an epoch that left params (..., n_params).

        A run that has stopped stays stopped, whatever its score does later.
        """
        score = np.asarray(score, dtype=float)
        if self.best_params is None:
            self.best_params, self.best_score = params.copy(), score
            self.n_stale = np.zeros(score.shape, dtype=int)
            return self.n_stale < self.patience
        running = self.n_stale < self.patience
        gained = running & (score > self.best_score + self.least_gain)
        self.best_params = np.where(gained[..., None], params, self.best_params)
        self.best_score = np.where(gained, score, self.best_score)
        self.n_stale = np.where(gained, 0, self.n_stale + 1)
        return self.n_stale < self.patience
