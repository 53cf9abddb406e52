"""Gradient descent: right by the closed form of a bowl, never by walking."""

import numpy as np

from hplearn.exercises.compare import close, same
from hplearn.exercises.given import Given
from hplearn.exercises.questions import Case, Question

FAR = 1000  # a gradient that many times longer than the first counts as diverged


def _bowl_of(gradient, start):
    """Return start, curvatures and bottom of a bowl: its gradient tells them at two points."""
    start = np.asarray(start, dtype=float)
    at_zero = gradient(np.zeros_like(start))
    curvatures = gradient(np.ones_like(start)) - at_zero
    return start, curvatures, -at_zero / curvatures


def _positions(start, curvatures, bottom, learning_rate, steps):
    """Return the positions after these numbers of steps."""
    factors = 1 - learning_rate * curvatures
    with np.errstate(over="ignore"):
        return bottom + factors ** np.asarray(steps)[:, None] * (start - bottom)


def _path(gradient, start, learning_rate, n_steps):
    return _positions(*_bowl_of(gradient, start), learning_rate, np.arange(n_steps + 1))


def _bowl(rng, n_params, kind="slope_of_bowl"):
    curvatures = np.exp(rng.uniform(0, 2.5, n_params))
    given = Given(
        f"surfaces.{kind}", {"curvatures": curvatures, "bottom": rng.normal(size=n_params)}
    )
    return given, curvatures.max(), rng.normal(0, 5, n_params)


def _walks(rng):
    slope, steepest, start = _bowl(rng, 2)
    yield Case(slope, start, 1 / steepest, 3)
    yield Case(slope, start, 0.1 / steepest, 0)
    slope, steepest, start = _bowl(rng, 1)
    yield Case(slope, start, 2.2 / steepest, 4)
    while True:
        slope, steepest, start = _bowl(rng, rng.integers(1, 5))
        yield Case(slope, start, rng.uniform(0.1, 2.1) / steepest, int(rng.integers(1, 7)))


def _stop(objective, start, learning_rate, tolerance, max_steps):
    start, curvatures, bottom = _bowl_of(lambda position: objective(position)[1], start)
    positions = _positions(start, curvatures, bottom, learning_rate, np.arange(max_steps + 1))
    lengths = np.linalg.norm(curvatures * (positions - bottom), axis=1)
    for step, length in enumerate(lengths):
        if length <= tolerance:
            return step, "converged"
        if length > FAR * lengths[0]:
            return step, "diverged"
    return max_steps, "budget"


def _stopped_walks(rng):
    for factor, tolerance, max_steps in ((1.5, 0.1, 500), (3.0, 0.1, 500), (0.01, 0.1, 9)):
        objective, steepest, start = _bowl(rng, 2, "bowl")
        yield Case(objective, start, factor / steepest, tolerance, max_steps)
    objective, steepest, _ = _bowl(rng, 2, "bowl")
    yield Case(objective, np.array(objective.settings["bottom"]), 1 / steepest, 1e-9, 10)
    # every step halves the gradient: its length is 16, 8, 4 and 2, in two dimensions 22.6, …, 2.8
    halving = Given("surfaces.bowl", {"curvatures": np.array([2.0]), "bottom": np.zeros(1)})
    yield Case(halving, np.array([8.0]), 0.25, 4.0, 100)
    halving = Given("surfaces.bowl", {"curvatures": np.full(2, 2.0), "bottom": np.zeros(2)})
    yield Case(halving, np.array([8.0, 8.0]), 0.25, 5.0, 3)
    while True:
        objective, steepest, start = _bowl(rng, rng.integers(1, 4), "bowl")
        rate, tolerance = rng.uniform(0.2, 4) / steepest, 10 ** rng.uniform(-1, 1)
        yield Case(objective, start, rate, tolerance, int(rng.integers(2, 10)))


def _hessians(rng):
    yield Case(np.diag([1.0, 10.0]))
    yield Case(np.array([[rng.uniform(0.5, 4)]]))
    while True:
        n_params = rng.integers(2, 6)
        curvatures = np.exp(rng.uniform(-1, 3, n_params))
        turn, _ = np.linalg.qr(rng.normal(size=(n_params, n_params)))
        hessian = turn @ np.diag(curvatures) @ turn.T
        yield Case((hessian + hessian.T) / 2)


QUESTIONS = (
    Question(
        1, "gd(gradient, start, learning_rate, n_steps)", points=2, answer=_path, cases=_walks
    ),
    Question(
        2,
        "steps_until(objective, start, learning_rate, tolerance, max_steps)",
        points=2,
        answer=_stop,
        cases=_stopped_walks,
        compare=same,
    ),
    Question(
        3,
        "largest_safe_rate(hessian)",
        points=1,
        answer=lambda hessian: float(2 / np.linalg.norm(hessian, 2)),
        cases=_hessians,
        compare=close(rtol=1e-6),
    ),
    Question(4, "order", points=1, answer=["D", "C", "E", "B", "A"], compare=same),
)
