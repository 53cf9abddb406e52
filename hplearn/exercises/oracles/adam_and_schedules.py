"""Adam: weighted means over all past slopes, where the rule keeps running ones; schedules."""

import numpy as np

from hplearn.exercises.compare import close
from hplearn.exercises.given import Given
from hplearn.exercises.oracles.gradient_descent import ITSELF, is_turned
from hplearn.exercises.oracles.momentum import bowl, share_of_each, walk
from hplearn.exercises.oracles.special import special
from hplearn.exercises.questions import Case, Question


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


@special(
    {
        "n_steps is 0": lambda *case: case[-1] == 0,
        "there is one parameter": lambda *case: len(case[1]) == 1,
        "the bowl does not lie along the axes": lambda *case: is_turned(case[0]),
        "there is more than one step": lambda *case: case[-1] > 1,
        "epsilon is 0": lambda *case: case[-2] == 0,
        "epsilon is above 0": lambda *case: case[-2] > 0,
    }
)
def _adam_walks(rng):
    yield Case(*bowl(rng, 2), 0.1, 0.9, 0.999, 1e-8, 0)
    yield Case(*bowl(rng, 1), 0.1, 0.9, 0.999, 0.3, 1)
    yield Case(*bowl(rng, 1), 0.3, 0.9, 0.999, 0.3, 12)
    yield Case(*bowl(rng, 3), 0.1, 0.9, 0.999, 0.1, 60)
    yield Case(*bowl(rng, 3, is_turned=True), 0.1, 0.9, 0.999, 0.1, 3)
    ditch = Given("surfaces.slope_of_ditch", {})
    settings = (0.3, 0.9, 0.999, 0.01, 5)
    yield Case(ditch, np.array([1.5]), *settings, where="the slope is zero on the way")
    same, settings = Given("surfaces.position_itself", {}), (0.1, 0.9, 0.99, 0.1, 3)
    yield Case(
        same,
        np.array([3.0, -1.0]),
        *settings,
        where=ITSELF.format("gradient"),
    )
    flat = Given("surfaces.slope_of_bowl", {"curvatures": np.array([1e-9])})
    yield Case(flat, np.array([4.0]), 0.1, 0.9, 0.999, 0.0, 2, where="the gradient is tiny")
    yield Case(*bowl(rng, 2), 0.1, 0.9, 0.999, 0.0, 3)
    while True:
        betas = rng.uniform([0.5, 0.9], [0.95, 0.999])
        rate, epsilon = 10 ** rng.uniform(-2, 0), 10 ** rng.uniform(-2, -0.5)
        n_steps = int(rng.integers(2, 15))
        slope, start = bowl(rng, rng.integers(1, 5), rng.random() < 0.4)
        yield Case(slope, start, rate, *betas, epsilon, n_steps)


def _factor(beta_1, beta_2):
    """Return the first steps' lengths, one by the other, for a slope of 7."""
    walk = (lambda position: np.array([7.0]), np.zeros(1), 1.0, beta_1, beta_2, 0.0, 1)
    return float(_uncorrected(*walk)[1, 0] / _adam(*walk)[1, 0])


@special(
    {
        "the uncorrected step is the shorter one": lambda *betas: _factor(*betas) < 1,
        "the uncorrected step is the longer one": lambda *betas: _factor(*betas) > 1,
    }
)
def _betas(rng):
    yield Case(0.9, 0.999)
    while True:
        yield Case(*(float(beta) for beta in rng.uniform([0.1, 0.3], [0.99, 0.9999])))


def _warm_up_cosine(step, n_steps, n_warm_up, top):
    """Return the rate from a line through its two ends, or from the squared cosine."""
    if step < n_warm_up:
        return float(np.interp(step, [-1, n_warm_up], [0, top]))
    left = (n_steps - step) / (n_steps - n_warm_up)
    return float(top * np.sin(np.pi / 2 * left) ** 2)


@special(
    {
        "there is no warm-up": lambda step, n_steps, n_warm_up, top: n_warm_up == 0,
        "the step is the first after the warm-up": lambda step, n_steps, n_warm_up, top: (
            step == n_warm_up > 0
        ),
        "the step is the last one": lambda step, n_steps, n_warm_up, top: step == n_steps - 1,
        "the step lies in the warm-up": lambda step, n_steps, n_warm_up, top: step < n_warm_up,
        "the warm-up is over": lambda step, n_steps, n_warm_up, top: step >= n_warm_up,
        "the warm-up takes more than half of the steps": lambda step, n_steps, n_warm_up, top: (
            2 * n_warm_up > n_steps
        ),
    }
)
def _steps(rng):
    for n_steps, n_warm_up, steps in ((12, 4, (0, 11)), (40, 30, (20, 39)), (24, 20, (4, 16))):
        for step in steps:  # in the middle of a long warm-up the wave would lie below the line
            yield Case(step, n_steps, n_warm_up, float(10 ** rng.uniform(-3, 0)))
    yield Case(10, 100, 48, 0.5)  # and before the middle, too
    yield Case(0, 12, 1, 0.5, where="the warm-up is a single step")
    for steps in ((1, 5), (6, 10)):  # before the middle of the fall, and after it
        yield Case(int(rng.integers(*steps)), 10, 0, float(10 ** rng.uniform(-3, 0)))
    while True:
        n_steps = int(rng.integers(10, 200))
        n_warm_up = int(rng.integers(2, n_steps - 1))
        top = float(10 ** rng.uniform(-3, 0))
        for step in (rng.integers(n_warm_up), rng.integers(n_warm_up, n_steps), n_warm_up):
            yield Case(int(step), n_steps, n_warm_up, top)


def _adamw_step(weights, direction, learning_rate, weight_decay):
    """Return the weights less the rate times both pulls together."""
    return weights - learning_rate * (direction + weight_decay * weights)


@special(
    {
        "there is one weight": lambda weights, *others: len(weights) == 1,
        "there is more than one weight": lambda weights, *others: len(weights) > 1,
        "a weight is below 0": lambda weights, *others: weights.min() < 0,
        "every weight is above 0": lambda weights, *others: weights.min() > 0,
    }
)
def _decays(rng):
    yield Case(np.array([-2.0]), np.array([1.0]), 0.1, 0.5)
    yield Case(np.array([1.0, 2.0, 3.0]), np.array([1.0, -1.0, 0.5]), 0.1, 0.5)
    while True:
        weights, direction = rng.normal(0, 3, size=(2, rng.integers(1, 5)))
        yield Case(weights, direction, rng.uniform(0.05, 0.5), rng.uniform(0.05, 0.8))


QUESTIONS = (
    Question(
        1,
        "adam(gradient, start, learning_rate, beta_1, beta_2, epsilon, n_steps)",
        points=3,
        answer=_adam,
        cases=_adam_walks,
        n_public=10,
        compare=close(rtol=1e-8, atol=1e-10),
        section="The correction",
    ),
    Question(
        2,
        "first_step_factor(beta_1, beta_2)",
        points=1,
        answer=_factor,
        cases=_betas,
        compare=close(rtol=1e-6),
        section="The correction",
    ),
    Question(
        3,
        "warm_up_cosine(step, n_steps, n_warm_up, top)",
        points=2,
        answer=_warm_up_cosine,
        cases=_steps,
        n_public=11,
        n_fresh=18,
        section="Warm-up: a rate that first rises (optional)",
    ),
    Question(
        4,
        "adamw_step(weights, direction, learning_rate, weight_decay)",
        points=1,
        answer=_adamw_step,
        cases=_decays,
        n_public=6,
        n_fresh=11,
        section="Weight decay and AdamW (optional)",
    ),
)
