"""Estimators that learn step by step: the same trials by two routes, and where they end."""

import time

import numpy as np
import pytest
from sklearn.base import BaseEstimator, ClassifierMixin, clone
from sklearn.cluster import MiniBatchKMeans
from sklearn.datasets import load_iris
from sklearn.ensemble import (
    GradientBoostingRegressor,
    HistGradientBoostingRegressor,
    RandomForestClassifier,
)
from sklearn.exceptions import FitFailedWarning
from sklearn.linear_model import LogisticRegression, SGDClassifier, SGDRegressor
from sklearn.model_selection import PredefinedSplit
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import MinMaxScaler, StandardScaler
from sklearn.svm import SVC

from hplearn import (
    KFold,
    MLPClassifier,
    StratifiedKFold,
    bayes_search,
    cross_val_score,
    random_search,
    tpe_search,
)
from hplearn.model_selection import BayesSearchCV, RandomizedSearchCV, TPESearchCV
from hplearn.tuning import LogUniform, Uniform, read_log

from .tables import same_table

X, y = load_iris(return_X_y=True)
RATES = {"learning_rate": LogUniform(1e-4, 1)}
NETWORK = MLPClassifier((4,), batch_size=32, random_state=0)
MEDIAN = {"stopping": "median", "max_resources": 9, "cv": 3, "random_state": 0}
SHORT = {"max_resources": 4, "cv": 2}  # long enough to be stopped
KINDS = [
    (RandomizedSearchCV, random_search),
    (TPESearchCV, tpe_search),
    (BayesSearchCV, bayes_search),
]


class Learner(ClassifierMixin, BaseEstimator):
    """Scores `ceiling` less what shrinks with each call; fails at a call on its first rows."""

    def __init__(self, ceiling=1.0, fails_at=None):
        self.ceiling, self.fails_at = ceiling, fails_at

    def fit(self, X, y):
        raise AssertionError("it learns by its calls")

    def partial_fit(self, X, y, classes=None):
        self.calls_ = getattr(self, "calls_", 0) + 1
        if self.calls_ == self.fails_at and 0 in X[:, 0]:
            raise KeyError("a call that fails")
        self.classes_ = classes
        return self

    def score(self, X, y):
        return self.ceiling * (1 - 0.5**self.calls_)


ROWS, CEILINGS = np.c_[np.arange(150.0), X], {"ceiling": Uniform(0, 1)}


def accuracy_by_epoch(config):
    """Yield what a person who knows neither class of ours would write."""
    folds = list(StratifiedKFold(2).split(X, y))
    networks = [MLPClassifier((4,), batch_size=32, random_state=0, **config) for _ in folds]
    while True:
        for network, (train, _) in zip(networks, folds, strict=True):
            network.partial_fit(X[train], y[train], classes=[0, 1, 2])
        pairs = zip(networks, folds, strict=True)
        yield np.mean([network.score(X[test], y[test]) for network, (_, test) in pairs])


@pytest.mark.parametrize(("kind", "function"), KINDS)
@pytest.mark.parametrize("in_flight", [1, 3])
def test_trials_are_those_of_the_function_with_a_generator_by_hand(kind, function, in_flight):
    options = {"n_trials": 13, "in_flight": in_flight}
    search = kind(NETWORK, RATES, **MEDIAN | SHORT, **options).fit(X, y)
    options |= {"budget": 4, "stopping": "median", "rng": 0, "direction": "maximize"}
    result = function(accuracy_by_epoch, RATES, **options)
    ours = search.search_result_.trials
    assert [trial.config for trial in ours] == [trial.config for trial in result.trials]
    assert [trial.info["curve"] for trial in ours] == [t.info["curve"] for t in result.trials]
    assert [trial.budget for trial in ours] == [trial.budget for trial in result.trials]
    assert min(trial.budget for trial in ours) < 4
    assert search.best_score_ == result.best_score
    assert search.best_params_ == result.best_config


def test_a_trial_ends_where_its_best_is_below_the_median_of_the_earlier_ones():
    search = RandomizedSearchCV(Learner(), CEILINGS, n_trials=40, refit=False, **MEDIAN)
    table = search.fit(ROWS, y).cv_results_
    curves, ended = list(table["curve"]), table["n_resources"]
    for k, curve in enumerate(curves):
        assert len(curve) == ended[k]
        assert curve[-1] == table["mean_test_score"][k]
        for step, score in enumerate(curve):
            then = [c[step] for c in curves[:k] if len(c) > step]
            is_last = step + 1 == len(curve) < 9
            assert is_last == (len(then) >= 5 and score < np.median(then))
    assert 1 < len({*ended}) <= 9
    assert search.best_score_ == max(table["mean_test_score"][ended == 9])


@pytest.mark.parametrize(("kind", "function"), KINDS)
def test_without_a_stop_trials_and_winner_are_those_of_training_in_one_go(kind, function):
    options = {"n_trials": 11, "cv": 2, "random_state": 0, "return_train_score": True}
    whole = kind(clone(NETWORK).set_params(max_epochs=4), RATES, **options)
    whole.fit(X, y)
    search = kind(NETWORK, RATES, max_resources=4, **options).fit(X, y)
    assert list(search.cv_results_.pop("n_resources")) == [4] * 11
    del search.cv_results_["curve"]
    same_table(search, whole)
    np.testing.assert_array_equal(search.best_estimator_.params_, whole.best_estimator_.params_)


RATE = {"learning_rate": [0.5, 0.01]}
WARM = [
    (RandomForestClassifier(random_state=0), {"max_leaf_nodes": [9, 2]}, "n_estimators", "last__"),
    (GradientBoostingRegressor(random_state=0), RATE, "n_estimators", ""),
    (HistGradientBoostingRegressor(), RATE, "max_iter", ""),
    (HistGradientBoostingRegressor(), RATE, "max_iter", "last__"),
]


@pytest.mark.parametrize(("model", "space", "total", "path"), WARM)
def test_a_warm_start_counts_up_to_what_one_go_gives(model, space, total, path):
    model = Pipeline([("first", StandardScaler()), ("last", model)]) if path else model
    ((name, (good, bad)),) = space.items()
    points = [{path + name: good}] * 5 + [{path + name: bad}]
    folds = KFold(3, shuffle=True, random_state=0)
    options = {"resource": path + total, "min_resources": 2, "points": points, "n_trials": 6}
    search = TPESearchCV(model, {path + name: [good, bad]}, **MEDIAN | options | {"cv": folds})
    table = search.fit(X, y).cv_results_
    assert table["n_resources"].tolist() == [9] * 5 + [2]  # 9 in four steps
    for row in (0, 5):
        params = {path + name: [good, bad][row > 0], path + total: table["n_resources"][row]}
        assert table["params"][row] == params
        scores = cross_val_score(clone(model).set_params(**params), X, y, cv=folds)
        np.testing.assert_allclose(table["mean_test_score"][row], scores.mean(), rtol=1e-12)
    params = search.best_estimator_.get_params()
    assert (params[path + total], params[path + "warm_start"]) == (9, False)
    alone = clone(model).set_params(**search.best_params_).fit(X, y)
    np.testing.assert_array_equal(search.predict(X), alone.predict(X))


def test_a_step_adds_what_there_is_not_yet():
    class Forest(RandomForestClassifier):
        kept = []  # noqa: RUF012 -- read below

        def fit(self, X, y):
            before = getattr(self, "estimators_", [])[:]
            super().fit(X, y)
            Forest.kept.append(sum(tree in self.estimators_ for tree in before))
            return self

    options = MEDIAN | {"min_resources": 3, "n_trials": 1}
    search = TPESearchCV(Forest(), {"max_depth": [2]}, resource="n_estimators", **options)
    search.fit(X, y)
    assert Forest.kept == [0, 0, 0, 3, 3, 3, 6, 6, 6, 0]  # three folds take turns; the refit
    search = TPESearchCV(Learner(), {"ceiling": [1.0]}, **options).fit(ROWS, y)
    (curve,) = search.cv_results_["curve"]
    np.testing.assert_array_equal(curve, 1 - 0.5 ** np.array([3, 6, 9]))
    assert search.cv_results_["n_resources"].tolist() == [search.best_estimator_.calls_] == [9]


def test_of_a_pipeline_the_last_step_learns_and_the_others_see_training_rows_once(tmp_path):
    class Counted(StandardScaler):
        fits = []  # noqa: RUF012 -- read below

        def fit(self, X, y=None, sample_weight=None):
            Counted.fits.append(len(X))
            return super().fit(X, y, sample_weight)

    inner = Pipeline([("last", NETWORK)])
    model = Pipeline([("scale", Counted()), ("inner", inner)])
    space = {"inner__last__learning_rate": LogUniform(1e-4, 1)}
    options = MEDIAN | {"n_trials": 2, "stopping": None, "max_resources": 4}
    options["cv"] = KFold(3, shuffle=True, random_state=0)
    search = TPESearchCV(model, space, **options).fit(X, y)
    assert Counted.fits == [100] * 6 + [150]
    whole = {"inner__last__max_epochs": 4}
    other = TPESearchCV(model.set_params(**whole), space, **options | {"max_resources": None})
    other.fit(X, y)
    scores = [one.cv_results_["mean_test_score"] for one in (search, other)]
    np.testing.assert_array_equal(*scores)
    np.testing.assert_array_equal(search.predict_proba(X), other.predict_proba(X))
    cached = make_pipeline(StandardScaler(), MinMaxScaler(), NETWORK, memory=str(tmp_path))
    space = {"mlpclassifier__learning_rate": LogUniform(1e-4, 1)}
    search = TPESearchCV(cached, space, **options).fit(X, y)
    cached.set_params(memory=None, mlpclassifier__max_epochs=4)
    other = TPESearchCV(cached, space, **options | {"max_resources": None}).fit(X, y)
    scores = [one.cv_results_["mean_test_score"] for one in (search, other)]
    np.testing.assert_array_equal(*scores)


def test_weights_reach_each_call_and_the_steps_that_they_name():
    weights = np.where(y == 0, 0.0, 1.0)
    options = MEDIAN | {"n_trials": 2, "error_score": "raise"}
    plain = SGDClassifier(random_state=0)
    search = TPESearchCV(plain, {"alpha": [1e-3]}, **options).fit(X, y, sample_weight=weights)
    assert 0 not in search.predict(X)
    model = Pipeline([("scale", StandardScaler()), ("sgd", plain)])
    search = TPESearchCV(model, {"sgd__alpha": [1e-3]}, **options)
    search.fit(X, y, sgd__sample_weight=weights, scale__sample_weight=weights)
    assert 0 not in search.predict(X)
    np.testing.assert_allclose(search.best_estimator_[0].mean_, X[50:].mean(axis=0))


@pytest.mark.parametrize("in_flight", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_a_log_and_workers_change_nothing(tmp_path, in_flight):
    options, log = MEDIAN | SHORT | {"in_flight": in_flight}, tmp_path / "search.jsonl"
    search = TPESearchCV(NETWORK, RATES, n_trials=7, log=log, **options).fit(X, y)
    search.set_params(n_trials=14, n_jobs=in_flight).fit(X, y)
    assert len(read_log(log).trials) == 14
    straight = TPESearchCV(NETWORK, RATES, n_trials=14, **options).fit(X, y)
    assert min(straight.cv_results_["n_resources"]) < 4
    for row, curve in enumerate(straight.cv_results_.pop("curve")):
        np.testing.assert_array_equal(search.cv_results_["curve"][row], curve)
    del search.cv_results_["curve"]
    same_table(search, straight)
    with pytest.raises(ValueError, match="belongs to another"):
        search.set_params(max_resources=5).fit(X, y)


def test_a_failure_in_one_fold_ends_the_trial_there_and_no_other():
    points = [{"fails_at": fails_at} for fails_at in (4, None)]
    options = MEDIAN | {"cv": KFold(3), "n_trials": 2, "points": points, "refit": False}
    search = TPESearchCV(Learner(0.5), {"fails_at": [4, None]}, **options)
    with pytest.warns(FitFailedWarning, match="2 of 6 fits failed; .*a call that fails"):
        table = search.fit(ROWS, y).cv_results_
    assert table["n_resources"].tolist() == [4, 9]
    assert np.isnan(table["mean_test_score"]).tolist() == [True, False]
    search.set_params(error_score=0.0)
    with pytest.warns(FitFailedWarning, match="2 of 6 fits failed"):
        curve, whole = search.fit(ROWS, y).cv_results_["curve"]
    np.testing.assert_allclose(curve, whole / [1, 1, 1, 3, 3, 3, 3, 3, 3])  # one fold goes on
    search.set_params(error_score="raise")
    with pytest.raises(KeyError, match="a call that fails"):
        search.fit(ROWS, y)


def test_of_several_scores_the_one_of_refit_is_followed():
    scores = {"scoring": ["accuracy", "neg_log_loss"], "n_trials": 12, "return_train_score": True}
    options = MEDIAN | SHORT | scores
    search = TPESearchCV(NETWORK, RATES, refit="neg_log_loss", **options).fit(X, y)
    table = search.cv_results_
    last = [curve[-1] for curve in table["curve"]]
    np.testing.assert_array_equal(last, table["mean_test_neg_log_loss"])
    assert min(table["n_resources"]) < 4
    assert {"mean_test_accuracy", "mean_train_accuracy"} <= table.keys()
    assert search.best_score_ == max(last)


def test_seconds_are_those_of_all_steps():
    class Slow(Learner):
        def partial_fit(self, X, y, classes=None):
            time.sleep(0.01)
            return super().partial_fit(X, y, classes)

        def score(self, X, y):
            time.sleep(0.005)
            return super().score(X, y)

    search = TPESearchCV(Slow(), CEILINGS, n_trials=1, refit=False, **MEDIAN).fit(ROWS, y)
    (trial,) = search.search_result_.trials
    told = [trial.info["fit_seconds"], trial.info["score_seconds"]]
    assert min(told[0]) >= 0.09
    assert min(told[1]) >= 0.045
    assert np.sum(told) <= trial.seconds


def test_regressors_clusters_and_folds_without_a_class_are_stepped_too():
    options = MEDIAN | {"n_trials": 2}
    search = TPESearchCV(SGDRegressor(), {"alpha": LogUniform(1e-5, 1)}, **options).fit(X, X[:, 0])
    assert search.predict(X).shape == (150,)
    model = MiniBatchKMeans(random_state=0)
    assert TPESearchCV(model, {"n_clusters": [2, 3]}, **options).fit(X).n_splits_ == 3
    options["cv"] = PredefinedSplit(np.repeat([0, -1], [50, 100]))  # one class tests alone
    search = TPESearchCV(NETWORK, RATES, **options).fit(X, y)
    assert search.cv_results_["split0_test_score"].tolist() == [0, 0]  # nobody else has it


def test_few_configurations_are_tried_once_each():
    search = RandomizedSearchCV(Learner(), {"ceiling": [0.2, 0.4]}, n_trials=3, **MEDIAN)
    with pytest.warns(UserWarning, match="allow 2 configurations, fewer than n_trials=3"):
        search.set_params(refit=False).fit(ROWS, y)
    assert sorted(search.cv_results_["param_ceiling"]) == [0.2, 0.4]


NINE = {"max_resources": 9}


class Resampling(Pipeline):
    """A pipeline whose steps may drop rows."""


UNUSABLE = [
    (Resampling([("svm", SGDClassifier())]), NINE, "estimator must be one that learns step by"),
    (make_pipeline(SVC()), NINE, "estimator must be one that learns step by step"),
    (SVC(), NINE, r"estimator must be one that learns step by step, by .*, got SVC\(\)"),
    (LogisticRegression(warm_start=True), NINE, "estimator must be one that learns step by step"),
    (RandomForestClassifier(), NINE, "resource must be 'n_estimators' of .*, got 'partial_fit'"),
    (SGDClassifier(), NINE | {"resource": "max_iter"}, "resource must be 'partial_fit' of"),
    (
        Learner(),
        NINE | {"stopping": "mean", "param_distributions": CEILINGS},
        "stopping must be None or 'median', got 'mean'",
    ),
    (Learner(), NINE | {"min_resources": 10}, "min_resources must be from 1 to 9, got 10"),
    (Learner(), {"max_resources": 0}, "max_resources must be at least 1, got 0"),
    (Learner(), {"stopping": "median"}, "max_resources must be a number with stopping='median'"),
    (
        RandomForestClassifier(),
        NINE | {"resource": "n_estimators", "param_distributions": {"n_estimators": [1]}},
        "resource must not be searched as well, got 'n_estimators'",
    ),
]


@pytest.mark.parametrize(("model", "options", "message"), UNUSABLE)
@pytest.mark.parametrize("kind", [kind for kind, _ in KINDS])
def test_what_cannot_be_done_step_by_step_is_told_in_a_sentence(kind, model, options, message):
    options = {"param_distributions": {"x": [1]}} | options
    with pytest.raises(ValueError, match=message):
        kind(model, **options).fit(ROWS, y)
