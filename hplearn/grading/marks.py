"""What a submission and each of its questions earned: never changed in place, plain in JSON."""

from dataclasses import dataclass, fields
from enum import StrEnum
from math import isfinite

from hplearn.checks import require
from hplearn.contained.outcomes import Shown

Number = int | float
# Fields that JSON may lack, because not every record has them or version 0.2 did not write them.
OPTIONAL = {"source", "answer", "code", "reason", "marked_by", "found"}
OPTIONAL |= {"late", "key", "digest", "box", "version"}


class MarkedBy(StrEnum):
    """Who gave a mark: the grader, a teacher by hand, or a person who filled in a rubric."""

    GRADER = "grader"
    HAND = "hand"
    RUBRIC = "rubric"


@dataclass(frozen=True)
class Answer:
    """A written answer, what the last cell showed when its notebook ran, and the code.

    Parameters
    ----------
    words : str
    shown : Shown
    code : str, optional
        Of the notebook, or its end.

    Examples
    --------
    >>> answer = Answer("Yes, by 0.07.", Shown("a table"))
    >>> Answer.from_json(answer.to_json()) == answer
    True
    """

    words: str
    shown: Shown
    code: str = ""

    def to_json(self):
        """Return it as plain values."""
        return {"words": self.words, "code": self.code} | vars(self.shown)

    @classmethod
    def from_json(cls, code):
        """Return the answer that these plain values hold."""
        require("answer", code, isinstance(code, dict), "an object")
        return from_plain(cls, code | {"shown": Shown.from_json(code)})


@dataclass(frozen=True)
class QuestionMark:
    """What one question earned, and why.

    Parameters
    ----------
    id, number : str
        As ``gradient-descent/1`` and ``05.1``.
    points : float or None
        None as long as a person has not read the answer.
    max_points : float
    verdict, hint : str
        As in `hplearn.exercises.verdicts.Verdict`; also "no reason" and "by hand".
    mistake : str
        What goes wrong in the known mistake that was recognised, if one was.
    source : str, optional
        The answer's code, where it is a function.
    answer : Answer, optional
        What is written, for a person to read.
    reason : str, optional
        What the comments beside a value say.
    marked_by : MarkedBy
    found : float, optional
        The grader's points, where a person's stand in their place or are waited for.

    Examples
    --------
    >>> mark = QuestionMark("gradient-descent/1", "05.1", 2, 2, "right")
    >>> QuestionMark.from_json(mark.to_json()) == mark
    True
    """

    id: str
    number: str
    points: Number | None
    max_points: Number
    verdict: str
    hint: str = ""
    mistake: str = ""
    source: str | None = None
    answer: Answer | None = None
    reason: str | None = None
    marked_by: MarkedBy = MarkedBy.GRADER
    found: Number | None = None

    def to_json(self):
        """Return it as plain values, without a source or an answer where there is none."""
        plain = vars(self) | {"answer": self.answer and self.answer.to_json()}
        return {name: plain[name] for name in plain if name == "points" or plain[name] is not None}

    @classmethod
    def from_json(cls, code):
        """Return the mark that these plain values hold.

        Raises
        ------
        ValueError
            If one is missing or of another type.
        """
        return from_plain(cls, code, answer=Answer.from_json, marked_by=MarkedBy)


@dataclass(frozen=True)
class Marked:
    """What a submission earned, and all that is said about it: its record.

    Parameters
    ----------
    student, exercise, number : str
        The exercise by topic and number; both are empty where no place told which it is.
    path, folder : str
        Names of the file and of the folder that it lies in.
    questions : tuple of QuestionMark
        Empty if it could not be marked.
    problems, flags : tuple of str
        Sentences for the student, and for the teacher alone.
    error : str
        One sentence if it could not be marked, or did not run.
    key : str
        What the mark depends on, as `hplearn.grading.marking.key_of` returns it.
    digest, box, version : str
        Of the file; where it ran; of hplearn.
    late : float
        Part of the points that is taken off.

    Examples
    --------
    >>> questions = (QuestionMark("gradient-descent/1", "05.1", 2, 2, "right"),)
    >>> record = Marked("ada", "gradient-descent", "05", questions=questions, late=0.1)
    >>> record.points, record.total
    (2, 1.8)
    >>> Marked.from_json(record.to_json()) == record
    True
    """

    student: str
    exercise: str
    number: str
    path: str = ""
    folder: str = ""
    questions: tuple = ()
    problems: tuple = ()
    flags: tuple = ()
    error: str = ""
    key: str = ""
    digest: str = ""
    box: str = ""
    version: str = ""
    late: Number = 0

    @property
    def points(self):
        """Return the points of all questions that are marked."""
        return sum(question.points or 0 for question in self.questions)

    @property
    def max_points(self):
        """Return the points that all questions together are worth."""
        return sum(question.max_points for question in self.questions)

    @property
    def total(self):
        """Return the points, after what is taken off because it was late."""
        return round(self.points * (1 - self.late), 2)

    def to_json(self):
        """Return it as plain values, its points among them."""
        questions = [question.to_json() for question in self.questions]
        said = {"problems": [*self.problems], "flags": [*self.flags]}
        points = {"points": self.points, "max_points": self.max_points}
        return vars(self) | said | points | {"questions": questions}

    @classmethod
    def from_json(cls, code):
        """Return the record that these plain values hold; its points are computed anew.

        Raises
        ------
        ValueError
            If one is missing or of another type.
        """
        made_by = {"questions": QuestionMark.from_json, "problems": str, "flags": str}
        return from_plain(cls, code, **made_by)


def from_plain(cls, code, **made_by):
    """Return an object of a dataclass from plain values; ValueError says what is wrong there.

    `made_by` names fields that are no plain values, each with the function that makes them; where
    JSON has a list, the function makes its items, and the field is their tuple.
    """
    require(cls.__name__, code, isinstance(code, dict), "an object")
    missing = {one.name for one in fields(cls)} - OPTIONAL - code.keys()
    require(cls.__name__, sorted(code), not missing, f"an object with {', '.join(sorted(missing))}")
    values = {}
    for one in (one for one in fields(cls) if one.name in code):
        value, make = code[one.name], made_by.get(one.name)
        if make and value is not None:
            value = tuple(map(make, value)) if isinstance(value, list) else make(value)
        is_right = isinstance(value, one.type) and (type(value) is not float or isfinite(value))
        require(one.name, value, is_right, f"of type {getattr(one.type, '__name__', one.type)}")
        values[one.name] = value
    return cls(**values)
