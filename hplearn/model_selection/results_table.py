"""The table of a search: scikit-learn's `cv_results_` columns, and what to say of failed fits."""

import warnings

import numpy as np
from sklearn.exceptions import FitFailedWarning


def results_table(configs, infos, extra):
    """Return `cv_results_`: one column for each measure, one row for each trial.

    ``params`` is a list, all else an array; a ``param_*`` column is masked where a configuration
    lacks the name. `infos` are as `cross_validation` has them, `extra` is a dict of more columns.
    """
    table = {name: np.asarray(values) for name, values in extra.items()}
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
            scores = np.array([info[part][metric] for info in infos], dtype=float)
            label = f"{part}_{metric}"
            table |= {f"split{k}_{label}": column for k, column in enumerate(scores.T)}
            with np.errstate(invalid="ignore"):  # an infinite score has no spread
                table[f"mean_{label}"] = scores.mean(axis=1)
                table[f"std_{label}"] = scores.std(axis=1)
        table[f"rank_test_{metric}"] = ranks(table[f"mean_test_{metric}"])
    return table


def ranks(scores):
    """Return the rank of every score: 1 for the highest, ties share the better, NaN comes last."""
    losses = np.where(np.isnan(scores), np.inf, -scores)
    return (np.searchsorted(np.sort(losses), losses) + 1).astype(np.int32)


def _param_column(configs, name):
    present = np.array([name in config for config in configs])
    values = [config[name] for config in configs if name in config]
    column = np.zeros(len(configs), dtype=_dtype_of(values))
    for row, value in zip(np.flatnonzero(present), values, strict=True):
        column[row] = value  # one by one: NumPy would unpack a value that is itself a sequence
    return np.ma.masked_array(column, mask=~present)


def _dtype_of(values):
    try:
        array = np.array(values)
    except ValueError:  # sequences of different lengths
        return object
    return array.dtype if array.ndim == 1 and array.dtype.kind != "U" else object


def whole_infos(trials, objective):
    """Return the info of every trial, completed so that all have a score under the same names.

    A trial that failed gets the missing score for each. Where a callable gives several scores,
    their names are known from the fits that went well.
    """
    infos = [trial.info or objective.lost(trial) for trial in trials]
    names = next((info["test"] for info in infos if info["test"]), ())
    missing = dict.fromkeys(names, [objective.scoring.missing] * len(objective.folds))
    parts = objective.scoring.parts
    return [info | {part: missing | info[part] for part in parts} for info in infos]


def report_failures(configs, infos, scoring):
    """Warn of all that went wrong; raise where no fit went well, or none should fail."""
    n_fits = len(infos) * len(infos[0]["fit_seconds"])
    errors = _told(configs, infos, "errors")
    if errors:
        config, reason = errors[0]
        said = f"{len(errors)} of {n_fits} fits failed; one, with {config}, said: {reason}"
        if len(errors) == n_fits or scoring.error_score == "raise":
            raise ValueError(said)
        warnings.warn(f"{said}. Each scores {scoring.error_score}.", FitFailedWarning, stacklevel=3)
    for metric in infos[0]["test"]:
        flaws = [(c, flaw[metric]) for c, flaw in _told(configs, infos, "flaws") if metric in flaw]
        scores = np.array([info["test"][metric] for info in infos])  # (n_trials, n_folds)
        if not (errors or flaws):
            odd = np.argwhere(~np.isfinite(scores))
            flaws = [(configs[row], f"is {scores[row, fold]}") for row, fold in odd]
        if flaws:
            config, flaw = flaws[0]
            said = f"{len(flaws)} of {n_fits} scores {metric!r} have a flaw; one, with {config},"
            warnings.warn(f"{said} {flaw}", UserWarning, stacklevel=3)


def _told(configs, infos, key):
    """Return (configuration, what its info tells of a fold) where it tells something."""
    return [
        (config, fold)
        for config, info in zip(configs, infos, strict=True)
        for fold in info.get(key, ())
        if fold
    ]
