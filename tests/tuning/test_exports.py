"""Results in other tools: every trial arrives, with its values and with what it means there."""

import sys

import numpy as np
import pytest
from scipy import stats
from sklearn.linear_model import LogisticRegression

from hplearn import Choice, Integer, LogUniform, SearchResult, Trial, Uniform
from hplearn.tuning import Dimension, bayes_search, random_search, to_optuna, tpe_search
from tests.extras import extra

extra("pandas", "peers")
optuna = extra("optuna", "peers")

SPACE = [
    {"kernel": ["rbf"], "C": LogUniform(0.01, 100), "gamma": Uniform(0, 1)},
    {"kernel": ["linear"], "C": LogUniform(0.01, 100), "hidden": Choice([(8,), (8, 4)])},
]
RBF = {"kernel": "rbf", "C": 1.0, "gamma": 0.5}
TRIALS = (
    Trial(0, RBF, 1, 0.1, 0.25, info={"score": 0.9}),
    Trial(1, {"kernel": "linear", "C": 0.5, "hidden": (8, 4)}, 3, np.inf, 0.5, "ValueError: x"),
    Trial(2, RBF, 3, 0.3, 1.0, parent=0),
    Trial(3, {"kernel": "linear", "C": 9.0, "hidden": (8,)}, 3, 0.2, 2.0, info={"n": [1, 2]}),
)
RESULT = SearchResult(TRIALS)


def result_of(*configs):
    return SearchResult(tuple(Trial(i, config, None, 0.0, 0.0) for i, config in enumerate(configs)))


def test_a_data_frame_has_one_row_a_trial():
    table = RESULT.to_dataframe()
    assert list(table.columns) == [
        *("number", "param_kernel", "param_C", "param_gamma", "param_hidden"),
        *("loss", "budget", "seconds", "error", "parent", "info_score", "info_n"),
    ]
    assert table["param_C"].tolist() == [1.0, 0.5, 1.0, 9.0]
    assert table["param_gamma"].isna().tolist() == [False, True, False, True]
    assert table["loss"].tolist() == [0.1, np.inf, 0.3, 0.2]
    assert table["error"].isna().tolist() == [True, False, True, True]
    assert table["parent"].isna().tolist() == [True, True, False, True]
    assert (table["param_hidden"][1], table["parent"][2], table["info_n"][3]) == ((8, 4), 0, [1, 2])
    row = table[table["budget"] == 3].sort_values("loss").iloc[0]
    assert row["number"] == RESULT.best.number == 3


@pytest.mark.parametrize("library", ["pandas", "optuna"])
def test_what_is_missing_is_named(monkeypatch, library):
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(ImportError, match=f"needs {library}: run pip install {library}"):
        RESULT.to_dataframe() if library == "pandas" else to_optuna(RESULT, SPACE)


def test_a_study_has_the_trials_of_the_search():
    study = to_optuna(RESULT, SPACE, "mine")
    assert study.study_name == "mine"
    assert study.direction == optuna.study.StudyDirection.MINIMIZE
    assert (study.best_trial.number, study.best_value) == (3, 0.2)
    assert [t.params for t in study.trials] == [
        *(RBF, {"kernel": "linear", "C": 0.5, "hidden": "1: (8, 4)"}),
        *(RBF, {"kernel": "linear", "C": 9.0, "hidden": "0: (8,)"}),
    ]
    assert [t.state.name for t in study.trials] == ["PRUNED", "FAIL", "COMPLETE", "COMPLETE"]
    assert [t.value for t in study.trials] == [0.1, None, 0.3, 0.2]
    assert [t.intermediate_values for t in study.trials] == [{1: 0.1}, {}, {3: 0.3}, {3: 0.2}]
    assert [t.user_attrs for t in study.trials] == [
        {"budget": 1, "seconds": 0.25, "info_score": 0.9},
        {"budget": 3, "seconds": 0.5, "error": "ValueError: x"},
        {"budget": 3, "seconds": 1.0, "parent": 0},
        {"budget": 3, "seconds": 2.0, "info_n": [1, 2]},
    ]


DISTRIBUTIONS = [
    (LogUniform(0.01, 100), 0.5, 0.01, 100, True),
    (Integer(1, 8, log=True), 3, 1, 8, True),
    (stats.norm(), 0.5, stats.norm.ppf(2.0**-53), stats.norm.isf(2.0**-53), False),
    (stats.poisson(4), 3, 0, stats.poisson(4).isf(2.0**-53), False),
]


@pytest.mark.parametrize(("dimension", "value", "low", "high", "log"), DISTRIBUTIONS)
def test_a_distribution_has_the_ends_of_its_dimension(dimension, value, low, high, log):
    (trial,) = to_optuna(result_of({"x": value}), {"x": dimension}).trials
    found, whole = trial.distributions["x"], isinstance(value, int)
    assert type(found).__name__ == ("IntDistribution" if whole else "FloatDistribution")
    assert (found.low, found.high, found.log) == (pytest.approx(low), pytest.approx(high), log)
    assert trial.params == {"x": value}
    assert trial.intermediate_values == {}


def test_a_range_of_ones_own_is_exported_and_searched_with_three_methods_alone():
    class OneMinus(Dimension):
        def from_unit(self, u):
            return 1 - LogUniform(0.001, 1).from_unit(1 - u)

        def to_unit(self, value):
            return 1 - LogUniform(0.001, 1).to_unit(1 - value)

        def grid(self, n):
            return [1 - rest for rest in LogUniform(0.001, 1).grid(n)]

    extra("optuna", "peers")
    space = {"momentum": OneMinus()}
    for search in (random_search, tpe_search, bayes_search):
        result = search(lambda c: (c["momentum"] - 0.99) ** 2, space, 12, rng=0)
        study = to_optuna(result, space)
        assert study.best_params["momentum"] == pytest.approx(result.best_config["momentum"])


def test_a_range_with_gaps_is_a_list_of_its_values():
    class Doubled(Dimension):
        low, high = 8, 64

        def from_unit(self, u):
            return 8 * 2 ** min(int(4 * u), 3)

        def to_unit(self, value):
            return (np.log2(value / 8) + 0.5) / 4

        def levels(self, most):
            return (np.arange(4) + 0.5) / 4

    (trial,) = to_optuna(result_of({"x": 16}), {"x": Doubled()}).trials
    assert trial.distributions["x"].choices == (8, 16, 32, 64)
    assert trial.params == {"x": 16}


def test_one_name_with_two_dimensions():
    space = [{"gamma": ["scale", 1]}, {"gamma": stats.expon()}, {"gamma": stats.expon()}]
    first, second = to_optuna(result_of({"gamma": "scale"}, {"gamma": 2.5}), space).trials
    assert first.params == {"gamma, branch 0": "scale"}
    assert second.params == {"gamma, branch 1": 2.5}
    kernels = [t.distributions["kernel"].choices for t in to_optuna(RESULT, SPACE).trials]
    assert kernels == [("rbf", "linear")] * 4


OPTIONS = [
    ([None, True, "a", 2, 0.5], [None, True, "a", 2, 0.5]),
    ([0.5, np.inf], ["0: 0.5", "1: inf"]),
    ([abs, LogisticRegression(C=3)], ["0: <built-in function abs>", "1: Logist"]),
    ([np.array([1, 2]), {"a": (1,)}], ["0: array([1, 2])", "1: {'a': (1,)}"]),
]


@pytest.mark.parametrize(("options", "names"), OPTIONS)
def test_every_option_keeps_its_place(options, names):
    study = to_optuna(result_of(*({"x": x} for x in options)), {"x": options})
    values = [trial.params["x"] for trial in study.trials]
    assert [type(value) for value in values] == [type(name) for name in names]
    for value, name in zip(values, names, strict=True):
        assert value.startswith(name) if isinstance(name, str) else value == name


def test_a_configuration_of_another_space_is_named():
    with pytest.raises(ValueError, match=r"must lie inside the space, got {'kernel': 'rbf'"):
        to_optuna(RESULT, {"kernel": ["rbf"], "C": [2.0], "gamma": [0.5]})


def test_a_distribution_of_two_branches_has_one_name():
    space = [{"kind": ["a"], "gain": stats.expon()}, {"kind": ["b"], "gain": stats.expon()}]
    result = random_search(lambda config, budget: config["gain"], space, 6, rng=0)
    assert all(set(trial.params) == {"kind", "gain"} for trial in to_optuna(result, space).trials)


def test_optuna_can_go_on():
    study = to_optuna(RESULT, SPACE)
    study.optimize(lambda trial: trial.suggest_float("C", 0.01, 100, log=True), n_trials=3)
    assert len(study.trials) == 7
