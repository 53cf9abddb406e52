"""The table of a search: scikit-learn's `cv_results_` columns, and what to say of failed fits."""

import warnings
from collections import Counter

import numpy as np
from sklearn.exceptions import FitFailedWarning

FLAWS = {"errors", "score_errors", "stack_error"}
"""Keys of an info that something went wrong in; see `hplearn.model_selection.cv_objective`."""


def results_table(configs, infos, extra=()):
    """Return `cv_results_`: one column for each measure, one row for each trial.

    Parameters
    ----------
    configs : list of dict
    infos : list of dict
        What each trial remembers of its folds; see `cv_objective` and `whole_infos`.
    extra : dict of str to sequence
        More columns.

    Returns
    -------
    dict of str to array (n_trials,)
        ``params`` is a list. A ``param_*`` column is masked where a configuration lacks the name.

    Examples
    --------
    >>> infos = [
    ...     {"test": {"score": [k, k]}, "fit_seconds": [1, 1], "score_seconds": [0, 0]}
    ...     for k in (1, 2)
    ... ]
    >>> table = results_table([{"alpha": 1}, {"alpha": 2}], infos)
    >>> table["rank_test_score"], table["mean_test_score"]
    (array([2, 1], dtype=int32), array([1., 2.]))
    """
    table = {name: np.asarray(values) for name, values in dict(extra).items()}
    for name in ("fit", "score"):
        seconds = np.array([info[f"{name}_seconds"] for info in infos], dtype=float)
        table[f"mean_{name}_time"] = seconds.mean(axis=1)
        table[f"std_{name}_time"] = seconds.std(axis=1)
    for name in sorted({name for config in configs for name in config}):
        table[f"param_{name}"] = _param_column(configs, name)
    table["params"] = configs
    for metric in infos[0]["test"]:
        for part in ("test", "train"):
            if part not in infos[0]:
                continue
            values = np.array([info[part][metric] for info in infos], dtype=float)
            label = f"{part}_{metric}"
            table |= {f"split{k}_{label}": column for k, column in enumerate(values.T)}
            with np.errstate(invalid="ignore"):  # an infinite score has no spread
                table[f"mean_{label}"] = values.mean(axis=1)
                table[f"std_{label}"] = values.std(axis=1)
            if part == "test":
                table[f"rank_{label}"] = ranks(table[f"mean_{label}"])
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
    values = [config[name] for config in configs if name in config]
    try:
        kept = np.array(values)
        plain = kept.ndim == 1 and kept.dtype.kind != "U"
    except ValueError:  # sequences of different lengths
        plain = False
    if plain and len(kept) == len(configs):
        return np.ma.masked_array(kept, mask=np.zeros(len(kept), dtype=bool))
    present = [i for i, config in enumerate(configs) if name in config]
    column = np.ma.masked_all(len(configs), dtype=kept.dtype if plain else object)
    for i, value in zip(present, kept if plain else values, strict=True):
        column[i] = value  # one by one: NumPy would unpack a value that is itself a sequence
    return column


def whole_infos(trials, objective):
    """Return the info of every trial; one that ended without any has failed on every fold.

    Parameters
    ----------
    trials : sequence of Trial
    objective : CrossValidation

    Returns
    -------
    list of dict
    """
    parts = ("test", "train") if objective.scoring.train else ("test",)
    names = next((info for t in trials if (info := t.info.get("test"))), objective.scoring.names)
    n_folds = len(objective.folds)
    lost = {part: {name: [objective.missing] * n_folds for name in names} for part in parts}
    whole = []
    for trial in trials:
        if trial.info.get("test"):
            whole.append(trial.info)
            continue
        rest = {
            "fit_seconds": [trial.seconds / n_folds] * n_folds,
            "score_seconds": [0.0] * n_folds,
            "errors": [trial.error] * n_folds,
        }
        whole.append(lost | rest | {k: v for k, v in trial.info.items() if k not in parts})
    return whole


def report_failures(infos, table, error_score, *, hopeless=False):
    """Warn of the fits that failed and say the commonest reason; raise where that leaves nothing.

    A score that is not finite though its fit went well is announced too, and a stack that could not
    be trained as one though each of its configurations could.

    Parameters
    ----------
    infos : list of dict
    table : dict
        The `results_table` of them.
    error_score : float or "raise"
    hopeless : bool
        Whether no configuration has a score, so that failures raise.

    Raises
    ------
    ValueError or TypeError
        When no fit went well, or none is left to choose; a TypeError where that is the reason.
    """
    configs = table["params"]
    flawed = [(configs[i], info) for i, info in enumerate(infos) if FLAWS & info.keys()]
    errors = [(c, error) for c, info in flawed for error in info.get("errors", ()) if error]
    if errors:
        reason = Counter(error for _, error in errors).most_common(1)[0][0]
        config = next(config for config, error in errors if error == reason)
        n_fits = len(infos) * len(infos[0]["fit_seconds"])
        said = f"{len(errors)} of {n_fits} fits failed; one, with {config}, said: {reason}"
        if hopeless or len(errors) == n_fits:
            raise (TypeError if reason.startswith("TypeError") else ValueError)(said)
        _warn(f"{said}. Each scores {error_score}.", FitFailedWarning)
    for metric in infos[0]["test"]:
        if not np.isfinite(table[f"mean_test_{metric}"]).all() or flawed:
            _report_scores(metric, configs, infos, flawed)
    stacks = [info["stack_error"] for _, info in flawed if "stack_error" in info]
    if stacks and not errors:
        _warn(
            f"{len(stacks)} of {len(infos)} configurations could not be trained together as "
            f"asked, and were in smaller groups: {stacks[0]}"
        )


def _report_scores(metric, configs, infos, flawed):
    said = "scores" if metric == "score" else f"scores {metric!r}"
    empty = ~np.isfinite(np.array([info["test"][metric] for info in infos], dtype=float))
    failed = [
        (config, fold[metric])
        for config, info in flawed
        for fold in info.get("score_errors", ())
        if metric in fold
    ]
    if failed:
        config, reason = failed[0]
        _warn(f"{len(failed)} of {empty.size} {said} failed; one, with {config}, said: {reason}")
    elif empty.any():
        for row in np.flatnonzero(empty.any(axis=1)):
            empty[row] &= np.equal(infos[row].get("errors"), None)
        if empty.any():
            config = configs[np.argwhere(empty)[0, 0]]
            _warn(
                f"{empty.sum()} of {empty.size} {said} are not finite though the fits went well; "
                f"one is that of {config}"
            )


def _warn(message, category=UserWarning):
    warnings.warn(message, category, stacklevel=4)
