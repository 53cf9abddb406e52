"""How much of the winner's score is luck: the best of many noisy scores is too good to be true."""

from dataclasses import dataclass

import numpy as np

from hplearn.checks import whole_number


@dataclass(frozen=True)
class BestScore:
    """The winner's score, and what is left of it without the luck of being picked.

    Parameters
    ----------
    index : int
        The winner's row.
    score : float
        Its mean score, as the search reports it.
    corrected : float
        Mean score of winners on what they were not picked on.
    low, high : float
        95 % interval of the corrected score; on the wide side.

    Examples
    --------
    >>> print(BestScore(index=17, score=0.61, corrected=0.52, low=0.38, high=0.66))
    configuration 17 scored 0.610; without the luck of being picked 0.520 (0.380 to 0.660)
    """

    index: int
    score: float
    corrected: float
    low: float
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
    scores, rng = np.asarray(scores, dtype=float), np.random.default_rng(rng)
    if scores.ndim != 2 or scores.shape[1] < 2 or not scores.size:
        raise ValueError(f"scores must be (n_configs, 2 parts or more), got shape {scores.shape}")
    if not np.isfinite(scores).all():
        raise ValueError(f"scores must be finite, got {(~np.isfinite(scores)).sum()} that are not")
    n_parts = scores.shape[1]
    whole_number("n_resamples", n_resamples, low=1)
    drawn = rng.multinomial(n_parts, np.full(n_parts, 1 / n_parts), size=n_resamples)
    drawn = drawn[(drawn == 0).any(axis=1)]  # every column drawn: nothing is left to score on
    if not len(drawn):
        raise ValueError(f"n_resamples must be larger, got {n_resamples}: no draw left a column")
    corrected = _scores_of_picked(scores, drawn)
    index, (low, high) = int(scores.mean(axis=1).argmax()), np.quantile(corrected, [0.025, 0.975])
    score = float(scores[index].mean())
    return BestScore(index, score, float(corrected.mean()), float(low), float(high))


def _scores_of_picked(scores, drawn):
    """Return each draw's winner's score on what was left; `drawn` (n_draws, n_parts) counts."""
    picked = (drawn @ scores.T).argmax(axis=1)
    left = drawn == 0
    return (scores[picked] * left).sum(axis=1) / left.sum(axis=1)
