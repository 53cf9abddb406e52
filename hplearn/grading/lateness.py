"""What is taken off for handing in late, by times that a file's owner cannot set."""

import math
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from difflib import get_close_matches

from hplearn.checks import require
from hplearn.course_files import CourseError
from hplearn.grading.people import HANDLES, Roster, read_roster

NO_TIME = "No time in --times, so nothing is taken off"
TIMES = ("time", "last modified (submission)")  # the second in Moodle's worksheet
BY_MOODLE, NEVER = "%A, %d %B %Y, %I:%M %p", "-"


def with_lateness(records, parts):
    """Return the records with what is taken off.

    Parameters
    ----------
    records : list of Marked
    parts : dict of str to float
        As `parts_late` returns it.
    """
    return [replace(one, late=parts.get(one.student, 0)) for one in records]


def parts_late(rows, times, due, per_day):
    """Return the part that each student loses who has a time, by id.

    Parameters
    ----------
    rows : list of dict
        Of all students, as `hplearn.grading.people.read_roster` returns them.
    times : dict of str to datetime
        As `read_times` returns it: of students by id, e-mail or name.
    due : datetime
    per_day : float
        As `part_late` takes it.

    Raises
    ------
    CourseError
        If a name there is no student's, or several's, or two mean the same.

    Examples
    --------
    >>> day = datetime(2026, 5, 1)
    >>> parts_late([{"student": "ada"}], {"Ada": datetime(2026, 5, 2)}, day, 0.1)
    {'ada': 0.1}
    """
    people, parts = Roster(rows), {}
    called = {row.get(name, "").casefold(): row["student"] for row in rows for name in HANDLES}
    for name, moment in times.items():
        found = [row["student"] for row in rows if row["student"] == name] or people.find(name)
        if len(found) != 1 or found[0] in parts:
            near = [called[one] for one in get_close_matches(name.casefold(), called, 1, 0)]
            said = f"for {' and '.join(found)}" if found else f"and the nearest is {near[0]!r}"
            raise CourseError(f"--times must name each student once, got {name!r} {said}.")
        parts[found[0]] = part_late(moment, due, per_day)
    return parts


def part_late(handed, due, per_day):
    """Return the part of the points that is taken off: so much for each day that has begun.

    Parameters
    ----------
    handed, due : datetime
    per_day : float
        From 0 to 1.

    Examples
    --------
    >>> due = datetime(2026, 5, 1, 18)
    >>> part_late(datetime(2026, 5, 2, 19), due, 0.1), part_late(due, due, 0.1)
    (0.2, 0.0)
    """
    days = math.ceil((handed - due) / timedelta(days=1))
    return min(1.0, per_day * max(days, 0))


def read_times(text):
    r"""Return when each student handed in, from a CSV with the columns student and time.

    Moodle's worksheet is one, too.

    Raises
    ------
    ValueError
        If a column is missing, or a time is none.

    Examples
    --------
    >>> read_times("student,time\nalice,2026-05-01 17:59\n")["alice"].hour
    17
    """
    times = {}
    for row in read_roster(text):
        told = [row[name] for name in TIMES if name in row]
        require("the header of the times", ", ".join(row), told, "one with time")
        if told[0] != NEVER:
            times[row["student"]] = a_time(told[0])
    return times


def a_time(text):
    """Return a point of time as a person writes it, in the zone of this machine; a day is its end.

    Raises
    ------
    ValueError
        If it is none.

    Examples
    --------
    >>> a_time("2026-05-01").isoformat()
    '2026-05-01T23:59:59'
    """
    with suppress(ValueError):
        return datetime.strptime(text.strip(), BY_MOODLE)
    with suppress(ValueError):  # a day, in any of ISO 8601's forms
        return datetime.combine(date.fromisoformat(text.strip()), time(23, 59, 59))
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        raise ValueError(f'a time is written as in "2026-05-01 18:00", got {text!r}') from None
    return moment.astimezone().replace(tzinfo=None) if moment.tzinfo else moment
