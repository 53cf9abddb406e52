"""Multilayer perceptrons as scikit-learn estimators. Inside, all numbers have 32 bits."""

import numpy as np
from sklearn.base import ClassifierMixin, RegressorMixin
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import column_or_1d, validate_data

from hplearn.models.mlp_base import BaseMLP


class MLPClassifier(ClassifierMixin, BaseMLP):
    """A network that gives each class a probability, trained on the cross-entropy.

    Parameters
    ----------
    hidden_layer_sizes : tuple of int
        Units in each hidden layer.
    activation : {"relu", "tanh", "logistic"}
        Of the hidden units.
    optimizer : str or Optimizer
        A name, "gd", "sgd", "momentum", "nesterov", "rmsprop", "adam" or "adamw", or one of
        `hplearn.optim`'s records.
    learning_rate : float or None
        Length of a step, above 0. None leaves the optimizer's own.
    batch_size : int or "auto"
        Rows in each step; "auto" means 200, or all rows where there are fewer.
    alpha : float
        Penalty on the squared weights, zero or above; see `training_epochs`.
    max_epochs : int
        Times that every row is used.
    early_stopping : bool
        Whether to hold back a part of the rows, and stop when its score no longer rises. The
        params that did best on it are kept.
    validation_fraction : float
        Share of the rows that is held back.
    n_iter_no_change : int
        Epochs without a gain after which early stopping ends the fit.
    tol : float
        Gain in score that counts.
    init_scale : "fan" or float
        Standard deviation of the first weights; see `Network.init`.
    warm_start : bool
        Whether `fit` goes on from the params of the last one.
    random_state : int or None
        Seed of the first weights, of the rows held back, and of the order of the rows.
    callback : callable or None
        ``callback(estimator)``, called after each epoch; the fit ends if it returns true.

    Attributes
    ----------
    params_ : array (n_params,)
        The learned numbers, 32 bits each; `coefs_` and `intercepts_` show them layer by layer.
    classes_ : array (n_classes,)
    history_ : dict of str to array (n_epochs,)
        "loss", the mean training loss; with early stopping, "validation_score" too.
    diverged_ : int
        The epoch, from 1, at which the numbers were no longer finite and the fit ended; 0 if none.
    n_features_in_ : int

    References
    ----------
    Rumelhart, D. E., Hinton, G. E. & Williams, R. J. (1986). Learning Representations by
    Back-propagating Errors. Nature 323, 533-536.

    Examples
    --------
    >>> X, y = [[0.0], [1.0], [2.0], [3.0]], ["low", "low", "high", "high"]
    >>> network = MLPClassifier((8,), learning_rate=0.1, max_epochs=50, random_state=0).fit(X, y)
    >>> network.predict([[0.2], [2.8]])
    array(['low', 'high'], dtype='<U4')
    """

    _loss, _is_numeric = "cross_entropy", False

    def partial_fit(self, X, y, classes=None):
        """Return self after one more epoch on these rows, with the optimizer's memory kept.

        Parameters
        ----------
        X : array (n_samples, n_features)
        y : array (n_samples,)
        classes : array (n_classes,), optional
            All classes that will ever come; needed at the first call where `y` lacks some.
        """
        begun = hasattr(self, "_stepper")
        known = self.classes_ if begun else classes
        return self._go_on(*self._validated(X, y, reset=not begun, classes=known))

    def predict_proba(self, X):
        """Return the probability of each class, (n_samples, n_classes)."""
        scores = self._scores(X)
        scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
        return scores / scores.sum(axis=-1, keepdims=True)

    def _validated(self, X, y, reset=True, classes=None):
        X, y = validate_data(self, X, y, dtype=np.float32, reset=reset)
        check_classification_targets(y)
        y = column_or_1d(y, warn=True)
        found = np.unique(y)
        self.classes_ = found if classes is None else np.unique(classes)
        if not np.isin(found, self.classes_).all():
            raise ValueError(f"y holds classes that are not in {self.classes_!r}: got {found!r}")
        if len(self.classes_) < 2:
            raise ValueError(f"y must hold at least 2 classes, got one class: {self.classes_!r}")
        return X, (y[:, None] == self.classes_).astype(np.float32)

    def _meaning(self, scores):
        return self.classes_[scores.argmax(axis=-1)]

    def _score(self, scores, target):
        return (scores.argmax(axis=-1) == target.argmax(axis=-1)).mean(axis=-1)


class MLPRegressor(RegressorMixin, BaseMLP):
    """A network whose one output is the prediction, trained on the squared error.

    Parameters
    ----------
    hidden_layer_sizes, activation, optimizer, ...
        As in `MLPClassifier`.

    Attributes
    ----------
    params_, history_, diverged_, n_features_in_
        As in `MLPClassifier`.

    Examples
    --------
    >>> X = np.linspace(-1, 1, 50)[:, None]
    >>> network = MLPRegressor((16,), learning_rate=0.03, random_state=0).fit(X, X[:, 0] ** 2)
    >>> bool(network.score(X, X[:, 0] ** 2) > 0.99)
    True
    """

    _loss, _is_numeric = "squared_error", True

    def partial_fit(self, X, y):
        """Return self after one more epoch on these rows, with the optimizer's memory kept."""
        return self._go_on(*self._validated(X, y, reset=not hasattr(self, "_stepper")))

    def _validated(self, X, y, reset=True):
        X, y = validate_data(self, X, y, dtype=np.float32, y_numeric=True, reset=reset)
        return X, column_or_1d(y, warn=True).astype(np.float32)[:, None]

    def _meaning(self, scores):
        return scores[..., 0]

    def _score(self, scores, target):
        total = ((target - target.mean()) ** 2).sum()
        return 1 - ((scores - target) ** 2).sum(axis=(-2, -1)) / total
