"""What all six searches do alike as estimators, from scikit-learn's list for its own.

`face` makes a small search; each test runs once for every kind (see conftest.py).
"""

import pickle
import time

import numpy as np
import pytest
from sklearn.base import BaseEstimator, ClassifierMixin, clone
from sklearn.compose import make_column_transformer
from sklearn.datasets import load_iris
from sklearn.exceptions import FitFailedWarning
from sklearn.impute import SimpleImputer
from sklearn.model_selection import GroupKFold
from sklearn.naive_bayes import GaussianNB
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

from hplearn import GridSearchCV, Ridge
from hplearn.model_selection.search_cv import WrongType
from hplearn.tuning import Choice, LogUniform, read_log
from hplearn.tuning.trials import AllTrialsFailed
from tests.model_selection.tables import same_table

X, y = load_iris(return_X_y=True)


def test_the_results_belong_together(face):
    search = face(return_train_score=True).fit(X, y)
    table, result = search.cv_results_, search.search_result_
    n_trials = len(result.trials)
    for column, values in table.items():
        assert len(values) == n_trials, column
    np.testing.assert_array_equal(-table["mean_test_score"], result.losses)
    columns = {"mean_fit_time", "std_score_time", "param_var_smoothing", "split0_train_score"}
    assert columns <= set(table)
    assert search.best_index_ == result.best.number
    assert search.best_params_ == table["params"][search.best_index_]
    assert search.best_score_ == table["mean_test_score"][search.best_index_]
    largest = table.get("n_resources", np.zeros(n_trials))
    top = table["mean_test_score"][largest == largest.max()]
    assert search.best_score_ == top.max()


def test_the_best_model_is_the_estimator_fitted_on_all_rows(face):
    search = face().fit(X, y)
    alone = GaussianNB(**search.best_params_).fit(X, y)
    for method in ("predict", "predict_proba", "predict_log_proba"):
        np.testing.assert_array_equal(getattr(search, method)(X), getattr(alone, method)(X))
    assert search.score(X, y) == alone.score(X, y)
    assert search.n_features_in_ == 4
    assert search.classes_.tolist() == [0, 1, 2]
    assert search.refit_time_ > 0


def test_a_second_fit_a_clone_and_a_pickle_give_the_same(face):
    search = face()
    first = clone(search).fit(X, y)
    for again in (search.fit(X, y).fit(X, y), pickle.loads(pickle.dumps(first))):
        same_table(first, again)
        np.testing.assert_array_equal(first.predict(X), again.predict(X))


@pytest.mark.slow
def test_workers_change_nothing(face):
    same_table(face().fit(X, y), face(n_jobs=2).fit(X, y))


def test_without_refit_it_only_chooses(face):
    search = face(refit=False).fit(X, y)
    assert {"best_index_", "best_params_", "best_score_"} <= set(vars(search))
    assert not hasattr(search, "best_estimator_")
    for method in ("predict", "predict_proba", "transform", "inverse_transform"):
        with pytest.raises(AttributeError, match="has no attribute") as caught:
            getattr(search, method)(X)
        assert "refit=False" in str(caught.value.__cause__)
    with pytest.raises(AttributeError, match="refit=False"):
        search.score(X, y)


class Picky(ClassifierMixin, BaseEstimator):
    """Fails to fit where `value` is above `most`."""

    def __init__(self, value=0.0, most=0.5):
        self.value, self.most = value, most

    def fit(self, X, y):
        self.classes_ = np.unique(y)
        if self.value > self.most:
            raise ValueError("value is too large")
        return self

    def predict(self, X):
        return np.full(len(X), self.classes_[0])


class Quoting(Picky):
    """Fails with an error that quotes the name of another."""

    def fit(self, X, y):
        raise ValueError("failed; the first said: TypeError")


class Mistyped(Picky):
    """Fails as scikit-learn's do with data of a wrong type."""

    def fit(self, X, y):
        raise TypeError("sparse data")


@pytest.mark.parametrize(("model", "kind"), [(Quoting, AllTrialsFailed), (Mistyped, WrongType)])
def test_when_all_fail_the_error_is_of_their_kind_and_leads_to_the_first(model, kind):
    search = GridSearchCV(model(), {"value": [0.1, 0.2]})
    with pytest.raises(kind, match="all 2 trials failed; the first said: ") as caught:
        search.fit(X, y)
    assert caught.value.__cause__.__traceback__ is not None
    assert type(caught.value) is kind
    assert isinstance(caught.value, ValueError)
    assert issubclass(WrongType, TypeError)


VALUES = {"value": LogUniform(0.01, 10.0)}


@pytest.mark.parametrize(("error_score", "score"), [(np.nan, "nan"), (-2, "-2")])
def test_failed_fits_are_recorded_and_never_win(face, error_score, score):
    words = f"ValueError: value is too large. Each scores {score}"
    search = face(Picky(), VALUES, error_score=error_score)
    if hasattr(search, "points"):
        search.points = [{"value": 5.0}, {"value": 0.1}]  # so that every kind meets a failure
    with pytest.warns(FitFailedWarning, match=words) as told:
        search.fit(X, y)
    assert {warning.filename for warning in told} == {__file__}, "it points to who called fit"
    table, trials = search.cv_results_, search.search_result_.trials
    failed = np.array([config["value"] > 0.5 for config in table["params"]])
    assert failed.any()
    np.testing.assert_array_equal(table["mean_test_score"][failed], error_score)
    np.testing.assert_array_equal(table["rank_test_score"][failed], (~failed).sum() + 1)
    assert np.isfinite(table["mean_test_score"][~failed]).all()
    assert search.best_params_["value"] <= 0.5
    assert [trial.failed for trial in trials] == (failed & np.isnan(error_score)).tolist()
    assert "too large" in trials[failed.argmax()].info["error"]


def test_a_failed_fit_raises_if_asked_to(face):
    with pytest.raises(ValueError, match=r"^value is too large$"):
        face(Picky(), VALUES, error_score="raise").fit(X, y)


def test_all_fits_failed_is_an_error(face):
    every = r"all \d trials failed; the first said: ValueError: value is too large"
    one = r"fits failed; one, with \{'value.* is too large"
    for error_score, words in ((np.nan, every), (-2, one)):
        search = face(Picky(most=0), VALUES, error_score=error_score)
        with pytest.raises(ValueError, match=words):
            search.fit(X, y)


class Slow(GaussianNB):
    """Takes seconds to fit where `var_smoothing` is large."""

    def fit(self, X, y):
        time.sleep(5.0 if self.var_smoothing > 0.1 else 0.0)
        return super().fit(X, y)


@pytest.mark.parametrize("face", ["grid"], indirect=True)
def test_a_trial_past_its_time_fails_and_the_search_goes_on(face):
    with pytest.warns(FitFailedWarning, match=r"TimeoutError: took longer than timeout=0.2 s"):
        search = face(Slow(), timeout=0.2).fit(X, y)
    assert np.isnan(search.cv_results_["split2_test_score"]).tolist() == [False] * 3 + [True]


def test_a_search_goes_on_from_its_log(face, tmp_path):
    class Stop(Exception):
        pass

    def stop(trial):
        if trial.number == 2:
            raise Stop

    whole, log = face().fit(X, y), tmp_path / "log.jsonl"
    with pytest.raises(Stop):
        face(log=log, callback=stop).fit(X, y)
    ran = []
    resumed = face(log=log, callback=ran.append).fit(X, y)
    same_table(whole, resumed)
    assert len(ran) == len(whole.search_result_.trials) - 3
    assert read_log(log).best_score == whole.best_score_


def test_a_log_of_other_data_or_another_model_is_refused(face, tmp_path):
    log = tmp_path / "log.jsonl"
    face(log=log).fit(X, y)
    other_model, other_score = face(GaussianNB(priors=[0.2, 0.3, 0.5])), face(scoring="f1_macro")
    changed = [(face(), X + 1, y), (face(), X[:-3], y[:-3]), (face(), X, np.roll(y, 1))]
    for search, rows, labels in [*changed, (other_model, X, y), (other_score, X, y)]:
        with pytest.raises(ValueError, match="belongs to another search"):
            search.set_params(log=log).fit(rows, labels)


WEIGHTS, GROUPS, FOLDS = np.ones(len(y)), np.arange(len(y)) % 7, GroupKFold(3)
DATA = [
    ({}, (X + 1, y, {}), "X"),
    ({}, (X, np.roll(y, 1), {}), "y"),
    ({}, (X, y, {"sample_weight": WEIGHTS + (y == 1)}), "sample_weight"),
    ({"cv": 4}, (X, y, {}), "cv or groups"),
    ({"cv": FOLDS}, (X, y, {"groups": GROUPS[::-1]}), "cv or groups"),
]


@pytest.mark.parametrize(("option", "changed", "said"), DATA)
def test_a_log_says_which_of_the_data_is_another(option, changed, said, tmp_path):
    log, same = tmp_path / "log", {"sample_weight": WEIGHTS}
    same |= {"groups": GROUPS} if option.get("cv") is FOLDS else {}
    cv = FOLDS if "groups" in same else 3
    grid = {"var_smoothing": [1e-9, 1e-3]}
    GridSearchCV(GaussianNB(), grid, cv=cv, log=log).fit(X, y, **same)
    rows, labels, params = changed
    search = GridSearchCV(GaussianNB(), grid, log=log, **{"cv": 3} | option)
    with pytest.raises(ValueError, match=f"another search, which differs in {said}$"):
        search.fit(rows, labels, **same | params)


@pytest.mark.parametrize("kind", [np.random.RandomState, np.random.default_rng])
def test_the_state_of_an_estimators_own_generator_counts(kind, tmp_path):
    log, ran = tmp_path / "log", []

    def fitted(seed, **options):
        model = Jittered(random_state=kind(seed))
        search = GridSearchCV(make_pipeline(model), {"jittered__scale": [0.1, 5.0]}, cv=2)
        return search.set_params(log=log, **options).fit(X, y)

    first = fitted(0)
    same_table(first, fitted(0, callback=ran.append))
    assert ran == []
    with pytest.raises(ValueError, match=r"random_state.* is .* accept_changed=True"):
        fitted(1)


class Jittered(GaussianNB):
    """Naive Bayes on features with noise."""

    def __init__(self, scale=1.0, random_state=None):
        super().__init__()
        self.scale, self.random_state = scale, random_state

    def fit(self, X, y):
        return super().fit(X + self.random_state.normal(size=X.shape) * self.scale, y)


def test_names_that_scikit_learn_makes_are_names(face, tmp_path):
    pd = pytest.importorskip("pandas")
    table = pd.DataFrame(X, columns=["a", "b", "c", "d"]).assign(kind=np.where(y > 0, "p", "q"))
    table.loc[::7, "a"] = np.nan
    numbers = make_pipeline(SimpleImputer(), StandardScaler())
    words = make_pipeline(SimpleImputer(strategy="most_frequent"), OneHotEncoder())
    columns = make_column_transformer((numbers, ["a", "b"]), (words, ["kind"]))
    # scikit-learn calls them pipeline-1 and pipeline-2
    model = Pipeline([("num cols", columns), ("naïve bayes", GaussianNB())])
    space = {
        "num cols__pipeline-1__simpleimputer__strategy": Choice(["mean", "median"]),
        "naïve bayes__var_smoothing": LogUniform(1e-9, 1.0),
    }
    log = tmp_path / "log"
    search = face(model, space, log=log, cv=2).fit(table, y)
    assert {*search.best_params_} == {*space}
    assert {f"param_{name}" for name in space} <= {*search.cv_results_}
    if not isinstance(search, GridSearchCV):
        assert [trial.config for trial in read_log(log, space).trials] == [
            trial.config for trial in search.search_result_.trials
        ]


def test_points_are_tried_first(sampling_face):
    points = [{"var_smoothing": 0.5}, {"var_smoothing": 1e-3}]
    search = sampling_face(points=points).fit(X, y)
    assert search.cv_results_["params"][:2] == points


def test_the_seed_decides(sampling_face):
    one, other = (sampling_face(random_state=seed).fit(X, y) for seed in (1, 2))
    assert one.cv_results_["params"] != other.cv_results_["params"]
    old, again = (sampling_face(random_state=np.random.RandomState(5)).fit(X, y) for _ in range(2))
    same_table(old, again)


def test_a_sweep_in_any_search_scores_as_single_fits_do(face):
    target, two = X[:, 0] + 0.1 * y, ["r2", "neg_mean_squared_error"]
    search = face(Ridge(), {"alpha": LogUniform(0.1, 10)}, scoring=two, refit=two[1])
    swept = clone(search).fit(X, target)
    alone = clone(search).set_params(return_train_score=True).fit(X, target)
    for column in ("mean_test_r2", "mean_test_neg_mean_squared_error"):
        np.testing.assert_allclose(swept.cv_results_[column], alone.cv_results_[column], rtol=1e-10)
    np.testing.assert_allclose(swept.search_result_.losses, alone.search_result_.losses, rtol=1e-10)
