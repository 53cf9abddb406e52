"""Momentum and Adam: sums over all past slopes, where the rule keeps a running one."""

import numpy as np

from hplearn.classroom.exercises.compare import close
from hplearn.classroom.exercises.given import Given
from hplearn.classroom.exercises.questions import Case, Question


def _walk(gradient, start, n_steps, move):
    """Return the path of ``position - move(all slopes so far)``."""
    path, slopes = [np.asarray(start, dtype=float)], []
    for _ in range(n_steps):
        slopes.append(gradient(path[-1]))
        path.append(path[-1] - move(np.array(slopes)))
    return np.array(path)


def _share_of_each(slopes, kept):
    """Return the weight of each slope after all were added: the last counts whole."""
    return kept ** np.arange(len(slopes))[::-1, None]


def _with_momentum(gradient, start, learning_rate, momentum, n_steps):
    def move(slopes):
        return learning_rate * np.sum(_share_of_each(slopes, momentum) * slopes, axis=0)

    return _walk(gradient, start, n_steps, move)


def _momentum_walks(rng):
    yield Case(*_bowl(rng, 2), 0.05, 0.9, 0)
    yield Case(*_bowl(rng, 1), 0.05, 0.5, 3)
    while True:
        n_steps = int(rng.integers(2, 12))
        yield Case(*_bowl(rng, rng.integers(1, 5)), 0.05, rng.uniform(0.3, 0.95), n_steps)


def _adam(gradient, start, learning_rate, beta_1, beta_2, epsilon, n_steps):
    def move(slopes):
        first = _mean(slopes, beta_1)
        return learning_rate * first / (np.sqrt(_mean(slopes**2, beta_2)) + epsilon)

    return _walk(gradient, start, n_steps, move)


def _mean(values, kept):
    """Return the weighted mean: dividing by the sum of the weights is what correction does."""
    return np.average(values, axis=0, weights=_share_of_each(values, kept)[:, 0])


def _uncorrected(gradient, start, learning_rate, beta_1, beta_2, epsilon, n_steps):
    def move(slopes):
        first = (1 - beta_1) * np.sum(_share_of_each(slopes, beta_1) * slopes, axis=0)
        second = (1 - beta_2) * np.sum(_share_of_each(slopes, beta_2) * slopes**2, axis=0)
        return learning_rate * first / (np.sqrt(second) + epsilon)

    return _walk(gradient, start, n_steps, move)


def _adam_walks(rng):
    yield Case(*_bowl(rng, 2), 0.1, 0.9, 0.999, 1e-8, 0)
    yield Case(*_bowl(rng, 1), 0.1, 0.9, 0.999, 0.3, 1)
    yield Case(*_bowl(rng, 3), 0.1, 0.9, 0.999, 0.1, 60)
    while True:
        betas = rng.uniform([0.5, 0.9], [0.95, 0.999])
        rate, epsilon = 10 ** rng.uniform(-2, 0), 10 ** rng.uniform(-2, -0.5)
        n_steps = int(rng.integers(2, 15))
        yield Case(*_bowl(rng, rng.integers(1, 5)), rate, *betas, epsilon, n_steps)


def _bowl(rng, n_params):
    settings = {"curvatures": np.exp(rng.uniform(0, 2.5, n_params))}
    settings["bottom"] = rng.normal(size=n_params)
    return Given("surfaces.slope_of_bowl", settings), rng.normal(0, 3, n_params)


def _factor(beta_1, beta_2):
    """Return the first steps' lengths, one by the other, for a slope of 7."""
    walk = (lambda position: np.array([7.0]), np.zeros(1), 1.0, beta_1, beta_2, 0.0, 1)
    return float(_uncorrected(*walk)[1, 0] / _adam(*walk)[1, 0])


def _betas(rng):
    yield Case(0.9, 0.999)
    while True:
        yield Case(*(float(beta) for beta in rng.uniform([0.1, 0.3], [0.99, 0.9999])))


QUESTIONS = (
    Question(
        1,
        "with_momentum(gradient, start, learning_rate, momentum, n_steps)",
        points=2,
        answer=_with_momentum,
        cases=_momentum_walks,
    ),
    Question(
        2,
        "adam(gradient, start, learning_rate, beta_1, beta_2, epsilon, n_steps)",
        points=3,
        answer=_adam,
        cases=_adam_walks,
        compare=close(rtol=1e-8, atol=1e-10),
    ),
    Question(
        3,
        "first_step_factor(beta_1, beta_2)",
        points=1,
        answer=_factor,
        cases=_betas,
        compare=close(rtol=1e-6),
    ),
)
