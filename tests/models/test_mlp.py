"""The network estimators: against scikit-learn's, by other routes of their own, when abused."""

from dataclasses import dataclass

import numpy as np
import pytest
from scipy.special import softmax
from sklearn.base import clone
from sklearn.datasets import load_diabetes, load_digits, load_iris
from sklearn.neural_network import MLPClassifier as TheirClassifier

from hplearn import GD, Adam, GridSearchCV, MLPClassifier, MLPRegressor, Momentum
from hplearn.models.mlp import MLP, OPTIMIZERS
from hplearn.models.network import Network
from hplearn.models.sweepable import Sweepable
from hplearn.optim import sweep
from hplearn.optim.optimizers import Optimizer
from tests.model_selection.tables import same_scores


def digits(n_train=1000):
    X, y = load_digits(return_X_y=True)
    order = np.random.default_rng(0).permutation(len(X))
    X, y = X[order] / 16, y[order]
    return X[:n_train], y[:n_train], X[n_train:], y[n_train:]


X, y, *_ = digits(200)


def small(**settings):
    usual = {"hidden_layer_sizes": (16,), "batch_size": 50, "max_epochs": 5, "random_state": 0}
    return MLPClassifier(**usual | settings)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_each_optimizer_that_can_be_named_learns_the_digits(name):
    X, y, X_new, y_new = digits()
    network = MLPClassifier(optimizer=name, max_epochs=20, random_state=0)
    assert network.fit(X, y).score(X_new, y_new) > 0.8


@pytest.mark.slow
def test_digits_are_learned_as_well_as_scikit_learn_learns_them():
    X, y, X_test, y_test = digits()
    ours, theirs = [], []
    for seed in range(10):
        same = {"batch_size": 32, "random_state": seed}
        ours.append(MLPClassifier((64,), max_epochs=20, **same).fit(X, y).score(X_test, y_test))
        other = TheirClassifier((64,), max_iter=20, n_iter_no_change=20, **same)
        with pytest.warns(UserWarning, match="Maximum iterations"):
            theirs.append(other.fit(X, y).score(X_test, y_test))
    assert abs(np.mean(ours) - np.mean(theirs)) < 0.01


def test_the_epochs_are_those_of_a_loop_written_out():
    # 50 rows in batches of 16 leave a last one of 2; each epoch has an order of its own.
    X, y, *_ = digits(50)
    settings = {"optimizer": Momentum(0.1), "batch_size": 16, "alpha": 0.0, "max_epochs": 3}
    model = MLPClassifier((8,), "tanh", random_state=0, **settings).fit(X, y)
    network, target, rng = Network([64, 8, 10], "tanh"), np.eye(10)[y], np.random.default_rng(0)
    params, velocity, losses = network.init(rng, dtype=np.float32).astype(float), 0, []
    for _ in range(3):
        total = 0
        for rows in np.split(rng.permutation(50), [16, 32, 48]):
            loss, gradient = network.loss_and_gradient(params, X[rows], target[rows])
            total += loss * len(rows)
            velocity = 0.9 * velocity + gradient
            params -= 0.1 * velocity
        losses.append(total / 50)
    np.testing.assert_allclose(model.history_["loss"], losses, rtol=1e-5)
    np.testing.assert_allclose(model.params_, params, rtol=1e-4, atol=1e-6)


def test_alpha_pulls_weights_and_leaves_biases():
    # At the optimum of one full batch, slope of the loss = -alpha * weights / n, and 0 for biases.
    X, y, *_ = digits(100)
    y = y % 2
    settings = {"learning_rate": 0.1, "batch_size": 100, "alpha": 10.0, "max_epochs": 500}
    model = MLPClassifier((), optimizer="momentum", **settings).fit(X, y)
    target = (y[:, None] == [0, 1]).astype(float)
    _, gradient = model.network_.loss_and_gradient(model.params_.astype(float), X, target)
    (weights,), (slope,) = model.network_.weights(model.params_), model.network_.weights(gradient)
    np.testing.assert_allclose(slope[:-1], -10.0 / 100 * weights[:-1], atol=1e-4)
    np.testing.assert_allclose(slope[-1], 0, atol=1e-4)


@pytest.mark.parametrize("settings", [{}, {"early_stopping": True, "max_epochs": 30, "tol": 0.02}])
def test_a_run_in_a_stack_gives_the_predictions_it_gives_alone(settings):
    X, y, X_test, _ = digits(300)
    model = small(**settings)
    assert isinstance(model, Sweepable)
    configs = [{"learning_rate": rate, "alpha": a} for rate in (1e-3, 0.05, 0.3) for a in (0, 1)]
    rows = np.arange(len(X) + len(X_test))
    both, labels = np.concatenate([X, X_test]), np.concatenate([y, np.zeros(len(X_test), int)])
    (swept,) = model.sweep_folds(both, labels, configs, [(rows[: len(X)], rows[len(X) :])])
    for config, predictions in zip(configs, swept, strict=True):
        alone = small(**settings | config).fit(X, y).predict(X_test)
        assert np.mean(alone == predictions) > 0.999  # rounding may turn one in a thousand


def test_a_generator_as_seed_gives_each_network_what_it_gives_one_alone():
    configs, folds = [{"alpha": 0.0}, {"alpha": 1.0}], [(np.arange(100), np.arange(100, 200))] * 2
    seeded = small(random_state=np.random.default_rng(7))
    alone = clone(seeded).set_params(alpha=0.0).fit(X[:100], y[:100]).predict(X[100:200])
    for predictions in seeded.sweep_folds(X[:200], y[:200], configs, folds):
        np.testing.assert_array_equal(predictions[0], alone)


def test_a_search_over_networks_is_swept_and_mixed_grids_are_grouped(monkeypatch):
    fits = []
    plain = MLP.fit
    monkeypatch.setattr(MLP, "fit", lambda self, X, y: fits.append(1) or plain(self, X, y))
    X, y = load_iris(return_X_y=True)
    wide = {"learning_rate": [0.01, 0.1], "hidden_layer_sizes": [(4,), (8,)], "alpha": [0, 1]}
    grid = [wide, {"activation": ["tanh"], "learning_rate": [0.01, 0.1]}]
    search = GridSearchCV(small(), grid, cv=3).fit(X, y)
    assert len(fits) == 1  # the refit: five groups trained as stacks
    one_by_one = GridSearchCV(small(), grid, cv=3, return_train_score=True).fit(X, y)
    same_scores(search, one_by_one, atol=0.01)


def test_early_stopping_keeps_the_best_params_on_rows_held_back():
    X, y, *_ = digits(500)
    model = small(early_stopping=True, max_epochs=200, n_iter_no_change=3, learning_rate=0.01)
    model.fit(X, y)
    scores = model.history_["validation_score"]
    assert len(scores) == len(model.history_["loss"]) < 200
    # No gain above tol in the last three epochs: the best came just before them.
    assert scores[-4] > scores[:-4].max(initial=0) + model.tol
    assert scores[-3:].max() <= scores[-4] + model.tol
    shorter = small(early_stopping=True, max_epochs=len(scores) - 3, learning_rate=0.01).fit(X, y)
    np.testing.assert_array_equal(model.params_, shorter.params_)


LINE = np.linspace(-1, 1, 10)[:, None]
HELD_BACK = {  # a tenth is one row, whose R² is not defined
    "few rows": (LINE, 3 * LINE[:, 0], 0.5),
    "equal targets": (np.random.default_rng(0).normal(size=(40, 3)), np.full(40, 5.0), 2),
}


@pytest.mark.parametrize(("X", "y", "error"), HELD_BACK.values(), ids=HELD_BACK)
def test_early_stopping_of_a_regression_finds_a_better_epoch_than_the_first(X, y, error):
    settings = {"learning_rate": 0.03, "max_epochs": 100, "random_state": 0}
    model = MLPRegressor((8,), early_stopping=True, **settings).fit(X, y)
    scores = model.history_["validation_score"]
    assert np.isfinite(scores).all()
    assert scores.argmax() > 10
    assert np.abs(model.predict(X) - y).mean() < error


def test_early_stopping_may_leave_fewer_rows_than_a_batch():
    model = small(early_stopping=True).fit(X[:50], y[:50])
    assert len(model.history_["loss"]) == 5


@dataclass(frozen=True)
class SignGD(Optimizer):
    learning_rate: float

    def direction(self, params, gradient, state):
        return np.sign(gradient), state


def test_an_optimizer_of_ones_own_trains():
    X, y, *_ = digits(300)
    model = small(optimizer=SignGD(0.005), max_epochs=20).fit(X, y)
    assert model.score(X, y) > 0.9
    assert model.params_.dtype == np.float32


def test_warm_start_goes_on_from_the_last_params():
    model = small(warm_start=True, optimizer="sgd", max_epochs=3).fit(X, y)
    first = model.history_["loss"][-1]
    assert model.fit(X, y).history_["loss"][0] < first
    assert small(optimizer="sgd", max_epochs=3).fit(X, y).history_["loss"][0] > first


def test_partial_fits_are_the_epochs_of_one_fit_from_the_same_seed():
    whole = small(max_epochs=4).fit(X, y)
    parts, others = small(), small(random_state=1)
    for _ in range(4):
        parts.partial_fit(X, y)
        others.partial_fit(X, y)
    np.testing.assert_allclose(parts.params_, whole.params_, rtol=1e-6)
    np.testing.assert_allclose(parts.history_["loss"], whole.history_["loss"], rtol=1e-6)
    assert not np.isclose(others.history_["loss"], whole.history_["loss"]).any()


def test_a_last_chunk_may_be_smaller_than_a_batch():
    few, whole = (small(batch_size=size).partial_fit(X[:4], y[:4], range(10)) for size in (32, 4))
    np.testing.assert_array_equal(few.params_, whole.params_)


def test_partial_fit_learns_of_classes_that_come_later():
    model = small().partial_fit(X[y < 5], y[y < 5], classes=np.arange(10))
    assert model.partial_fit(X, y).predict_proba(X).shape == (200, 10)
    with pytest.raises(ValueError, match="y holds classes that"):
        small().partial_fit(X[y < 5], y[y < 5]).partial_fit(X, y)


def test_a_callback_sees_each_epoch_and_may_end_the_fit():
    seen = []

    def callback(model):
        seen.append((len(model.history_["loss"]), model.score(X, y)))
        return len(seen) == 3

    small(callback=callback, max_epochs=10).fit(X, y)
    assert [epoch for epoch, _ in seen] == [1, 2, 3]
    assert seen[0][1] < seen[2][1]


def test_weights_and_biases_say_what_the_network_does():
    model = small(activation="tanh").fit(X, y)
    (first, second), (b, c) = model.coefs_, model.intercepts_
    expected = softmax(np.tanh(X @ first + b) @ second + c, axis=1)
    np.testing.assert_allclose(model.predict_proba(X), expected, rtol=1e-4)
    np.testing.assert_array_equal(model.classes_[expected.argmax(axis=1)], model.predict(X))


def test_a_diverging_fit_stops_and_says_when():
    X, y = load_diabetes(return_X_y=True)
    model = MLPRegressor((8,), optimizer="sgd", learning_rate=10, max_epochs=50, random_state=0)
    model.fit(X, y)
    assert 2 <= model.diverged_ == len(model.history_["loss"]) < 50
    before = clone(model).set_params(max_epochs=model.diverged_ - 1).fit(X, y)
    assert before.diverged_ == 0
    np.testing.assert_array_equal(model.params_, before.params_)
    assert small().fit(*digits(200)[:2]).diverged_ == 0


@pytest.mark.parametrize("size", [1, 1e20])  # of such targets the first loss alone overflows
def test_partial_fits_diverge_where_one_fit_does_and_keep_the_last_good_epoch(size):
    X, y = load_diabetes(return_X_y=True)
    network = MLPRegressor((8,), optimizer="sgd", learning_rate=10, max_epochs=50, random_state=0)
    whole, parts = clone(network).fit(X, size * y), clone(network)
    for _ in range(whole.diverged_):
        assert not hasattr(parts, "diverged_") or parts.diverged_ == 0
        parts.partial_fit(X, size * y)
    assert parts.diverged_ == whole.diverged_ == len(parts.history_["loss"])
    np.testing.assert_array_equal(parts.params_, whole.params_)
    assert np.isfinite(parts.partial_fit(X, size * y).params_).all()


UNUSABLE = [
    ({"batch_size": 0}, r'batch_size must be "auto" or an integer of 1 or more, got 0'),
    ({"hidden_layer_sizes": (8, 0)}, r"hidden_layer_sizes must be .* got \(8, 0\)"),
    ({"activation": "swish"}, r"activation must be one of .*'relu'.* got 'swish'"),
    ({"optimizer": "best"}, r"optimizer must be one of .*'adam'.* got 'best'"),
    ({"alpha": -1}, r"alpha must be finite and zero or above, got -1"),
    ({"max_epochs": 0}, r"max_epochs must be an integer of 1 or more, got 0"),
    ({"learning_rate": sweep(0.1, 0.2)}, r"learning_rate must be positive and finite, got ar"),
    ({"optimizer": GD(sweep(0.1, 0.2))}, r"optimizer must be one of .* got GD\(learning_rate="),
    ({"early_stopping": "x"}, r"early_stopping must be True or False, got 'x'"),
    ({"tol": "x"}, r"tol must be a number, zero or above, got 'x'"),
    ({"init_scale": np.nan}, r'init_scale must be "fan" or a finite number, .* got nan'),
    ({"warm_start": 2}, r"warm_start must be True or False, got 2"),
    ({"random_state": -1}, r"random_state must be None, a seed .* got -1"),
    ({"callback": "x"}, r"callback must be callable, or None, got 'x'"),
    ({"y": np.zeros(200)}, "y must hold at least 2 classes, got one class"),
    ({"y": np.linspace(0, 1, 200)}, "Unknown label type: continuous"),
]


@pytest.mark.parametrize(("settings", "message"), UNUSABLE)
def test_a_setting_or_a_target_that_cannot_be_used_is_named(settings, message):
    settings = {"y": y} | settings
    target = settings.pop("y")
    model = small().fit(X, y)
    before = model.predict(X)
    with pytest.raises(ValueError, match=message):
        model.set_params(**settings).fit(X, target)
    np.testing.assert_array_equal(model.predict(X), before)  # it is fitted as it was


def test_an_optimizers_own_rate_holds_unless_another_is_given():
    own = small(optimizer=Adam(0.01)).fit(X, y).params_
    np.testing.assert_array_equal(own, small(learning_rate=0.01).fit(X, y).params_)
    assert not np.array_equal(own, small(optimizer=Adam(0.01), learning_rate=0.1).fit(X, y).params_)
