"""Marks and records for the tests of the grader: a right answer's, unless a test says otherwise."""

from hplearn.grading.marks import Marked, QuestionMark
from hplearn.syllabus import TOPICS


def a_mark(number="05.1", points=2, max_points=2, **more):
    """Return the mark of a question."""
    of = f"{TOPICS[int(number[:2])]}/{number[3:]}"
    return QuestionMark(of, number, points, max_points, **{"verdict": "right"} | more)


def a_record(student="alice", *questions, **more):
    """Return the record of a submission; without marks that of one that could not be marked."""
    number = questions[0].number[:2] if questions else "05"
    about = {"exercise": TOPICS[int(number)], "number": number, "questions": questions}
    return Marked(student, **about | {"path": "x"} | more)


def mixed_record(student="alice", text="", **more):
    """Return a record with a right answer, a wrong one and one to read; `text` in each sentence."""
    questions = (
        a_mark("05.1", 2, 2, hint=text),
        a_mark("05.2", 0, 1, verdict="wrong", hint="Look.", mistake=text or "m"),
        a_mark("05.3", None, 3, verdict="written", hint=text),
    )
    said = {
        "flags": (text or "it uses scikit-learn", text),
        "problems": (text or "Cell 3 stops.", text),
        "error": text,
    }
    where = {"box": "bubblewrap", "version": "0.1.0", "seed": "5eed"}
    return a_record(student, *questions, **said | where | more)


def not_marked(student, exercise=""):
    """Return the record of a link."""
    about = {"exercise": exercise, "number": "05" if exercise else ""}
    return a_record(student, error="x is a link, no file.", **about)
