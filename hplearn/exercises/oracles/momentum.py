"""Momentum: sums over all past slopes; Nesterov in positions alone; the limit from eigenvalues."""

import numpy as np

from hplearn.exercises.compare import close
from hplearn.exercises.given import Given
from hplearn.exercises.oracles.gradient_descent import ITSELF, is_turned, turned
from hplearn.exercises.oracles.special import special
from hplearn.exercises.questions import Case, Question


def walk(gradient, start, n_steps, move):
    """Return the path of ``position - move(all slopes so far)``."""
    path, slopes = [np.asarray(start, dtype=float)], []
    for _ in range(n_steps):
        slopes.append(gradient(path[-1]))
        path.append(path[-1] - move(np.array(slopes)))
    return np.array(path)


def share_of_each(slopes, kept):
    """Return the weight of each slope after all were added: the last counts whole."""
    return kept ** np.arange(len(slopes))[::-1, None]


def _with_momentum(gradient, start, learning_rate, momentum, n_steps):
    def move(slopes):
        return learning_rate * np.sum(share_of_each(slopes, momentum) * slopes, axis=0)

    return walk(gradient, start, n_steps, move)


HELD = "`gradient` returns an array that is used elsewhere, too, and may not change"
CHANGES = "the curvature changes on the way"


@special(
    {
        "n_steps is 0": lambda *case: case[-1] == 0,
        "momentum is 0": lambda *case: case[3] == 0,
        "there is one parameter": lambda *case: len(case[1]) == 1,
        "the bowl does not lie along the axes": lambda *case: is_turned(case[0]),
        "there are more than two steps": lambda *case: case[-1] > 2,
    }
)
def _momentum_walks(rng):
    for n_params, n_steps in ((2, 0), (1, 3)):
        slope, start = bowl(rng, n_params)
        yield Case(slope, start, 0.05, rng.uniform(0.3, 0.95), n_steps)
    yield Case(*bowl(rng, 2), 0.05, 0.9, 2)  # too few steps for what is wrong from the third on
    yield Case(*bowl(rng, 2), 0.05, 0.0, 3)
    same, waves = Given("surfaces.position_itself", {}), Given("surfaces.slope_of_waves", {})
    yield Case(
        same,
        np.array([3.0, -1.0]),
        0.1,
        0.5,
        4,
        where=(ITSELF.format("gradient"), HELD),
    )
    plane = Given("surfaces.slope_of_a_plane", {"slopes": np.array([1.0, -0.5])})
    start = np.array([float(rng.integers(1, 5)), 2.0])
    yield Case(plane, start, 0.1, 0.5, 4, where=HELD)
    one = Given("surfaces.slope_of_bowl", {"curvatures": np.ones(1)})
    yield Case(one, np.array([3.0]), 0.5, 0.9, 5, where="the walk swings over the bottom")
    yield Case(waves, rng.uniform(1, 2, 2), 0.5, 0.9, 5, where=CHANGES)
    ditch = Given("surfaces.slope_of_ditch", {})
    level = "the slope is zero on the way", CHANGES
    yield Case(ditch, np.array([3.0]), 0.5, 0.9, 5, where=level)
    yield Case(one, np.array([8.0]), 1.5, 0.5, 4)  # after two steps the velocity is zero
    while True:
        n_steps = int(rng.integers(2, 12))
        slope, start = bowl(rng, rng.integers(1, 5), rng.random() < 0.4)
        yield Case(slope, start, 0.05, rng.uniform(0.3, 0.95), n_steps)


def _nesterov(gradient, start, learning_rate, momentum, n_steps):
    """Return the path by Nesterov's own recurrence, which has no velocity."""
    path = [np.asarray(start, dtype=float)] * 2
    for _ in range(n_steps):
        ahead = path[-1] + momentum * (path[-1] - path[-2])
        path.append(ahead - learning_rate * gradient(ahead))
    return np.array(path[1:])


def _largest_safe_rate(curvatures, momentum):
    """Return where the largest eigenvalue of a step's matrix passes 1, found by halving."""
    safe, lost = 0.0, 5 / min(curvatures)
    for _ in range(60):
        rate = (safe + lost) / 2
        steps = np.array([[[1 - rate * c, -rate * momentum], [c, momentum]] for c in curvatures])
        if abs(np.linalg.eigvals(steps)).max() < 1:
            safe = rate
        else:
            lost = rate
    return safe


@special(
    {
        "momentum is 0": lambda curvatures, momentum: momentum == 0,
        "there is one curvature": lambda curvatures, momentum: len(curvatures) == 1,
        "the largest curvature comes last": lambda curvatures, momentum: (
            curvatures.argmax() == len(curvatures) - 1
        ),
        "the limit is above 1": lambda curvatures, momentum: 2 * (1 + momentum) > max(curvatures),
    }
)
def _limits(rng):
    yield Case(np.array([3.0, rng.uniform(1, 2)]), 0.0)
    yield Case(rng.uniform(1, 9, 1), float(rng.uniform(0.1, 0.9)))
    yield from (Case(np.array([0.001, 0.1]), 0.9), Case(np.array([5.0, 8.0, 1.0]), 0.95))
    while True:
        yield Case(np.exp(rng.uniform(0, 4, rng.integers(2, 5))), float(rng.uniform(0.1, 0.95)))


def bowl(rng, n_params, is_turned=False):
    """Return the slope of a bowl, and a start."""
    curvatures = np.exp(rng.uniform(0, 2.5, n_params))
    settings = {"curvatures": turned(rng, curvatures) if is_turned else curvatures}
    settings["bottom"] = rng.normal(size=n_params)
    return Given("surfaces.slope_of_bowl", settings), rng.normal(0, 3, n_params)


QUESTIONS = (
    Question(
        1,
        "with_momentum(gradient, start, learning_rate, momentum, n_steps)",
        points=2,
        answer=_with_momentum,
        cases=_momentum_walks,
        n_public=11,
        n_fresh=11,
        section="The rule: a velocity",
    ),
    Question(
        2,
        "nesterov(gradient, start, learning_rate, momentum, n_steps)",
        points=2,
        answer=_nesterov,
        cases=_momentum_walks,
        n_public=11,
        n_fresh=11,
        section="Nesterov: the gradient one move ahead (optional)",
    ),
    Question(
        3,
        "largest_safe_rate(curvatures, momentum)",
        points=1,
        answer=_largest_safe_rate,
        cases=_limits,
        compare=close(rtol=1e-6),
        section="What the velocity adds up to",
    ),
)
