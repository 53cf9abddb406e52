"""Mark a folder of notebooks, without those that an earlier run has marked."""

import math
import os
import re
import secrets
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from pathlib import Path

from joblib import Parallel, delayed
from packaging.version import Version

import hplearn
from hplearn.course_files import CourseError
from hplearn.exercises.questions import exercises
from hplearn.files import write_whole
from hplearn.grading.handed_in import handed_in
from hplearn.grading.journal import Journal
from hplearn.grading.marking import SECONDS, key_of, marked_together, record_of, seed_of
from hplearn.grading.people import key, spelled
from hplearn.syllabus import number_of, topic_of

SECRET = "secret"
TRANSLATED = re.compile(r"(?!Participant )[^\W\d]\D* \d+")  # as "Teilnehmer/in 7"
MANY = 50  # at most so many submissions share a wall; fewer, if jobs would be without work


@dataclass(frozen=True)
class Assignment:
    """The notebooks to mark, and how to mark them.

    Parameters
    ----------
    folder, out : Path
        The folder of the notebooks, and the folder for their marks.
    exercise : str
        The topic that is due; an empty string if the folder holds several.
    box : str
        A name in `hplearn.grading.marking.WALLS`, or ``"none"``.
    secret : Path, optional
        A file; without it, one in `out` that the first run makes.
    again : tuple of str
        Students whose notebooks are marked again.
    since : str
        A version: notebooks that earlier versions have marked are marked again.
    seconds : float
        On the clock, that one notebook may take.
    n_jobs : int
        How many are marked at the same time.
    within : Path, optional
        Where the notebooks lie, if `folder` is an archive or a course.
    """

    folder: Path
    out: Path
    exercise: str = ""
    box: str = "bubblewrap"
    secret: Path | None = None
    again: tuple = ()
    since: str = ""
    seconds: float = SECONDS
    n_jobs: int = 1
    within: Path | None = None

    def work(self, roster):
        """Return the submissions, each with the seed of its hidden cases.

        Parameters
        ----------
        roster : list of dict
            As `hplearn.grading.people.read_roster` returns it.

        Raises
        ------
        CourseError
            If there is no notebook at all, or none by a student of `again`, or no secret.
        """
        found = handed_in(self.within or self.folder, self.exercise, roster)
        if not found:
            raise CourseError(f"{self.folder} holds no notebook of a student.")
        students = {one.student for one in found}
        if roster and students.isdisjoint(known := [row["student"] for row in roster]):
            if all(map(TRANSLATED.fullmatch, known)):
                raise CourseError("Moodle's roster is in another language: export it in English.")
            names = [row.get("name") or row["student"] for row in roster][:MANY]
            pairs = [(one, name) for one in sorted(students)[:MANY] for name in names]
            pairs.sort(key=lambda pair: -SequenceMatcher(None, *map(key, pair)).ratio())
            here, there = (", ".join(dict.fromkeys(side)) for side in zip(*pairs[:2], strict=True))
            raise CourseError(
                f"Nobody of {self.folder}, as {here}, is on the roster, which has {there}: rename "
                "folders or files, for which an archive must be unpacked, or give a roster with "
                "their names, in columns of the English names that docs/marking.md lists."
            )
        secret = read_secret(self.secret, self.out)
        if absent := set(self.again) - students:
            raise CourseError(f"{self.folder} holds no notebook of the id {min(absent)}.")
        return [(one, seed_of(secret, one)) for one in found]

    def is_again(self, record):
        """Whether the submission with this record is to be marked again."""
        old = self.since and Version(record.version) < Version(self.since)
        return bool(old) or record.student in self.again

    def is_change(self, before, after):
        """Whether marking a notebook again has changed its points."""
        return bool(before) and self.is_again(before) and before.points != after.points

    def is_due(self, handed, seed, journal):
        """Whether a submission has to be marked."""
        record = journal.read(handed)
        if not record or self.is_again(record):
            return True
        if record.version != hplearn.__version__:
            raise CourseError(
                f"{self.out} has marks of hplearn {record.version}; --since "
                f"{hplearn.__version__} makes them again, and shows what changes."
            )
        return record.key != key_of(handed, seed, self.box)


def due_topic(exercise):
    """Return the topic of the exercise with this number or topic, or "" if none is given.

    Raises
    ------
    CourseError
        If there is no such exercise.

    Examples
    --------
    >>> due_topic("05"), due_topic("5"), due_topic(None)
    ('gradient-descent', 'gradient-descent', '')
    """
    exercise = exercise and exercise.zfill(2)  # for 3 is 03
    if exercise and topic_of(exercise) not in exercises():
        numbers = ", ".join(map(number_of, exercises()))
        raise CourseError(f"--exercise must be one of {numbers}, got {exercise!r}.")
    return topic_of(exercise)


def read_secret(path, out):
    """Return the teacher's secret; if no file is named, the first run makes one.

    Raises
    ------
    CourseError
        If the file is missing although there are marks, or is too short.
    """
    own = path or out / SECRET
    if not own.exists() and not path and not (out / "records").exists():
        write_whole(own, secrets.token_hex(32) + "\n")
        own.chmod(0o600)
    if not own.is_file():
        raise CourseError(f"{own} is missing, and without it the same marks cannot be made again.")
    secret = own.read_bytes().strip()
    if len(secret) < 16:
        raise CourseError(f"{own} must hold a secret of at least 16 letters, got {len(secret)}.")
    return secret


def grade(assignment, work, progress, agree):
    """Return the record of each submission, in the order of the files.

    Marks of an earlier run with the same file, seed, version and box are kept.

    Parameters
    ----------
    assignment : Assignment
    work : list of (HandedIn, int)
        As `Assignment.work` returns it.
    progress : callable
        Gets an iterator over marked submissions and their number, and yields them again.
    agree : callable
        Gets pairs of records, before and after, if marking again changes points; the changes are
        made only if it returns true.

    Raises
    ------
    CourseError
        If another version made the marks in `out`, and `since` does not ask to make them again.
    """
    journal, changes = Journal(assignment.out), []
    left = [one for one in work if not one[0].error and assignment.is_due(*one, journal)]
    failed = {}
    for handed, before, after in progress(_all_marked(left, assignment), len(left)):
        if not after.questions:
            failed[handed] = after
        elif assignment.is_change(before, after):
            changes.append((before, after))
    if changes and agree(changes):
        for _, after in changes:
            journal.write(after)
    root = assignment.within or assignment.folder
    return [_result(one, failed.get(one) or journal.read(one), root) for one, _ in work]


def _result(handed, record, root):
    """Return the record with what is told of the file today: its place, and whether it is late."""
    place = record_of(handed, handed.error)
    record = place if handed.error else record
    folder = spelled(handed.path.parent.relative_to(root).as_posix())
    is_within = record.error and folder != "." and f"{folder}/" not in record.error
    flags = (*record.flags, *handed.flags, *([f"it lies in {folder}"] if is_within else []))
    return replace(record, path=place.path, folder=place.folder, flags=flags)


def _all_marked(left, assignment):
    """Yield each submission with its record before and after, once its chunk is marked."""
    chunks, size = [], min(MANY, math.ceil(len(left) / (2 * assignment.n_jobs)))
    for topic in sorted({handed.exercise for handed, _ in left}):
        same = [one for one in left if one[0].exercise == topic]
        chunks += [same[at : at + size] for at in range(0, len(same), size)]
    jobs = (delayed(_marked)(chunk, assignment, os.getpid()) for chunk in chunks)
    n_jobs = max(1, min(assignment.n_jobs, len(chunks)))  # more jobs would have no work
    for triples in Parallel(n_jobs, return_as="generator_unordered")(jobs):
        yield from triples


def _marked(chunk, assignment, run):
    """Mark some submissions for a run, told by the number of its process.

    Each record is on disk before the next notebook is begun, so that a killed run loses none.
    What could not be marked is tried again by the next run, and changed points wait until somebody
    has agreed: these are not written.
    """
    journal, triples = Journal(assignment.out), []
    records = marked_together(chunk, assignment.box, assignment.seconds)
    for (handed, seed), record in zip(chunk, records, strict=True):
        if run not in (os.getpid(), os.getppid()):  # it was killed, another may be at work by now
            break
        key = key_of(handed, seed, assignment.box)
        before, after = journal.read(handed), replace(record, key=key)
        if after.questions and not assignment.is_change(before, after):
            journal.write(after)
        triples.append((handed, before, after))
    return triples
