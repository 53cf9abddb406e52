"""02 A network by hand: numbers counted one by one, slopes by calculus and by differences."""

from itertools import pairwise

import numpy as np
from scipy.special import log_softmax

from hplearn.classroom.exercises.compare import close, same
from hplearn.classroom.exercises.given import Given
from hplearn.classroom.exercises.questions import Case, Mistake, Question

STEP = 1e-6
PLACES, WEIGHTS = np.polynomial.legendre.leggauss(9)


def _count(sizes):
    shapes = [[(n_in, n_out), (n_out,)] for n_in, n_out in pairwise(sizes)]
    return sum(np.zeros(shape).size for layer in shapes for shape in layer)


def _weights_alone(sizes):
    return sum(n_in * n_out for n_in, n_out in pairwise(sizes))


def _bias_for_inputs(sizes):
    return _weights_alone(sizes) + sum(sizes)


def _layers(rng):
    yield Case([64, 32, 10])
    yield Case([int(rng.integers(2, 9)), 1])
    while True:
        yield Case([int(n) for n in rng.integers(1, 30, rng.integers(2, 6))])


def _wave_slopes(loss, params, step):
    """Return the mean slope of `givens.g02.waves` from step below to step above.

    What the loss rises on the way is the integral of its derivative, which is found by complex
    steps: they do not cancel.
    """
    slopes = []
    for own in np.eye(len(params)):
        between = [loss(params + (step * place + 1e-30j) * own).imag for place in PLACES]
        slopes.append(WEIGHTS @ between / 2e-30)
    return np.array(slopes)


def _from_one_side(loss, params, step):
    return np.array([loss(params + m) - loss(params) for m in step * np.eye(len(params))]) / step


def _by_one_step(loss, params, step):
    return 2 * _wave_slopes(loss, params, step)


def _waves(rng):
    for n_params in (1, 2, *[3] * 10_000):
        n = n_params if n_params < 3 else int(rng.integers(3, 8))
        given = Given("g02.waves", {"heights": rng.normal(size=n), "shifts": rng.normal(size=n)})
        yield Case(given, rng.normal(size=n), 1e-5 if n < 3 else float(10 ** rng.uniform(-5, 0)))


def _mean_loss(X, y, W1, b1, W2, b2):
    chances = log_softmax(np.maximum(X @ W1 + b1, 0) @ W2 + b2, axis=1)
    return -np.mean(chances[np.arange(len(y)), y])


def _measured(X, y, *weights):
    """Return the slopes, measured for one number after the other."""
    slopes = []
    for k, array in enumerate(weights):
        slope = np.empty_like(array)
        for place in np.ndindex(array.shape):
            moved = [np.array(weight) for weight in weights]
            moved[k][place] += STEP
            up = _mean_loss(X, y, *moved)
            moved[k][place] -= 2 * STEP
            slope[place] = (up - _mean_loss(X, y, *moved)) / (2 * STEP)
        slopes.append(slope)
    return tuple(slopes)


def _by_rule(X, y, W1, b1, W2, b2, masked=True, turned=True):
    before = X @ W1 + b1
    chances = np.exp(log_softmax(np.maximum(before, 0) @ W2 + b2, axis=1))
    at_scores = (chances - np.eye(len(b2))[y]) / len(y)
    at_sums = at_scores @ (W2.T if turned else W2)
    at_sums = at_sums * (before > 0) if masked else at_sums
    hidden = np.maximum(before, 0)
    return X.T @ at_sums, at_sums.sum(0), hidden.T @ at_scores, at_scores.sum(0)


def _summed(X, y, *weights):
    return tuple(len(y) * slope for slope in _by_rule(X, y, *weights))


def _networks(rng):
    yield Case(*_network(rng, 4, 2, 3, 3))
    yield Case(*_network(rng, 3, 2, 2, 2))
    while True:
        n_samples, n_inputs, n_hidden, n_classes = rng.integers([2, 1, 2, 2], [6, 4, 5, 4])
        yield Case(*_network(rng, n_samples, n_inputs, n_hidden, n_classes))


def _network(rng, n_samples, n_inputs, n_hidden, n_classes):
    X, y = rng.normal(size=(n_samples, n_inputs)), rng.integers(0, n_classes, n_samples)
    W1, b1 = rng.normal(size=(n_inputs, n_hidden)), rng.normal(size=n_hidden)
    return X, y, W1, b1, rng.normal(size=(n_hidden, n_classes)), rng.normal(size=n_classes)


QUESTIONS = (
    Question(
        "02.1",
        "n_parameters(sizes)",
        points=1,
        answer=_count,
        cases=_layers,
        compare=same,
        mistakes=(
            Mistake(
                "weights-alone",
                "Each unit adds a number of its own before it bends the sum: count the biases.",
                wrong=_weights_alone,
            ),
            Mistake(
                "bias-for-inputs",
                "The inputs are given, not computed: they have no bias.",
                wrong=_bias_for_inputs,
            ),
        ),
    ),
    Question(
        "02.2",
        "central_difference(loss, params, step)",
        points=2,
        answer=_wave_slopes,
        cases=_waves,
        compare=close(rtol=1e-7, atol=1e-8),
        mistakes=(
            Mistake(
                "from-one-side",
                "You measure from one side only. The error is then about the step; from both "
                "sides it is about its square.",
                wrong=_from_one_side,
            ),
            Mistake(
                "by-one-step",
                "From step below to step above it is two steps.",
                wrong=_by_one_step,
            ),
        ),
    ),
    Question(
        "02.3",
        "backward(X, y, W1, b1, W2, b2)",
        points=3,
        answer=_measured,
        cases=_networks,
        compare=close(rtol=1e-5, atol=1e-7),
        mistakes=(
            Mistake(
                "forgot-the-bend",
                "A unit whose sum was below zero said nothing, so no blame passes through it: "
                "ReLU's slope is missing.",
                wrong=lambda *arguments: _by_rule(*arguments, masked=False),
            ),
            Mistake(
                "sum-not-mean",
                "Your slopes grow with the number of rows. The loss is a mean.",
                wrong=_summed,
            ),
            Mistake(
                "weights-not-turned",
                "On the way back each weight is used from its other end: look at the shapes, and "
                "turn W2 round.",
                wrong=lambda *arguments: _by_rule(*arguments, turned=False),
            ),
        ),
    ),
)
