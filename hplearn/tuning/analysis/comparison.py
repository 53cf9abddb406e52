"""Is the difference more than luck? Intervals for two models, for many seeds, and for a winner."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class PairedDifference:
    """How much better one model scored than another, pair by pair.

    Parameters
    ----------
    mean : float
        Of the differences; above 0 the first model is better.
    low, high : float
        95 % interval of the mean.
    wins : float
        Share of the pairs that the first model won; a tie counts half.
    n_pairs : int

    Examples
    --------
    >>> print(PairedDifference(0.0015, -0.004, 0.007, wins=0.6, n_pairs=10))
    no difference shown: mean 0.0015, 95 % interval -0.0040 to 0.0070, 6 of 10 pairs won
    """

    mean: float
    low: float
    high: float
    wins: float
    n_pairs: int

    @property
    def verdict(self):
        """What the interval allows to say, in three words."""
        if self.low <= 0 <= self.high:
            return "no difference shown"
        return "first model better" if self.mean > 0 else "second model better"

    def __str__(self):
        """Return the verdict and the figures, as a sentence."""
        return (
            f"{self.verdict}: mean {self.mean:.4f}, 95 % interval {self.low:.4f} to "
            f"{self.high:.4f}, {self.wins * self.n_pairs:g} of {self.n_pairs} pairs won"
        )


def paired_difference(first, second, *, test_per_train=0.0):
    """Return the `PairedDifference` of two models' scores on the same seeds or the same folds.

    Parameters
    ----------
    first, second : array (n_pairs,)
        Scores, higher better; entry i of both comes from the same seed, or the same fold.
    test_per_train : float
        For folds, the number of test rows over the number of training rows, ``1 / (n_folds - 1)``.
        The training parts of folds overlap, so that their scores vary together, and the plain
        interval is too narrow. 0 is for pairs that are independent, such as seeds.

    Returns
    -------
    PairedDifference

    Raises
    ------
    ValueError
        When the scores do not pair, are fewer than two, or are not finite.

    Notes
    -----
    Student's t with ``n_pairs - 1`` degrees of freedom; the variance of the mean is
    ``(1 / n_pairs + test_per_train)`` times that of the differences.

    References
    ----------
    Nadeau and Bengio, "Inference for the Generalization Error", Machine Learning 52, 2003.

    Examples
    --------
    >>> print(paired_difference([0.91, 0.93, 0.92], [0.90, 0.91, 0.91]))
    no difference shown: mean 0.0133, 95 % interval -0.0010 to 0.0277, 3 of 3 pairs won
    """
    first, second = np.asarray(first, dtype=float), np.asarray(second, dtype=float)
    if first.shape != second.shape or first.ndim != 1 or first.size < 2:
        raise ValueError(
            "first and second must be flat and pair up, at least 2 scores each, "
            f"got shapes {first.shape} and {second.shape}"
        )
    if not test_per_train >= 0:
        raise ValueError(f"test_per_train must be 0 or more, got {test_per_train!r}")
    difference = _finite(first, "first") - _finite(second, "second")
    mean, sd = float(difference.mean()), difference.std(ddof=1)
    half = _t(difference.size) * sd * np.sqrt(1 / difference.size + test_per_train)
    wins = float(np.mean((np.sign(difference) + 1) / 2))
    return PairedDifference(mean, float(mean - half), float(mean + half), wins, difference.size)


@dataclass(frozen=True)
class SeedNoise:
    """What seeds alone do to each configuration's score: bars for a plot.

    Parameters
    ----------
    mean, sd, low, high : array (n_configs,)
        Mean and standard deviation over the seeds, and the mean's 95 % interval.

    Examples
    --------
    >>> print(seed_noise([[0.90, 0.92, 0.94], [0.80, 0.80, 0.80]]))
    0  0.9200, sd 0.0200, 95 % interval 0.8703 to 0.9697
    1  0.8000, sd 0.0000, 95 % interval 0.8000 to 0.8000
    """

    mean: np.ndarray
    sd: np.ndarray
    low: np.ndarray
    high: np.ndarray

    def __str__(self):
        """Return one line for each configuration."""
        rows = enumerate(zip(self.mean, self.sd, self.low, self.high, strict=True))
        return "\n".join(
            f"{i}  {mean:.4f}, sd {sd:.4f}, 95 % interval {low:.4f} to {high:.4f}"
            for i, (mean, sd, low, high) in rows
        )


def seed_noise(scores):
    """Return the `SeedNoise` of every configuration: mean, spread and interval over its seeds.

    Overlapping intervals do not say that two configurations are alike: `paired_difference` asks.

    Parameters
    ----------
    scores : array (n_configs, n_seeds)
        At least two seeds.

    Raises
    ------
    ValueError
        When scores have another shape or are not finite.

    Examples
    --------
    >>> seed_noise([[0.90, 0.92, 0.94]]).sd.round(3)
    array([0.02])
    """
    scores = _finite(scores, "scores")
    if scores.ndim != 2 or scores.shape[1] < 2:
        raise ValueError(f"scores must be (n_configs, 2 seeds or more), got shape {scores.shape}")
    mean, sd, n_seeds = scores.mean(axis=1), scores.std(axis=1, ddof=1), scores.shape[1]
    half = _t(n_seeds) * sd / np.sqrt(n_seeds)
    return SeedNoise(mean, sd, mean - half, mean + half)


def _t(n):
    """Return how many standard errors the 95 % interval of a mean of `n` reaches."""
    from scipy.stats import t

    return t.ppf(0.975, n - 1)


def _finite(scores, name):
    scores = np.asarray(scores, dtype=float)
    if not np.isfinite(scores).all():
        raise ValueError(f"{name} must be finite, got {(~np.isfinite(scores)).sum()} that are not")
    return scores
