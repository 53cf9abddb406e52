"""Submissions, marked in boxes: their records, by which they can be marked again."""

import hashlib
import hmac
import unicodedata
from collections import deque
from contextlib import nullcontext
from dataclasses import replace
from functools import partial

import hplearn
from hplearn.exercises.bare import bare
from hplearn.exercises.file_check import check_file
from hplearn.exercises.questions import needs_of, questions_of
from hplearn.exercises.submission import our_notebook
from hplearn.exercises.verdicts import Verdict
from hplearn.grading.bounded import OutOfBounds, bounded
from hplearn.grading.boxes.bubblewrap import bubblewrap
from hplearn.grading.boxes.forked import NoBox
from hplearn.grading.boxes.landlock import landlock
from hplearn.grading.marks import Answer, Marked, QuestionMark
from hplearn.grading.people import spelled
from hplearn.syllabus import number_of

WALLS = {"bubblewrap": bubblewrap, "landlock": landlock}  # the best first
REDUCED = {"landlock": "reduced protection", "none": "no protection"}
SECONDS = 300  # on the clock, for one submission
LONGEST = 20_000  # characters of an answer that are kept
MOST = 3  # sentences of what is odd, or did not run, that are flags
LEAST = 10  # letters of a reason: an answer of few letters is found by asking `check` often enough
WIDE = 3  # letters that one of Chinese, Japanese or Korean counts as
NO_REASON = (
    "It is right, and no comment beside it says why in your own words; "
    "the points count only with a reason."
)
# of packages that a box needs, names that answer a question; and where answers would lie
FLAGGED = ("sklearn.metrics", "sklearn.impute", "sklearn.model_selection", "sklearn.pipeline")
FLAGGED += ("hplearn.optim", "hplearn.models", "oracles", "solutions")


def seed_of(secret, handed):
    """Return the seed of the hidden cases: nobody can compute it, and no other file has the same.

    Parameters
    ----------
    secret : bytes
        The teacher's.
    handed : HandedIn

    Examples
    --------
    >>> from pathlib import Path
    >>> from hplearn.grading.handed_in import HandedIn
    >>> once, again = (HandedIn("ada", "grid-search", Path(), digest=digest) for digest in "ab")
    >>> seed_of(b"secret", once) == seed_of(b"secret", again)
    False
    """
    said = f"{handed.exercise}/{handed.student}/{handed.digest}".encode()
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


def marked_together(submissions, box, seconds=SECONDS):
    """Yield the records of some submissions of one exercise; they share the outer wall.

    What fails because the wall or a box dies is tried once more, behind a wall of its own. So is
    the next one after a submission that took too much, whose box may still be at work.

    Parameters
    ----------
    submissions : list of (HandedIn, int)
        Each with its seed.
    box : str
        A name in `WALLS`, or ``"none"``.
    seconds : float
        On the clock, that one may take.

    Yields
    ------
    Marked
    """
    topic = submissions[0][0].exercise
    for question in questions_of(topic):
        question.cases_of(0)  # and what these import, a fork does not import again
    left, n_tries, needs = deque(submissions), 0, needs_of(topic)
    while left:
        with nullcontext(bare) if box == "none" else WALLS[box](needs) as opened:
            is_whole = True
            while left and is_whole:
                n_tries += 1
                record, is_whole = _tried(*left[0], box, opened, seconds)
                if record or n_tries == 2:
                    handed, _ = left.popleft()
                    said = f"{spelled(handed.path.name)}: the process that marks it ended twice."
                    yield record or record_of(handed, said)
                    n_tries = 0


def record_of(handed, error="", **said):
    """Return the record of a submission; without more being said, of one that was not marked."""
    number = number_of(handed.exercise) if handed.exercise else ""
    place = spelled(handed.path.name), spelled(handed.path.parent.name)
    about = {"digest": handed.digest, "error": error} | said
    return Marked(handed.student, handed.exercise, number, *place, **about)


def _tried(handed, seed, box, opened, seconds):
    """Return the record, None if no box could be had, and whether the wall is as it was."""
    name = spelled(handed.path.name)
    try:
        return bounded(seconds, _record, handed, seed, box, opened), True
    except (NoBox, OSError):
        return None, False
    except OutOfBounds as error:
        slow = partial(Verdict, verdict="too slow", hint="The notebook took too much.")
        marks = [QuestionMark(**slow(one).record()) for one in questions_of(handed.exercise)]
        said = f"{name} could not be marked: {error}."
        return record_of(handed, said, questions=tuple(marks), **_origin(box)), False
    except Exception as error:  # of ours: it must not cost the rest of the class their marks
        return record_of(handed, f"{name} could not be marked.", flags=(f"{error!r:.200}",)), True


def _record(handed, seed, box, opened):
    """Return the record of what runs in a box."""
    checked = check_file(handed.path, seed, opened, handed.exercise, shows=True)
    path, name = str(handed.path), spelled(handed.path.name)
    given = our_notebook("exercises", handed.exercise).all_code
    problems = tuple(said.replace(path, name) for said in checked.problems)
    mentioned = [one for one in FLAGGED if one in checked.code and one not in given]
    flags = [f"its source mentions {one}" for one in mentioned]
    flags += [REDUCED[box]] if box in REDUCED else []
    odd = problems if checked.ran else ()
    flags += [one.removesuffix(".") for one in odd[:MOST]]
    flags += ["the student's page says more"] if odd[MOST:] else []
    said = {"problems": problems, "flags": tuple(flags)} | _origin(box)
    questions = tuple(_question(verdict, checked) for verdict in checked.verdicts)
    return record_of(handed, "" if checked.ran else problems[-1], questions=questions, **said)


def _origin(box):
    return {"box": box, "version": hplearn.__version__}


def _question(verdict, checked):
    """Return the mark of a verdict, without points where a person or a reason is missing."""
    said = verdict.record() | {"hint": verdict.public_hint, "mistake": verdict.title}
    mark, question = QuestionMark(**said), verdict.question
    words = checked.words.get(question.id, "")[:LONGEST]
    if verdict.verdict == "written":
        answer = Answer(words, checked.shown, checked.code[-LONGEST:])
        return replace(mark, points=None, answer=answer)
    if not question.is_value:
        return replace(mark, source=words)
    mark = replace(mark, reason=words or None)
    if verdict.verdict != "right":
        return mark
    if sum(map(_weight, words)) < LEAST:
        return replace(mark, points=0, verdict="no reason", hint=NO_REASON)
    return replace(mark, hint=f"Your reason: {words}")


def _weight(sign):
    is_wide = unicodedata.east_asian_width(sign) in "WF"
    return (WIDE if is_wide else 1) if sign.isalnum() else 0
