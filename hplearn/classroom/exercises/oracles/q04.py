"""04 Gradient descent: right by the closed form of a bowl, never by walking."""

import numpy as np

from hplearn.classroom.exercises.compare import close, same
from hplearn.classroom.exercises.given import Given
from hplearn.classroom.exercises.questions import Case, Mistake, Question

FAR = 1000  # a gradient that many times longer than the first counts as diverged


def _positions(gradient, start, learning_rate, steps, sign=-1):
    """Return the positions after these numbers of steps; the gradient tells its own curvatures."""
    start = np.asarray(start, dtype=float)
    at_zero = gradient(np.zeros_like(start))
    curvatures = gradient(np.ones_like(start)) - at_zero
    bottom = -at_zero / curvatures
    factors = 1 + sign * learning_rate * curvatures
    with np.errstate(over="ignore"):
        return bottom + factors ** np.asarray(steps)[:, None] * (start - bottom)


def _path(gradient, start, learning_rate, n_steps, sign=-1):
    return _positions(gradient, start, learning_rate, np.arange(n_steps + 1), sign)


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
        yield Case(slope, start, rng.uniform(0.1, 2.1) / steepest, int(rng.integers(1, 40)))


def _stop(objective, start, learning_rate, tolerance, max_steps):
    def gradient(position):
        return objective(position)[1]

    steps = np.arange(max_steps + 1)
    positions = _positions(gradient, start, learning_rate, steps)
    lengths = np.linalg.norm([gradient(position) for position in positions], axis=1)
    for step, length in enumerate(lengths):
        if length <= tolerance:
            return step, "converged"
        if length > FAR * lengths[0]:
            return step, "diverged"
    return max_steps, "budget"


def _stop_on_loss(objective, start, learning_rate, tolerance, max_steps):
    position, (before, first) = np.asarray(start, dtype=float), objective(start)
    for step in range(max_steps + 1):
        loss, gradient = objective(position)
        if step and abs(before - loss) <= tolerance:
            return step, "converged"
        if np.linalg.norm(gradient) > FAR * np.linalg.norm(first):
            return step, "diverged"
        before, position = loss, position - learning_rate * gradient
    return max_steps, "budget"


def _one_late(*arguments):
    step, reason = _stop(*arguments)
    return step + (reason == "converged"), reason


def _stopped_walks(rng):
    for factor, tolerance, max_steps in ((1.0, 0.01, 500), (2.4, 0.01, 500), (0.01, 0.001, 20)):
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
        rate, tolerance = rng.uniform(0.05, 2.5) / steepest, 10 ** rng.uniform(-4, -1)
        yield Case(objective, start, rate, tolerance, int(rng.integers(5, 300)))


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
        "04.1",
        "gd(gradient, start, learning_rate, n_steps)",
        points=2,
        answer=_path,
        cases=_walks,
        mistakes=(
            Mistake(
                "plus-sign",
                "Your walk climbs. The gradient points uphill: which way do you want to go?",
                wrong=lambda *arguments: _path(*arguments, sign=1),
            ),
            Mistake(
                "start-left-out",
                "The path begins with the start itself, before any step: n_steps + 1 rows.",
                wrong=lambda *arguments: _path(*arguments)[1:],
            ),
            Mistake(
                "one-array-for-all",
                "Every row of your path is the last position: `-=` changes the one array that you "
                "stored again and again. Make a new array at each step.",
                wrong=lambda *arguments: np.tile(_path(*arguments)[-1], (arguments[3] + 1, 1)),
            ),
        ),
    ),
    Question(
        "04.2",
        "steps_until(objective, start, learning_rate, tolerance, max_steps)",
        points=2,
        answer=_stop,
        cases=_stopped_walks,
        compare=same,
        mistakes=(
            Mistake(
                "stop-on-loss",
                "You stop when the loss changes little. It may change little far from the bottom: "
                "measure the length of the gradient.",
                wrong=_stop_on_loss,
            ),
            Mistake(
                "measured-after-the-step",
                "You count one step too many when it converges: look at the gradient before you "
                "take the step, also at the start.",
                wrong=_one_late,
            ),
        ),
    ),
    Question(
        "04.3",
        "largest_safe_rate(hessian)",
        points=1,
        answer=lambda hessian: float(2 / np.linalg.norm(hessian, 2)),
        cases=_hessians,
        compare=close(rtol=1e-6),
        mistakes=(
            Mistake(
                "half-the-limit",
                "That rate is safe, but twice as much still is: up to where does the factor of the "
                "steepest direction stay above −1?",
                wrong=lambda hessian: float(1 / np.linalg.norm(hessian, 2)),
            ),
            Mistake(
                "best-not-largest",
                "That is the fastest rate, 2/(L + μ). The question asks for the edge.",
                wrong=lambda hessian: float(2 / np.linalg.eigvalsh(hessian)[[0, -1]].sum()),
            ),
            Mistake(
                "largest-entry",
                "The largest entry of the matrix is the largest curvature only if the bowl lies "
                "along the axes. Curvatures are eigenvalues.",
                wrong=lambda hessian: float(2 / np.max(hessian)),
            ),
        ),
    ),
    Question(
        "04.4",
        "order",
        points=1,
        answer=["D", "C", "E", "B", "A"],
        compare=same,
        mistakes=(
            Mistake(
                "larger-is-faster",
                "A larger rate helps the flat direction and, past some point, harms the steep one. "
                "Compute both factors for each rate.",
                wrong=["E", "D", "C", "B", "A"],
            ),
            Mistake(
                "smaller-is-safer",
                "A small rate is safe, and slow. Compute both factors for each rate: the larger "
                "one, sign aside, sets the pace.",
                wrong=["A", "B", "C", "D", "E"],
            ),
        ),
    ),
)
