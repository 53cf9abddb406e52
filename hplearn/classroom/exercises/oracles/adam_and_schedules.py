"""Adam: weighted means over all past slopes, where the rule keeps running ones."""

import numpy as np

from hplearn.classroom.exercises.compare import close
from hplearn.classroom.exercises.oracles.momentum import bowl, share_of_each, walk
from hplearn.classroom.exercises.questions import Case, Question


def _adam(gradient, start, learning_rate, beta_1, beta_2, epsilon, n_steps):
    def move(slopes):
        first = _mean(slopes, beta_1)
        return learning_rate * first / (np.sqrt(_mean(slopes**2, beta_2)) + epsilon)

    return walk(gradient, start, n_steps, move)


def _mean(values, kept):
    """Return the weighted mean: dividing by the sum of the weights is what correction does."""
    return np.average(values, axis=0, weights=share_of_each(values, kept)[:, 0])


def _uncorrected(gradient, start, learning_rate, beta_1, beta_2, epsilon, n_steps):
    def move(slopes):
        first = (1 - beta_1) * np.sum(share_of_each(slopes, beta_1) * slopes, axis=0)
        second = (1 - beta_2) * np.sum(share_of_each(slopes, beta_2) * slopes**2, axis=0)
        return learning_rate * first / (np.sqrt(second) + epsilon)

    return walk(gradient, start, n_steps, move)


def _adam_walks(rng):
    yield Case(*bowl(rng, 2), 0.1, 0.9, 0.999, 1e-8, 0)
    yield Case(*bowl(rng, 1), 0.1, 0.9, 0.999, 0.3, 1)
    yield Case(*bowl(rng, 3), 0.1, 0.9, 0.999, 0.1, 60)
    while True:
        betas = rng.uniform([0.5, 0.9], [0.95, 0.999])
        rate, epsilon = 10 ** rng.uniform(-2, 0), 10 ** rng.uniform(-2, -0.5)
        n_steps = int(rng.integers(2, 15))
        yield Case(*bowl(rng, rng.integers(1, 5)), rate, *betas, epsilon, n_steps)


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
        "adam(gradient, start, learning_rate, beta_1, beta_2, epsilon, n_steps)",
        points=3,
        answer=_adam,
        cases=_adam_walks,
        compare=close(rtol=1e-8, atol=1e-10),
    ),
    Question(
        2,
        "first_step_factor(beta_1, beta_2)",
        points=1,
        answer=_factor,
        cases=_betas,
        compare=close(rtol=1e-6),
    ),
)
