"""GridSearchCV against scikit-learn's, score by score: Ridge swept, all else fitted one by one."""

import re

import numpy as np
import pytest
import sklearn.linear_model
import sklearn.model_selection
from sklearn.datasets import load_breast_cancer, load_diabetes, load_iris
from sklearn.decomposition import PCA
from sklearn.dummy import DummyRegressor
from sklearn.exceptions import FitFailedWarning
from sklearn.metrics import make_scorer, precision_score
from sklearn.naive_bayes import GaussianNB
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC

from hplearn import GridSearchCV, KFold, LogUniform, Ridge, cross_val_score
from tests.model_selection.tables import same_scores, same_table

GRID = {"alpha": np.logspace(-4, 4, 100)}  # the article's
RIDGES = Ridge(), sklearn.linear_model.Ridge()


def gaussian(n_samples, n_features, change=None):
    rng = np.random.default_rng(n_samples + n_features)
    X = rng.normal(size=(n_samples, n_features))
    y = X @ rng.normal(size=n_features) + rng.normal(size=n_samples)
    return (X if change is None else change(X)), y


def both(X, y, grid=GRID, models=RIDGES, **options):
    """Return our search and scikit-learn's, fitted alike."""
    ours = GridSearchCV(models[0], grid, **options).fit(X, y)
    return ours, sklearn.model_selection.GridSearchCV(models[1], grid, **options).fit(X, y)


DATA = {
    "100x1": lambda: gaussian(100, 1),
    "2000x50": lambda: gaussian(2000, 50),
    "20x300": lambda: gaussian(20, 300),
    "offset": lambda: gaussian(100, 5, lambda X: X + 1e6),
    "diabetes": lambda: load_diabetes(return_X_y=True),
    "200x5000": lambda: gaussian(200, 5000),
}
*QUICK, LONG = DATA


@pytest.mark.slow
@pytest.mark.parametrize("name", [*QUICK, pytest.param(LONG, marks=pytest.mark.ci)])
def test_the_documents_search_equals_scikit_learns(name):
    grid = GRID if name == "diabetes" else {"alpha": GRID["alpha"][::9]}  # with both ends
    ours, theirs = both(*DATA[name](), grid, cv=5)
    assert ours.best_params_ == theirs.best_params_
    same_scores(ours, theirs, rtol=0, atol=1e-10)


def test_a_constant_fold_scores_as_scikit_learn_says():
    X, y = gaussian(20, 2)
    y[:4] = 1.0  # the first fold's target has no variance
    same_scores(*both(X, y, {"alpha": [0.1, 1.0]}, cv=[(np.arange(4, 20), np.arange(4))]))


@pytest.mark.filterwarnings("ignore:A column-vector y was passed")
def test_a_column_of_targets_is_a_list_of_targets():
    X, y = gaussian(100, 3)
    grid = {"alpha": np.logspace(-3, 3, 20)}  # as many as a fold has rows
    flat, column = (GridSearchCV(Ridge(), grid).fit(X, target) for target in (y, y[:, None]))
    same_scores(column, flat, rtol=1e-12)


def test_32_bit_targets_are_scored_in_64():
    X, y = gaussian(50, 2)
    y = (y + 1e4).astype(np.float32)
    same_scores(*(GridSearchCV(Ridge(), GRID).fit(X, target) for target in (y, y.astype(float))))


@pytest.mark.parametrize("scoring", [None, "r2", "neg_mean_squared_error", "neg_max_error"])
def test_a_sweep_scores_as_one_fit_at_a_time_does(scoring):
    X, y = gaussian(60, 5)
    grid = {"alpha": [0.1, 1.0, 10.0], "fit_intercept": [True, False]}
    swept = GridSearchCV(Ridge(), grid, scoring=scoring).fit(X, y)
    one_by_one = GridSearchCV(Ridge(), grid, scoring=scoring, return_train_score=True).fit(X, y)
    assert "mean_train_score" not in swept.cv_results_
    for column in (f"split{k}_test_score" for k in range(5)):
        ours, theirs = swept.cv_results_[column], one_by_one.cv_results_[column]
        np.testing.assert_allclose(ours, theirs, rtol=1e-12)


def test_ridge_is_swept_and_a_bad_configuration_costs_itself_only(monkeypatch):
    fits, plain = [], Ridge.fit
    monkeypatch.setattr(Ridge, "fit", lambda self, X, y: fits.append(1) or plain(self, X, y))
    good = GridSearchCV(Ridge(), GRID).fit(*gaussian(50, 2))
    assert len(fits) == 1  # the refit
    with pytest.warns(FitFailedWarning, match=r"5 of 505 fits failed.*-1.*got -1"):
        search = GridSearchCV(Ridge(), {"alpha": [-1, *GRID["alpha"]]}).fit(*gaussian(50, 2))
    assert len(fits) < 21  # five of the bad one, the refit, few that stood alone with it
    bad, *others = search.cv_results_["mean_test_score"]
    assert np.isnan(bad)
    np.testing.assert_allclose(others, good.cv_results_["mean_test_score"], rtol=1e-12)
    assert search.cv_results_["rank_test_score"][0] == 101


class Clipped(Ridge):
    """A ridge that predicts nothing below zero."""

    def predict(self, X):
        return super().predict(X).clip(0)


def test_a_subclass_is_not_swept_as_its_parent():
    X, y = gaussian(50, 3)
    search = GridSearchCV(Clipped(), {"alpha": [1.0, 2.0]}).fit(X, y)
    scores = cross_val_score(Clipped(alpha=1.0), X, y)
    assert search.cv_results_["mean_test_score"][0] == pytest.approx(scores.mean(), rel=1e-12)


def test_cross_val_score_equals_scikit_learns_and_takes_lists():
    X, y = gaussian(30, 2)
    model = sklearn.linear_model.LinearRegression()
    theirs = sklearn.model_selection.cross_val_score(model, X, y, cv=3)
    np.testing.assert_array_equal(cross_val_score(model, X, y, cv=KFold(3)), theirs)
    rows = [[value] for value in range(6)]
    assert cross_val_score(DummyRegressor(), rows, [0.0, 1, 0, 1, 0, 1], cv=3).shape == (3,)
    with pytest.raises(ValueError, match=r"scoring must be one score.* got \['a', 'b'\]"):
        cross_val_score(model, X, y, scoring=lambda model, X, y: {"a": 1.0, "b": 2.0})


BAYES = GaussianNB(), {"var_smoothing": [1e-9, 1e-3, 1e-1, 1.0]}
NEIGHBOURS = KNeighborsClassifier(), {"n_neighbors": [1, 5], "weights": ["uniform", "distance"]}
KERNELS = SVC(), [{"kernel": ["rbf"], "gamma": [1e-3, 1e-2]}, {"kernel": ["linear"]}]
STEPS = (
    make_pipeline(StandardScaler(), sklearn.linear_model.LogisticRegression()),
    {"logisticregression__C": [0.1, 1], "standardscaler": [StandardScaler(), PCA(2)]},
)
TWO = {"acc": "accuracy", "prec": make_scorer(precision_score)}


SEARCHES = [
    (*KERNELS, {}),
    (*STEPS, {"cv": KFold(4, shuffle=True, random_state=0)}),
    (*NEIGHBOURS, {"scoring": "balanced_accuracy"}),
    (*BAYES, {"scoring": TWO, "refit": "prec"}),
    (*BAYES, {"scoring": ["accuracy", "f1"], "refit": "f1", "return_train_score": True}),
    (*BAYES, {"scoring": ("accuracy", "roc_auc"), "refit": False}),
    (*BAYES, {"scoring": lambda model, X, y: model.score(X, y)}),
]


@pytest.mark.parametrize(("model", "grid", "options"), SEARCHES)
def test_any_estimator_gives_scikit_learns_table(model, grid, options):
    X, y = (rows[:200] for rows in load_breast_cancer(return_X_y=True))
    X = X / X.std(axis=0)  # or a linear kernel takes seconds
    ours, theirs = both(X, y, grid, (model, model), **{"cv": 3} | options)
    same_table(ours, theirs, skip=("params", "param_standardscaler"))
    for column, values in theirs.cv_results_.items():
        assert column == "params" or ours.cv_results_[column].dtype == values.dtype
    for name in ("best_index_", "best_score_", "n_splits_", "multimetric_"):
        assert getattr(ours, name, "none") == getattr(theirs, name, "none")
    assert type(ours.scorer_) is type(theirs.scorer_)
    if options.get("refit", True):
        np.testing.assert_array_equal(ours.predict(X), theirs.predict(X))
        assert ours.score(X, y) == theirs.score(X, y)


NO_NUMBERS = [
    ({"scoring": lambda *fit: np.nan}, 10),
    ({"cv": sklearn.model_selection.LeaveOneOut()}, 40),  # one row alone has no r2
]


@pytest.mark.parametrize(("options", "n_scores"), NO_NUMBERS)
def test_scores_that_are_no_numbers_are_announced_and_nothing_failed(options, n_scores):
    search = GridSearchCV(Ridge(), {"alpha": [1, 2]}, **options)
    said = rf"{n_scores} of {n_scores} scores 'score' .*'alpha': 1\}}, is nan"
    with pytest.warns(UserWarning, match=said):
        search.fit(*gaussian(20, 2))
    assert np.isposinf(search.search_result_.losses).all()


def test_a_score_that_takes_no_weights_is_announced():
    X, y = load_iris(return_X_y=True)
    flat = make_scorer(lambda truth, prediction: 0.5)
    search = GridSearchCV(*BAYES, scoring={"flat": flat, "acc": "accuracy"}, refit=False)
    with pytest.warns(UserWarning, match="scores 'flat' .* does not support sample_weight"):
        search.fit(X, y, sample_weight=np.ones(150))


KERNEL = SVC(kernel="precomputed")
UNUSABLE = [
    ({"param_grid": {}}, r"at least one|a space must be"),
    ({"param_grid": {"alhpa": [1]}}, r"Invalid parameter 'alhpa' for estimator Ridge\(\)"),
    ({"estimator": KERNEL, "param_grid": {"C": [1]}}, "X must be a square kernel matrix"),
    ({"scoring": lambda model, X, y: None}, r"scoring must return a number, got None"),
    ({"scoring": 3}, r"'scoring' parameter .* must be a str .*a callable.* or None. Got 3"),
    ({"refit": 3}, r"refit must be True, False, the name of a score or a callable, got 3"),
    ({"error_score": "nan"}, r'error_score must be a number or "raise", got'),
    ({"cv": [(1, 2, 3)]}, r"cv must give \(train, test\) pairs .* got \(1, 2, 3\)"),
    ({"cv": [([0, 1], [99])]}, r"cv must give .* numbers below 20.* got \(\[0, 1\], \[99\]\)"),
]


@pytest.mark.parametrize(("options", "message"), UNUSABLE)
def test_an_option_that_cannot_be_used_is_named(options, message):
    options = {"estimator": Ridge(), "param_grid": {"alpha": [1.0]}} | options
    with pytest.raises(ValueError, match=message):
        GridSearchCV(**options).fit(*gaussian(20, 2))


def test_a_grid_with_a_range_says_what_it_wants():
    search = GridSearchCV(Ridge(), {"alpha": LogUniform(0.1, 10.0)})
    message = (
        "param_grid must be a list of values for 'alpha', such as those of its grid(5), got "
        "LogUniform(low=0.1, high=10.0)"
    )
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        search.fit(np.arange(20.0)[:, None], np.arange(20.0))
