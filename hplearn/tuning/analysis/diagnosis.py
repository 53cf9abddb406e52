"""What to ask of a finished search before believing it."""

from collections.abc import Sequence
from math import isclose

import numpy as np

from hplearn.checks import is_number
from hplearn.tuning.analysis.luck import standard_error
from hplearn.tuning.spaces import Space


def boundary_warning(best_config, space):
    """Return a sentence for each hyperparameter whose best value is the edge of its grid.

    A best value at the edge says that the grid ended there, not that the optimum lies there.

    Parameters
    ----------
    best_config : dict
        The winner.
    space : dict of str to sequence or dimension, list of such dicts, or Space
        What was tried: values, or a range with two ends; of several branches, that of the winner.
        Names whose values are no numbers have no edge; names that the winner does not have are left
        out.

    Returns
    -------
    list of str
        Empty where every best value lies inside.

    Examples
    --------
    >>> boundary_warning({"alpha": 0.1}, {"alpha": [0.1, 1.0, 10.0]})
    ['alpha = 0.1 is the lowest value tried: extend the grid below it']
    >>> from hplearn.tuning import LogUniform
    >>> boundary_warning({"alpha": 10.0}, {"alpha": LogUniform(0.1, 10.0)})
    ['alpha = 10 is the highest value allowed: extend the range above it']
    """
    sentences = []
    if not isinstance(space, dict):
        space = Space(space)
        space = space.branches[space.branch_of(best_config)]
    for name, values in space.items():
        is_range = hasattr(values, "low")
        tried = (values.low, values.high) if is_range else getattr(values, "options", values)
        if name not in best_config or not _has_edges(tried):
            continue
        what, where = ("value allowed", "range") if is_range else ("value tried", "grid")
        for edge, word, side in ((min(tried), "lowest", "below"), (max(tried), "highest", "above")):
            if isclose(best_config[name], edge):
                advice = f"extend the {where} {side} it"
                sentences.append(f"{name} = {edge:g} is the {word} {what}: {advice}")
    return sentences


def _has_edges(tried):
    """Whether there are two numbers or more, so that one of them is the lowest."""
    is_list = isinstance(tried, Sequence | np.ndarray)
    return is_list and len(tried) >= 2 and all(map(is_number, tried))


def flatness(fold_scores):
    """Return the share of configurations whose mean score is within one standard error of the best.

    Near 1, the search had little to find. Near 0, the choice matters.

    Parameters
    ----------
    fold_scores : array (n_configs, n_folds)
        Higher is better; at least two folds. A row with NaN counts as a failed configuration.

    Returns
    -------
    float
        From ``1 / n_configs`` to 1.

    Notes
    -----
    The standard error is that of the best configuration's mean over its folds (Breiman, Friedman,
    Olshen & Stone, 1984, section 3.4.3: the one-standard-error rule).

    Examples
    --------
    >>> flatness([[0.90, 0.92], [0.89, 0.92], [0.10, 0.30]])
    0.6666666666666666
    """
    scores = np.asarray(fold_scores, dtype=float)
    if scores.ndim != 2 or scores.shape[1] < 2:
        raise ValueError(f"fold_scores must be 2-D with at least 2 folds, got shape {scores.shape}")
    means = scores.mean(axis=1)
    if np.isnan(means).all():
        raise ValueError(f"fold_scores must have a row without NaN, got {len(means)} with")
    best = int(np.nanargmax(means))
    return float(np.mean(means >= means[best] - standard_error(scores[best])))
