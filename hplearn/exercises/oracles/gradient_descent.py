"""Gradient descent: right by the closed form of a bowl, never by walking."""

import numpy as np

from hplearn.exercises.compare import close, same
from hplearn.exercises.given import Given
from hplearn.exercises.oracles.special import special
from hplearn.exercises.questions import Case, Question

ITSELF = "`{}` returns the array that it got, which must stay as it is"
FAR = 1000  # a gradient that many times longer than the first counts as diverged


def _bowl_of(gradient, start):
    """Return start, Hessian and bottom of a bowl: its gradient tells them at a few points."""
    start = np.asarray(start, dtype=float)
    at_zero = gradient(np.zeros_like(start))
    hessian = np.array([gradient(unit) - at_zero for unit in np.eye(len(start))])
    return start, hessian, np.linalg.solve(hessian, -at_zero)


def _positions(start, hessian, bottom, learning_rate, steps):
    """Return the positions after these numbers of steps, by the bowl's own axes."""
    curvatures, axes = np.linalg.eigh(hessian)
    with np.errstate(over="ignore"):
        factors = (1 - learning_rate * curvatures) ** np.asarray(steps)[:, None]
        return bottom + (factors * (axes.T @ (start - bottom))) @ axes.T


def _path(gradient, start, learning_rate, n_steps):
    return _positions(*_bowl_of(gradient, start), learning_rate, np.arange(n_steps + 1))


def _bowl(rng, n_params, turns=False, kind="slope_of_bowl"):
    """Return a bowl, its steepest curvature, and a start."""
    curvatures = np.exp(rng.uniform(0, 2.5, n_params))
    settings = {"curvatures": turned(rng, curvatures) if turns else curvatures}
    settings["bottom"] = rng.normal(size=n_params)
    return Given(f"surfaces.{kind}", settings), curvatures.max(), rng.normal(0, 5, n_params)


def turned(rng, curvatures):
    """Return a symmetric matrix with these eigenvalues, along random axes."""
    axes, _ = np.linalg.qr(rng.normal(size=(len(curvatures), len(curvatures))))
    hessian = axes @ np.diag(curvatures) @ axes.T
    return (hessian + hessian.T) / 2


@special(
    {
        "n_steps is 0": lambda *case: case[-1] == 0,
        "there is one parameter": lambda *case: len(case[1]) == 1,
        "the bowl does not lie along the axes": lambda *case: is_turned(case[0]),
        "there is more than one step": lambda *case: case[-1] > 1,
        "there is one step at most": lambda *case: case[-1] <= 1,
    }
)
def _walks(rng):
    first = [(2, False, 1.0, 3), (2, False, 0.1, 0), (1, False, 0.7, 12), (2, True, 0.3, 3)]
    first.append((2, False, 0.1, 1))
    for n_params, turns, rate, n_steps in first:
        yield _walk(*_bowl(rng, n_params, turns), rate, n_steps)
    slope, steepest, _ = _bowl(rng, 2)
    bottom = slope.settings["bottom"]
    zero = "the gradient is zero before the last step"
    yield Case(slope, bottom, 0.3 / steepest, 3, where=("the gradient is zero at the start", zero))
    steep = Given("surfaces.slope_of_bowl", {"curvatures": np.array([2.0])})
    yield Case(steep, np.array([8.0]), 0.5, 3, where=zero)
    same = Given("surfaces.position_itself", {})
    yield Case(same, rng.normal(0, 5, 2), 0.3, 3, where=ITSELF.format("gradient"))
    slope = Given("surfaces.slope_of_bowl", {"curvatures": np.array([1.0, 2.0])})
    yield Case(slope, np.array([1e-9, -2e-9]), 0.5, 3, where="the gradient is tiny")
    while True:
        bowl = _bowl(rng, rng.integers(1, 5), rng.random() < 0.4)
        yield _walk(*bowl, rng.uniform(0.1, 2.1), int(rng.integers(1, 7)))


def _walk(slope, steepest, start, rate, n_steps):
    return Case(slope, start, rate / steepest, n_steps)


def is_turned(slope):
    """Whether a given slope is that of a bowl that does not lie along the axes."""
    return np.ndim(slope.settings.get("curvatures")) == 2


def _stop(objective, start, learning_rate, tolerance, max_steps):
    start, hessian, bottom = _bowl_of(lambda position: objective(position)[1], start)
    positions = _positions(start, hessian, bottom, learning_rate, np.arange(max_steps + 1))
    lengths = np.linalg.norm((positions - bottom) @ hessian, axis=1)
    for step, length in enumerate(lengths):
        if length <= tolerance:
            return step, "converged"
        if length > FAR * lengths[0]:
            return step, "diverged"
    return max_steps, "budget"


def _ended(*case):
    return _stop(case[0].made(), *case[1:])


def _loss_is_far(objective, start, learning_rate, tolerance, max_steps):
    """Whether the loss is `FAR` times that at the start, at a step before the walk ends."""
    objective = objective.made()
    n_steps = _stop(objective, start, learning_rate, tolerance, max_steps)[0]
    walk = _bowl_of(lambda position: objective(position)[1], start)
    losses = [objective(at)[0] for at in _positions(*walk, learning_rate, np.arange(n_steps))]
    return any(loss > FAR * losses[0] for loss in losses)


@special(
    {
        "the gradient at the start is no longer than the tolerance": lambda *case: (
            _ended(*case) == (0, "converged")
        ),
        "the loss becomes 1000 times that at the start before the walk ends": _loss_is_far,
        "the walk ends as 'converged'": lambda *case: _ended(*case)[1] == "converged",
        "the walk ends as 'diverged'": lambda *case: _ended(*case)[1] == "diverged",
        "the walk ends as 'budget'": lambda *case: _ended(*case)[1] == "budget",
        "there is more than one parameter": lambda *case: len(case[1]) > 1,
    }
)
def _stopped_walks(rng):
    settings = (1.5, 0.1, 500), (3.0, 0.1, 500), (0.01, 0.1, 9), (2.4, 0.1, 500)
    for factor, tolerance, max_steps in settings:
        objective, steepest, start = _bowl(rng, 2, factor < 2, "bowl")
        yield Case(objective, start, factor / steepest, tolerance, max_steps)
    # each step halves the gradient along one axis; along the other it grows by half
    objective = Given("surfaces.bowl", {"curvatures": np.array([1.0, 5.0])})
    where = "the gradient falls first and grows later"
    yield Case(objective, np.array([1.0, 1e-6]), 0.5, 1e-9, 30, where=where)
    yield from _exact_walks(rng)
    itself, where = (
        Given("surfaces.bowl_of_itself", {}),
        ITSELF.format("objective"),
    )
    yield Case(itself, np.ones(2), 3.0, 0.1, 40, where=where)
    one = Given("surfaces.bowl", {"curvatures": np.full(1, 2.0)})
    yield Case(one, np.array([8.0]), 0.25, 1.0, 0, where="max_steps is 0")
    yield Case(one, np.array([8.0]), 0.25, 2.0**-30, 100, where="the tolerance is tiny")
    while True:
        yield from _exact_walks(rng) if rng.random() < 0.1 else ()
        objective, steepest, start = _bowl(rng, rng.integers(1, 4), rng.random() < 0.4, "bowl")
        rate, tolerance = rng.uniform(0.2, 4) / steepest, 10 ** rng.uniform(-1, 1)
        yield Case(objective, start, rate, tolerance, int(rng.integers(2, 10)))


def _exact_walks(rng):
    """Yield walks whose numbers are small and whole, so that no float is rounded."""
    objective, steepest, _ = _bowl(rng, 2, kind="bowl")
    bottom = np.array(objective.settings["bottom"])
    yield Case(objective, bottom, 1 / steepest, 1e-9, 10, where="the walk starts at the bottom")
    near = Given("surfaces.bowl", {"curvatures": np.full(1, 2.0)})
    yield Case(near, np.array([float(rng.integers(1, 4)) / 8]), 0.25, 1.0, 10)
    # every step halves the gradient: its length is 16, 8, 4 and 2, in two dimensions 22.6, …, 2.8
    one, two = (Given("surfaces.bowl", {"curvatures": np.full(n, 2.0)}) for n in (1, 2))
    far = np.array([8.0]) * rng.choice([-1, 1])
    equal = "a length equals the tolerance"
    yield Case(one, far, 0.25, float(rng.choice([4, 2])), 100, where=equal)
    yield Case(two, np.array([6.0, 8.0]), 0.25, float(rng.choice([10, 5])), 100, where=equal)
    last = int(rng.integers(1, 4))
    where = "the walk ends at the look after the last step"
    yield Case(one, far, 0.25, 1.5 * 16 / 2**last, last, where=where)
    yield Case(one, far, 0.25, 1.5 * 16 / 2**last, last - 1)
    yield Case(two, np.array([8.0, 8.0]), 0.25, 5.0, 3, where=where)
    yield from (Case(two, np.array([8.0, -8.0]), 0.25, tolerance, 100) for tolerance in (5.0, 20.0))
    yield Case(one, far, 1.5, 0.1, 10, where=where)  # a factor of 2, so 1024 at last
    yield Case(one, far, 1.5, 0.1, 9)  # 512, and the loss 512 times 512
    # every step makes the gradient 1000 times as long, or 1000.5 times
    yield Case(one, far, 500.5, 0.1, 9, where="a length is exactly 1000 times that at the start")
    yield Case(one, far, 500.75, 0.1, int(rng.integers(2, 9)))


@special(
    {
        "the bowl lies along the axes": lambda hessian: np.array_equal(
            hessian, np.diag(np.diag(hessian))
        ),
        "there is one parameter": lambda hessian: len(hessian) == 1,
        "there are three parameters or more": lambda hessian: len(hessian) > 2,
        "an entry of the Hessian is below 0": lambda hessian: hessian.min() < 0,
    }
)
def _hessians(rng):
    yield Case(0.05 * np.array([[2.0, -1.0], [-1.0, 2.0]]))  # (1, 1) is along the flatter axis
    yield Case(np.array([[3.0, 1.0], [1.0, 2.0]]))
    while True:
        yield Case(np.diag(np.exp(rng.uniform(0, 3, rng.integers(1, 4)))))
        yield Case(np.array([[rng.uniform(0.5, 4)]]))
        for _ in range(4):
            yield Case(turned(rng, np.exp(rng.uniform(-1, 3, rng.integers(2, 6)))))


QUESTIONS = (
    Question(
        1,
        "gd(gradient, start, learning_rate, n_steps)",
        points=2,
        answer=_path,
        cases=_walks,
        n_public=10,
        n_fresh=13,
        section="The rule",
    ),
    Question(
        2,
        "steps_until(objective, start, learning_rate, tolerance, max_steps)",
        points=2,
        answer=_stop,
        cases=_stopped_walks,
        compare=same,
        n_public=21,
        n_fresh=15,
        section="What the article says",
    ),
    Question(
        3,
        "largest_safe_rate(hessian)",
        points=1,
        answer=lambda hessian: float(2 / np.linalg.norm(hessian, 2)),
        cases=_hessians,
        compare=close(rtol=1e-6),
        section="A hill that lies at an angle",
    ),
    Question(
        4,
        "order",
        points=1,
        answer=["D", "C", "E", "B", "A"],
        compare=same,
        section="Why: a step is a multiplication",
    ),
)
