"""Multilayer perceptrons as scikit-learn estimators: train, stop, predict.

Inside, all numbers have 32 bits. The leading axes of params count networks: one trains alone, or a
stack of them together, whose learning rates and penalties are columns (n_runs, 1).
"""

from dataclasses import KW_ONLY, dataclass, replace
from numbers import Integral
from typing import NamedTuple

import numpy as np
from scipy.special import softmax
from sklearn.base import BaseEstimator, ClassifierMixin, RegressorMixin, clone
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import check_is_fitted, column_or_1d, validate_data

from hplearn.checks import is_number, require
from hplearn.models.network import ACTIVATIONS, Network
from hplearn.optim import (
    GD,
    SGD,
    Adam,
    AdamW,
    Momentum,
    Nesterov,
    RMSprop,
    epoch_batches,
)
from hplearn.optim.optimizers import Optimizer

OPTIMIZERS = {
    "gd": GD(0.1),
    "sgd": SGD(0.1),
    "momentum": Momentum(0.1),
    "nesterov": Nesterov(0.1),
    "rmsprop": RMSprop(0.001),
    "adam": Adam(0.001),
    "adamw": AdamW(0.001),
}
STACK = 8
"""Networks that train as one: with Adam's memory, a group this large stays in the cache."""


@dataclass(frozen=True)
class Training:
    """How networks of one shape train."""

    network: Network
    optimizer: Optimizer
    batch_size: int
    alpha: float | np.ndarray

    def epoch(self, params, state, X, target, rng):
        """Return params (..., n_params), the optimizer's state and the mean loss (...) after it.

        Every row is used once. alpha adds ``alpha / 2 * sum(weights**2) / batch size`` to a batch's
        loss, biases left out, as scikit-learn's networks do. The loss that is returned is without
        it, and each batch's is taken just before its step.
        """
        total = 0
        with np.errstate(all="ignore"):  # a run that overflows shows it in its loss
            for rows in epoch_batches(len(X), min(self.batch_size, len(X)), rng):
                loss, gradient = self.network.loss_and_gradient(params, X[rows], target[rows])
                gradient += self.alpha / len(rows) * (self.network.is_weight * params)
                params, state = self.optimizer.step(params, gradient, state)
                total = total + len(rows) * loss
        return params, state, total / len(X)


class Fit(NamedTuple):
    """What training has reached, for one network or a stack."""

    params: np.ndarray  # of the last epoch that ended well, or the best if early stopping chose
    history: dict  # of arrays (n_epochs, ...): "loss" and, with early stopping, "validation_score"
    diverged_at: np.ndarray  # (...), the first epoch whose numbers were not finite; 0 if none


class EarlyStopping:
    """Keeps each run's best params on rows held back, and says which runs go on.

    A run stops after `patience` epochs in a row without a gain of more than `least_gain` (Prechelt,
    1998, Early Stopping - But When?).
    """

    def __init__(self, start, validate, patience, least_gain):
        self.validate, self.patience, self.least_gain = validate, patience, least_gain
        self.best_params, self.best_score, self.n_stale, self.scores = start, -np.inf, 0, []

    def goes_on(self, params):
        """Return which runs (...) go on after an epoch; one that has stopped stays stopped."""
        score = self.validate(params)
        self.scores.append(score)
        running = np.less(self.n_stale, self.patience)
        gained = running & (score > self.best_score + self.least_gain)
        self.best_params = np.where(gained[..., None], params, self.best_params)
        self.best_score = np.where(gained, score, self.best_score)
        self.n_stale = np.where(gained, 0, self.n_stale + 1)
        return self.n_stale < self.patience


def train(training, start, X, target, rng, max_epochs, stopping=None):
    """Yield the `Fit` so far after each epoch, until the last one or until no run goes on."""
    params = kept = start
    state, losses = training.optimizer.init(start), []
    diverged_at = np.zeros(start.shape[:-1], dtype=int)
    for epoch in range(1, max_epochs + 1):
        params, state, loss = training.epoch(params, state, X, target, rng)
        losses.append(loss)
        finite = np.isfinite(loss) & np.isfinite(params).all(axis=-1)
        diverged_at = np.where((diverged_at == 0) & ~finite, epoch, diverged_at)
        running = diverged_at == 0
        kept = np.where(running[..., None], params, kept)
        chosen, history = kept, {"loss": np.array(losses)}
        if stopping is not None:
            running &= stopping.goes_on(kept)
            chosen, history["validation_score"] = stopping.best_params, np.array(stopping.scores)
        yield Fit(chosen, history, diverged_at)
        if not running.any():
            return


@dataclass(eq=False, repr=False)
class MLP(BaseEstimator):
    """What both estimators share; each adds what a target is and what the scores mean.

    The fields are the arguments, as scikit-learn wants them: kept as they come, checked in `fit`.
    """

    hidden_layer_sizes: tuple = (100,)
    activation: str = "relu"
    _: KW_ONLY
    optimizer: object = "adam"
    learning_rate: float | None = None
    batch_size: object = "auto"
    alpha: float = 1e-4
    max_epochs: int = 200
    early_stopping: bool = False
    validation_fraction: float = 0.1
    n_iter_no_change: int = 10
    tol: float = 1e-4
    init_scale: object = "fan"
    warm_start: bool = False
    random_state: object = None
    callback: object = None

    sweep_params = ("learning_rate", "alpha")

    def fit(self, X, y):
        """Return self, fitted to X (n_samples, n_features) and y (n_samples,)."""
        X, target = self._validated(X, y)
        training, rng = self._training(X, target), np.random.default_rng(self.random_state)
        start = self._start(training.network, rng)
        vars(self).pop("optimizer_state_", None)  # a later partial_fit begins anew
        self.network_ = training.network
        for fit in self._train(training, start, X, target, rng):
            self.params_, self.history_ = fit.params, fit.history
            self.diverged_ = int(fit.diverged_at)
            if self.callback is not None and self.callback(self):
                break
        return self

    def _go_on(self, X, target):
        """Return self after one more epoch on these rows, with the optimizer's memory kept."""
        training = self._training(X, target)
        if not hasattr(self, "optimizer_state_"):
            self.rng_ = np.random.default_rng(self.random_state)
            self.network_, self.history_, self.diverged_ = training.network, {"loss": []}, 0
            self.params_ = self._start(training.network, self.rng_)
            self.optimizer_state_ = training.optimizer.init(self.params_)
        params, state, loss = training.epoch(
            self.params_, self.optimizer_state_, X, target, self.rng_
        )
        self.history_["loss"] = np.append(self.history_["loss"], loss)
        if np.isfinite(loss) and np.isfinite(params).all():
            self.params_, self.optimizer_state_ = params, state
        elif not self.diverged_:
            self.diverged_ = len(self.history_["loss"])
        return self

    def sweep_folds(self, X, y, configs, folds):
        """Yield each fold's predictions (n_configs, n_test); see `hplearn.models.Sweepable`."""
        if self.callback is not None or self.warm_start:
            raise ValueError("a stack has no callback and no warm start: fit one by one")
        X, y = validate_data(self, X, np.asarray(y), dtype=np.float32, y_numeric=self._is_numeric)
        models = [clone(self).set_params(**config) for config in configs]
        stacks = [models[i : i + STACK] for i in range(0, len(models), STACK)]
        for rows, test in folds:
            X_train, target = self._validated(X[rows], y[rows])
            parts = [self._predict_stack(stack, X_train, target, X[test]) for stack in stacks]
            yield np.concatenate(parts)

    def _predict_stack(self, models, X, target, X_test):
        """Return the predictions (n_models, n_test) of models that were trained as one stack."""
        alone = [model._training(X, target) for model in models]
        rates = np.array([[one.optimizer.learning_rate] for one in alone], np.float32)
        alphas = np.array([[one.alpha] for one in alone], np.float32)  # (n_runs, 1), as the rates
        optimizer = replace(alone[0].optimizer, learning_rate=rates)
        training = replace(alone[0], optimizer=optimizer, alpha=alphas)
        rng = np.random.default_rng(clone(self).random_state)  # as one fitted alone draws
        start = np.tile(self._start(training.network, rng), (len(models), 1))
        *_, fit = self._train(training, start, X, target, rng)
        return self._predictions(training.network.scores(fit.params, X_test))

    def _training(self, X, target):
        check_settings(self)
        sizes = (X.shape[1], *self.hidden_layer_sizes, target.shape[1])
        optimizer = self.optimizer
        if isinstance(optimizer, str):
            optimizer = OPTIMIZERS[optimizer]
        if self.learning_rate is not None:
            optimizer = replace(optimizer, learning_rate=self.learning_rate)
        batch_size = 200 if self.batch_size == "auto" else self.batch_size
        network = Network(sizes, self.activation, self._loss)
        return Training(network, optimizer, batch_size, float(self.alpha))

    def _start(self, network, rng):
        fresh = network.init(rng, scale=self.init_scale, dtype=np.float32)
        last = getattr(self, "params_", fresh) if self.warm_start else fresh
        return last if last.shape == fresh.shape else fresh

    def _train(self, training, start, X, target, rng):
        """Return the fits of `train`, on all rows or, to stop early, on those not held back."""
        if not self.early_stopping:
            return train(training, start, X, target, rng, self.max_epochs)
        n_held_back = max(self._fewest_to_score, round(self.validation_fraction * len(X)))
        n_held_back = min(n_held_back, len(X) - 1)  # one row is left to train on
        held_back, rows = np.split(rng.permutation(len(X)), [n_held_back])

        def validate(params):
            return self._score(training.network.scores(params, X[held_back]), target[held_back])

        stopping = EarlyStopping(start, validate, self.n_iter_no_change, self.tol)
        return train(training, start, X[rows], target[rows], rng, self.max_epochs, stopping)

    def _scores(self, X):
        check_is_fitted(self, "params_")
        X = validate_data(self, X, reset=False, dtype=np.float32)
        return self.network_.scores(self.params_, X)

    def predict(self, X):
        """Return the predictions (n_samples,) for X (n_samples, n_features)."""
        return self._predictions(self._scores(X))

    @property
    def coefs_(self):
        """Weights of each layer, list of array (n_in, n_out): views of `params_`."""
        return [weights[:-1] for weights in self.network_.weights(self.params_)]

    @property
    def intercepts_(self):
        """Biases of each layer, list of array (n_out,): views of `params_`."""
        return [weights[-1] for weights in self.network_.weights(self.params_)]


class MLPClassifier(ClassifierMixin, MLP):
    """A network that gives each class a probability, trained on the cross-entropy.

    Parameters
    ----------
    hidden_layer_sizes : tuple of int
        Units in each hidden layer.
    activation : {"relu", "tanh", "logistic"}
        Of the hidden units.
    optimizer : str or Optimizer
        A name in `hplearn.models.mlp.OPTIMIZERS`, as "sgd" or "adam", or one such as
        ``Adam(0.01)``; a rule of your own is a subclass of `Optimizer` with a `direction`.
    learning_rate : float or None
        Length of a step, above 0. None leaves the optimizer's own.
    batch_size : int or "auto"
        Rows in each step, or all rows where there are fewer; "auto" means 200.
    alpha : float
        Penalty on the squared weights, zero or above; see `Training.epoch`.
    max_epochs : int
        Times that every row is used.
    early_stopping : bool
        Whether to hold back a part of the rows, and stop when its score, accuracy or R², no longer
        rises. The params that did best on it are kept.
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
    random_state : int, Generator or None
        Seed of the first weights, of the rows held back, and of the order of the rows.
    callback : callable or None
        ``callback(estimator)``, called after each epoch; the fit ends if it returns true.

    Attributes
    ----------
    params_ : array (n_params,)
        The learned numbers, 32 bits each, of the last epoch that ended well; `coefs_` and
        `intercepts_` show them layer by layer.
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

    _loss, _is_numeric, _fewest_to_score = "cross_entropy", False, 1

    def partial_fit(self, X, y, classes=None):
        """Return self after one more epoch on these rows, with the optimizer's memory kept.

        Parameters
        ----------
        X : array (n_samples, n_features)
        y : array (n_samples,)
        classes : array (n_classes,), optional
            All classes that will ever come; needed at the first call where `y` lacks some.
        """
        begun = hasattr(self, "optimizer_state_")
        known = self.classes_ if begun else classes
        return self._go_on(*self._validated(X, y, reset=not begun, classes=known))

    def predict_proba(self, X):
        """Return the probability of each class, (n_samples, n_classes)."""
        return softmax(self._scores(X), axis=-1)

    def _validated(self, X, y, reset=True, classes=None):
        X, y = validate_data(self, X, y, dtype=np.float32, reset=reset)
        check_classification_targets(y)
        y = column_or_1d(y, warn=True)
        found = np.unique(y)
        classes = found if classes is None else np.unique(classes)
        if not np.isin(found, classes).all():
            raise ValueError(f"y holds classes that are not in {classes!r}: got {found!r}")
        if len(classes) < 2:
            raise ValueError(f"y must hold at least 2 classes, got one class: {classes!r}")
        self.classes_ = classes
        return X, (y[:, None] == classes).astype(np.float32)

    def _predictions(self, scores):
        return self.classes_[scores.argmax(axis=-1)]

    def _score(self, scores, target):
        return (scores.argmax(axis=-1) == target.argmax(axis=-1)).mean(axis=-1)


class MLPRegressor(RegressorMixin, MLP):
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

    _loss, _is_numeric, _fewest_to_score = "squared_error", True, 2

    def partial_fit(self, X, y):
        """Return self after one more epoch on these rows, with the optimizer's memory kept."""
        return self._go_on(*self._validated(X, y, reset=not hasattr(self, "optimizer_state_")))

    def _validated(self, X, y, reset=True):
        X, y = validate_data(self, X, y, dtype=np.float32, y_numeric=True, reset=reset)
        return X, column_or_1d(y, warn=True).astype(np.float32)[:, None]

    def _predictions(self, scores):
        return scores[..., 0]

    def _score(self, scores, target):
        total = ((target - target.mean()) ** 2).sum()
        # Equal targets have no R²: their squared error still tells a better epoch from a worse.
        return 1 - ((scores - target) ** 2).sum(axis=(-2, -1)) / (total or 1)


def _is_count(value):
    return isinstance(value, Integral) and is_number(value) and value >= 1


def _are_sizes(value):
    return isinstance(value, tuple | list) and all(map(_is_count, value))


def _is_optimizer(value):
    if isinstance(value, str):
        return value in OPTIMIZERS
    return isinstance(value, Optimizer) and value.swept_shape(0.0) == ()


def _is_rate(value):
    return value is None or (is_number(value) and 0 < value < np.inf)


def _is_scale(value):
    return value == "fan" or (is_number(value) and 0 <= value < np.inf)


def _is_seed(value):
    is_seed = isinstance(value, Integral) and value >= 0
    return value is None or is_seed or isinstance(value, np.random.Generator)


SETTINGS = {  # what each must be, in words and as a test
    "hidden_layer_sizes": ("a tuple of integers of 1 or more", _are_sizes),
    "activation": (f"one of {sorted(ACTIVATIONS)}", lambda value: value in list(ACTIVATIONS)),
    "optimizer": (f"one of {sorted(OPTIMIZERS)}, or one such as Adam(0.01)", _is_optimizer),
    "learning_rate": ("positive and finite", _is_rate),
    "batch_size": ('"auto" or an integer of 1 or more', lambda v: v == "auto" or _is_count(v)),
    "alpha": ("finite and zero or above", lambda value: is_number(value) and 0 <= value < np.inf),
    "max_epochs": ("an integer of 1 or more", _is_count),
    "early_stopping": ("True or False", lambda value: isinstance(value, bool | np.bool)),
    "validation_fraction": ("between 0 and 1", lambda value: is_number(value) and 0 < value < 1),
    "n_iter_no_change": ("an integer of 1 or more", _is_count),
    "tol": ("a number, zero or above", lambda value: is_number(value) and value >= 0),
    "init_scale": ('"fan" or a finite number, zero or above', _is_scale),
    "warm_start": ("True or False", lambda value: isinstance(value, bool | np.bool)),
    "random_state": ("None, a seed of 0 or more, or a NumPy generator", _is_seed),
    "callback": ("callable, or None", lambda value: value is None or callable(value)),
}


def check_settings(estimator):
    """Raise a ValueError that names the first setting that cannot be used."""
    for name, (expected, is_valid) in SETTINGS.items():
        value = getattr(estimator, name)
        require(name, value, is_valid(value), expected)
