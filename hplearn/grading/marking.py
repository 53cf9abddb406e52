"""Submissions, marked in boxes: their records, by which they can be marked again."""

import hashlib
import hmac
import resource
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from functools import partial

import psutil

import hplearn
from hplearn.exercises.bare import bare
from hplearn.exercises.file_check import check_file
from hplearn.exercises.questions import needs_of
from hplearn.grading.boxes.bubblewrap import bubblewrap
from hplearn.grading.boxes.forked import NoBox
from hplearn.grading.boxes.landlock import landlock
from hplearn.grading.marks import Answer, Marked, QuestionMark
from hplearn.syllabus import number_of

WALLS = {"bubblewrap": bubblewrap, "landlock": landlock}  # the best first
REDUCED = {"landlock": "reduced protection", "none": "no protection"}
ROOM = 300 * 2**20  # bytes that this process may take beside what it has: others may want all
LONGEST = 20_000  # characters of an answer that are kept
WORDS = 4  # of a reason: letters alone can be found by asking `check` often enough
NO_REASON = "It is right, and no comment beside it says why; the points count only with a reason."
# of packages that a box needs, names that answer a question; and where answers would lie
FLAGGED = ("sklearn.metrics", "sklearn.impute", "sklearn.model_selection", "sklearn.pipeline")
FLAGGED += ("hplearn.optim", "hplearn.models", "oracles", "solutions")


def seed_of(secret, student, exercise):
    """Return the seed of the hidden cases: no student has another's, nobody can compute one.

    Parameters
    ----------
    secret : bytes
        The teacher's.
    student, exercise : str

    Examples
    --------
    >>> seed_of(b"secret", "alice", "gradient-descent") == seed_of(b"secret", "bob", "ridge")
    False
    """
    said = f"{exercise}/{student}".encode()
    return int.from_bytes(hmac.digest(secret, said, hashlib.sha256)[:8], "big")


def key_of(handed, seed, box):
    """Return what a mark depends on, as one string: the file, its seed, the grader and its box."""
    parts = [handed.digest, handed.exercise, f"{seed:x}", hplearn.__version__, box]
    return hashlib.sha256("/".join(parts).encode()).hexdigest()


def best_box():
    """Return the name of the best box that can be had here.

    Raises
    ------
    NoBox
        If there is none.
    """
    problems = []
    for name, wall in WALLS.items():
        try:
            with wall() as opened, opened("."):
                return name
        except NoBox as error:
            problems.append(str(error).removesuffix("."))
    raise NoBox(f"{'; '.join(problems)}.")


def marked_together(submissions, box):
    """Return the records of some submissions of one exercise; they share the outer wall.

    What fails because the wall or a box dies is tried once more, behind a wall of its own.

    Parameters
    ----------
    submissions : list of (HandedIn, int)
        Each with its seed.
    box : str
        A name in `WALLS`, or ``"none"``.

    Returns
    -------
    list of Marked
    """
    walled = partial(_walled, box, needs_of(submissions[0][0].exercise))
    with walled() as opened:
        records = [_tried(*one, box, opened) for one in submissions]
    for at, record in enumerate(records):
        if record is None:
            with walled() as opened:
                records[at] = _tried(*submissions[at], box, opened)
    failed = "the process that marks it ended twice"
    pairs = zip(records, submissions, strict=True)
    return [record or unmarked(one, f"{one.path.name}: {failed}.") for record, (one, _) in pairs]


def unmarked(handed, error):
    """Return the record of a submission that could not be marked."""
    number = number_of(handed.exercise) if handed.exercise else ""
    place = {"path": handed.path.name, "folder": handed.path.parent.name}
    return Marked(handed.student, handed.exercise, number, **place, error=error)


def _walled(box, needs):
    """Return a context of a function that opens boxes."""
    return nullcontext(bare) if box == "none" else WALLS[box](needs)


def _tried(handed, seed, box, opened):
    """Return the record, or None if no box could be had."""
    try:
        with _bounded_memory():
            checked = check_file(handed.path, seed, opened, handed.exercise, shows=True)
    except (NoBox, OSError, MemoryError):
        return None
    except Exception as error:  # of ours: it must not cost the rest of the class their marks
        return unmarked(handed, f"{handed.path.name} could not be marked: {error!r:.200}")
    problems = [said.replace(str(handed.path), handed.path.name) for said in checked.problems]
    source = handed.path.read_text(encoding="utf-8", errors="replace")
    flags = [f"its source mentions {name}" for name in FLAGGED if name in source]
    flags += [REDUCED[box]] if box in REDUCED else []
    flags += ["not all of it ran"] if problems and checked.ran else []
    said = {"problems": tuple(problems), "flags": tuple(flags)}
    origin = {"seed": f"{seed:016x}", "box": box, "version": hplearn.__version__}
    questions = tuple(_question(verdict, checked) for verdict in checked.verdicts)
    record = unmarked(handed, "" if checked.ran else problems[-1])
    return replace(record, questions=questions, **said, **origin)


def _question(verdict, checked):
    """Return the mark of a verdict, without points where a person or a reason is missing."""
    mark, question = QuestionMark(**verdict.record(), mistake=verdict.title), verdict.question
    words = checked.words.get(question.id, "")[:LONGEST]
    if verdict.verdict == "written":
        return replace(mark, points=None, answer=Answer(words, checked.shown))
    if not question.is_value:
        return replace(mark, source=words)
    if verdict.verdict != "right":
        return mark
    if len(words.split()) < WORDS:
        return replace(mark, points=0, verdict="no reason", hint=NO_REASON)
    return replace(mark, hint=f"Your reason: {words}")


@contextmanager
def _bounded_memory():
    """Return a context in which what an answer makes us build fails before it takes all memory."""
    before = resource.getrlimit(resource.RLIMIT_AS)
    most = psutil.Process().memory_info().vms + ROOM
    resource.setrlimit(resource.RLIMIT_AS, (most, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)
