"""What a search found, in the form of other tools: a pandas table, an Optuna study."""

from importlib import import_module
from math import isfinite
from typing import NamedTuple

from hplearn.execution.encoding import encode
from hplearn.tuning.spaces import Choice, Distribution, Integer, Space


def to_dataframe(result):
    """Return a pandas DataFrame with one row for each trial.

    Columns: ``number``, one ``param_<name>`` for each hyperparameter (as in scikit-learn's
    ``cv_results_``; empty where a trial does not have it), ``loss``, ``budget``, ``seconds``,
    ``error``, ``parent``, and one ``info_<name>`` for each thing that `evaluate` told.

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
    return pandas.DataFrame(columns | _columns("info", [trial.info for trial in trials]))


def _columns(prefix, rows):
    names = dict.fromkeys(name for row in rows for name in row)
    return {f"{prefix}_{name}": [row.get(name) for row in rows] for name in names}


def _needed(library, by):
    try:
        return import_module(library)
    except ImportError:
        raise ImportError(f"{by} needs {library}: run pip install {library}") from None


def to_optuna(result, space, study_name=None):
    """Return an Optuna study, in memory, that holds every trial of a search.

    A trial has the parameters of its branch of the space. Its budget, seconds, parent and info are
    user attributes; the loss is also the intermediate value at the step of its budget. A failed
    trial is a failed trial there, with the reason as user attribute ``error``. A trial with less
    than the largest budget counts as pruned, so that the best trials of both agree.

    Parameters
    ----------
    result : SearchResult
        Of a search, or read from its log.
    space : Space or what it takes
        That of the search. Options that are no numbers, strings, booleans or None are named by
        place and text, as in ``"1: (8, 4)"``. A hyperparameter that has another dimension in
        another branch gets the branch's number in its name, as in ``"gamma, branch 1"``; lists of
        values become one list. The endless side of a distribution ends at the last value tried.
    study_name : str or None

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
    space = Space(space)
    own = [space.own(trial.config) for trial in result.trials]
    located = [(space.branch_of(config), config) for config in own]
    parameters = _parameters(optuna.distributions, space, located)
    full = max((trial.budget or 0 for trial in result.trials if not trial.failed), default=0)
    study = _quiet_study(optuna, study_name)
    for trial, (branch, config) in zip(result.trials, located, strict=True):
        chosen = [(parameters[branch, name], value) for name, value in config.items()]
        short = (trial.budget or 0) < full
        state = "FAIL" if trial.failed else "PRUNED" if short else "COMPLETE"
        study.add_trial(
            optuna.trial.create_trial(
                state=optuna.trial.TrialState[state],
                params={one.name: one.translate(value) for one, value in chosen},
                distributions={one.name: one.distribution for one, _ in chosen},
                **_outcome(trial),
            )
        )
    return study


class _Parameter(NamedTuple):
    """A hyperparameter in Optuna's terms; `labels` stand for the options of a `Choice`."""

    name: str
    dimension: object
    distribution: object
    labels: list | None = None

    def translate(self, value):
        """Return what stands for `value` in the study."""
        if self.labels:
            return self.labels[self.dimension.index(value)]
        inside = min(max(value, self.distribution.low), self.distribution.high)  # rounding
        return type(self.distribution.low)(inside)


def _parameters(distributions, space, located):
    """Return the `_Parameter` of each (branch, name); `located` are the (branch, config) tried."""
    sharing = {}  # name in the study -> which (branch, name) it stands for
    for branch, name, dimension in space.coordinates:
        namesakes = [one[name] for one in space.branches if name in one]
        lists = all(isinstance(one, Choice) for one in namesakes)
        alike = lists or all(one == dimension for one in namesakes)
        sharing.setdefault(name if alike else f"{name}, branch {branch}", []).append((branch, name))
    found = {}
    for own_name, places in sharing.items():
        dimensions = [space.branches[branch][name] for branch, name in places]
        values = [config[name] for place, config in located for b, name in places if b == place]
        parameter = _parameter(distributions, own_name, dimensions, values)
        found |= dict.fromkeys(places, parameter)
    return found


def _parameter(distributions, name, dimensions, values):
    dimension = dimensions[0]
    if isinstance(dimension, Choice):
        together = Choice([option for one in dimensions for option in one.options])
        labels = _labels(together.options)
        distribution = distributions.CategoricalDistribution(list(dict.fromkeys(labels)))
        return _Parameter(name, together, distribution, labels)
    if isinstance(dimension, Distribution):
        ends = zip(dimension.frozen.support(), (min, max), strict=True)
        low, high = (end if isfinite(end) else last(values, default=0) for end, last in ends)
        whole = dimension.discrete
        log = dimension.frozen.dist.name in ("loguniform", "reciprocal")  # two names of one
    else:
        low, high, log = dimension.low, dimension.high, dimension.log
        whole = isinstance(dimension, Integer)
    if whole:
        return _Parameter(name, dimension, distributions.IntDistribution(int(low), int(high), log))
    bounds = distributions.FloatDistribution(float(low), float(high), log)
    return _Parameter(name, dimension, bounds)


def _labels(options):
    """Return the options if Optuna can hold and tell them apart, else their places and texts."""
    plain = [encode(option) for option in options]
    single = not any(isinstance(one, list | dict) for one in plain)
    if single and len(set(plain)) == len({(type(one), one) for one in plain}):
        return plain
    texts = [one["repr"] if isinstance(one, dict) and "repr" in one else None for one in plain]
    return [f"{i}: {text or repr(options[i])}" for i, text in enumerate(texts)]


def _quiet_study(optuna, study_name):
    verbosity = optuna.logging.get_verbosity()
    optuna.logging.set_verbosity(optuna.logging.WARNING)
    try:
        return optuna.create_study(study_name=study_name, direction="minimize")
    finally:
        optuna.logging.set_verbosity(verbosity)


def _outcome(trial):
    known = {name: getattr(trial, name) for name in ("budget", "seconds", "error", "parent")}
    known |= {f"info_{name}": value for name, value in trial.info.items()}
    attributes = {name: encode(value) for name, value in known.items() if value is not None}
    if trial.failed:
        return {"user_attrs": attributes}
    loss = float(trial.loss)
    steps = {} if trial.budget is None else {round(trial.budget): loss}
    return {"user_attrs": attributes, "value": loss, "intermediate_values": steps}
