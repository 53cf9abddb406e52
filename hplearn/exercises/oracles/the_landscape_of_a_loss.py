"""The landscape of a loss: steps are counted one by one, curvatures are means of eigenvalues."""

from itertools import cycle, product

import numpy as np

from hplearn.exercises.compare import close, same
from hplearn.exercises.given import Given
from hplearn.exercises.oracles.gradient_descent import turned
from hplearn.exercises.oracles.special import special
from hplearn.exercises.questions import Case, Question

LOSS = "the_landscape_of_a_loss.hilly"


def _steps(ratio, share):
    n_steps, distance = 0, 1.0
    while distance > share * (1 + 1e-12):
        n_steps, distance = n_steps + 1, distance * (ratio - 1) / (ratio + 1)
    return n_steps


@special(
    {
        "the ratio is below 10": lambda ratio, share: ratio < 10,
        "more than one step is needed": lambda ratio, share: _steps(ratio, share) > 1,
        "more than ten steps are needed": lambda ratio, share: _steps(ratio, share) > 10,
    }
)
def _descents(rng):
    yield Case(1.5, 0.05)
    yield Case(10.0, 0.001)
    yield Case(3e4, 0.001, where="more than a hundred thousand steps are needed")
    exactly = "the steps leave exactly `share`"
    yield Case(3.0, 0.25, where=exactly)
    yield from (Case(1.2, 1e-6), Case(20.0, 0.01828))  # rules of thumb are off by 3, and by 1
    while True:  # each step leaves a half, and no float is rounded
        yield Case(3.0, 0.5 ** int(rng.choice([1, 2, 4])), where=exactly)
        for _ in range(4):
            yield Case(float(10 ** rng.uniform(0.2, 2)), float(10 ** rng.uniform(-4, -0.3)))


def _curvature(hessian, direction):
    """Return the mean of the eigenvalues, each by the share of its axis in the direction."""
    curvatures, axes = np.linalg.eigh(hessian)
    shares = (axes.T @ direction) ** 2
    return float(curvatures @ shares / shares.sum())


@special(
    {
        "there is one parameter": lambda hessian, direction: len(direction) == 1,
        "the curvature is below 0": lambda hessian, direction: _curvature(hessian, direction) < 0,
        "the Hessian has entries beside its diagonal": lambda hessian, direction: np.any(
            hessian != np.diag(np.diag(hessian))
        ),
    }
)
def _directions(rng):
    yield Case(np.diag([1.0, 10.0]), np.array([0.0, 2.0]))
    yield Case(np.diag([2.0, 5.0]), np.array([-3.0, 4.0]))
    hessian, direction = np.array([[float(rng.integers(-4, -1))]]), rng.uniform(2, 4, 1)
    yield Case(hessian, direction)
    short = np.array([0.0, 2e-9])
    yield Case(np.diag([1.0, 10.0]), short, where="the direction is very short")
    while True:
        n_params = int(rng.integers(2, 5))
        direction = rng.uniform(0.5, 4) * rng.normal(size=n_params)
        yield Case(turned(rng, rng.normal(scale=3, size=n_params)), direction)


def _kind(hessian):
    """Return the kind by Cholesky, which succeeds just where all curvatures are positive."""
    for kind, signed in (("minimum", hessian), ("maximum", -hessian)):
        try:
            np.linalg.cholesky(signed)
        except np.linalg.LinAlgError:
            continue
        return kind
    return "saddle"


@special(
    {
        "there is one parameter": lambda hessian: len(hessian) == 1,
        "there are three parameters or more": lambda hessian: len(hessian) > 2,
        "the Hessian has entries beside its diagonal": lambda hessian: np.any(
            hessian != np.diag(np.diag(hessian))
        ),
        "the point is a saddle": lambda hessian: _kind(hessian) == "saddle",
        "the point is a minimum": lambda hessian: _kind(hessian) == "minimum",
        "the point is a maximum": lambda hessian: _kind(hessian) == "maximum",
    }
)
def _stationary_points(rng):
    yield Case(np.diag([1.0, -3.0]))
    yield Case(np.array([[0.0, 1.0], [1.0, 0.0]]) * float(rng.integers(2, 6)))  # none on its axes
    yield Case(np.array([[1.0, 2.0], [2.0, 1.0]]) * float(rng.integers(1, 4)))  # positive entries
    yield Case(np.diag([-1.0, -2.0, 9.0]))  # determinant and trace are positive, the first is not
    yield Case(np.diag([1.0, -2.0, 3.0]))  # as eigvals gives them, the odd one is in the middle
    yield Case(
        turned(rng, np.array([1e5, -0.01])), where="a curvature is millions of times another"
    )
    yield Case(np.diag([1e-9, 3e-9]), where="all curvatures are tiny")
    yield Case(turned(rng, np.array([100.0] * 9 + [-1.0])), where="there are ten parameters")
    for scale in cycle((1, 0.1)):
        for sign in (1, -1):
            curvature = np.array([[sign * scale * rng.uniform(1, 9)]])
            yield Case(curvature)
        for n_negative in (0, 2, 1, 3):  # two: a saddle whose determinant is positive
            n_params = 3 if n_negative == 3 else int(rng.integers(3, 5))
            sizes = scale * rng.uniform(1, 9, n_params)
            sizes[:n_negative] *= -1
            yield Case(turned(rng, sizes))


def _barrier(loss, start, end, n_points):
    """Return the barrier, place after place by one and the same step."""
    look, place = loss.made() if isinstance(loss, Given) else loss, np.array(start, dtype=float)
    step = (np.asarray(end) - place) / (n_points - 1)
    losses = []
    for _ in range(n_points):
        losses.append(look(place))
        place = place + step
    return max(losses) - max(losses[0], losses[-1])


def _end_losses(loss, start, end, n_points):
    look = loss.made()
    return look(start), look(end)


@special(
    {
        "there are only the two ends": lambda *case: case[-1] == 2,
        "the weights are a matrix": lambda *case: case[1].ndim > 1,
        "every place between the ends is below the worse end": lambda *case: (
            case[-1] > 2 and _barrier(*case) < 1e-9
        ),
        "the start is the worse end": lambda *case: np.subtract(*_end_losses(*case)) > 0,
        "the end is the worse one": lambda *case: np.subtract(*_end_losses(*case)) < 0,
        "the weights are more than one number": lambda *case: case[1].size > 1,
    }
)
def _pairs(rng):
    bowl = Given(LOSS, {"slope": float(rng.uniform(1, 2)), "waves": 0.0})
    yield Case(bowl, np.array([-1.0]), np.array([2.0]), 4)
    below = Given(LOSS, {"slope": 0.05, "waves": 1.0, "level": -9e3})
    ends = np.array([-1.0]), np.array([2.0])  # between them lies a hill
    yield Case(below, *ends, 2)
    yield Case(below, *ends, 9, where="every loss is below 0")
    hill = Given(LOSS, {"slope": 0.05, "waves": 1.0})
    ends = np.array([-1.0, 2.0, 1.0]), np.array([1.5, 0.0, 1.0])  # up, down and level
    yield Case(hill, np.array([0.3]), np.array([2.0]), 18)  # the second hill is the higher one
    yield Case(hill, *ends, 7)  # where arange(0, 1 + 1 / 6, 1 / 6) has 8 places
    for shape, low_start in cycle(product(("many", (2, 3), "many"), (True, False))):
        shape = int(rng.integers(1, 4)) if shape == "many" else shape
        near, far = rng.integers(0, 2, shape) - 1.0, rng.integers(1, 4, shape) + 0.0
        ends = (near, far) if low_start else (far, near)
        given = Given(
            LOSS, {"slope": float(rng.uniform(0.02, 0.1)), "waves": float(rng.uniform(0.5, 2))}
        )
        yield Case(given, *ends, int(rng.integers(5, 12)))


QUESTIONS = (
    Question(
        1,
        "line_search_steps(ratio, share)",
        points=2,
        answer=_steps,
        cases=_descents,
        compare=same,
        n_public=8,
        n_fresh=12,
        section="Steepest descent with an exact line search",
    ),
    Question(
        2,
        "curvature_along(hessian, direction)",
        points=1,
        answer=_curvature,
        cases=_directions,
        compare=close(rtol=1e-6, atol=1e-9),
        n_public=7,
        section="Curvature, and the Hessian",
    ),
    Question(
        3,
        "kind_of(hessian)",
        points=1,
        answer=_kind,
        cases=_stationary_points,
        compare=same,
        n_public=20,
        n_fresh=12,
        section="Minima and saddle points",
    ),
    Question(
        4,
        "barrier(loss, start, end, n_points)",
        points=2,
        answer=_barrier,
        cases=_pairs,
        n_public=11,
        compare=close(rtol=1e-6, atol=1e-9),
        section="A network has many minima",
    ),
)
