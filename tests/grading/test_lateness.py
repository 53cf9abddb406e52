"""Each day that has begun takes off its part, and never more than all."""

from datetime import datetime, timedelta

import pytest

from hplearn.grading.lateness import a_time, part_late, read_times

DUE = datetime(2026, 5, 1, 18)


@pytest.mark.parametrize(
    ("after", "part"),
    [
        (timedelta(days=-3), 0),
        (timedelta(seconds=1), 0.1),
        (timedelta(days=1, seconds=1), 0.2),
        (timedelta(days=30), 1),
    ],
)
def test_part_that_is_taken_off(after, part):
    assert part_late(DUE + after, DUE, 0.1) == pytest.approx(part)


def test_times_of_any_zone_are_compared(monkeypatch):
    assert a_time("2026-05-01T18:00:00+00:00") == a_time("2026-05-01T20:00:00+02:00")


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("alice,", "line 2 of the times must have a student and a time"),
        ("alice,2026-05-01\nalice,2026-05-02", "line 3 of the times names 'alice' for the second"),
        ("alice,tomorrow", "got 'tomorrow'"),
    ],
)
def test_a_row_that_is_no_time_of_a_student_is_named(rows, said):
    with pytest.raises(ValueError, match=said):
        read_times(f"student,time\n{rows}\n")
