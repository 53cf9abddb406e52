"""Each day that has begun takes off its part, and never more than all."""

from datetime import datetime, timedelta

import pytest

from hplearn.course_files import CourseError
from hplearn.grading.lateness import (
    a_time,
    part_late,
    parts_late,
    read_times,
    with_lateness,
)

from .records import a_record

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


@pytest.mark.parametrize("day", ["2026-05-01", "20260501", "2026-W18-5", "2026W185"])
def test_a_day_is_its_end_however_it_is_written(day):
    assert a_time(f" {day} ") == datetime(2026, 5, 1, 23, 59, 59)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("alice,", "a time is written as in .*, got ''"),
        (
            "alice,2026-05-01\nalice,2026-05-02",
            "the id in line 3 must be filled in and in no other line, got 'alice'",
        ),
        ("alice,tomorrow", "got 'tomorrow'"),
    ],
)
def test_a_row_that_is_no_time_of_a_student_is_named(rows, said):
    with pytest.raises(ValueError, match=said):
        read_times(f"student,time\n{rows}\n")


def test_a_column_that_is_missing_is_named():
    with pytest.raises(ValueError, match="the header of the times must be one with time, got "):
        read_times("student,when\nada,2026-05-01\n")
    with pytest.raises(ValueError, match="one with student or id"):
        read_times("who,time\nada,2026-05-01\n")


def test_moodles_worksheet_tells_the_times_as_it_is():
    sheet = (
        "Identifier,Full name,Email address,Status,Last modified (submission)\n"
        'Participant 7,Ada,ada@x.org,x,"Saturday, 2 May 2026, 12:02 AM"\n'
        "Participant 8,Bob,bob@x.org,No submission,-\n"
    )
    assert read_times(sheet) == {"ada@x.org": datetime(2026, 5, 2, 0, 2)}


ROSTER = [
    {"student": "0012", "name": "Ada Lovelace", "e-mail": "ada@x.org"},
    {"student": "0013", "name": "Bob B", "e-mail": "bob@x.org"},
]


@pytest.mark.parametrize("name", ["0012", "12", "Lovelace, Ada", "ada lovelace", "ADA@x.org"])
def test_a_time_belongs_to_whom_an_id_a_mail_or_a_name_means(name):
    records = [a_record("0012"), a_record("0013"), a_record("guest")]
    times = {name: DUE + timedelta(days=1), "guest": DUE}
    late = with_lateness(records, parts_late([*ROSTER, {"student": "guest"}], times, DUE, 0.1))
    assert [one.late for one in late] == [0.1, 0, 0]
    assert [one.flags for one in late] == [(), (), ()]


@pytest.mark.parametrize(
    ("times", "said"),
    [
        (["0022"], "must name each student once, got '0022' and the nearest is '0012'."),
        (["bob@y.org"], "must name each student once, got 'bob@y.org' and the nearest is '0013'."),
        (
            ["Ada Lovlace"],
            "must name each student once, got 'Ada Lovlace' and the nearest is '0012'.",
        ),
        (["quest"], "must name each student once, got 'quest' and the nearest is 'guest'."),
        (["0012", "ada@x.org"], "must name each student once, got 'ada@x.org' for 0012."),
        (["Twin"], "--times must name each student once, got 'Twin' for t1 and t2."),
    ],
)
def test_a_name_that_is_nobodys_is_one_sentence_with_the_nearest(times, said):
    twins = [{"student": "t1", "name": "Twin"}, {"student": "t2", "name": "Twin"}]
    with pytest.raises(CourseError) as raised:
        parts_late([*ROSTER, *twins, {"student": "guest"}], dict.fromkeys(times, DUE), DUE, 0.1)
    assert str(raised.value).endswith(said)
