"""For which other arguments an answer would be right: twice alpha, one step less, two exchanged."""

from functools import partial
from itertools import combinations

import numpy as np

from hplearn.exercises.called_here import called
from hplearn.exercises.compare import otherwise
from hplearn.exercises.given import Given
from hplearn.exercises.relations import ENOUGH, SEEN

SECONDS = 0.1  # for one call of the oracle with arguments that it may not be made for

OF_NUMBERS = {
    "twice {name}": lambda x: 2 * x,
    "half of {name}": lambda x: x / 2,
    "the square of {name}": lambda x: x**2,
    "the square root of {name}": lambda x: x**0.5,
    "1 − {name}": lambda x: 1 - x,
    "1/{name}": lambda x: 1 / x,
    "{name} + 1": lambda x: x + 1,
    "{name} − 1": lambda x: x - 1,
}
OF_ARRAYS = {
    "{name} with the other sign": np.negative,
    "the squares of {name}": np.square,
    "the absolute values of {name}": np.abs,
    "{name} transposed": np.transpose,
    "{name} in reverse order": lambda a: a[::-1],
    "{name} sorted": lambda a: np.sort(a, axis=0),
    "{name} without its first entry": lambda a: a[1:],
    "{name} without its last entry": lambda a: a[:-1],
}


def right_instead(question, failed):
    """Return in words for which other arguments the answer is right in all cases that failed.

    Parameters
    ----------
    question : Question
    failed : list of Row
        Whose results are values.

    Examples
    --------
    >>> from hplearn.contained.outcomes import Outcome
    >>> from hplearn.exercises.questions import question_of
    >>> from hplearn.exercises.verdicts import row_of
    >>> question = question_of("09.3")
    >>> def wrong(case):
    ...     return Outcome("value", case.arguments[0] * case.arguments[1])
    >>> rows = [row_of(question, case, wrong(case)) for case in question.cases_of(1)]
    >>> right_instead(question, [row for row in rows if row.fault])
    'it would be right for the square root of scale in place of scale'
    """
    values = [row.got.value for row in failed]
    n_different = len(set(map(repr, values)))
    least = SEEN if all(map(_has_many_digits, values)) else ENOUGH  # others agree by chance
    if not callable(question.answer) or n_different < least:
        return ""
    for words, change in _changes(question, [row.case.arguments for row in failed]):
        if all(_is_right(question, row, change) for row in failed):
            return f"it would be right for {words}"
    return ""


@otherwise(False)
def _has_many_digits(value):
    """Whether a value holds a number that no rounding to six places gives."""
    numbers = np.asarray(value, dtype=float)
    return bool((np.round(numbers, 6) != numbers).any())


def _changes(question, calls):
    """Yield words, and a function that returns the arguments of a call changed, by their names."""
    named = question.named(calls[0])
    for name, argument in named.items():
        n_different = len({repr(question.named(arguments)[name]) for arguments in calls})
        for words, function in _functions(argument).items() if n_different >= SEEN else ():
            yield (
                f"{words.format(name=name)} in place of {name}",
                partial(_with, name=name, function=function),
            )
    for one, other in combinations(question.arguments, 2):
        if type(named[one]) is type(named[other]) and not isinstance(named[one], Given):
            yield f"{one} and {other} exchanged", partial(_exchanged, one=one, other=other)


def _functions(argument):
    if isinstance(argument, np.ndarray) and argument.dtype.kind in "iuf":
        return OF_ARRAYS
    return OF_NUMBERS if type(argument) in (int, float) else {}


def _with(named, name, function):
    return named | {name: function(named[name])}


def _exchanged(named, one, other):
    return named | {one: named[other], other: named[one]}


def _is_right(question, row, change):
    def answer(*arguments):
        return question.answer(*change(question.named(arguments)).values())

    there = called(answer, row.case.arguments, SECONDS)
    return there.kind == "value" and question.compare(there.value, row.got.value) is None
