"""What a search found, in the form of other tools: a pandas table, an Optuna study."""

from importlib import import_module
from itertools import pairwise
from numbers import Integral

from hplearn.execution.encoding import encode
from hplearn.tuning.dimensions import Choice, Ordered
from hplearn.tuning.spaces import Space

MOST_OPTIONS = 1000  # values of a range with gaps that become a list; more are a range without


def to_dataframe(result):
    """Return a pandas DataFrame with one row for each trial.

    Columns: ``number``, one ``param_<name>`` for each hyperparameter (as in scikit-learn's
    ``cv_results_``; empty where a trial does not have it), ``loss``, ``budget``, ``seconds``,
    ``error``, ``parent``, one ``info_<name>`` for each thing that `evaluate` told, and ``score``
    where scores were maximized.

    Parameters
    ----------
    result : SearchResult

    Raises
    ------
    ImportError
        When pandas is not installed.

    Examples
    --------
    >>> from hplearn.tuning import grid_search
    >>> result = grid_search(lambda config, budget: config["x"] ** 2, {"x": [3, 1]})
    >>> to_dataframe(result)[["number", "param_x", "loss"]].to_dict("list")
    {'number': [0, 1], 'param_x': [3, 1], 'loss': [9.0, 1.0]}
    """
    pandas = _needed("pandas", "to_dataframe")
    trials = result.trials
    columns = {"number": [trial.number for trial in trials]}
    columns |= _columns("param", [trial.config for trial in trials])
    for name in ("loss", "budget", "seconds", "error"):
        columns[name] = [getattr(trial, name) for trial in trials]
    columns["parent"] = pandas.array([trial.parent for trial in trials], dtype="Int64")
    if result.direction == "maximize":
        columns["score"] = result.as_returned(result.losses)
    return pandas.DataFrame(columns | _columns("info", [trial.info for trial in trials]))


def _columns(prefix, rows):
    names = dict.fromkeys(name for row in rows for name in row)
    return {f"{prefix}_{name}": [row.get(name) for row in rows] for name in names}


def _needed(library, by):
    try:
        return import_module(library)
    except ImportError:
        raise ImportError(f"{by} needs {library}: run pip install {library}") from None


def to_optuna(result, space, study_name=None, *, storage=None):
    """Return an Optuna study that holds every trial of a search, and that can go on from them.

    A trial has the parameters of its branch of the space. Its budget, seconds, parent and info are
    user attributes; the loss is also the intermediate value at the step of its budget. A failed
    trial is a failed trial there, with the reason as user attribute ``error``. A trial with less
    than the largest budget counts as pruned, so that the best trials of both agree.

    Parameters
    ----------
    result : SearchResult
        Of a search, or read from its log.
    space : Space or what it takes
        That of the search. Options other than numbers, strings, booleans and None are named by
        place and text, as in ``"1: (8, 4)"``. A hyperparameter that has another dimension in
        another branch gets the branch's number in its name, as in ``"gamma, branch 1"``; lists of
        values become one list, and so does a range with gaps, of up to 1,000 values. A distribution
        without an end reaches as far as draws from it can.
    study_name : str or None
    storage : str, optuna storage or None
        Where Optuna keeps the study, such as ``"sqlite:///study.db"``, which optuna-dashboard
        opens; None is in memory.

    Raises
    ------
    ImportError
        When Optuna is not installed.
    ValueError
        When a trial's configuration lies outside the space.

    Examples
    --------
    >>> from hplearn.tuning import grid_search
    >>> space = {"hidden": [(8,), (8, 4)]}
    >>> result = grid_search(lambda config, budget: len(config["hidden"]), space)
    >>> to_optuna(result, space).best_params
    {'hidden': '0: (8,)'}
    """
    optuna = _needed("optuna", "to_optuna")
    branches = Space(space).branches
    space = Space([{name: _as_options(one) for name, one in each.items()} for each in branches])
    study = optuna.create_study(study_name=study_name, storage=storage, direction=result.direction)
    full = max((trial.budget or 0 for trial in result.trials if not trial.failed), default=0)
    for trial in result.trials:
        short = (trial.budget or 0) < full
        kind = "FAIL" if trial.failed else "PRUNED" if short else "COMPLETE"
        state = optuna.trial.TrialState[kind]
        told = _parameters(optuna.distributions, space, space.own(trial.config))
        told |= _outcome(result, trial)
        study.add_trial(optuna.trial.create_trial(state=state, **told))
    return study


def _as_options(dimension):
    """Return a range with gaps, which Optuna has in even steps alone, as a list of its values."""
    levels = dimension.levels(MOST_OPTIONS)
    values = [] if dimension.options or levels is None else [*map(dimension.from_unit, levels)]
    is_whole = all(isinstance(value, Integral) for value in values)
    steps = {high - low for low, high in pairwise(values)} if is_whole else {None}
    return dimension if steps <= {1} else Ordered(values)


def _parameters(distributions, space, config):
    """Return the values of a configuration and their distributions, for `create_trial`."""
    branch, params, found = space.branch_of(config), {}, {}
    for name, value in config.items():
        namesakes = [one[name] for one in space.branches if name in one]
        dimension = space.branches[branch][name]
        if all(one.options for one in namesakes):
            dimension = Choice([option for one in namesakes for option in one.options])
        elif any(repr(one) != repr(dimension) for one in namesakes):
            name = f"{name}, branch {branch}"
        found[name] = _distribution(distributions, dimension)
        params[name] = _translated(value, dimension, found[name])
    return {"params": params, "distributions": found}


def _distribution(distributions, dimension):
    if dimension.options:
        return distributions.CategoricalDistribution(_labels(dimension.options))
    low = getattr(dimension, "low", dimension.from_unit(0))
    high = getattr(dimension, "high", dimension.from_unit(1))
    if isinstance(dimension.from_unit(0.5), int):
        return distributions.IntDistribution(int(low), int(high), dimension.log)
    return distributions.FloatDistribution(float(low), float(high), dimension.log)


def _labels(options):
    """Return the options if Optuna can hold all of them, else their places and texts."""
    plain = [encode(option) for option in options]
    if any(isinstance(one, list | dict) for one in plain):
        return [f"{i}: {option!r}" for i, option in enumerate(options)]
    return plain


def _translated(value, dimension, distribution):
    if dimension.options:
        return distribution.choices[dimension.index(value)]
    inside = min(max(value, distribution.low), distribution.high)  # rounding
    return type(distribution.low)(inside)


def _outcome(result, trial):
    known = {name: getattr(trial, name) for name in ("budget", "seconds", "error", "parent")}
    known |= {f"info_{name}": value for name, value in trial.info.items()}
    attributes = {name: encode(value) for name, value in known.items() if value is not None}
    if trial.failed:
        return {"user_attrs": attributes}
    value = float(result.as_returned(trial.loss))
    steps = {} if trial.budget is None else {round(trial.budget): value}
    return {"user_attrs": attributes, "value": value, "intermediate_values": steps}
