"""What the two network estimators share: all but what a target is and what the scores mean."""

from dataclasses import replace

import numpy as np
from sklearn.base import BaseEstimator, clone
from sklearn.utils.validation import check_is_fitted, validate_data

from hplearn.models.fitting import Recipe, hold_back
from hplearn.models.network import Network
from hplearn.models.settings import OPTIMIZERS, check_settings
from hplearn.optim import Stepper

STACK = 8
"""Networks that train as one: with Adam's memory, a group this large stays in the cache."""


class BaseMLP(BaseEstimator):
    """Fit, go on, predict, and train as a stack; a subclass knows targets and scores."""

    sweep_params = ("learning_rate", "alpha")

    def __init__(
        self,
        hidden_layer_sizes=(100,),
        activation="relu",
        *,
        optimizer="adam",
        learning_rate=None,
        batch_size="auto",
        alpha=1e-4,
        max_epochs=200,
        early_stopping=False,
        validation_fraction=0.1,
        n_iter_no_change=10,
        tol=1e-4,
        init_scale="fan",
        warm_start=False,
        random_state=None,
        callback=None,
    ):
        self.hidden_layer_sizes = hidden_layer_sizes
        self.activation = activation
        self.optimizer = optimizer
        self.learning_rate = learning_rate
        self.batch_size = batch_size
        self.alpha = alpha
        self.max_epochs = max_epochs
        self.early_stopping = early_stopping
        self.validation_fraction = validation_fraction
        self.n_iter_no_change = n_iter_no_change
        self.tol = tol
        self.init_scale = init_scale
        self.warm_start = warm_start
        self.random_state = random_state
        self.callback = callback

    def fit(self, X, y):
        """Return self, fitted to X (n_samples, n_features) and y (n_samples,)."""
        X, target = self._validated(X, y)
        vars(self).pop("_stepper", None)  # a later partial_fit begins anew
        rng = np.random.default_rng(self.random_state)
        recipe = self._recipe(X, target)
        start = self._start(recipe.network, rng)
        self._keep(recipe, self._train(recipe, start, X, target, rng, self._after_epoch(recipe)))
        return self

    def _go_on(self, X, target):
        """Return self after one more epoch on these rows, with the optimizer's memory kept."""
        recipe = self._recipe(X, target)
        if not hasattr(self, "_stepper"):
            self._rng = np.random.default_rng(self.random_state)
            self.params_ = self._start(recipe.network, self._rng)
            self._stepper = Stepper(recipe.optimizer, self.params_)
            self.network_, self.history_, self.diverged_ = recipe.network, {"loss": np.array([])}, 0
        loss = next(recipe.epochs(self.params_, self._stepper, X, target, self._rng))
        self.history_["loss"] = np.append(self.history_["loss"], loss)
        if not (self.diverged_ or np.isfinite(self.params_).all()):
            self.diverged_ = len(self.history_["loss"])
        return self

    def sweep_folds(self, X, y, configs, folds):
        """Yield each fold's predictions (n_configs, n_test); see `hplearn.models.Sweepable`."""
        if self.callback is not None or self.warm_start:
            raise ValueError("a stack has no callback and no warm start: fit one by one")
        X, y = validate_data(self, X, np.asarray(y), dtype=np.float32, y_numeric=self._is_numeric)
        groups = [configs[i : i + STACK] for i in range(0, len(configs), STACK)]
        for train, test in folds:
            X_train, target = self._validated(X[train], y[train])
            yield np.concatenate(
                [self._predict_group(group, X_train, target, X[test]) for group in groups]
            )

    def _predict_group(self, configs, X, target, X_test):
        rng = np.random.default_rng(self.random_state)
        recipe = self._recipe(X, target, configs)
        start = np.tile(self._start(recipe.network, rng), (len(configs), 1))
        fit = self._train(recipe, start, X, target, rng)
        return self._meaning(recipe.network.scores(fit.params, X_test))

    def _train(self, recipe, start, X, target, rng, after_epoch=None):
        validate = None
        if self.early_stopping:
            rows, held_back = hold_back(len(X), self.validation_fraction, rng)
            X_val, target_val = X[held_back], target[held_back]
            X, target = X[rows], target[rows]

            def validate(params):
                return self._score(recipe.network.scores(params, X_val), target_val)

        return recipe.fit(start, X, target, rng, validate=validate, after_epoch=after_epoch)

    def _recipe(self, X, target, configs=None):
        for config in configs or [{}]:
            check_settings(clone(self).set_params(**config), len(X))
        network = Network(
            (X.shape[1], *self.hidden_layer_sizes, target.shape[1]), self.activation, self._loss
        )
        optimizer = (
            OPTIMIZERS[self.optimizer] if isinstance(self.optimizer, str) else self.optimizer
        )
        rate, alpha = self.learning_rate, self.alpha
        if configs is not None:
            base = optimizer.learning_rate
            rates = [config.get("learning_rate", rate) for config in configs]
            rate = np.array([[base if r is None else r] for r in rates], dtype=float)
            alpha = np.array([[config.get("alpha", alpha)] for config in configs], dtype=float)
        if rate is not None:
            optimizer = replace(optimizer, learning_rate=rate)
        batch_size = min(200, len(X)) if self.batch_size == "auto" else self.batch_size
        patience = self.n_iter_no_change if self.early_stopping else None
        return Recipe(network, optimizer, batch_size, self.max_epochs, alpha, patience, self.tol)

    def _start(self, network, rng):
        fresh = network.init(rng, scale=self.init_scale, dtype=np.float32)
        if self.warm_start and getattr(self, "params_", fresh).shape == fresh.shape:
            return getattr(self, "params_", fresh)
        return fresh

    def _after_epoch(self, recipe):
        if self.callback is None:
            return None
        return lambda fit: self.callback(self._keep(recipe, fit))

    def _keep(self, recipe, fit):
        self.network_, self.params_ = recipe.network, fit.params
        self.history_ = {"loss": fit.loss}
        if self.early_stopping:
            self.history_["validation_score"] = fit.validation_score
        self.diverged_ = int(fit.diverged_at)
        return self

    def _scores(self, X):
        check_is_fitted(self, "params_")
        return self.network_.scores(
            self.params_, validate_data(self, X, reset=False, dtype=np.float32)
        )

    def predict(self, X):
        """Return the predictions (n_samples,) for X (n_samples, n_features)."""
        return self._meaning(self._scores(X))

    @property
    def coefs_(self):
        """Weights of each layer, list of array (n_in, n_out): views of `params_`."""
        return [weights[:-1] for weights in self.network_.weights(self.params_)]

    @property
    def intercepts_(self):
        """Biases of each layer, list of array (n_out,): views of `params_`."""
        return [weights[-1] for weights in self.network_.weights(self.params_)]
