"""The landscape of a loss: a walk is counted leg by leg."""

from hplearn.classroom.exercises.compare import same
from hplearn.classroom.exercises.questions import Case, Question


def _legs(ratio, share):
    n_legs, distance = 0, 1.0
    while distance > share * (1 + 1e-12):
        n_legs, distance = n_legs + 1, distance * (ratio - 1) / (ratio + 1)
    return n_legs


def _walks(rng):
    yield Case(3.0, 0.3)
    yield Case(10.0, 0.001)
    yield Case(3.0, 0.5 ** int(rng.choice([1, 2, 4])))  # just the share, and no float is rounded
    while True:
        yield Case(float(10 ** rng.uniform(0.2, 2)), float(10 ** rng.uniform(-4, -0.3)))


QUESTIONS = (
    Question(1, "legs_until(ratio, share)", points=2, answer=_legs, cases=_walks, compare=same),
)
