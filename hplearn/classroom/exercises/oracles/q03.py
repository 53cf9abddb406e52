"""03 Two problems in one: orthogonal polynomials fit alike, and a walk is counted leg by leg."""

import numpy as np

from hplearn.classroom.exercises.compare import close, same
from hplearn.classroom.exercises.given import Given
from hplearn.classroom.exercises.questions import Case, Mistake, Question

FIT, LOSS = "g03.fit_polynomial", "g03.squared_error"


def _losses(fitted_on, judged_on, degrees):
    """Return the loss of each degree, from another basis: it spans the same polynomials."""
    (x, y), (x_judge, y_judge) = fitted_on, judged_on
    losses = []
    for degree in degrees:
        curve = np.polynomial.Chebyshev.fit(x, y, degree, domain=[-1, 1])
        losses.append(float(np.mean((curve(x_judge) - y_judge) ** 2)))
    return losses


def _choose(_fit, _loss, train_rows, val_rows, degrees):
    losses = _losses(train_rows, val_rows, degrees)
    return degrees[int(np.argmin(losses))], min(losses)


def _training_judges(_fit, _loss, train_rows, val_rows, degrees):
    losses = _losses(train_rows, train_rows, degrees)
    return degrees[int(np.argmin(losses))], min(losses)


def _picked_by_training(_fit, _loss, train_rows, val_rows, degrees):
    at = int(np.argmin(_losses(train_rows, train_rows, degrees)))
    return degrees[at], _losses(train_rows, val_rows, degrees)[at]


def _validation_trains(_fit, _loss, train_rows, val_rows, degrees):
    losses = _losses(val_rows, val_rows, degrees)
    return degrees[int(np.argmin(losses))], min(losses)


def _both_train(_fit, _loss, train_rows, val_rows, degrees):
    both = [np.append(*parts) for parts in zip(train_rows, val_rows, strict=True)]
    losses = _losses(both, val_rows, degrees)
    return degrees[int(np.argmin(losses))], min(losses)


def _largest_loss(_fit, _loss, train_rows, val_rows, degrees):
    losses = _losses(train_rows, val_rows, degrees)
    return degrees[int(np.argmax(losses))], max(losses)


def _judge_choice(arguments, outcome):
    if faults := close(rtol=1e-6)(_choose(*arguments), outcome.value):
        return faults
    n_fits, n_values = outcome.calls[FIT].n, len(arguments[-1])
    return "" if n_fits == n_values else f"fit is called {n_fits} times, expected {n_values}"


def _problems(rng):
    while True:
        n_rows = int(rng.integers(14, 25))
        train_rows, val_rows = _rows(rng, n_rows), _rows(rng, n_rows)
        degrees = [int(degree) for degree in rng.permutation(8)[: rng.integers(3, 8)]]
        yield Case(Given(FIT, {}), Given(LOSS, {}), train_rows, val_rows, degrees)


def _rows(rng, n_rows):
    x = rng.uniform(-1, 1, n_rows)
    return x, 4 * x**3 - 3 * x + 0.3 * rng.normal(size=n_rows)


def _legs(ratio, share, left=lambda ratio: (ratio - 1) / (ratio + 1)):
    n_legs, distance = 0, 1.0
    while distance > share * (1 + 1e-12):
        n_legs, distance = n_legs + 1, distance * left(ratio)
    return n_legs


def _walks(rng):
    yield Case(3.0, 0.3)
    yield Case(10.0, 0.001)
    while True:
        yield Case(float(10 ** rng.uniform(0.2, 2)), float(10 ** rng.uniform(-4, -0.3)))


QUESTIONS = (
    Question(
        "03.1",
        "outer",
        points=1,
        answer=["B", "F", "A", "G", "D"],
        compare=same,
        mistakes=(
            Mistake(
                "training-judges",
                'Training judges its own work here. Asked about room, it says "more", whatever '
                "the data.",
                wrong=["B", "F", "A", "C", "D"],
            ),
            Mistake(
                "validation-trains",
                "The validation rows take part in the fit, and then judge it: they have been seen.",
                wrong=["B", "F", "E", "G", "D"],
            ),
        ),
    ),
    Question(
        "03.2",
        "choose(fit, loss, train_rows, val_rows, values)",
        points=3,
        judge=_judge_choice,
        cases=_problems,
        compare=close(rtol=1e-6),
        expects="the value best on unseen rows; one fit each",
        mistakes=(
            Mistake(
                "training-loss-decides",
                "You choose by the loss on the rows that were fitted. That picks the value with "
                "the most room.",
                wrong=_training_judges,
            ),
            Mistake(
                "picked-by-training",
                "You report the loss on unseen rows, and choose by the other one. Choose by what "
                "you report.",
                wrong=_picked_by_training,
            ),
            Mistake(
                "fitted-on-validation",
                "You fit on the validation rows, so they are no longer unseen.",
                wrong=_validation_trains,
            ),
            Mistake(
                "fitted-on-both",
                "You fit on both parts, so the rows that judge have been seen.",
                wrong=_both_train,
            ),
            Mistake(
                "largest-loss",
                "A loss is better when it is lower: you kept the largest.",
                wrong=_largest_loss,
            ),
            Mistake(
                "fitted-again",
                "Some inner problem is solved more than once. Keep what it gave.",
                sign=lambda arguments, outcome: outcome.calls[FIT].n > len(arguments[-1]),
            ),
        ),
    ),
    Question(
        "03.3",
        "legs_until(ratio, share)",
        points=2,
        answer=_legs,
        cases=_walks,
        compare=same,
        mistakes=(
            Mistake(
                "one-leg-short",
                "After your number of legs a little more than the share is left: round up.",
                wrong=lambda ratio, share: max(_legs(ratio, share) - 1, 0),
            ),
            Mistake(
                "cautious-walker",
                "A leg leaves (κ − 1)/(κ + 1), which is less than 1 − 1/κ.",
                wrong=lambda ratio, share: _legs(ratio, share, left=lambda k: 1 - 1 / k),
            ),
        ),
    ),
)
