"""A class's marks: made, taken off for being late, changed by the teacher, and written."""

import hashlib
import json
from dataclasses import dataclass, replace
from pathlib import Path

from packaging.version import InvalidVersion, Version

import hplearn
from hplearn.course_files import CourseError
from hplearn.exercises.questions import questions_of
from hplearn.files import write_whole
from hplearn.grading.archive import unpacked
from hplearn.grading.grade import grade
from hplearn.grading.gradebook import NAME, SUBMITTED, write_gradebook
from hplearn.grading.journal import alone_in
from hplearn.grading.lateness import NO_TIME, a_time, parts_late, read_times, with_lateness
from hplearn.grading.marking import record_of
from hplearn.grading.marks import Marked, MarkedBy, QuestionMark
from hplearn.grading.notices import UNKNOWN, notices
from hplearn.grading.overrides import Override, carried, read_overrides, with_overrides
from hplearn.grading.overview import names_of
from hplearn.grading.pages import class_page, page_name, student_page
from hplearn.grading.people import Roster, everybody, read_roster
from hplearn.grading.reading import RUBRIC, read_rubrics, write_answers
from hplearn.grading.schools import canvas_csv, moodle_csv, moodle_feedback
from hplearn.grading.similarity import hints, same_files
from hplearn.grading.stopping import stoppable
from hplearn.grading.tables import Sheet, marks_csv, marks_json

NEAREST = "is it {}, who handed in nothing?"
FEEDBACK = "moodle-feedback.zip"
SCHOOLS = {"moodle.csv", "canvas.csv", FEEDBACK}
TABLE, BY_HAND = "marks.csv", "by-hand.json"
WRITTEN = "written"  # digests of the table that was written last, and of that before it


@dataclass(frozen=True)
class Class:
    """What is known of a class beside its notebooks.

    Parameters
    ----------
    roster : Path, optional
        A CSV of its students; without it, the gradebook of Canvas is one.
    due : str, optional
        A point of time.
    times : Path, optional
        A CSV of when each student handed in.
    late_per_day : int
        Percent of the points that are taken off for each day that has begun.
    to_read : Path, optional
        A folder for written answers, and the table of their marks.
    moodle : bool
        Whether to write moodle.csv.
    canvas : Path, optional
        A gradebook that Canvas exported, of which canvas.csv is made.
    """

    roster: object = None
    due: str | None = None
    times: object = None
    late_per_day: int | None = None
    to_read: object = None
    moodle: bool = False
    canvas: object = None

    def students(self):
        """Return the rows of the roster, which without one the gradebook of Canvas is."""
        table = self.roster or self.canvas
        return _read_in(table, read_roster) if table else []

    def late_days(self):
        """Return what `parts_late` takes beside students, or None if nothing is taken off."""
        given = self.due, self.times, self.late_per_day
        if given == (None, None, None):
            return None
        if None in given:
            raise ValueError("--due, --times and --late-per-day must be given together")
        return _read_in(self.times, read_times), a_time(self.due), self.late_per_day / 100


def grade_class(assignment, known, progress, agree):
    """Mark all that was handed in, and write marks.csv, marks.json, class.html and students/.

    A mark that was changed in marks.csv, in a row with a reason, is the teacher's and stays so.
    It goes with the notebook where another roster calls its student otherwise.

    Parameters
    ----------
    assignment : Assignment
    known : Class
    progress, agree : callable
        As `grade` takes them.

    Returns
    -------
    records : list of Marked
    said : list of str
        As `hplearn.grading.notices.notices` returns them.

    Raises
    ------
    CourseError
        If a file that is given is not as it must be, or another run works in the output folder.
    """
    try:
        Version(assignment.since or hplearn.__version__)
        roster, days = known.students(), known.late_days()
    except InvalidVersion:
        raise CourseError(f"--since must be a version, got {assignment.since!r}.") from None
    except ValueError as error:
        raise CourseError(f"{error}.") from error
    with alone_in(assignment.out):
        before = _records(assignment.out)
        by_hand = _by_hand(assignment.out, before)
        if not days and any(record.late for record in before):
            raise CourseError(
                f"{assignment.out} has days taken off for being late: give --due, --times and "
                "--late-per-day again, or 0 for the last."
            )
        work = assignment.work(roster)
        people = list(everybody(roster, [handed for handed, _ in work]).values())
        parts = parts_late(people, *days) if days else {}
        _for_schools(known, [_unmarked(handed) for handed, _ in work], roster)  # if they fit
        records = grade(assignment, work, progress, agree)
        records = with_lateness(records, parts) if days else records
        by_hand = carried(by_hand, records, before, roster)
        by_hand = _kept(assignment.out, _read(known.to_read, records, by_hand))
        records = with_overrides(records, by_hand)
        if known.to_read:
            write_answers(known.to_read, records)
        tables, left = _for_schools(known, records, roster)
        alike, ours = hints(records)
        same = same_files(records, [handed.path for handed, _ in work])
        file = {(one.exercise, one.student): one.digest for one in records}
        alike = same + [(at, how, a, b) for at, how, a, b in alike if file[at, a] != file[at, b]]
        flagged = [*_flagged(records, roster, ours, left)]
        said = notices(assignment.out, flagged, before, roster, by_hand)
        if untimed := {one.student for one in records if days} - parts.keys():
            said.append(f"{NO_TIME} ({len(untimed)}): {', '.join(sorted(untimed))}.")
        pages = _write_pages(assignment.out, flagged, before, roster)
        write_whole(assignment.out / "class.html", class_page(flagged, roster, alike, said))
        _write(assignment.out, flagged, roster)
        for name in SCHOOLS:  # what an earlier run wrote is old by now
            (assignment.out / name).unlink(missing_ok=True)
        if known.moodle and (feedback := moodle_feedback(pages, roster)):
            tables[FEEDBACK] = feedback
        for name, content in tables.items():
            write_whole(assignment.out / name, content)
    return records, said


def _flagged(records, roster, *said):
    """Yield the records, with flags for what is said of them, and for students nobody knows."""
    known, there = {row["student"] for row in roster}, {record.student for record in records}
    absent = Roster([row for row in roster if row["student"] not in there])
    for record in records:
        more = [flag for one in said for flag in one.get((record.student, record.exercise), [])]
        if known and record.student not in known:
            near = " or ".join(absent.nearest(record.student))
            more += [UNKNOWN, NEAREST.format(near)] if near else [UNKNOWN]
        yield replace(record, flags=(*record.flags, *more))


def _by_hand(folder, before):
    """Return the teacher's own marks: those of earlier runs, and those in marks.csv since."""
    kept, table = dict(_listed(folder / BY_HAND, _override)), folder / TABLE
    is_changed = _is_changed(table, folder / WRITTEN)
    changed = _read_in(table, read_overrides, before) if is_changed else {}
    return {key: one for key, one in (kept | changed).items() if one}


def _unmarked(handed):
    """Return the record that a submission has where every answer earns nothing."""
    questions = questions_of(handed.exercise) if handed.exercise else ()
    marks = tuple(QuestionMark(one.id, one.number, 0, one.points, "") for one in questions)
    return record_of(handed, handed.error, questions=marks)


def _for_schools(known, records, roster):
    """Return the tables that other systems read, by their names, and flags that they lead to."""
    tables, flags = {}, {}
    if known.moodle:
        tables["moodle.csv"] = _read_in(known.roster, moodle_csv, records, roster)
    if known.canvas:
        tables["canvas.csv"], flags = _read_in(known.canvas, canvas_csv, records, roster)
    return tables, flags


def _read(folder, records, by_hand):
    """Return the marks by hand with those that have come back from a rubric.

    A mark that a teacher gave in marks.csv stays, unless the notebook has changed since.
    """
    if not folder or not (table := folder / RUBRIC).exists():
        return by_hand
    digests = {(record.student, record.exercise): record.digest for record in records}
    old = {k: one for k, one in by_hand.items() if one.digest not in ("", digests.get(k[:2]))}
    own = {k: one for k, one in by_hand.items() if one.marked_by is MarkedBy.HAND and k not in old}
    return old | _read_in(table, read_rubrics, records) | own


def _kept(folder, by_hand):
    plain = [[key, by_hand[key].to_json()] for key in sorted(by_hand)]
    if plain or (folder / BY_HAND).exists():
        write_whole(folder / BY_HAND, json.dumps(plain, indent=1) + "\n")
    return by_hand


def _override(code):
    """Return a key and its override from a pair of plain values."""
    (student, exercise, number), override = code
    return (str(student), str(exercise), str(number)), Override.from_json(override)


def _records(folder):
    """Return the records of the run before."""
    return _listed(folder / "marks.json", Marked.from_json)


def _listed(path, read):
    """Return what a file of ours lists, each thing as it is read; nothing if it is missing."""
    try:
        return [*map(read, json.loads(path.read_text(encoding="utf-8")))] if path.exists() else []
    except (TypeError, ValueError) as error:
        raise CourseError(f"{path} is damaged ({error}): put it right, or delete it.") from error


def _is_changed(table, written):
    """Whether a teacher has changed the table since it was written, or was about to be."""
    ours = written.read_text().split() if written.exists() else []
    return table.exists() and _digest(table.read_bytes()) not in ours


def _digest(content):
    return hashlib.sha256(content).hexdigest()


def _write(folder, records, roster):
    old, written = folder / TABLE, folder / WRITTEN
    like = Sheet.read(old.read_text(encoding="utf-8") if old.exists() else "")
    table = marks_csv(records, roster, like.comma, like.sign)
    before = written.read_text().split()[-1:] if written.exists() else []
    write_whole(written, "\n".join([*before, _digest(table.encode())]) + "\n")
    write_whole(folder / "marks.json", marks_json(records))
    write_whole(old, table)


def _write_pages(folder, records, before, roster):
    """Return a page for each student, written; those that earlier runs wrote for others go."""
    names, students = names_of(everybody(roster, records)), {one.student for one in records}
    old = {f"{path.stem}.html" for path in folder.glob("records/*/*.json")}
    for name in (old | {page_name(one.student) for one in before}) - {*map(page_name, students)}:
        (folder / "students" / name).unlink(missing_ok=True)
    pages = {}
    for student in students:
        own = [one for one in records if one.student == student]
        pages[student] = student_page(own, names[student])
        write_whole(folder / "students" / page_name(student), pages[student])
    return pages


def _read_in(path, read, *known):
    """Return what is read in a file, if one is given; a sentence on it begins with its name."""
    try:
        return read(path.read_text(encoding="utf-8") if path else "", *known)
    except UnicodeDecodeError as error:
        raise CourseError(
            f"{path} must be a CSV in UTF-8: in Excel save it as CSV UTF-8."
        ) from error
    except ValueError as error:
        raise CourseError(f"{path}: {error}.") from error


def check_options(assignment, demo, nbgrader):
    """Raise a CourseError if the folders are missing, or options contradict each other."""
    folder, out = assignment.folder, assignment.out
    if out is None:
        raise CourseError("hplearn grade needs --out, a folder for the marks.")
    if folder.resolve() == out.resolve():
        raise CourseError(f"--out must be another folder than FOLDER, got {out} for both.")
    if not 0.1 <= (minutes := assignment.seconds / 60) <= 1440:  # nan is neither
        raise CourseError(f"--minutes must be from 0.1 to 1440, got {minutes:g}.")
    if demo and nbgrader:
        raise CourseError("--demo makes up a class without a gradebook: leave out --nbgrader.")
    if not (demo or folder.is_dir() or folder.is_file()):
        raise CourseError(f"FOLDER must be a folder of notebooks or an archive, got {folder}.")
    if nbgrader and not Path(folder, NAME).is_file():
        raise CourseError(f"{folder} is no course of nbgrader: it has no {NAME}.")


def run(assignment, known, progress, agree, *, demo=False, nbgrader=False):
    """Return what `grade_class` does; a `demo` is made up first, marks go into a gradebook.

    In a course of nbgrader, the notebooks in ``submitted`` are marked. All else is as in
    `grade_class`.

    Raises
    ------
    CourseError
        As `grade_class` raises it, or if the folder for a made-up class is not empty.
    """
    course = assignment.folder
    if demo:
        from hplearn.grading.demo import ROSTER, write_demo

        write_demo(course, assignment.exercise)
        known = replace(known, roster=known.roster or course / ROSTER)
    with unpacked(course) as folder, stoppable():  # which ends first, so what was unpacked goes
        handed = folder / SUBMITTED if nbgrader else folder
        records, said = grade_class(replace(assignment, within=handed), known, progress, agree)
    if nbgrader:
        write_gradebook(course, records)
    return records, said
