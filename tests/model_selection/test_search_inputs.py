"""What a search may be fitted to, and with which extras: as scikit-learn's own takes it."""

import numpy as np
import pytest
import scipy.sparse
import sklearn.model_selection
from sklearn.base import BaseEstimator, ClassifierMixin, RegressorMixin
from sklearn.cluster import KMeans
from sklearn.datasets import load_iris, make_multilabel_classification
from sklearn.decomposition import PCA
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import make_scorer
from sklearn.model_selection import GroupKFold, LeaveOneGroupOut
from sklearn.naive_bayes import GaussianNB, MultinomialNB
from sklearn.neighbors import KernelDensity, KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.svm import SVC, LinearSVC
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

from hplearn import GridSearchCV, KFold, Ridge
from hplearn.model_selection import HalvingSearchCV
from hplearn.tuning import LogUniform
from tests.extras import extra

X, y = load_iris(return_X_y=True)


def both(model, grid, data, params=None, **options):
    """Return our search and scikit-learn's, fitted alike, after comparing their scores."""
    kinds = GridSearchCV, sklearn.model_selection.GridSearchCV
    ours, theirs = (kind(model, grid, **options).fit(*data, **params or {}) for kind in kinds)
    for column, values in theirs.cv_results_.items():
        if column.endswith("score"):
            np.testing.assert_allclose(ours.cv_results_[column], values, rtol=1e-12)
    return ours, theirs


def test_sparse_rows_score_as_dense_ones(face):
    dense = np.where(X > 2, X, 0)
    space = {"alpha": LogUniform(0.1, 10)}
    searches = [
        face(MultinomialNB(), space).fit(rows, y)
        for rows in (dense, scipy.sparse.csr_array(dense), scipy.sparse.csr_matrix(dense))
    ]
    for search in searches[1:]:
        np.testing.assert_allclose(
            search.cv_results_["mean_test_score"],
            searches[0].cv_results_["mean_test_score"],
            rtol=1e-12,
        )


def test_a_data_frame_keeps_its_names(face):
    pandas = extra("pandas", "peers")
    frame = pandas.DataFrame(X, columns=list("abcd"))

    class Named(GaussianNB):
        def fit(self, X, y):
            assert list(X.columns) == list("abcd")
            assert isinstance(y, pandas.Series)
            return super().fit(X, y)

    search = face(Named()).fit(frame, pandas.Series(y))
    assert search.feature_names_in_.tolist() == list("abcd")
    plain = face().fit(X, y)
    np.testing.assert_array_equal(
        search.cv_results_["mean_test_score"], plain.cv_results_["mean_test_score"]
    )


def test_texts_go_through_a_pipeline(face):
    texts = ["red apple", "green apple", "red car", "green car"] * 9
    kind = ["fruit", "fruit", "vehicle", "vehicle"] * 9
    model = make_pipeline(CountVectorizer(), MultinomialNB())
    search = face(model, {"multinomialnb__alpha": LogUniform(0.1, 10)}, cv=2).fit(texts, kind)
    assert search.predict(["blue car"]).tolist() == ["vehicle"]
    assert search.best_score_ == 1


def test_lists_and_many_dimensions_are_handed_on_as_they_are():
    class Deep(ClassifierMixin, BaseEstimator):
        def __init__(self, value=0):
            self.value = value

        def fit(self, X, y):
            assert X.shape[1:] == (5, 3)
            assert y.shape[1:] == (7, 11)
            return self

        def score(self, X, y):
            return float(self.value)

    deep, wide = np.zeros((10, 5, 3)), np.zeros((10, 7, 11))
    assert GridSearchCV(Deep(), {"value": [1, 2]}).fit(deep, wide).best_params_ == {"value": 2}
    ours = GridSearchCV(GaussianNB(), {"var_smoothing": [1e-9]}).fit(X.tolist(), y.tolist())
    assert ours.best_score_ > 0.9


def test_estimators_without_a_target():
    ours, _ = both(KMeans(n_init=1, random_state=0), {"n_clusters": [2, 3, 4]}, [X])
    assert ours.best_params_ == {"n_clusters": 4}
    both(KMeans(n_init=1, random_state=0), {"n_clusters": [2, 3]}, [X, y], scoring="rand_score")
    density, _ = both(KernelDensity(), {"bandwidth": [0.1, 1.0]}, [X])
    assert density.score_samples(X).shape == (150,)
    with pytest.raises(AttributeError, match="has no attribute 'predict'"):
        density.predict(X)


def test_a_transformer_is_tuned_and_turns_back():
    search = GridSearchCV(PCA(), {"n_components": [1, 4]}).fit(X)
    np.testing.assert_allclose(search.inverse_transform(search.transform(X)), X, atol=1e-10)


@pytest.mark.parametrize("kind", [DecisionTreeClassifier, DecisionTreeRegressor])
def test_several_targets(kind):
    data = make_multilabel_classification(return_indicator=True, random_state=0)
    both(kind(random_state=0), {"max_depth": [1, 2, 3]}, data, cv=KFold())


def test_kernels_and_distances_are_cut_both_ways():
    distances = np.linalg.norm(X[:, None] - X, axis=-1)
    grid = {"n_neighbors": [3, 9]}
    ours, _ = both(KNeighborsClassifier(metric="precomputed"), grid, [distances, y])
    plain = GridSearchCV(KNeighborsClassifier(), grid).fit(X, y)
    np.testing.assert_array_equal(ours.predict(distances), plain.predict(X))
    assert ours.__sklearn_tags__().input_tags.pairwise
    assert not plain.__sklearn_tags__().input_tags.pairwise
    for spoilt in (np.zeros((10, 20)), (X @ X.T)[:10, :10].tolist()):
        with pytest.raises(ValueError, match=r"square kernel matrix|recomputed kernels"):
            GridSearchCV(SVC(kernel="precomputed"), {"C": [1]}, cv=2).fit(spoilt, [0, 1] * 5)


def test_missing_values_reach_an_imputer():
    holes = np.where(X > 6.5, np.nan, X)
    both(
        make_pipeline(SimpleImputer(), GaussianNB()),
        {"gaussiannb__var_smoothing": [1e-9]},
        [holes, y],
    )


def test_groups_stay_together_and_are_asked_for(face):
    groups = np.arange(150) % 3
    search = face(cv=GroupKFold(3)).fit(X, y, groups=groups)
    assert search.n_splits_ == 3
    with pytest.raises(ValueError, match="'groups' parameter should not be None"):
        face(cv=GroupKFold(3)).fit(X, y)


class Counting(ClassifierMixin, BaseEstimator):
    """Checks what `fit` is given beside the rows."""

    def __init__(self, value=0.0):
        self.value = value

    def fit(self, X, y, each=None, one=None, pair=None):
        assert len(each) == len(X)
        np.testing.assert_array_equal(each, X[:, 0])
        assert isinstance(pair, tuple)
        self.classes_, self.one_ = np.unique(y), one
        return self

    def predict(self, X):
        return np.zeros(len(X), dtype=int)


def test_what_fit_is_given_is_split_as_the_rows_are(face):
    search = face(Counting(), {"value": LogUniform(0.1, 10)}, error_score="raise")
    search.fit(X, y, each=X[:, 0], one=42, pair=(1, 2))
    assert search.best_estimator_.one_ == 42
    with pytest.raises(AssertionError):
        search.fit(X, y, each=X[:, 0] + 1, one=42, pair=(1, 2))


@pytest.mark.parametrize(
    ("model", "grid"), [(LogisticRegression(), {"C": [1, 10, 100]}), (LinearSVC(), {"C": [0.1, 1]})]
)
def test_a_weight_is_as_good_as_so_many_copies(model, grid):
    rng = np.random.default_rng(42)
    rows, labels = rng.random((120, 3)), rng.integers(0, 3, size=120)
    weights, groups = rng.integers(0, 5, size=120), np.tile(np.arange(4), 30)
    folds = list(LeaveOneGroupOut().split(rows, groups=groups))
    weighted, _ = both(model, grid, [rows, labels], {"sample_weight": weights}, cv=folds)
    copies = np.repeat(np.arange(120), weights)
    folds = list(LeaveOneGroupOut().split(rows[copies], groups=groups[copies]))
    if isinstance(model, LinearSVC):  # random, so that only scikit-learn's scores can be met
        return
    repeated = GridSearchCV(model, grid, cv=folds).fit(rows[copies], labels[copies])
    np.testing.assert_allclose(
        weighted.cv_results_["mean_test_score"],
        repeated.cv_results_["mean_test_score"],
        rtol=1e-6,
    )


def test_a_score_that_takes_no_weights_is_announced():
    flat = make_scorer(lambda truth, prediction: 0.5)
    model, grid, weights = GaussianNB(), {"var_smoothing": [1e-9, 1.0]}, np.ones(150)
    for scoring in (flat, lambda model, X, y: 0.5):
        with pytest.warns(UserWarning, match="does not support sample_weight"):
            GridSearchCV(model, grid, scoring=scoring).fit(X, y, sample_weight=weights)
    search = GridSearchCV(model, grid, scoring={"flat": flat, "acc": "accuracy"}, refit=False)
    with pytest.warns(UserWarning, match=r"scores 'flat' .* does not support sample_weight"):
        search.fit(X, y, sample_weight=weights)


class Bare:
    """The least that can be searched: no base class, no tags of its own kind."""

    def __init__(self, value=0):
        self.value = value

    def get_params(self, deep=False):
        return {"value": self.value}

    def set_params(self, **params):
        self.value = params["value"]
        return self

    def fit(self, X, y):
        return self

    def predict(self, X):
        return np.full(len(X), self.value)

    def __sklearn_tags__(self):
        return RegressorMixinTags().__sklearn_tags__()


class RegressorMixinTags(RegressorMixin, BaseEstimator):
    pass


def test_the_least_estimator_can_be_searched():
    search = GridSearchCV(Bare(), {"value": [0, 1, 2]}, scoring="neg_mean_absolute_error")
    assert search.fit(X, y).best_params_ == {"value": 1}


def test_estimators_and_arrays_are_values_like_others():
    grid = {
        "gaussiannb__priors": [None, [0.2, 0.3, 0.5], np.full(3, 1 / 3)],
        "pca": [PCA(2), "passthrough"],
    }
    model = make_pipeline(PCA(), GaussianNB())
    ours, theirs = both(model, grid, [X, y])
    for name in ("param_gaussiannb__priors", "param_pca"):
        assert ours.cv_results_[name].dtype == theirs.cv_results_[name].dtype == object
    assert not hasattr(grid["pca"][0], "components_")
    if ours.best_params_["pca"] != "passthrough":
        assert ours.best_estimator_[0] is not ours.best_params_["pca"]


def test_a_range_is_a_list_of_values():
    assert GridSearchCV(KMeans(n_init=1), {"n_clusters": range(2, 4)}).fit(X)


def test_budgeted_searches_take_what_the_others_take():
    distances = np.linalg.norm(X[:, None] - X, axis=-1)
    model = KNeighborsClassifier(metric="precomputed")
    search = HalvingSearchCV(model, {"n_neighbors": [1, 3, 5, 7]}, n_candidates=4, random_state=0)
    assert search.fit(distances, y).predict(distances).shape == (150,)
    model, space = KMeans(n_init=1, random_state=0), {"n_clusters": [2, 3, 4]}
    assert HalvingSearchCV(model, space, random_state=0).fit(X).best_params_["n_clusters"] > 2


def test_targets_of_a_regression_are_not_stratified():
    search = HalvingSearchCV(Ridge(), {"alpha": LogUniform(0.1, 10)}, random_state=0)
    assert search.fit(X, X[:, 0]).n_resources_[0] >= 10
