"""Two problems in one: orthogonal polynomials fit alike."""

from itertools import cycle

import numpy as np

from hplearn.exercises.compare import close, same, same_set
from hplearn.exercises.given import Given
from hplearn.exercises.oracles.special import calls_fault, special
from hplearn.exercises.questions import Case, Question

FIT, LOSS = "two_problems_in_one.fit_polynomial", "two_problems_in_one.squared_error"
ROUNDED = "two_problems_in_one.rounded_error"


def _choose(_fit, loss, train_rows, val_rows, values):
    """Return the best value and its loss, from another basis: it spans the same polynomials."""
    losses = []
    for value in values:
        curve = np.polynomial.Chebyshev.fit(*train_rows, int(abs(value)), domain=[-1, 1])
        losses.append(loss(curve.convert(kind=np.polynomial.Polynomial).coef, val_rows))
    return values[int(np.argmin(losses))], min(losses)


def _judge_choice(arguments, outcome):
    if isinstance(outcome.value, (list, tuple)) and outcome.value and outcome.value[0] is None:
        return "the value is None, as if no loss had been low enough to be kept"
    if fault := close(rtol=1e-6)(_choose(*arguments), outcome.value):
        return fault
    n_fits, n_values = outcome.calls[FIT].n, len(arguments[-1])
    return calls_fault("fit", n_fits, n_values)


@special(
    {
        "the values are no whole numbers": lambda *case: any(v % 1 for v in case[-1]),
        "the values do not increase along the list": lambda *case: case[-1] != sorted(case[-1]),
    }
)
def _problems(rng):
    for less, where in ((0.0, "a loss is exactly 0"), (5.0, "losses are below 0")):
        loss, rows = Given(ROUNDED, {"less": less}), (_rows(rng, 20, 1, noise=0) for _ in range(2))
        yield Case(Given(FIT, {}), loss, *rows, [1, 3, 0, 2], where=where)
    while True:  # rows of noise alone, until their mean does best
        rows = [(_rows(rng, 20, 1)[0], 0.3 * rng.normal(size=20)) for _ in range(2)]
        case = Case(Given(FIT, {}), Given(LOSS, {}), *rows, [2, 0, 5], where="the best value is 0")
        if _choose(*case.ready())[0] == 0:
            yield case
            break
    rows = [_rows(rng, 20, 1, noise=0.1) for _ in range(2)]
    yield Case(Given(FIT, {}), Given(LOSS, {}), *rows, [1, 3])  # the training loss chooses the same
    for unit in cycle((1, 1e4, 1e-4)):  # in the smallest unit every loss is far above 1
        n_rows = int(rng.integers(14, 25))
        train_rows, val_rows = _rows(rng, n_rows, unit), _rows(rng, n_rows, unit)
        degrees = [int(degree) for degree in rng.permutation(8)[: rng.integers(3, 8)]]
        values = degrees if unit >= 1 else [-degree - 0.5 for degree in degrees]
        case = Case(Given(FIT, {}), Given(LOSS, {}), train_rows, val_rows, values)
        case.told = ("every loss is above 1",) * (_choose(*case.ready())[1] > 1)
        yield case


def _rows(rng, n_rows, unit, noise=0.3):
    x = rng.uniform(-1, 1, n_rows)
    return x, unit * (4 * x**3 - 3 * x + noise * rng.normal(size=n_rows))


QUESTIONS = (
    Question(
        1, "outer", points=1, answer=["B", "F", "A", "G", "D"], compare=same, section="Two problems"
    ),
    Question(
        2,
        "choose(fit, loss, train_rows, val_rows, values)",
        points=3,
        answer=_choose,
        judge=_judge_choice,
        cases=_problems,
        compare=close(rtol=1e-6),
        n_public=8,
        section="Two problems",
    ),
    Question(
        3,
        "leaks",
        points=1,
        answer=["B", "D", "E"],
        compare=same_set,
        section="Fail on purpose: no row wasted",
    ),
)
