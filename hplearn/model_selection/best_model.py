"""What a finished search does as an estimator: it hands everything to its best model."""

from copy import deepcopy
from operator import attrgetter

from sklearn.base import BaseEstimator, MetaEstimatorMixin
from sklearn.utils import get_tags
from sklearn.utils.metaestimators import available_if
from sklearn.utils.validation import check_is_fitted


def _delegated(name):
    """Return a method that the refitted best estimator answers, present only if it has it."""

    def exists(search):
        if not search.refit:
            raise AttributeError(f"{name} needs the best model, got refit=False")
        getattr(getattr(search, "best_estimator_", search.estimator), name)
        return True

    def method(self, X):
        check_is_fitted(self)
        return getattr(self.best_estimator_, name)(X)

    method.__name__ = name
    method.__doc__ = f"Return `{name}` of the best model for X (n_samples, n_features)."
    return available_if(exists)(method)


class BestModel(MetaEstimatorMixin, BaseEstimator):
    """An estimator that behaves as its `best_estimator_`, a fitted clone of its `estimator`."""

    classes_ = property(attrgetter("best_estimator_.classes_"))
    n_features_in_ = property(attrgetter("best_estimator_.n_features_in_"))
    feature_names_in_ = property(attrgetter("best_estimator_.feature_names_in_"))
    predict = _delegated("predict")
    predict_proba = _delegated("predict_proba")
    predict_log_proba = _delegated("predict_log_proba")
    decision_function = _delegated("decision_function")
    score_samples = _delegated("score_samples")
    transform = _delegated("transform")
    inverse_transform = _delegated("inverse_transform")

    def score(self, X, y=None):
        """Return the search's own score of the best model on X and y.

        Of several scores it is the one that `refit` names.
        """
        if not self.refit:
            raise AttributeError("score needs the best model, got refit=False")
        check_is_fitted(self)
        if self.multimetric_ and callable(self.refit):
            raise AttributeError("score needs the name of one score as refit, got a callable")
        scorer = self.scorer_[self.refit] if isinstance(self.scorer_, dict) else self.scorer_
        target = () if y is None else (y,)
        score = scorer(self.best_estimator_, X, *target)
        return score[self.refit] if isinstance(score, dict) else score

    def __sklearn_tags__(self):
        """Return scikit-learn's tags: those of the estimator inside."""
        tags, inner = super().__sklearn_tags__(), get_tags(self.estimator)
        tags.estimator_type = inner.estimator_type
        tags.classifier_tags = deepcopy(inner.classifier_tags)
        tags.regressor_tags = deepcopy(inner.regressor_tags)
        tags.target_tags.multi_output = inner.target_tags.multi_output
        tags.input_tags.pairwise = inner.input_tags.pairwise
        tags.input_tags.sparse = inner.input_tags.sparse
        return tags
