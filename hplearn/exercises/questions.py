"""A question as data: what to call, on which cases, and what is right."""

import re
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from importlib import import_module
from itertools import islice
from pathlib import Path

import numpy as np

from hplearn.contained.plain import decode, encode
from hplearn.exercises.compare import Fault, close, unharmed
from hplearn.exercises.given import Given, is_generator
from hplearn.syllabus import TOPICS, notebook_of, number_of, topic_of

PUBLIC_SEED = 0
ROW_POINTS = 4  # of a rubric
ID = re.compile(r"(\d\d(?=\.)|[a-z-]+(?=/))[./](\d+)")


class Case:
    """The arguments of one call: plain values, and `Given` functions.

    Values are made plain at once, so that calls in this process and in another get the same.

    Parameters
    ----------
    *arguments : object
    where : str or tuple of str
        What is special about it, as words that go on after "where": "two scores are equal".

    Attributes
    ----------
    told : tuple of str
        The same, as a tuple.
    conditions : dict
        Words, and a function of the arguments that says whether they hold.

    Examples
    --------
    >>> Case([9.0, 3.0], np.float64(0.1), where="the bowl is round").arguments
    [[9.0, 3.0], 0.1]
    >>> Case(Given("surfaces.slope_of_bowl", {"curvatures": [2.0]})).ready()[0]([3.0])
    array([6.])
    """

    def __init__(self, *arguments, where=""):
        self.told = tuple(filter(None, [where] if isinstance(where, str) else where))
        self.conditions = {}
        self.arguments = [a if isinstance(a, Given) else decode(encode(a)) for a in arguments]

    @cached_property
    def where(self):
        """Return the words of all that holds of it: found when asked, as few cases are."""
        found = (words for words, holds in self.conditions.items() if holds(*self.arguments))
        return tuple(dict.fromkeys([*self.told, *found]))

    def ready(self):
        """Return fresh copies of the arguments, and what stands behind each `Given`."""
        return [arg.made() if isinstance(arg, Given) else deepcopy(arg) for arg in self.arguments]


@dataclass(frozen=True)
class Question:
    """One question of an exercise.

    Parameters
    ----------
    place : int
        Its place in the exercise, from 1.
    defines : str
        What the learner defines: ``"gd(gradient, start)"``, a function with its arguments, or
        ``"order"``, a value; empty if the answer is written.
    points : int
        All or nothing; a person gives a written answer `ROW_POINTS` for each row.
    answer : callable or object
        The oracle: a function of a case's arguments, or the value.
    cases : callable
        ``cases(rng)`` yields one `Case` after another, for ever: edge cases first, with random
        numbers in them, then random ones.
    judge : callable
        Used instead of `compare` where a property or the number of calls decides:
        ``judge(arguments, outcome)`` returns None or "" if all is right, else a few words that
        say what is wrong, or the `Fault` of a comparison.
    expects : str
        Words for the table's column "expected" if there is a `judge` and no `answer`.
    compare : callable
        ``compare(expected, got)`` returns None if they agree, else a `Fault`.
    n_public, n_fresh : int
        How many public cases there are, and how many of a seed.
    rubric : tuple of str
        The rows by which a person marks a written answer.
    section : str
        The heading in the lesson of what teaches it; a written answer has none.
    topic : str
        The exercise's topic, which `questions_of` fills in from the name of the oracles' file.

    Examples
    --------
    >>> double = Question(1, "double(x)", 1, answer=lambda x: 2 * x, topic="gradient-descent",
    ...                   cases=lambda rng: iter([Case(0), Case(int(rng.integers(100)))]))
    >>> double.id, double.number, double.name
    ('gradient-descent/1', '05.1', 'double')
    >>> [case.arguments for case in double.cases_of(seed=7)]
    [[0], [85], [0], [62]]
    """

    place: int
    defines: str
    points: int
    answer: object = None
    cases: Callable | None = None
    judge: Callable | None = None
    expects: str = ""
    compare: Callable = field(default_factory=close)
    n_public: int = 5
    n_fresh: int = 10
    rubric: tuple = ()
    section: str = ""
    topic: str = ""

    @property
    def id(self):
        """Return its name in records, which stays the same when lessons change their order."""
        return f"{self.topic}/{self.place}"

    @property
    def number(self):
        """Return the number by which a learner names it, as in ``"05.1"``."""
        return f"{number_of(self.topic)}.{self.place}"

    @property
    def grade_id(self):
        """Return nbgrader's name of its answer cell, which may hold no slash."""
        return f"{self.topic}-{self.place}"

    @property
    def name(self):
        """Return the name that the learner defines."""
        return self.defines.partition("(")[0]

    @property
    def taught_in(self):
        """Return the section that teaches it, in words, and its address from an exercise."""
        if not self.section:
            return "", ""
        address = f"../lessons/{notebook_of(self.topic)}#{self.section.replace(' ', '-')}"
        return f"“{self.section}” in lesson {number_of(self.topic)}", address

    @property
    def arguments(self):
        """Return the names of the function's arguments."""
        inside = self.defines.partition("(")[2].rstrip(")")
        return [argument.partition("=")[0].strip() for argument in inside.split(",")]

    def named(self, arguments):
        """Return the arguments of a call by their names."""
        return dict(zip(self.arguments, arguments, strict=True))

    @property
    def is_value(self):
        """Whether the answer is a value and not a function."""
        return "(" not in self.defines

    @property
    def written(self):
        """Whether a person has to read the answer."""
        return not self.defines

    def cases_of(self, seed):
        """Return the cases: first the public ones, always the same, then those of `seed`."""
        if self.is_value:
            return [Case()]

        def drawn(own_seed, n_cases):
            return islice(self.cases(np.random.default_rng(own_seed)), n_cases)

        return [*drawn(PUBLIC_SEED, self.n_public), *drawn([1, seed, self.place], self.n_fresh)]

    def request(self, cases):
        """Return what to ask of a namespace: a name, and the arguments of the calls."""
        arguments = None if self.is_value else [case.arguments for case in cases]
        return {"name": self.name, "cases": arguments}

    def right_answer(self, case):
        """Return the oracle's answer as a plain value, or None if there is only a judge."""
        answer = self.answer(*case.ready()) if callable(self.answer) else self.answer
        return decode(encode(answer))

    def fault_of(self, case, expected, outcome):
        """Return what is wrong with an outcome, as a `Fault`; None if it is right."""
        if outcome.kind != "value":
            is_odd = outcome.kind == "not plain"
            return Fault(f"it is {outcome.message}" if is_odd else outcome.message, "call")
        if fault := self._fault_of_value(case, expected, outcome):
            return fault
        for place, (name, argument) in enumerate(zip(self.arguments, case.arguments, strict=False)):
            if is_generator(argument):
                if outcome.calls[argument.name].n and place not in outcome.changed:
                    return Fault(f"a second call with this {name} would draw the same", "judged")
            elif place in outcome.changed:
                return Fault(f"it changes its argument {name} in place", "argument")
        return None

    def _fault_of_value(self, case, expected, outcome):
        if not self.judge:
            return self.compare(expected, outcome.value)
        found = unharmed(self.judge)(case.ready(), outcome)
        return Fault(found, "judged") if found and isinstance(found, str) else found


def questions_of(exercise):
    """Return the questions of an exercise.

    Parameters
    ----------
    exercise : str
        Its topic, or its number with two digits.

    Raises
    ------
    ValueError
        If there is no such exercise.

    Examples
    --------
    >>> [question.name for question in questions_of("05")][:1]
    ['gd']
    """
    if (topic := topic_of(exercise)) in exercises():
        return _read(topic)
    numbers = ", ".join(map(number_of, exercises()))
    raise ValueError(f"exercise must be one of {numbers}, got {exercise!r}")


@cache
def _read(topic):
    return tuple(replace(question, topic=topic) for question in _oracles(topic).QUESTIONS)


def _oracles(topic):
    return import_module(f"hplearn.exercises.oracles.{topic.replace('-', '_')}")


def needs_of(topic):
    """Return modules that answers to an exercise may import although they answer other exercises.

    Examples
    --------
    >>> needs_of("gradient-descent")
    ()
    """
    return getattr(_oracles(topic), "NEEDS", ())


@cache
def exercises():
    """Return the topics of all exercises, in the order of the lessons.

    Examples
    --------
    >>> "gradient-descent" in exercises()
    True
    """
    there = {path.stem.replace("_", "-") for path in (Path(__file__).parent / "oracles").iterdir()}
    return tuple(topic for topic in TOPICS if topic in there)


def question_of(id):
    """Return the question with this id, or with this number.

    Raises
    ------
    ValueError
        If there is none.

    Examples
    --------
    >>> question_of("05.1").id, question_of("gradient-descent/1").number
    ('gradient-descent/1', '05.1')
    """
    found = ID.fullmatch(id) if isinstance(id, str) else None
    if not found:
        raise ValueError(f'a question is named as in "05.1", got {id!r}')
    questions = questions_of(found[1])
    for question in questions:
        if id in (question.id, question.number):
            return question
    there = ", ".join(question.number for question in questions)
    raise ValueError(f"question must be one of {there}, got {id!r}")
