"""Schedules against their printed formulas, end points and rates; factors never leave (0, 1]."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hplearn.optim import Constant, Cosine, InverseTime, OneCycle, StepDecay, WarmUp

EVERY = [
    Constant(),
    StepDecay(),
    StepDecay((0.1, 0.3, 0.7), decay=0.5),
    InverseTime(10),
    Cosine(),
    Cosine(floor=0.1),
    WarmUp(),
    WarmUp(0.5, then=Cosine()),
    WarmUp(0.9, then=StepDecay()),
    OneCycle(),
    OneCycle(peak_at=0.0),
    OneCycle(peak_at=0.9, start=1.0),
]
each_schedule = pytest.mark.parametrize("schedule", EVERY, ids=str)


def factors(schedule, n_steps):
    return schedule(np.arange(n_steps), n_steps)


@each_schedule
@given(n_steps=st.integers(1, 200))
def test_factors_are_in_range_and_an_array_of_steps_is_one_call(schedule, n_steps):
    together = factors(schedule, n_steps)
    assert together.shape == (n_steps,)
    assert (together > 0).all()
    assert (together <= 1).all()
    alone = [float(schedule(step, n_steps)) for step in range(n_steps)]
    np.testing.assert_allclose(together, alone, rtol=1e-13)  # cos of an array may round otherwise
    grid = schedule(np.arange(n_steps).reshape(-1, 1), n_steps)
    np.testing.assert_array_equal(grid[:, 0], together)


@each_schedule
def test_the_full_rate_is_reached(schedule):
    assert factors(schedule, 100).max() == 1


def test_constant_is_one():
    assert factors(Constant(), 5).tolist() == [1] * 5


def test_step_decay_falls_at_the_first_step_of_each_part():
    fallen = factors(StepDecay((0.3, 0.7), decay=0.5), 10)  # 0.7 * 10 rounds up: no ceil
    assert fallen.tolist() == [1] * 3 + [0.5] * 4 + [0.25] * 3


def test_inverse_time_has_a_reciprocal_that_grows_linearly():
    falling = factors(InverseTime(half_after=8), 100)
    np.testing.assert_allclose(1 / falling, 1 + np.arange(100) / 8, rtol=1e-14)
    assert falling[8] == 0.5


@pytest.mark.parametrize("floor", [0.0, 0.2])
def test_cosine_is_the_printed_equation(floor):
    # SGDR, equation 5, with a largest rate of 1 and no restart.
    printed = floor + (1 - floor) / 2 * (1 + np.cos(np.pi * np.arange(40) / 40))
    np.testing.assert_allclose(factors(Cosine(floor), 40), printed, rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize(("share", "n_rise"), [(0.25, 10), (0.3, 12), (0.0, 0)])
def test_warm_up_climbs_by_equal_steps_and_hands_over(share, n_rise):
    warm = factors(WarmUp(share, then=Cosine()), 40)
    np.testing.assert_allclose(np.diff(warm[: n_rise + 1], prepend=0), 1 / (n_rise + 1), rtol=1e-12)
    np.testing.assert_array_equal(warm[n_rise:], factors(Cosine(), 40 - n_rise))


def test_warm_ups_nest():
    inner = WarmUp(0.5, then=OneCycle())
    np.testing.assert_array_equal(factors(WarmUp(0.2, inner), 50)[10:], factors(inner, 40))


@pytest.mark.parametrize("peak_at", [0.0, 0.3, 0.5])
def test_one_cycle_is_two_straight_lines(peak_at):
    cycle, peak = factors(OneCycle(peak_at, start=0.1), 20), round(20 * peak_at)
    assert np.argmax(cycle) == peak
    np.testing.assert_allclose(np.diff(cycle[: peak + 1]), 0.9 / max(peak, 1), rtol=1e-12)
    np.testing.assert_allclose(np.diff(cycle[peak:]), -1 / (20 - peak), rtol=1e-12)
    assert cycle[0] == (0.1 if peak else 1)


@pytest.mark.parametrize(
    ("kind", "name", "value", "expected"),
    [
        (StepDecay, "milestones", (0.5, 1.0), r"in \(0, 1\), got 1\.0"),
        (StepDecay, "milestones", (0,), r"in \(0, 1\), got 0"),
        (StepDecay, "decay", 0, r"in \(0, 1\], got 0"),
        (StepDecay, "decay", 1.5, r"in \(0, 1\], got 1\.5"),
        (InverseTime, "half_after", 0, "positive and finite, got 0"),
        (InverseTime, "half_after", np.inf, "positive and finite, got inf"),
        (Cosine, "floor", -0.1, r"in \[0, 1\], got -0\.1"),
        (Cosine, "floor", np.nan, r"in \[0, 1\], got nan"),
        (WarmUp, "share", 1.0, r"in \[0, 1\), got 1\.0"),
        (OneCycle, "peak_at", 1, r"in \[0, 1\), got 1"),
        (OneCycle, "start", 0, r"in \(0, 1\], got 0"),
    ],
)
def test_bad_numbers_are_named(kind, name, value, expected):
    with pytest.raises(ValueError, match=f"{name} must be {expected}"):
        kind(**{name: value})
