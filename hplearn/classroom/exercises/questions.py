"""A question as data: what to call, on which cases, and what is right."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from itertools import islice
from pathlib import Path

import numpy as np

from hplearn.classroom.exercises.compare import close

PUBLIC_SEED = 0
ID = re.compile(r"(\d\d)\.(\d+)")


class Case:
    """The arguments of one call: plain values, `Given` functions among them.

    Examples
    --------
    >>> Case([9.0, 3.0], 0.1).arguments
    [[9.0, 3.0], 0.1]
    """

    def __init__(self, *arguments):
        self.arguments = list(arguments)


@dataclass(frozen=True)
class Question:
    """One question of an exercise, without its answer's code.

    Parameters
    ----------
    id : str
        Exercise and number, as in ``"04.1"``.
    defines : str
        What the learner defines: ``"gd(gradient, start)"``, a function with its arguments, or
        ``"order"``, a value. Of a written answer, nothing.
    points : int
        All or nothing. 0 for a written answer, which a teacher marks.
    answer : callable or object
        The oracle: a function of a case's arguments, or the value.
    cases : callable
        ``cases(rng)`` yields one `Case` after another, for ever: edge cases first, with random
        numbers in them, then random ones.
    judge : callable
        Instead of `answer`, for properties: ``judge(arguments, outcome)`` gives nothing if all is
        right, else a few words why not.
    expects : str
        With `judge`, what the table shows as expected.
    compare : callable
        ``compare(expected, got)`` gives nothing if they agree, else a few words why not.
    allowed : tuple of str
        What of hplearn and scikit-learn the answer may use, as in ``"sklearn.datasets"``.
    n_public, n_fresh : int
        How many cases each draw takes.
    seconds : float
        What one call may take.

    Examples
    --------
    >>> double = Question("04.1", "double(x)", 1, answer=lambda x: 2 * x,
    ...                   cases=lambda rng: iter([Case(0), Case(int(rng.integers(100)))]))
    >>> double.name, [case.arguments for case in double.cases_of(seed=7)]
    ('double', [[0], [85], [0], [77]])
    """

    id: str
    defines: str
    points: int
    answer: object = None
    cases: Callable | None = None
    judge: Callable | None = None
    expects: str = ""
    compare: Callable = field(default_factory=close)
    allowed: tuple = ()
    n_public: int = 5
    n_fresh: int = 20
    seconds: float = 2.0

    @property
    def name(self):
        """Return the name that the learner defines."""
        return self.defines.partition("(")[0]

    @property
    def arguments(self):
        """Return the names of the function's arguments."""
        inside = self.defines.partition("(")[2].rstrip(")")
        return [argument.partition("=")[0].strip() for argument in inside.split(",")]

    @property
    def is_value(self):
        """Whether the answer is a value and no function."""
        return "(" not in self.defines

    @property
    def written(self):
        """Whether a person has to read the answer."""
        return not self.defines

    def cases_of(self, seed):
        """Return the cases: first the public ones, always the same, then those of `seed`."""
        if self.is_value:
            return [Case()]
        draws = ((PUBLIC_SEED, self.n_public), ([1, seed], self.n_fresh))
        return [
            case
            for own_seed, n_cases in draws
            for case in islice(self.cases(np.random.default_rng(own_seed)), n_cases)
        ]

    def request(self, cases):
        """Return what has to be asked of a namespace: a name, the arguments, a time limit."""
        arguments = None if self.is_value else [case.arguments for case in cases]
        return {"name": self.name, "cases": arguments, "seconds": self.seconds}


def questions_of(exercise):
    """Return the questions of an exercise.

    Parameters
    ----------
    exercise : str
        Its number with two digits.

    Raises
    ------
    ValueError
        If there is no such exercise.

    Examples
    --------
    >>> [question.name for question in questions_of("04")][:1]
    ['gd']
    """
    known = exercises()
    if exercise not in known:
        raise ValueError(f"exercise must be one of {', '.join(known)}, got {exercise!r}")
    return import_module(f"hplearn.classroom.exercises.oracles.q{exercise}").QUESTIONS


def exercises():
    """Return the numbers of all exercises.

    Examples
    --------
    >>> "04" in exercises()
    True
    """
    folder = Path(__file__).parent / "oracles"
    return [path.stem[1:] for path in sorted(folder.glob("q[0-9][0-9].py"))]


def question_of(id):
    """Return the question with this id.

    Raises
    ------
    ValueError
        If there is none.

    Examples
    --------
    >>> question_of("04.1").points
    2
    """
    found = ID.fullmatch(id) if isinstance(id, str) else None
    if not found:
        raise ValueError(f'a question is named as in "04.1", got {id!r}')
    for question in questions_of(found[1]):
        if question.id == id:
            return question
    there = ", ".join(question.id for question in questions_of(found[1]))
    raise ValueError(f"question must be one of {there}, got {id!r}")
