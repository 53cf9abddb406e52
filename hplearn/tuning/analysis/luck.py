"""Is it more than luck? Intervals for two models, for many seeds, and for a search's winner."""

from dataclasses import dataclass

import numpy as np
from scipy.stats import t

from hplearn.checks import require, whole_number


def standard_error(values, overlap=0.0):
    """Return the standard error of the mean along the last axis.

    Values that vary together have a larger one: ``sqrt(1 / n + overlap)`` standard deviations.
    """
    return values.std(axis=-1, ddof=1) * np.sqrt(1 / values.shape[-1] + overlap)


def mean_interval(values, overlap=0.0):
    """Return the mean along the last axis, and both ends of its 95 % interval, Student's t."""
    mean = values.mean(axis=-1)
    half = t.ppf(0.975, values.shape[-1] - 1) * standard_error(values, overlap)
    return mean, mean - half, mean + half


@dataclass(frozen=True)
class PairedDifference:
    """How much better one model scored than another, pair by pair.

    >>> print(PairedDifference(0.0015, -0.004, 0.007, wins=0.6, n_pairs=10))
    no difference shown: mean 0.0015, 95 % interval -0.0040 to 0.0070, 6 of 10 pairs won
    """

    mean: float  # of the differences; above 0 the first model is better
    low: float  # ends of the mean's 95 % interval
    high: float
    wins: float  # share of the pairs that the first model won; a tie counts half
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
    require("test_per_train", test_per_train, test_per_train >= 0, "0 or more")
    difference = _finite(first, "first") - _finite(second, "second")
    mean, low, high = map(float, mean_interval(difference, overlap=test_per_train))
    wins = float(np.mean((np.sign(difference) + 1) / 2))
    return PairedDifference(mean, low, high, wins, difference.size)


@dataclass(frozen=True)
class BestScore:
    """The winner's score, and what is left of it without the luck of being picked.

    >>> print(BestScore(index=17, score=0.61, corrected=0.52, low=0.38, high=0.66))
    configuration 17 scored 0.610; without the luck of being picked 0.520 (0.380 to 0.660)
    """

    index: int  # the winner's row
    score: float  # its mean score, as the search reports it
    corrected: float  # mean score of winners on what they were not picked on
    low: float  # ends of the corrected score's 95 % interval; on the wide side
    high: float

    @property
    def luck(self):
        """How much of the score is luck."""
        return self.score - self.corrected

    def __str__(self):
        """Return both scores, as a sentence."""
        return (
            f"configuration {self.index} scored {self.score:.3f}; without the luck of being "
            f"picked {self.corrected:.3f} ({self.low:.3f} to {self.high:.3f})"
        )


def bootstrap_best(scores, *, n_resamples=1000, rng=None):
    """Return the `BestScore`: the best mean score, corrected for having been picked as the best.

    Draw columns with replacement, pick the configuration that is best on them, and score it on the
    columns that were not drawn. The mean over many draws is the corrected score. No model is
    trained again.

    Parameters
    ----------
    scores : array (n_configs, n_parts)
        Higher better. A column is a test row (1 where the model was right, or minus its squared
        error), a fold or a seed. Rows are best: five folds leave one or two to score on.
    n_resamples : int
    rng : None, int or Generator

    Raises
    ------
    ValueError
        When scores have another shape or are not finite.

    References
    ----------
    Tsamardinos, Greasidou and Borboudakis, "Bootstrapping the out-of-sample predictions for
    efficient and accurate cross-validation", Machine Learning 107, 2018 (BBC-CV).

    Examples
    --------
    Fifty models guess sixty coin flips:

    >>> guesses = np.random.default_rng(0).random((50, 60)) < 0.5
    >>> best = bootstrap_best(guesses, rng=0)
    >>> round(best.score, 2), round(best.corrected, 2)
    (0.67, 0.52)
    """
    scores, rng = _finite(scores, "scores"), np.random.default_rng(rng)
    if scores.ndim != 2 or scores.shape[1] < 2 or not scores.size:
        raise ValueError(f"scores must be (n_configs, 2 parts or more), got shape {scores.shape}")
    n_parts = scores.shape[1]
    whole_number("n_resamples", n_resamples, low=1)
    drawn = rng.multinomial(n_parts, np.full(n_parts, 1 / n_parts), size=n_resamples)
    drawn = drawn[(drawn == 0).any(axis=1)]  # every column drawn: nothing is left to score on
    if not len(drawn):
        raise ValueError(f"n_resamples must be larger, got {n_resamples}: no draw left a column")
    picked = (drawn @ scores.T).argmax(axis=1)
    left = drawn == 0
    corrected = (scores[picked] * left).sum(axis=1) / left.sum(axis=1)
    index, (low, high) = int(scores.mean(axis=1).argmax()), np.quantile(corrected, [0.025, 0.975])
    score = float(scores[index].mean())
    return BestScore(index, score, float(corrected.mean()), float(low), float(high))


def _finite(scores, name):
    scores = np.asarray(scores, dtype=float)
    if not np.isfinite(scores).all():
        raise ValueError(f"{name} must be finite, got {(~np.isfinite(scores)).sum()} that are not")
    return scores
