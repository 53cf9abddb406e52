"""Several scores at once, and which configuration is kept."""

import numpy as np
import pytest
import sklearn.model_selection
from sklearn.datasets import load_breast_cancer, load_diabetes, load_iris
from sklearn.exceptions import FitFailedWarning
from sklearn.metrics import confusion_matrix, make_scorer, precision_score
from sklearn.naive_bayes import GaussianNB
from sklearn.svm import SVC

from hplearn import GridSearchCV, Ridge
from hplearn.model_selection.refit_rules import one_standard_error

X, y = load_breast_cancer(return_X_y=True)
X, y = X[:200], y[:200]
GRID = {"var_smoothing": [1e-9, 1e-3, 1e-1, 1.0]}
TWO = {"acc": "accuracy", "prec": make_scorer(precision_score)}


def both(grid=None, model=None, **options):
    """Return our grid search and scikit-learn's, fitted alike."""
    grid, model = grid or GRID, model or GaussianNB()
    ours = GridSearchCV(model, grid, cv=3, **options).fit(X, y)
    return ours, sklearn.model_selection.GridSearchCV(model, grid, cv=3, **options).fit(X, y)


def confusion(model, X, y):
    matrix = confusion_matrix(y, model.predict(X))
    return {"tn": matrix[0, 0], "tp": matrix[1, 1]}


@pytest.mark.parametrize(
    "options",
    [
        {"scoring": TWO, "refit": "prec"},
        {"scoring": ["accuracy", "roc_auc"], "refit": "roc_auc", "return_train_score": True},
        {"scoring": ("accuracy", "f1"), "refit": False},
        {"scoring": confusion, "refit": "tn"},
        {"scoring": lambda model, X, y: model.score(X, y)},
        {"scoring": "f1", "refit": "anything"},
    ],
)
def test_scores_and_choice_are_scikit_learns(options):
    ours, theirs = both(**options)
    assert set(ours.cv_results_) == set(theirs.cv_results_)
    for column, values in theirs.cv_results_.items():
        if "time" not in column and column != "params":
            np.testing.assert_array_equal(ours.cv_results_[column], values)
    assert ours.multimetric_ == theirs.multimetric_
    for name in ("best_index_", "best_params_", "best_score_", "n_splits_"):
        assert getattr(ours, name, "none") == getattr(theirs, name, "none")
    if options.get("refit", True):
        assert ours.score(X, y) == theirs.score(X, y)
    assert type(ours.scorer_) is type(theirs.scorer_)


@pytest.mark.parametrize("refit", [True, "recall"])
@pytest.mark.parametrize("scoring", [TWO, confusion])
def test_refit_must_name_one_of_several_scores(refit, scoring):
    with pytest.raises(
        ValueError, match=f"refit must be the name of a score, one of .* got {refit!r}"
    ):
        GridSearchCV(GaussianNB(), GRID, scoring=scoring, refit=refit).fit(X, y)


def test_every_search_follows_the_score_that_refit_names(face):
    search = face(scoring=["accuracy", "neg_log_loss"], refit="neg_log_loss")
    search.fit(*load_iris(return_X_y=True))
    losses = search.search_result_.losses
    np.testing.assert_array_equal(-search.cv_results_["mean_test_neg_log_loss"], losses)
    assert search.best_score_ == -search.search_result_.best_loss
    assert search.score(*load_iris(return_X_y=True)) > -1


def test_a_rule_chooses(face):
    seen = {}

    def worst(cv_results):
        seen.update(cv_results)
        return cv_results["mean_test_score"].argmin()

    search = face(refit=worst).fit(X, y)
    assert search.best_index_ == search.cv_results_["mean_test_score"].argmin()
    assert search.best_params_ == search.cv_results_["params"][search.best_index_]
    assert set(seen) == set(search.cv_results_)
    assert not hasattr(search, "best_score_")
    assert search.score(X, y) == search.best_estimator_.score(X, y)


@pytest.mark.parametrize(
    ("answer", "wanted"),
    [(None, "an integer"), (0.0, "an integer"), (-1, "from 0 to 3"), (4, "from 0 to 3")],
)
def test_a_rule_must_give_the_index_of_a_configuration(answer, wanted):
    with pytest.raises(ValueError, match=f"the best_index_ of refit must be {wanted}, got"):
        GridSearchCV(GaussianNB(), GRID, refit=lambda cv_results: answer).fit(X, y)


def table(rows, **columns):
    """Return cv_results_ of configurations whose fold scores are `rows`."""
    rows = np.array(rows, dtype=float)
    folds = {f"split{k}_test_score": column for k, column in enumerate(rows.T)}
    return folds | {"mean_test_score": rows.mean(axis=1)} | columns


def test_one_standard_error_takes_the_simplest_that_is_as_good():
    # The best mean is 0.8; the spread of 0.7 and 0.9 is 0.1 * sqrt(2), the standard error 0.1.
    rows = [[0.55, 0.55], [0.71, 0.71], [0.7, 0.9], [0.75, 0.75], [0.69, 0.69]]
    results = table(rows, param_alpha=np.array([9.0, 3.0, 1.0, 2.0, 4.0]))
    assert one_standard_error("alpha")(results) == 1
    assert one_standard_error("alpha", largest=False)(results) == 2
    results["param_alpha"] = np.array([9.0, 3.0, 1.0, 3.0, 4.0])
    assert one_standard_error("alpha")(results) == 3  # of a tie the one that scores higher


def test_one_standard_error_compares_what_can_be_compared():
    rows = [[0.7, 0.9], [0.8, 0.8], [np.nan, 1.0], [0.8, 0.8]]
    masked = np.ma.masked_array([1.0, 5.0, 9.0, 7.0], mask=[0, 0, 0, 1])
    assert one_standard_error("alpha")(table(rows, param_alpha=masked)) == 1
    budgets = {"param_alpha": masked.data, "n_resources": np.array([9, 3, 9, 9])}
    assert one_standard_error("alpha")(table(rows, **budgets)) == 3
    with pytest.raises(ValueError, match="needs the column 'param_beta'"):
        one_standard_error("beta")(table(rows, param_alpha=masked))
    words = np.array([None, "auto", 1.0, 2.0], dtype=object)
    with pytest.raises(ValueError, match="needs numbers in 'param_alpha', got None"):
        one_standard_error("alpha")(table(rows, param_alpha=words))
    with pytest.raises(ValueError, match="at least 2 folds"):
        one_standard_error("alpha")(table([[1.0], [1.0]], param_alpha=masked[:2]))


def test_one_standard_error_prefers_more_shrinkage_of_several_scores():
    data, target = load_diabetes(return_X_y=True)
    grid = {"alpha": np.logspace(-4, 2, 20)}
    scoring = ["neg_mean_squared_error", "r2"]
    best = GridSearchCV(Ridge(), grid, scoring=scoring, refit="r2").fit(data, target)
    rule = one_standard_error("alpha", metric="r2")
    simple = GridSearchCV(Ridge(), grid, scoring=scoring, refit=rule).fit(data, target)
    assert simple.best_params_["alpha"] > best.best_params_["alpha"]
    means = best.cv_results_["mean_test_r2"]
    best_folds = [best.cv_results_[f"split{k}_test_r2"][best.best_index_] for k in range(5)]
    least = means.max() - np.std(best_folds, ddof=1) / np.sqrt(5)
    as_good = np.flatnonzero(means >= least)
    assert simple.best_index_ == as_good.max()  # the grid rises


def test_a_scorer_that_fails_is_announced_and_the_others_count():
    iris = load_iris(return_X_y=True)
    search = GridSearchCV(GaussianNB(), GRID, scoring=["accuracy", "roc_auc"], refit="accuracy")
    with pytest.warns(UserWarning, match=r"20 of 20 scores 'roc_auc' .* failed with .*multi_class"):
        search.fit(*iris)
    assert np.isnan(search.cv_results_["mean_test_roc_auc"]).all()
    assert search.best_score_ > 0.9
    with pytest.raises(ValueError, match="multi_class"):
        search.set_params(error_score="raise").fit(*iris)


def test_a_failing_fit_leaves_a_row_under_every_name():
    grid = {"kernel": ["rbf", "none"], "C": [1.0]}
    with pytest.warns(FitFailedWarning, match="3 of 6 fits failed"):
        search = GridSearchCV(SVC(), grid, scoring=confusion, refit="tp", cv=3).fit(X, y)
    for name in ("tn", "tp"):
        assert np.isnan(search.cv_results_[f"mean_test_{name}"]).tolist() == [False, True]
    assert search.best_params_["kernel"] == "rbf"
