"""Results in other tools: every trial arrives, with its values and with what it means there."""

import sys

import numpy as np
import pytest
from scipy import stats
from sklearn.linear_model import LogisticRegression

from hplearn.tuning import (
    Choice,
    Integer,
    LogUniform,
    SearchResult,
    Space,
    Trial,
    Uniform,
    read_log,
    to_dataframe,
    to_optuna,
)
from hplearn.tuning.trial_log import TrialLog
from tests.extras import extra

SPACE = [
    {"kernel": ["rbf"], "C": LogUniform(0.01, 100), "gamma": Uniform(0, 1)},
    {"kernel": ["linear"], "C": LogUniform(0.01, 100), "hidden": Choice([(8,), (8, 4)])},
]
RESULT = SearchResult(
    (
        Trial(0, {"kernel": "rbf", "C": 1.0, "gamma": 0.5}, 1, 0.1, 0.25, info={"score": 0.9}),
        Trial(1, {"kernel": "linear", "C": 0.5, "hidden": (8, 4)}, 3, np.inf, 0.5, "ValueError: x"),
        Trial(2, {"kernel": "rbf", "C": 1.0, "gamma": 0.5}, 3, 0.3, 1.0, parent=0),
        Trial(3, {"kernel": "linear", "C": 9.0, "hidden": (8,)}, 3, 0.2, 2.0, info={"n": [1, 2]}),
    )
)


class TestDataFrame:
    """One row a trial."""

    pandas = extra("pandas", "peers")

    def test_columns(self):
        table = RESULT.to_dataframe()
        assert list(table.columns) == [
            *("number", "param_kernel", "param_C", "param_gamma", "param_hidden"),
            *("loss", "budget", "seconds", "error", "parent", "info_score", "info_n"),
        ]
        assert table["param_C"].tolist() == [1.0, 0.5, 1.0, 9.0]
        assert table["param_gamma"].isna().tolist() == [False, True, False, True]
        assert table["param_hidden"][1] == (8, 4)
        assert table["loss"].tolist() == [0.1, np.inf, 0.3, 0.2]
        assert table["error"].isna().tolist() == [True, False, True, True]
        assert table["parent"].isna().tolist() == [True, True, False, True]
        assert table["parent"][2] == 0
        assert table["info_n"][3] == [1, 2]

    def test_best_of_the_largest_budget(self):
        table = to_dataframe(RESULT)
        row = table[table["budget"] == 3].sort_values("loss").iloc[0]
        assert row["number"] == RESULT.best.number == 3

    def test_no_trials_and_arrays(self):
        assert len(to_dataframe(SearchResult(()))) == 0
        arrays = [Trial(i, {"w": np.ones(2)}, None, 0.0, 0.0) for i in range(2)]
        assert to_dataframe(SearchResult(tuple(arrays)))["param_w"][1].tolist() == [1.0, 1.0]


@pytest.mark.parametrize(
    ("library", "call"),
    [("pandas", RESULT.to_dataframe), ("optuna", lambda: to_optuna(RESULT, SPACE))],
)
def test_what_is_missing_is_named(monkeypatch, library, call):
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(ImportError, match=f"needs {library}: run pip install {library}"):
        call()


class TestOptuna:
    """A study whose trials are the search's."""

    optuna = extra("optuna", "peers")

    @pytest.fixture
    def study(self):
        return to_optuna(RESULT, SPACE, "mine")

    def test_trials_have_the_parameters_of_their_branch(self, study):
        assert study.study_name == "mine"
        assert [trial.params for trial in study.trials] == [
            {"kernel": "rbf", "C": 1.0, "gamma": 0.5},
            {"kernel": "linear", "C": 0.5, "hidden": "1: (8, 4)"},
            {"kernel": "rbf", "C": 1.0, "gamma": 0.5},
            {"kernel": "linear", "C": 9.0, "hidden": "0: (8,)"},
        ]

    def test_states_values_and_attributes(self, study):
        assert [t.state.name for t in study.trials] == ["PRUNED", "FAIL", "COMPLETE", "COMPLETE"]
        assert [t.value for t in study.trials] == [0.1, None, 0.3, 0.2]
        assert [t.intermediate_values for t in study.trials] == [{1: 0.1}, {}, {3: 0.3}, {3: 0.2}]
        assert [t.user_attrs for t in study.trials] == [
            {"budget": 1, "seconds": 0.25, "info_score": 0.9},
            {"budget": 3, "seconds": 0.5, "error": "ValueError: x"},
            {"budget": 3, "seconds": 1.0, "parent": 0},
            {"budget": 3, "seconds": 2.0, "info_n": [1, 2]},
        ]

    def test_both_agree_on_the_best(self, study):
        assert study.best_trial.number == RESULT.best.number == 3
        assert study.best_value == RESULT.best_loss
        assert study.direction == self.optuna.study.StudyDirection.MINIMIZE

    def test_distributions(self, study):
        distributions = self.optuna.distributions
        first, second = study.trials[0].distributions, study.trials[1].distributions
        assert first["C"] == second["C"] == distributions.FloatDistribution(0.01, 100, log=True)
        assert first["gamma"] == distributions.FloatDistribution(0, 1)
        both = distributions.CategoricalDistribution(["rbf", "linear"])
        assert first["kernel"] == second["kernel"] == both
        result = SearchResult((Trial(0, {"n": 3, "m": np.int64(2)}, None, 1.0, 0.0),))
        study = to_optuna(result, {"n": Integer(1, 8, log=True), "m": Integer(0, 4)})
        assert study.trials[0].distributions == {
            "n": distributions.IntDistribution(1, 8, log=True),
            "m": distributions.IntDistribution(0, 4),
        }
        assert study.trials[0].intermediate_values == {}
        assert study.best_params == {"n": 3, "m": 2}

    def test_distributions_of_scipy(self):
        space = {
            "a": stats.loguniform(1e-3, 1),
            "b": stats.norm(),
            "c": stats.randint(1, 10),
            "d": stats.poisson(4),
        }
        rng = np.random.default_rng(0)
        configs = [Space(space).sample(rng) for _ in range(20)]
        trials = (Trial(i, config, None, 0.0, 0.0) for i, config in enumerate(configs))
        study = to_optuna(SearchResult(tuple(trials)), space)
        ends = {
            name: (found.low, found.high, found.log)
            for name, found in study.trials[0].distributions.items()
        }
        high = stats.norm.isf(2.0**-53)
        assert ends == {
            "a": (pytest.approx(1e-3), pytest.approx(1), True),
            "b": (pytest.approx(-high), pytest.approx(high), False),
            "c": (1, 9, False),
            "d": (0, stats.poisson(4).isf(2.0**-53), False),
        }
        assert [trial.params for trial in study.trials] == configs

    def test_one_name_with_two_dimensions(self):
        space = [{"gamma": ["scale", 1]}, {"gamma": stats.expon()}, {"gamma": stats.expon()}]
        trials = [Trial(i, {"gamma": g}, None, 0.0, 0.0) for i, g in enumerate(["scale", 2.5])]
        first, second = to_optuna(SearchResult(tuple(trials)), space).trials
        assert first.params == {"gamma, branch 0": "scale"}
        assert second.params == {"gamma, branch 1": 2.5}

    @pytest.mark.parametrize(
        ("options", "names"),
        [
            ([None, True, "a", 2, 0.5], [None, True, "a", 2, 0.5]),
            (list(np.array([1, 10])), [1, 10]),
            ([0.5, np.inf], ["0: 0.5", "1: inf"]),
            ([abs, LogisticRegression(C=3)], ["0: <built-in function abs>", "1: Logist"]),
            ([np.array([1, 2]), {"a": (1,)}], ["0: array([1, 2])", "1: {'a': (1,)}"]),
        ],
    )
    def test_every_option_keeps_its_place(self, options, names):
        trials = (Trial(i, {"x": x}, None, 0.0, 0.0) for i, x in enumerate(options))
        study = to_optuna(SearchResult(tuple(trials)), {"x": options})
        values = [trial.params["x"] for trial in study.trials]
        assert [type(value) for value in values] == [type(name) for name in names]
        for value, name in zip(values, names, strict=True):
            assert value.startswith(name) if isinstance(name, str) else value == name

    def test_a_log_exports_like_the_search(self, tmp_path, study):
        with TrialLog(tmp_path / "log", {"seed": 0}) as log:
            for trial in RESULT.trials:
                log.append(trial)
        again = to_optuna(read_log(tmp_path / "log"), SPACE)
        assert [t.params for t in again.trials] == [t.params for t in study.trials]
        assert [t.user_attrs for t in again.trials] == [t.user_attrs for t in study.trials]

    def test_a_configuration_of_another_space_is_named(self):
        with pytest.raises(ValueError, match=r"must lie inside the space, got {'kernel': 'rbf'"):
            to_optuna(RESULT, {"kernel": ["rbf"], "C": [2.0], "gamma": [0.5]})

    def test_optuna_can_go_on(self, study):
        self.optuna.logging.disable_default_handler()
        try:
            study.optimize(lambda trial: trial.suggest_float("C", 0.01, 100, log=True), n_trials=3)
        finally:
            self.optuna.logging.enable_default_handler()
        assert len(study.trials) == 7
