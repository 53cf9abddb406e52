"""What a search remembers: one `Trial` for each configuration tried, and their `SearchResult`."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Trial:
    """One configuration, tried once.

    Parameters
    ----------
    number : int
        Place in the order of trying, from 0.
    config : dict
        Hyperparameters by name.
    budget : float or None
        What `evaluate` was given to spend, in the search's unit; None where it has no budget.
    loss : float
        Lower is better; infinite where the trial failed.
    seconds : float
        Wall-clock time of the trial.
    error : str or None
        What went wrong, where the trial failed.

    Examples
    --------
    >>> Trial(number=0, config={"alpha": 1.0}, budget=None, loss=0.25, seconds=0.01).failed
    False
    """

    number: int
    config: dict
    budget: float | None
    loss: float
    seconds: float
    error: str | None = None

    @property
    def failed(self):
        """Whether `evaluate` raised or returned something that is no number."""
        return self.error is not None


@dataclass(frozen=True)
class SearchResult:
    """All trials of a search, in the order of trying.

    Parameters
    ----------
    trials : tuple of Trial

    Examples
    --------
    >>> losses = [3.0, 1.0, 2.0]
    >>> result = SearchResult(
    ...     tuple(Trial(i, {"x": i}, None, loss, 0.0) for i, loss in enumerate(losses))
    ... )
    >>> result.best_config, result.incumbent
    ({'x': 1}, array([3., 1., 1.]))
    """

    trials: tuple[Trial, ...]

    @property
    def losses(self):
        """Loss of every trial, array (n_trials,)."""
        return np.array([trial.loss for trial in self.trials])

    @property
    def best(self):
        """Trial with the lowest loss; the first of them where several tie."""
        return self.trials[int(np.argmin(self.losses))]

    @property
    def best_config(self):
        """Hyperparameters of the best trial."""
        return self.best.config

    @property
    def best_loss(self):
        """Loss of the best trial."""
        return self.best.loss

    @property
    def incumbent(self):
        """Lowest loss so far after every trial, array (n_trials,)."""
        return np.minimum.accumulate(self.losses)

    @property
    def seconds(self):
        """Time spent in all trials together."""
        return sum(trial.seconds for trial in self.trials)
