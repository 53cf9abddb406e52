"""Schedules: how the learning rate changes on the way, as a factor on its first value.

A schedule is called as ``schedule(step, n_steps) -> factor``. Steps are numbered from 0 to
n_steps - 1, one number or an array of them; the factor has step's shape and lies in (0, 1]. So the
learning rate that is tuned stays the largest one that is used, whatever the schedule.
"""

from dataclasses import dataclass, field

import numpy as np

from hplearn.checks import require


@dataclass(frozen=True)
class Constant:
    """The same learning rate at every step.

    Examples
    --------
    >>> from hplearn.optim import Constant
    >>> Constant()(np.arange(3), n_steps=3).tolist()
    [1.0, 1.0, 1.0]
    """

    def __call__(self, step, n_steps):
        """Return ones."""
        return np.ones(np.shape(step))[()]


@dataclass(frozen=True)
class StepDecay:
    """A fall by the same factor at each of some milestones.

    Parameters
    ----------
    milestones : tuple of float, each in (0, 1)
        When, as shares of the run.
    decay : float, in (0, 1]
        What is left of the learning rate after each.

    References
    ----------
    K. He et al., 2016, CVPR, section 4.2: a tenth, at a half and at three quarters of the run.

    Examples
    --------
    >>> from hplearn.optim import StepDecay
    >>> StepDecay()(np.array([0, 49, 50, 75]), n_steps=100).round(4).tolist()
    [1.0, 1.0, 0.1, 0.01]
    """

    milestones: tuple[float, ...] = (0.5, 0.75)
    decay: float = 0.1

    def __post_init__(self):
        """Check the ranges."""
        for milestone in self.milestones:
            require("milestones", milestone, 0 < milestone < 1, "in (0, 1)")
        require("decay", self.decay, 0 < self.decay <= 1, "in (0, 1]")

    def __call__(self, step, n_steps):
        """Return decay to the power of the milestones reached."""
        done = np.asarray(step)[..., None] / n_steps
        return self.decay ** (done >= np.array(self.milestones)).sum(axis=-1)


@dataclass(frozen=True)
class InverseTime:
    """A rate that falls as 1/t in the long run, as convergence on noisy gradients asks for.

    The rates' sum is then infinite and the sum of their squares finite: a run can walk any
    distance, and its noise dies out.

    Parameters
    ----------
    half_after : float, > 0
        The number of steps after which the rate has halved; a third is left after twice as many.

    References
    ----------
    H. Robbins and S. Monro, 1951, Annals of Mathematical Statistics 22, 400-407, equation 6.

    Examples
    --------
    >>> from hplearn.optim import InverseTime
    >>> InverseTime(half_after=100)(np.array([0, 100, 300]), n_steps=1000).tolist()
    [1.0, 0.5, 0.25]
    """

    half_after: float

    def __post_init__(self):
        """Check the range."""
        require("half_after", self.half_after, 0 < self.half_after < np.inf, "positive and finite")

    def __call__(self, step, n_steps):
        """Return ``half_after / (half_after + step)``."""
        return self.half_after / (self.half_after + np.asarray(step))


@dataclass(frozen=True)
class Cosine:
    """Half a wave from 1 down to 0, which would be reached one step after the last.

    References
    ----------
    I. Loshchilov and F. Hutter, 2017, ICLR (SGDR), equation 5, without restarts.

    Examples
    --------
    >>> from hplearn.optim import Cosine
    >>> Cosine()(np.array([0, 50, 99]), n_steps=100).round(4).tolist()
    [1.0, 0.5, 0.0002]
    """

    def __call__(self, step, n_steps):
        """Return the wave's height."""
        return np.cos(np.pi / 2 * np.asarray(step) / n_steps) ** 2  # (1 + cos(2 x)) / 2, no cancel


@dataclass(frozen=True)
class WarmUp:
    """A straight rise to the full rate, and then another schedule for the rest of the run.

    The first step is a short one and never of length zero; the full rate comes with the first step
    of the schedule that follows.

    Parameters
    ----------
    share : float, in [0, 1)
        The rise's share of the run.
    then : schedule
        It counts its own steps from 0, and the steps that are left as its run.

    References
    ----------
    P. Goyal et al., 2017, arXiv:1706.02677, section 2.2.

    Examples
    --------
    >>> from hplearn.optim import Cosine, WarmUp
    >>> WarmUp(share=0.3, then=Cosine())(np.arange(10), n_steps=10).round(2).tolist()
    [0.25, 0.5, 0.75, 1.0, 0.95, 0.81, 0.61, 0.39, 0.19, 0.05]
    """

    share: float = 0.1
    then: object = field(default_factory=Constant)

    def __post_init__(self):
        """Check the range."""
        require("share", self.share, 0 <= self.share < 1, "in [0, 1)")

    def __call__(self, step, n_steps):
        """Return the rise, and then the other schedule's factors."""
        step = np.asarray(step)
        n_rise = min(round(self.share * n_steps), n_steps - 1)
        rest = self.then(np.maximum(step - n_rise, 0), n_steps - n_rise)
        return np.where(step < n_rise, (step + 1) / (n_rise + 1), rest)[()]
