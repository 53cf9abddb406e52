"""A network by hand: numbers counted one by one, slopes by calculus and by differences."""

from itertools import chain, pairwise, repeat

import numpy as np
from scipy.special import log_softmax

from hplearn.exercises.compare import close, same
from hplearn.exercises.given import Given
from hplearn.exercises.oracles.special import special
from hplearn.exercises.questions import Case, Question

STEP = 1e-6
PLACES, WEIGHTS = np.polynomial.legendre.leggauss(9)


def _count(sizes):
    shapes = [[(n_in, n_out), (n_out,)] for n_in, n_out in pairwise(sizes)]
    return sum(np.zeros(shape).size for layer in shapes for shape in layer)


@special(
    {
        "there is no hidden layer": lambda sizes: len(sizes) == 2,
        "there is more than one hidden layer": lambda sizes: len(sizes) > 3,
        "there is one hidden layer": lambda sizes: len(sizes) == 3,
        "there are hidden layers": lambda sizes: len(sizes) > 2,
    }
)
def _layers(rng):
    yield Case([3, 4, 4, 4, 2], where="three layers are equally wide")
    wide = int(rng.integers(12, 20))  # here the weights between hidden layers outnumber the others
    yield Case([2, wide, wide + 1, 2])
    for n_layers in chain((2, 3), repeat(0)):
        sizes = rng.integers(1, 30, n_layers or rng.integers(2, 6))
        yield Case([int(n) for n in sizes])


def _wave_slopes(loss, params, step):
    """Return the mean slope of `givens.a_network_by_hand.waves` from step below to step above.

    What the loss rises on the way is the integral of its derivative, which is found by complex
    steps: they do not cancel.
    """
    slopes = []
    for own in np.eye(len(params)):
        between = [loss(params + (step * place + 1e-30j) * own).imag for place in PLACES]
        slopes.append(WEIGHTS @ between / 2e-30)
    return np.array(slopes)


@special(
    {
        "there is one parameter": lambda loss, params, step: len(params) == 1,
        "a parameter is above 1 in size": lambda loss, params, step: abs(params).max() > 1,
        "every parameter is above 0": lambda loss, params, step: params.min() > 0,
    }
)
def _waves(rng):
    for n_params in chain((1, 2), repeat(0)):
        n = n_params or int(rng.integers(1, 8))
        given = Given(
            "a_network_by_hand.waves", {"heights": rng.normal(size=n), "shifts": rng.normal(size=n)}
        )
        yield Case(given, rng.normal(size=n), float(10 ** rng.uniform(-2, 0)))


def _mean_loss(is_open, X, y, W1, b1, W2, b2):
    chances = log_softmax(is_open * (X @ W1 + b1) @ W2 + b2, axis=1)
    return -np.mean(chances[np.arange(len(y)), y])


def _measured(X, y, *weights):
    """Return the slopes, measured for one number after the other; no unit opens on the way."""
    is_open, slopes = X @ weights[0] + weights[1] > 0, []
    for k, array in enumerate(weights):
        slope = np.empty_like(array)
        for place in np.ndindex(array.shape):
            moved = [np.array(weight) for weight in weights]
            moved[k][place] += STEP
            up = _mean_loss(is_open, X, y, *moved)
            moved[k][place] -= 2 * STEP
            slope[place] = (up - _mean_loss(is_open, X, y, *moved)) / (2 * STEP)
        slopes.append(slope)
    return tuple(slopes)


@special(
    {
        "there is one row": lambda X, y, W1, b1, W2, b2: len(X) == 1,
        "there is one hidden unit": lambda X, y, W1, b1, W2, b2: len(b1) == 1,
        "there is one input": lambda X, y, W1, b1, W2, b2: len(W1) == 1,
        "there are as many hidden units as classes": lambda X, y, W1, b1, W2, b2: (
            len(b1) == len(b2)
        ),
        "there are more than two classes": lambda X, y, W1, b1, W2, b2: len(b2) > 2,
        "a hidden unit is on in one row and off in another": lambda X, y, W1, b1, W2, b2: np.ptp(
            np.sign(X @ W1 + b1), axis=0
        ).any(),
        "two rows have the same class": lambda X, y, W1, b1, W2, b2: len({*y.tolist()}) < len(y),
    }
)
def _networks(rng):
    X, y, W1, b1, W2, b2 = _network(rng, 4, 2, 3, 3)
    W1[:, 0], b1[0] = 0, 0
    yield Case(X, y, W1, b1, W2, b2, where="a sum before the ReLU is exactly 0")
    _, _, _, *others = _network(rng, 2, 1, 3, 2)
    yield Case(np.array([[1.0], [-1.0]]), np.array([1, 0]), np.array([[1.0, -1.0, 2.0]]), *others)
    for sizes in ([4, 2, 3, 3], [3, 2, 2, 2], [1, 2, 3, 3], [4, 2, 1, 3]):
        yield Case(*_network(rng, *sizes))
    X, _, *weights = _network(rng, 2, 3, 2, 3)
    yield from (Case(X, y, *weights) for y in (np.array([2, 0]), np.array([1, 1])))
    for sizes in chain(([1, 3, 2, 2], [1, 1, 4, 3]), repeat(None)):
        sizes = sizes or rng.integers([1, 1, 2, 2], [6, 4, 5, 4])
        yield Case(*_network(rng, *sizes))


def _network(rng, n_samples, n_inputs, n_hidden, n_classes):
    X, y = rng.normal(size=(n_samples, n_inputs)), rng.integers(0, n_classes, n_samples)
    W1, b1 = rng.normal(size=(n_inputs, n_hidden)), rng.normal(size=n_hidden)
    return X, y, W1, b1, rng.normal(size=(n_hidden, n_classes)), rng.normal(size=n_classes)


QUESTIONS = (
    Question(
        1,
        "n_parameters(sizes)",
        points=1,
        answer=_count,
        cases=_layers,
        compare=same,
        section="What a unit does",
    ),
    Question(
        2,
        "central_difference(loss, params, step)",
        points=2,
        answer=_wave_slopes,
        cases=_waves,
        compare=close(rtol=1e-7, atol=1e-8),
        section="Is the gradient right?",
    ),
    Question(
        3,
        "backward(X, y, W1, b1, W2, b2)",
        points=3,
        answer=_measured,
        cases=_networks,
        compare=close(rtol=1e-5, atol=1e-7),
        n_public=6,
        n_fresh=11,
        section="The backward pass",
    ),
)
