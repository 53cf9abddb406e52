"""GridSearchCV against scikit-learn's, fold by fold, and what it does when fits fail."""

import numpy as np
import pytest
import sklearn.linear_model
import sklearn.model_selection
from sklearn.base import BaseEstimator, RegressorMixin, clone
from sklearn.datasets import load_diabetes, load_iris, make_regression
from sklearn.decomposition import PCA
from sklearn.exceptions import FitFailedWarning, NotFittedError
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC

from hplearn import GridSearchCV, KFold, Ridge, cross_val_score

GRID = {"alpha": np.logspace(-4, 4, 100)}  # the document's


def gaussian(n_samples, n_features, change=None):
    rng = np.random.default_rng(n_samples + n_features)
    X = rng.normal(size=(n_samples, n_features))
    y = X @ rng.normal(size=n_features) + rng.normal(size=n_samples)
    return (X if change is None else change(X)), y


DATA = {
    "100x1": lambda: gaussian(100, 1),
    "2000x50": lambda: gaussian(2000, 50),
    "200x5000": lambda: gaussian(200, 5000),
    "collinear": lambda: gaussian(100, 5, lambda X: np.hstack([X, X[:, :2], X @ np.ones((5, 1))])),
    "constant": lambda: gaussian(100, 5, lambda X: np.hstack([X, np.full((len(X), 1), 7.0)])),
    "offset": lambda: gaussian(100, 5, lambda X: X + 1e6),
    "diabetes": lambda: load_diabetes(return_X_y=True),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", DATA)
def test_the_documents_search_equals_scikit_learns(name):
    X, y = DATA[name]()
    ours = GridSearchCV(estimator=Ridge(), param_grid=GRID, cv=5).fit(X, y)
    theirs = sklearn.model_selection.GridSearchCV(
        estimator=sklearn.linear_model.Ridge(), param_grid=GRID, cv=5
    ).fit(X, y)
    assert ours.best_params_ == theirs.best_params_
    np.testing.assert_allclose(
        ours.cv_results_["mean_test_score"],
        theirs.cv_results_["mean_test_score"],
        rtol=0,
        atol=1e-10,
    )


def test_columns_far_off_cost_no_digit():
    # scikit-learn multiplies the uncentred columns at the end, and is 5e-11 off here.
    X, y = gaussian(100, 5)
    offset = X + 1e6
    far = GridSearchCV(Ridge(), GRID).fit(offset, y).cv_results_["mean_test_score"]
    near = GridSearchCV(Ridge(), GRID).fit(offset - 1e6, y).cv_results_["mean_test_score"]
    np.testing.assert_allclose(far, near, rtol=0, atol=1e-14)


@pytest.mark.parametrize("seed", range(20))
def test_the_documents_example_gives_the_same_alpha(seed):
    X, y = make_regression(n_samples=100, n_features=1, noise=0.1, random_state=seed)
    few = {"alpha": GRID["alpha"][::10]}
    ours = GridSearchCV(Ridge(), few, cv=5).fit(X, y)
    theirs = sklearn.model_selection.GridSearchCV(sklearn.linear_model.Ridge(), few, cv=5).fit(X, y)
    assert ours.best_params_ == theirs.best_params_
    np.testing.assert_array_equal(
        ours.cv_results_["rank_test_score"], theirs.cv_results_["rank_test_score"]
    )


@pytest.mark.parametrize(
    ("estimator", "grid", "options"),
    [
        (SVC(), [{"kernel": ["rbf"], "gamma": [0.1, 1]}, {"kernel": ["linear"]}], {}),
        (KNeighborsClassifier(), {"n_neighbors": [1, 5]}, {"scoring": "balanced_accuracy"}),
        (
            make_pipeline(StandardScaler(), sklearn.linear_model.LogisticRegression()),
            {"logisticregression__C": [0.1, 1], "standardscaler": [StandardScaler(), PCA(2)]},
            {"cv": KFold(4, shuffle=True, random_state=0)},
        ),
        (
            KNeighborsClassifier(),
            {"weights": ["uniform", "distance"]},
            {"return_train_score": True},
        ),
    ],
)
def test_any_estimator_gives_scikit_learns_table(estimator, grid, options):
    X, y = load_iris(return_X_y=True)
    ours = GridSearchCV(estimator, grid, **options).fit(X, y)
    theirs = sklearn.model_selection.GridSearchCV(estimator, grid, **options).fit(X, y)
    assert set(ours.cv_results_) == set(theirs.cv_results_)
    for column, values in theirs.cv_results_.items():
        if column == "params" or "time" in column or "standardscaler" in column:
            continue
        assert ours.cv_results_[column].dtype == values.dtype
        np.testing.assert_array_equal(ours.cv_results_[column], values)
    np.testing.assert_array_equal(ours.predict(X), theirs.predict(X))
    assert ours.score(X, y) == theirs.score(X, y)
    assert ours.best_index_ == theirs.best_index_


@pytest.mark.parametrize("scoring", [None, "r2", "neg_mean_squared_error", "neg_max_error"])
def test_a_sweep_scores_as_one_fit_at_a_time_does(scoring):
    X, y = gaussian(60, 5)
    grid = {"alpha": [0.1, 1.0, 10.0], "fit_intercept": [True, False]}
    swept = GridSearchCV(Ridge(), grid, scoring=scoring).fit(X, y)
    one_by_one = GridSearchCV(Ridge(), grid, scoring=scoring, return_train_score=True).fit(X, y)
    assert "mean_train_score" not in swept.cv_results_
    for k in range(5):
        column = f"split{k}_test_score"
        np.testing.assert_allclose(
            swept.cv_results_[column], one_by_one.cv_results_[column], rtol=1e-12
        )


def test_ridge_is_swept_not_fitted_one_by_one(monkeypatch):
    fits = []
    plain = Ridge.fit
    monkeypatch.setattr(Ridge, "fit", lambda self, X, y: fits.append(1) or plain(self, X, y))
    GridSearchCV(Ridge(), GRID).fit(*gaussian(50, 2))
    assert len(fits) == 1  # the refit


def test_a_bad_configuration_costs_itself_only():
    X, y = gaussian(50, 2)
    with pytest.warns(FitFailedWarning, match=r"5 of 15 fits failed.*-1.*got -1"):
        search = GridSearchCV(Ridge(), {"alpha": [-1, 0.1, 1]}).fit(X, y)
    np.testing.assert_array_equal(np.isnan(search.cv_results_["mean_test_score"]), [1, 0, 0])
    assert search.cv_results_["rank_test_score"][0] == 3
    with pytest.warns(FitFailedWarning, match="Each scores -7"):
        search = GridSearchCV(Ridge(), {"alpha": [-1, 0.1]}, error_score=-7).fit(X, y)
    assert search.cv_results_["mean_test_score"][0] == -7
    with pytest.raises(ValueError, match="got -1"):
        GridSearchCV(Ridge(), {"alpha": [-1, 0.1]}, error_score="raise").fit(X, y)


def test_when_every_fit_fails_the_search_says_why():
    X, y = gaussian(50, 2)
    with pytest.raises(ValueError, match=r"all 2 trials failed.*alpha must be finite and zero"):
        GridSearchCV(Ridge(), {"alpha": [-1, -2]}).fit(X, y)
    for spoilt, name in ((np.where(X[3, 1] == X, np.nan, X), "X"), (X, "y")):
        target = np.where(y == y[3], np.nan, y) if name == "y" else y
        with pytest.raises(ValueError, match=f"Input {name} contains NaN"):
            GridSearchCV(Ridge(), {"alpha": [1, 2]}).fit(spoilt, target)


def test_scores_that_are_no_numbers_are_announced():
    with pytest.warns(UserWarning, match=r"10 of 10 scores 'score' .*'alpha': 1\}, is nan"):
        GridSearchCV(Ridge(), {"alpha": [1, 2]}, scoring=lambda *fit: np.nan).fit(*gaussian(20, 2))


def test_an_unknown_name_is_refused_before_any_fit():
    with pytest.raises(ValueError, match=r"Invalid parameter 'alhpa' for estimator Ridge\(\)"):
        GridSearchCV(Ridge(), {"alhpa": [1]}).fit(*gaussian(10, 2))


def test_an_empty_grid_and_too_many_folds_are_refused():
    X, y = gaussian(10, 2)
    for empty in ({}, [], {"alpha": []}):
        with pytest.raises(ValueError, match=r"at least one|a space must be"):
            GridSearchCV(Ridge(), empty).fit(X, y)
    with pytest.raises(ValueError, match="n_splits=11 for n_samples=10"):
        GridSearchCV(Ridge(), {"alpha": [1]}, cv=11).fit(X, y)


def test_workers_change_nothing_but_the_time():
    X, y = load_iris(return_X_y=True)
    grid = {"n_neighbors": [1, 5, 9]}
    here = GridSearchCV(KNeighborsClassifier(), grid).fit(X, y)
    there = GridSearchCV(KNeighborsClassifier(), grid, n_jobs=2).fit(X, y)
    np.testing.assert_array_equal(
        here.cv_results_["mean_test_score"], there.cv_results_["mean_test_score"]
    )


def test_the_search_behaves_as_the_estimator_inside():
    X, y = load_iris(return_X_y=True)
    search = GridSearchCV(SVC(), {"C": [1]})
    assert hasattr(search, "predict")
    assert not hasattr(search, "transform")
    with pytest.raises(NotFittedError):
        search.predict(X)
    search.fit(X, y)
    assert search.classes_.tolist() == [0, 1, 2]
    assert search.n_features_in_ == 4
    without = clone(search).set_params(refit=False).fit(X, y)
    assert not hasattr(without, "predict")
    assert not hasattr(without, "best_estimator_")
    nested = cross_val_score(search, X, y, cv=3)
    assert nested.shape == (3,)


@pytest.mark.parametrize("inner", [Ridge(3.0), sklearn.linear_model.Ridge(3.0)])
def test_a_search_leaves_its_estimator_as_it_was(inner):
    GridSearchCV(inner, {"alpha": [1.0, 2.0]}).fit(*gaussian(20, 2))
    assert inner.alpha == 3.0
    assert not hasattr(inner, "coef_")


def test_a_search_is_a_step_of_scikit_learns_pipeline():
    X, y = gaussian(50, 3)
    ours = make_pipeline(StandardScaler(), GridSearchCV(Ridge(), {"alpha": [0.1, 10.0]}))
    theirs = make_pipeline(
        StandardScaler(),
        sklearn.model_selection.GridSearchCV(sklearn.linear_model.Ridge(), {"alpha": [0.1, 10.0]}),
    )
    np.testing.assert_allclose(ours.fit(X, y).predict(X), theirs.fit(X, y).predict(X), rtol=1e-10)


def test_progress_is_shown_when_asked_for(capsys):
    GridSearchCV(SVC(), {"C": [1, 2]}, verbose=1).fit(*load_iris(return_X_y=True))
    assert "2/2" in capsys.readouterr().err


class Constant(RegressorMixin, BaseEstimator):
    """Predicts `value`; counts what it was shown."""

    def __init__(self, value=0.0):
        self.value = value

    def fit(self, X, y):
        self.is_fitted_ = True
        self.seen_ = len(X)
        return self

    def predict(self, X):
        return np.full(len(X), self.value)


def test_cross_val_score_equals_scikit_learns_and_takes_lists():
    X, y = gaussian(30, 2)
    ours = cross_val_score(sklearn.linear_model.LinearRegression(), X, y, cv=KFold(3))
    theirs = sklearn.model_selection.cross_val_score(
        sklearn.linear_model.LinearRegression(), X, y, cv=sklearn.model_selection.KFold(3)
    )
    np.testing.assert_array_equal(ours, theirs)
    rows = [[value] for value in range(6)]
    assert cross_val_score(Constant(), rows, [0.0, 1, 0, 1, 0, 1], cv=3).shape == (3,)


def test_a_constant_fold_scores_as_scikit_learn_says():
    X, y = gaussian(20, 2)
    y[:4] = 1.0  # the first fold's target has no variance
    ours = GridSearchCV(Ridge(), {"alpha": [0.1, 1.0]}).fit(X, y)
    theirs = sklearn.model_selection.GridSearchCV(
        sklearn.linear_model.Ridge(), {"alpha": [0.1, 1.0]}
    ).fit(X, y)
    np.testing.assert_allclose(
        ours.cv_results_["split0_test_score"], theirs.cv_results_["split0_test_score"]
    )


def same_scores(ours, theirs, **tolerance):
    np.testing.assert_allclose(
        ours.cv_results_["mean_test_score"], theirs.cv_results_["mean_test_score"], **tolerance
    )


@pytest.mark.filterwarnings("ignore:A column-vector y was passed")
@pytest.mark.parametrize("n_alphas", [20, 7])
def test_a_column_of_targets_is_a_list_of_targets(n_alphas):
    X, y = gaussian(100, 3)
    grid = {"alpha": np.logspace(-3, 3, n_alphas)}  # 20 is the size of a fold as well
    flat, column = (GridSearchCV(Ridge(), grid).fit(X, target) for target in (y, y[:, None]))
    same_scores(column, flat, rtol=1e-12)


def test_a_row_that_no_fold_uses_changes_nothing():
    X, y = gaussian(100, 3)
    used = np.delete(np.arange(100), 3)
    folds = [(used[np.arange(99) % 5 != k], used[np.arange(99) % 5 == k]) for k in range(5)]
    for spoilt_X, spoilt_y in ((1e18, 0.0), (0.0, 1e15)):
        X[3, 1], y[3] = spoilt_X, spoilt_y
        ours = GridSearchCV(Ridge(), GRID, cv=folds).fit(X, y)
        theirs = sklearn.model_selection.GridSearchCV(
            sklearn.linear_model.Ridge(), GRID, cv=folds, refit=False
        )
        same_scores(ours, theirs.fit(X, y), rtol=0, atol=1e-10)


def test_growth_over_time_costs_early_folds_no_digit():
    X, y = gaussian(60, 2)
    y = y * np.exp(np.arange(60) / 3)
    cv = sklearn.model_selection.TimeSeriesSplit(5)
    ours = GridSearchCV(Ridge(), GRID, cv=cv).fit(X, y)
    theirs = sklearn.model_selection.GridSearchCV(sklearn.linear_model.Ridge(), GRID, cv=cv)
    same_scores(ours, theirs.fit(X, y), rtol=1e-9, atol=1e-10)


class Clipped(Ridge):
    """A ridge that predicts nothing below zero."""

    def predict(self, X):
        return super().predict(X).clip(0)


def test_a_subclass_is_not_swept_as_its_parent():
    X, y = gaussian(50, 3)
    search = GridSearchCV(Clipped(), {"alpha": [1.0, 2.0]}).fit(X, y)
    scores = cross_val_score(Clipped(alpha=1.0), X, y)
    assert search.cv_results_["mean_test_score"][0] == pytest.approx(scores.mean(), rel=1e-12)


def test_a_step_of_a_pipeline_is_swapped_and_tuned():
    X, y = load_iris(return_X_y=True)
    grid = [{"m": [SVC()], "m__C": [1, 10]}, {"m": [KNeighborsClassifier()], "m__n_neighbors": [3]}]
    model = Pipeline([("m", sklearn.linear_model.LogisticRegression())])
    ours = GridSearchCV(model, grid).fit(X, y)
    same_scores(ours, sklearn.model_selection.GridSearchCV(model, grid).fit(X, y))


def test_one_bad_configuration_leaves_the_others_in_stacks(monkeypatch):
    fits, plain = [], Ridge.fit
    monkeypatch.setattr(Ridge, "fit", lambda self, X, y: fits.append(1) or plain(self, X, y))
    with pytest.warns(FitFailedWarning, match="5 of 505 fits failed"):
        GridSearchCV(Ridge(), {"alpha": [-1, *GRID["alpha"]]}).fit(*gaussian(50, 2))
    assert len(fits) < 20  # five of the bad one, the refit, few that stood alone with it


def test_32_bit_targets_are_scored_in_64():
    X, y = gaussian(50, 2)
    y = (y + 1e4).astype(np.float32)
    ours = GridSearchCV(Ridge(), {"alpha": [1.0, 2.0]}).fit(X, y)
    same_scores(ours, GridSearchCV(Ridge(), {"alpha": [1.0, 2.0]}).fit(X, y.astype(float)))


def test_groups_and_kernels_reach_the_folds():
    X, y = load_iris(return_X_y=True)
    groups = np.arange(150) % 7
    cv = sklearn.model_selection.GroupKFold(3)
    ours = GridSearchCV(SVC(), {"C": [1, 10]}, cv=cv).fit(X, y, groups=groups)
    theirs = sklearn.model_selection.GridSearchCV(SVC(), {"C": [1, 10]}, cv=cv)
    same_scores(ours, theirs.fit(X, y, groups=groups))
    kernel = GridSearchCV(SVC(kernel="precomputed"), {"C": [1, 10]}).fit(X @ X.T, y)
    same_scores(kernel, GridSearchCV(SVC(kernel="linear"), {"C": [1, 10]}).fit(X, y))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"scoring": lambda model, X, y: None}, r"scoring must return a number, got None"),
        ({"scoring": 3}, r"'scoring' parameter .* must be a str .*a callable.* or None. Got 3"),
        ({"scoring": ["r2", "r2"]}, r"Duplicate elements"),
        ({"scoring": "r3"}, r"r3"),
        ({"refit": 3}, r"refit must be True, False, the name of a score or a callable, got 3"),
        ({"error_score": "nan"}, r'error_score must be a number or "raise", got'),
        ({"cv": "5"}, r"cv must be a number of folds, .* got '5'"),
        ({"cv": [(1, 2, 3)]}, r"cv must give \(train, test\) pairs .* got \(1, 2, 3\)"),
        (
            {"cv": [([0, 1], [99])]},
            r"cv must give .* numbers below 20.* got \(\[0, 1\], \[99\]\)",
        ),
        ({"cv": [([], [1])]}, r"cv must give .*, at least one of each, got \(\[\], \[1\]\)"),
    ],
)
def test_an_option_that_cannot_be_used_is_named(options, message):
    with pytest.raises(ValueError, match=message):
        GridSearchCV(Ridge(), {"alpha": [1.0]}, **options).fit(*gaussian(20, 2))
