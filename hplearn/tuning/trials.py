"""What a search remembers: one `Trial` for each configuration tried, and their `SearchResult`."""

import re
from dataclasses import dataclass, field
from functools import partial
from itertools import accumulate
from operator import attrgetter
from textwrap import fill

import numpy as np


class TrialFailed(ValueError):
    """A trial failed, in a search that ends there; `trials` holds it, and a note its traceback."""

    def __init__(self, message, trials):
        super().__init__(message)
        self.trials = trials
        if trials[0].traceback:
            self.add_note(f"Trial {trials[0].number}: {trials[0].traceback}")


class AllTrialsFailed(TrialFailed):
    """Every trial of a search failed; `trials` are they, and a note has the first traceback.

    Examples
    --------
    >>> raise AllTrialsFailed((Trial(0, {}, None, np.inf, 0.0, error="KeyError: 'x'"),))
    Traceback (most recent call last):
    hplearn.tuning.trials.AllTrialsFailed: all 1 trials failed; the first said: KeyError: 'x'
    """

    def __init__(self, trials, then=""):
        said = f"all {len(trials)} trials failed; the first said: {trials[0].error}{then}"
        super().__init__(said, trials)


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
        What `evaluate` was given to spend, in the search's unit, counted from the beginning; None
        where it has no budget.
    loss : float
        Lower is better, so minus the score of an `evaluate` that is maximized; infinite where the
        trial failed.
    seconds : float
        Wall-clock time of the trial.
    error : str or None
        What went wrong, where the trial failed.
    parent : int or None
        Number of the trial that this one continues with a larger budget.
    info : dict
        What else `evaluate` told, as plain values. Of one that yields: its `curve`, the loss after
        each step; and `stopped_at`, the step at which it was stopped, or `ended_at`, where it ended
        by itself before its budget.
    traceback : str or None
        Where the error was raised, if one was.

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
    parent: int | None = None
    info: dict = field(default_factory=dict)
    traceback: str | None = field(default=None, compare=False)

    @property
    def failed(self):
        """Whether `evaluate` raised, took too long or returned something other than a number."""
        return self.error is not None

    @property
    def raised_at(self):
        """The type of an error and the lines of its traceback that name files; () if none is."""
        places = re.findall(r'^ +File ".*', self.traceback or "", re.MULTILINE)
        return (self.error.partition(":")[0], *places) if places else ()

    @property
    def rank_key(self):
        """Sort key, best first: what did not fail, then the largest budget, then the lowest loss.

        Losses compare only at the same budget: a short run's are noisier, or further from the end.
        """
        return self.failed, -(self.budget or 0), self.loss


@dataclass(frozen=True, repr=False)
class SearchResult:
    """All trials of a search, in the order of trying. Printed, it is a summary.

    Parameters
    ----------
    trials : tuple of Trial
    direction : {"minimize", "maximize"}
        "maximize" where `evaluate` returned a score.
    stopped_by : str or None
        What ended the search, such as "time_limit=60 s"; None where a log does not tell.

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
    direction: str = "minimize"
    stopped_by: str | None = field(default=None, compare=False)

    def __repr__(self):
        """Return what was found, what it cost and what ended it, on at most a dozen lines."""
        rows = [f"{name:11}  {text}" for name, text in self._summary().items()]
        layout = {"subsequent_indent": " " * 13, "max_lines": 8, "placeholder": " …"}
        return "\n".join(fill(row, 100, **layout) for row in rows)

    def _summary(self):
        """Return what is worth knowing at first, by name."""
        failed = [trial for trial in self.trials if trial.failed]
        trials = f"{len(self.trials)}, {len(failed)} of them failed"
        if failed:
            trials += f", as trial {failed[0].number}: {failed[0].error[:45]}"
        if len(failed) == len(self.trials):
            return {"trials": trials}
        config = ", ".join(f"{name}={_short(value)}" for name, value in self.best_config.items())
        cost = f"{self.seconds:.3g} s in evaluate"
        if self.best.budget is not None:
            cost = f"{cost}, budget {self.spent()[-1]:g}"
        if any(trial.parent is not None for trial in self.trials):
            cost += f" ({self.spent(continued=True)[-1]:g} if trials went on from their parents)"
        rows = {f"best {self.measure}": f"{self.best_score:.6g}, of trial {self.best.number}"}
        rows |= {"best config": config, "trials": trials, "cost": cost}
        return rows | ({"ended by": self.stopped_by} if self.stopped_by else {})

    @property
    def losses(self):
        """Loss of every trial, array (n_trials,)."""
        return np.array([trial.loss for trial in self.trials])

    @property
    def best(self):
        """Trial with the lowest loss at the largest budget; the first of them where several tie."""
        if not self.trials:
            raise ValueError("a search result without trials has no best one")
        return min(self.trials, key=attrgetter("rank_key"))

    @property
    def best_config(self):
        """Hyperparameters of the best trial."""
        return self.best.config

    @property
    def best_loss(self):
        """Loss of the best trial."""
        return self.best.loss

    @property
    def best_score(self):
        """What `evaluate` returned for the best trial: where that is a score, minus its loss."""
        return self.as_returned(self.best_loss)

    @property
    def measure(self):
        """What `evaluate` returned, "loss" or "score"."""
        return "loss" if self.direction == "minimize" else "score"

    def as_returned(self, losses):
        """Return losses with the sign that `evaluate` gave them, that of a score or a loss."""
        return losses if self.direction == "minimize" else -losses

    @property
    def incumbent(self):
        """Loss of the best trial so far, after every trial, array (n_trials,).

        Where budgets differ it can rise: a longer run replaces a shorter one.
        """
        best_so_far = accumulate(self.trials, partial(min, key=attrgetter("rank_key")))
        return np.array([trial.loss for trial in best_so_far])

    @property
    def seconds(self):
        """Time spent in all trials together."""
        return sum(trial.seconds for trial in self.trials)

    def spent(self, *, continued=False):
        """Return the budget spent so far, after every trial, array (n_trials,).

        Parameters
        ----------
        continued : bool
            Whether a trial with a parent took over what the parent had trained, and so paid only
            for the rest. If false, each starts from nothing. A trial without a budget costs 1, and
            one that yields and ended early what it did.

        Examples
        --------
        >>> trials = Trial(0, {"x": 1}, 3, 0.5, 0.0), Trial(1, {"x": 1}, 9, 0.4, 0.0, parent=0)
        >>> SearchResult(trials).spent(), SearchResult(trials).spent(continued=True)
        (array([ 3, 12]), array([3, 9]))
        """
        done = {t.number: t.info.get("ended_at", t.budget or 0) for t in self.trials}
        saved = {t.number: done.get(t.parent, 0) if continued else 0 for t in self.trials}
        costs = [1 if t.budget is None else done[t.number] - saved[t.number] for t in self.trials]
        return np.cumsum(costs)

    def to_dataframe(self):
        """Return a pandas DataFrame, one row a trial; see `hplearn.tuning.exports.to_dataframe`."""
        from hplearn.tuning.exports import to_dataframe

        return to_dataframe(self)


def _short(value):
    """Return a value as a person writes it."""
    return f"{value:.4g}" if isinstance(value, float) else str(value)
