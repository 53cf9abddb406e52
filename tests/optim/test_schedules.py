"""Schedules against their printed formulas, end points and rates; factors never leave (0, 1]."""

import numpy as np
import pytest

from hplearn.optim import Constant, Cosine, InverseTime, StepDecay, WarmUp


def factors(schedule, n_steps):
    return schedule(np.arange(n_steps), n_steps)


T, NESTED = np.arange(40), WarmUp(0.5, then=StepDecay())
FORMULAS = [
    (Constant(), np.ones(40)),
    # the rate falls at the first step of each part
    (StepDecay(), np.repeat([1, 0.1, 0.01], [20, 10, 10])),
    (StepDecay((0.3, 0.7), decay=0.5), np.repeat([1, 0.5, 0.25], [12, 16, 12])),
    (InverseTime(half_after=8), 1 / (1 + T / 8)),
    # SGDR, equation 5, with a largest rate of 1 and no restart
    (Cosine(), (1 + np.cos(np.pi * T / 40)) / 2),
    # rises by equal steps and hands over to what follows, as if that began then
    (WarmUp(0.25, then=Cosine()), np.append(T[1:11] / 11, factors(Cosine(), 30))),
    (WarmUp(0.0, then=Cosine()), factors(Cosine(), 40)),
    (WarmUp(0.2, NESTED), np.append(T[1:9] / 9, factors(NESTED, 32))),
]


@pytest.mark.parametrize(("schedule", "formula"), FORMULAS, ids=str)
def test_factors_are_those_of_the_formula(schedule, formula):
    np.testing.assert_allclose(factors(schedule, 40), formula, rtol=1e-12, atol=1e-15)


EVERY = [*(schedule for schedule, _ in FORMULAS), WarmUp(0.9, then=StepDecay())]


@pytest.mark.parametrize("n_steps", [1, 2, 10, 200])
@pytest.mark.parametrize("schedule", EVERY, ids=str)
def test_factors_are_in_range_and_an_array_of_steps_is_one_call(schedule, n_steps):
    together = factors(schedule, n_steps)
    assert together.shape == (n_steps,)
    assert (together > 0).all()
    assert (together <= 1).all()
    assert n_steps < 100 or together.max() == 1
    alone = [float(schedule(step, n_steps)) for step in range(n_steps)]
    np.testing.assert_allclose(together, alone, rtol=1e-13)  # cos of an array may round otherwise
    grid = schedule(np.arange(n_steps).reshape(-1, 1), n_steps)
    np.testing.assert_array_equal(grid[:, 0], together)


BAD_NUMBERS = [
    (StepDecay, "milestones", (0.5, 1.0), r"in \(0, 1\), got 1\.0"),
    (StepDecay, "decay", 1.5, r"in \(0, 1\], got 1\.5"),
    (InverseTime, "half_after", 0, "positive and finite, got 0"),
    (WarmUp, "share", 1.0, r"in \[0, 1\), got 1\.0"),
]


@pytest.mark.parametrize(("kind", "name", "value", "expected"), BAD_NUMBERS)
def test_bad_numbers_are_named(kind, name, value, expected):
    with pytest.raises(ValueError, match=f"{name} must be {expected}"):
        kind(**{name: value})
