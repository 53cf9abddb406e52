"""Several scores at once, and which configuration is kept."""

import numpy as np
import pytest
from sklearn.datasets import load_iris
from sklearn.exceptions import FitFailedWarning
from sklearn.naive_bayes import GaussianNB
from sklearn.svm import SVC

from hplearn import GridSearchCV
from hplearn.model_selection.refit_rules import one_standard_error

X, y = load_iris(return_X_y=True)
GRID = {"var_smoothing": [1e-9, 1e-3, 1e-1, 1.0]}


def two_scores(model, X, y):
    return {"acc": model.score(X, y), "size": len(X)}


@pytest.mark.parametrize("refit", [True, "recall"])
@pytest.mark.parametrize("scoring", [{"acc": "accuracy", "loss": "neg_log_loss"}, two_scores])
def test_refit_must_name_one_of_several_scores(refit, scoring):
    message = f"refit must be the name of a score, one of .* got {refit!r}"
    with pytest.raises(ValueError, match=message):
        GridSearchCV(GaussianNB(), GRID, scoring=scoring, refit=refit).fit(X, y)


def test_every_search_follows_the_score_that_refit_names(face):
    search = face(scoring=["accuracy", "neg_log_loss"], refit="neg_log_loss").fit(X, y)
    losses = search.search_result_.losses
    np.testing.assert_array_equal(-search.cv_results_["mean_test_neg_log_loss"], losses)
    assert search.best_score_ == -search.search_result_.best_loss
    assert search.score(X, y) > -1


def test_a_rule_chooses(face):
    def worst(cv_results):
        return cv_results["mean_test_score"].argmin()

    search = face().fit(X, y).set_params(refit=worst).fit(X, y)
    assert search.best_index_ == search.cv_results_["mean_test_score"].argmin()
    assert search.best_params_ == search.cv_results_["params"][search.best_index_]
    assert not hasattr(search, "best_score_")
    assert search.score(X, y) == search.best_estimator_.score(X, y)


@pytest.mark.parametrize(("answer", "wanted"), [(None, "an integer"), (4, "from 0 to 3")])
def test_a_rule_must_give_the_index_of_a_configuration(answer, wanted):
    with pytest.raises(ValueError, match=f"the best_index_ of refit must be {wanted}, got"):
        GridSearchCV(GaussianNB(), GRID, refit=lambda cv_results: answer).fit(X, y)


def test_a_scorer_that_fails_is_announced_and_the_others_count():
    search = GridSearchCV(GaussianNB(), GRID, scoring=["accuracy", "roc_auc"], refit="accuracy")
    with pytest.warns(UserWarning, match=r"20 of 20 scores 'roc_auc' .* failed with .*multi_class"):
        search.fit(X, y)
    assert np.isnan(search.cv_results_["mean_test_roc_auc"]).all()
    assert search.best_score_ > 0.9
    with pytest.raises(ValueError, match="multi_class"):
        search.set_params(error_score="raise").fit(X, y)


def test_a_failing_fit_leaves_a_row_under_every_name():
    grid = {"kernel": ["rbf", "none"], "C": [1.0]}
    with pytest.warns(FitFailedWarning, match="3 of 6 fits failed"):
        search = GridSearchCV(SVC(), grid, scoring=two_scores, refit="acc", cv=3).fit(X, y)
    for name in ("acc", "size"):
        assert np.isnan(search.cv_results_[f"mean_test_{name}"]).tolist() == [False, True]
    assert search.best_params_["kernel"] == "rbf"


def table(rows, metric="score", **columns):
    """Return cv_results_ of configurations whose fold scores are `rows`."""
    rows = np.array(rows, dtype=float)
    folds = {f"split{k}_test_{metric}": column for k, column in enumerate(rows.T)}
    return folds | {f"mean_test_{metric}": rows.mean(axis=1)} | columns


@pytest.mark.parametrize("metric", ["score", "r2"])
def test_one_standard_error_takes_the_simplest_that_is_as_good(metric):
    # The best mean is 0.8; the spread of 0.7 and 0.9 is 0.1 * sqrt(2), the standard error 0.1.
    rows = [[0.55, 0.55], [0.71, 0.71], [0.7, 0.9], [0.75, 0.75], [0.69, 0.69]]
    results = table(rows, metric, param_alpha=np.array([9.0, 3.0, 1.0, 2.0, 4.0]))
    assert one_standard_error("alpha", metric=metric)(results) == 1
    assert one_standard_error("alpha", metric=metric, largest=False)(results) == 2
    results["param_alpha"] = np.array([9.0, 3.0, 1.0, 3.0, 4.0])
    assert one_standard_error("alpha", metric=metric)(results) == 3  # of a tie who scores higher


ROWS = [[0.7, 0.9], [0.8, 0.8], [np.nan, 1.0], [0.8, 0.8]]
ALPHAS = np.ma.masked_array([1.0, 5.0, 9.0, 7.0], mask=[0, 0, 0, 1])


def test_one_standard_error_compares_what_can_be_compared():
    assert one_standard_error("alpha")(table(ROWS, param_alpha=ALPHAS)) == 1
    budgets = {"param_alpha": ALPHAS.data, "n_resources": np.array([9, 3, 9, 9])}
    assert one_standard_error("alpha")(table(ROWS, **budgets)) == 3


LACKING = [
    ("beta", ROWS, ALPHAS, "needs the column 'param_beta'"),
    ("alpha", ROWS, np.array([None, "a", 1.0, 2.0]), "needs numbers in .*, got None"),
    ("alpha", [[1.0], [1.0]], ALPHAS[:2], "at least 2 folds"),
]


@pytest.mark.parametrize(("name", "rows", "alphas", "message"), LACKING)
def test_one_standard_error_names_what_it_lacks(name, rows, alphas, message):
    with pytest.raises(ValueError, match=message):
        one_standard_error(name)(table(rows, param_alpha=alphas))
