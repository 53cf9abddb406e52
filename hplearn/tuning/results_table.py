"""The table of a search: scikit-learn's `cv_results_` columns, and what to say of failed fits."""

import warnings
from collections import Counter

import numpy as np
from sklearn.exceptions import FitFailedWarning


def results_table(configs, scores, with_train=False):
    """Return `cv_results_`: one column for each measure, one row for each configuration.

    Parameters
    ----------
    configs : list of dict
    scores : FoldScores
        Arrays (n_configs, n_folds).
    with_train : bool
        Whether to add the train scores.

    Returns
    -------
    dict of str to array (n_configs,)
        ``params`` is a list. A ``param_*`` column is masked where a configuration lacks the name.

    Examples
    --------
    >>> from hplearn.tuning.cross_validation import FoldScores
    >>> ones = np.ones((2, 3))
    >>> scores = FoldScores(ones * [[1], [2]], ones, ones, ones, None)
    >>> results_table([{"alpha": 1}, {"alpha": 2}], scores)["rank_test_score"]
    array([2, 1], dtype=int32)
    """
    table = {}
    for name, seconds in (("fit", scores.fit_seconds), ("score", scores.score_seconds)):
        table[f"mean_{name}_time"], table[f"std_{name}_time"] = (
            seconds.mean(axis=1),
            seconds.std(axis=1),
        )
    for name in sorted({name for config in configs for name in config}):
        table[f"param_{name}"] = _param_column(configs, name)
    table["params"] = configs
    for part, values in (("test", scores.test_score), ("train", scores.train_score)):
        if part == "test" or with_train:
            table |= {f"split{k}_{part}_score": column for k, column in enumerate(values.T)}
            table[f"mean_{part}_score"] = values.mean(axis=1)
            table[f"std_{part}_score"] = values.std(axis=1)
        if part == "test":
            table["rank_test_score"] = ranks(table["mean_test_score"])
    return table


def ranks(scores):
    """Return the rank of every score: 1 for the highest, ties share the better, NaN comes last.

    Examples
    --------
    >>> ranks(np.array([0.5, np.nan, 0.9, 0.5]))
    array([2, 4, 1, 2], dtype=int32)
    """
    losses = np.where(np.isnan(scores), np.inf, -scores)
    return (np.searchsorted(np.sort(losses), losses) + 1).astype(np.int32)


def _param_column(configs, name):
    present = np.array([name in config for config in configs])
    values = [config[name] for config in configs if name in config]
    try:
        kept = np.array(values)
        plain = kept.ndim == 1 and kept.dtype.kind != "U"
    except ValueError:  # sequences of different lengths
        plain = False
    column = np.ma.masked_all(len(configs), dtype=kept.dtype if plain else object)
    if plain:
        column[present] = kept
    else:  # one by one, since NumPy would unpack a value that is itself a sequence
        for i, value in zip(np.flatnonzero(present), values, strict=True):
            column[i] = value
    return column


def report_failures(configs, scores, error_score):
    """Warn of the fits that failed and say the commonest reason; raise where all of them failed.

    A score that is not finite though its fit went well is announced too.

    Raises
    ------
    ValueError or TypeError
        When no fit went well; a TypeError where that is the reason.
    """
    well = np.equal(scores.error, None)
    if not well.all():
        reason = Counter(scores.error[~well]).most_common(1)[0][0]
        config = configs[np.argwhere(scores.error == reason)[0, 0]]
        said = f"{(~well).sum()} of {well.size} fits failed; one, with {config}, said: {reason}"
        if not well.any():
            raise (TypeError if reason.startswith("TypeError") else ValueError)(said)
        warnings.warn(f"{said}. Each scores {error_score}.", FitFailedWarning, stacklevel=3)
    empty = well & ~np.isfinite(scores.test_score)
    if empty.any():
        config = configs[np.argwhere(empty)[0, 0]]
        warnings.warn(
            f"{empty.sum()} of {well.size} scores are not finite though the fits went well; "
            f"one is that of {config}",
            UserWarning,
            stacklevel=3,
        )
