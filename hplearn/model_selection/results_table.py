"""The table of a search: scikit-learn's `cv_results_` columns, and what to say of failed fits."""

import warnings
from collections import Counter

import numpy as np
from sklearn.exceptions import FitFailedWarning


def results_table(configs, infos, extra=()):
    """Return `cv_results_`: one column for each measure, one row for each trial.

    ``params`` is a list, all else an array; a ``param_*`` column is masked where a configuration
    lacks the name. `infos` are as `cross_validation` has them, `extra` is a dict of more columns.
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
    """Return the info of every trial; one that ended without any has failed on every fold."""
    names = next((info for t in trials if (info := t.info.get("test"))), objective.scoring.names)
    n_folds = len(objective.folds)
    lost = {
        part: {name: [objective.scoring.missing] * n_folds for name in names}
        for part in objective.parts
    }
    whole = []
    for trial in trials:
        info = trial.info
        if not info.get("test"):
            told = {name: value for name, value in info.items() if name not in objective.parts}
            info = lost | {
                "fit_seconds": [trial.seconds / n_folds] * n_folds,
                "score_seconds": [0.0] * n_folds,
                "errors": [trial.error] * n_folds,
            }
            info |= told
        whole.append(info)
    return whole


def report_failures(configs, infos, scoring, *, hopeless=False):
    """Warn of all that went wrong; raise where no fit went well, or none that has a score.

    `hopeless` says that no configuration has one, so that failed fits raise.
    """
    errors = [
        (config, error)
        for config, info in zip(configs, infos, strict=True)
        for error in info.get("errors", ())
        if error
    ]
    if errors:
        reason = Counter(error for _, error in errors).most_common(1)[0][0]
        config = next(config for config, error in errors if error == reason)
        n_fits = len(infos) * len(infos[0]["fit_seconds"])
        said = f"{len(errors)} of {n_fits} fits failed; one, with {config}, said: {reason}"
        if hopeless or len(errors) == n_fits:
            raise (TypeError if reason.startswith("TypeError") else ValueError)(said)
        said += f". Each scores {scoring.error_score}."
        warnings.warn(said, FitFailedWarning, stacklevel=3)
    for said in (
        *_about_scores(configs, infos),
        *_about_weights(infos, scoring),
        *(() if errors else _about_stacks(infos)),
    ):
        warnings.warn(said, UserWarning, stacklevel=3)


def _about_scores(configs, infos):
    """Yield a sentence on each score that failed, or is not finite though the fit went well."""
    for metric in infos[0]["test"]:
        empty = ~np.isfinite([info["test"][metric] for info in infos])  # (n_trials, n_folds)
        failed = []
        for row, info in enumerate(infos):
            if "errors" in info:  # whose scores are not expected
                empty[row] &= np.equal(info["errors"], None)
            reasons = [fold.get(metric) for fold in info.get("score_errors", ())]
            failed += [(configs[row], reason) for reason in reasons if reason]
        scores = f"{empty.size} scores" if metric == "score" else f"{empty.size} scores {metric!r}"
        if failed:
            config, reason = failed[0]
            yield f"{len(failed)} of {scores} failed; one, with {config}, said: {reason}"
        elif empty.any():
            well = "are not finite though the fits went well"
            config = configs[np.argwhere(empty)[0, 0]]
            yield f"{empty.sum()} of {scores} {well}; one is that of {config}"


def _about_weights(infos, scoring):
    """Yield a sentence on each score that cannot weigh samples, where it should."""
    for name in sorted({name for info in infos for name in info.get("unweighted", ())}):
        several = isinstance(scoring.scorer, dict)
        scorer = f"{name}={scoring.scorer[name]}" if several else scoring.scorer
        yield f"The scoring {scorer} does not support sample_weight: its samples count alike."


def _about_stacks(infos):
    """Yield a sentence where configurations could not be trained together as asked."""
    reasons = [info["stack_error"] for info in infos if "stack_error" in info]
    if reasons:
        yield (
            f"{len(reasons)} of {len(infos)} configurations could not be trained together as "
            f"asked, and were in smaller groups: {reasons[0]}"
        )
