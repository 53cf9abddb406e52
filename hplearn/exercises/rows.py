"""One case of a question, judged: what was expected, what came, and what is wrong with it."""

from dataclasses import dataclass

from hplearn.contained.outcomes import Outcome
from hplearn.contained.plain import decode, encode
from hplearn.exercises.compare import Fault, unharmed
from hplearn.exercises.given import Given, made


@dataclass(frozen=True)
class Row:
    """One case of a check: what it asked, what was expected, what came.

    Parameters
    ----------
    arguments : list
    expected : object
        None if only a judge knows.
    got : Outcome
    fault : Fault or None
        None if it is right.
    """

    arguments: list
    expected: object
    got: Outcome
    fault: Fault | None = None


def row_of(question, case, outcome):
    """Return the row of one case, judged on fresh copies of its arguments.

    Parameters
    ----------
    question : Question
    case : Case
    outcome : Outcome

    Examples
    --------
    >>> from hplearn.exercises.questions import Case, question_of
    >>> row_of(question_of("05.3"), Case([[4.0]]), Outcome("value", 0.25)).fault.words
    'it differs'
    """
    judged = question.judge and question.answer is None
    expected = None if judged else right_answer(question, case.arguments)
    fault = fault_of(question, case.arguments, expected, outcome)
    return Row(case.arguments, expected, outcome, fault)


def right_answer(question, arguments):
    """Return what the oracle answers, as a plain value.

    Examples
    --------
    >>> from hplearn.exercises.questions import question_of
    >>> right_answer(question_of("05.3"), [[[1.0, 0.0], [0.0, 10.0]]])
    0.2
    """
    answer = question.answer
    return decode(encode(answer(*ready(arguments)) if callable(answer) else answer))


def ready(arguments):
    """Return fresh copies of the arguments, the given functions made.

    Examples
    --------
    >>> ready([[1, 2], Given("surfaces.slope_of_bowl", {"curvatures": [2.0]})])[1]([3.0])
    array([6.])
    """
    return [made(arg) if isinstance(arg, Given) else decode(encode(arg)) for arg in arguments]


def fault_of(question, arguments, expected, outcome):
    """Return what is wrong with an outcome, None if it is right.

    Examples
    --------
    >>> from hplearn.exercises.questions import question_of
    >>> print(fault_of(question_of("05.3"), [[[4.0]]], 0.5, Outcome("value", -0.5)))
    it differs in its sign
    """
    if outcome.kind == "not plain":
        return Fault(f"it is {outcome.message}", "call")
    if outcome.kind != "value":
        return Fault(outcome.message, "call")
    if fault := _fault_of_value(question, arguments, expected, outcome):
        return fault
    if outcome.changed:
        changed = question.arguments[outcome.changed[0]]
        return Fault(f"it changes its argument {changed} in place", "argument")
    return None


def _fault_of_value(question, arguments, expected, outcome):
    if not question.judge:
        return question.compare(expected, outcome.value)
    found = unharmed(question.judge)(ready(arguments), outcome)
    return Fault(found, "judged") if found and isinstance(found, str) else found
