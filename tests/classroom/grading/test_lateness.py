"""Each day that has begun takes off its part, and never more than all."""

from datetime import datetime, timedelta

import pytest

from hplearn.classroom.grading.lateness import a_time, part_late, read_times

DUE = datetime(2026, 5, 1, 18)


@pytest.mark.parametrize(
    ("after", "part"),
    [
        (timedelta(days=-3), 0),
        (timedelta(0), 0),
        (timedelta(seconds=1), 0.1),
        (timedelta(days=1), 0.1),
        (timedelta(days=1, seconds=1), 0.2),
        (timedelta(days=30), 1),
    ],
)
def test_part_that_is_taken_off(after, part):
    assert part_late(DUE + after, DUE, 0.1) == pytest.approx(part)


def test_times_of_any_zone_are_compared(monkeypatch):
    assert a_time("2026-05-01T18:00:00+00:00") == a_time("2026-05-01T20:00:00+02:00")


@pytest.mark.parametrize("text", ["student,time\nalice,\n", "who,time\nalice,2026-05-01\n"])
def test_a_row_that_lacks_something_is_named(text):
    with pytest.raises(ValueError, match="line 2 of the times must have a student and a time"):
        read_times(text)


def test_a_student_who_is_there_twice_is_named():
    with pytest.raises(ValueError, match="line 3 of the times names 'alice' for the second time"):
        read_times("student,time\nalice,2026-05-01\nalice,2026-05-02\n")


def test_what_is_no_time_is_shown():
    with pytest.raises(ValueError, match="got 'tomorrow'"):
        read_times("student,time\nalice,tomorrow\n")
