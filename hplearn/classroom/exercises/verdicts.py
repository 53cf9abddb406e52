"""From outcomes to a verdict: what is right, what it earns, and the hint of a known mistake."""

from dataclasses import dataclass, field

from hplearn.classroom.exercises.given import Given, made
from hplearn.classroom.exercises.outcomes import Outcome
from hplearn.classroom.exercises.plain import decode, encode


@dataclass(frozen=True)
class Row:
    """One case of a check: what it asked, what was expected, what came.

    Parameters
    ----------
    arguments : list
    expected, got : object
    faults : str
        Nothing if it is right.
    """

    arguments: list
    expected: object
    got: Outcome
    faults: str = ""


@dataclass(frozen=True)
class Verdict:
    """What a question earned, and why.

    Parameters
    ----------
    question : Question
    verdict : str
        One of right, wrong, error, too slow, not attempted, not yours, missing, written.
    hint : str
        Sentences for the learner; nothing if all is right.
    rows : list of Row
        The public cases that were called, then the further ones.
    mistake : str
        The name of the known mistake, if one was recognised.
    """

    question: object
    verdict: str
    hint: str = ""
    rows: list = field(default_factory=list)
    mistake: str = ""

    @property
    def points(self):
        """Return the points earned: all or none."""
        return self.question.points if self.verdict == "right" else 0

    def record(self):
        """Return the verdict as plain values, as JSON and the progress file hold it."""
        return {
            "id": self.question.id,
            "points": self.points,
            "max_points": self.question.points,
            "verdict": self.verdict,
            "hint": self.hint,
        }


def verdict_on(question, cases, answered):
    """Return the verdict on what was answered.

    Parameters
    ----------
    question : Question
    cases : list of Case
        Those that were asked, the public ones first; ``[Case()]`` for a value.
    answered : Answered

    Returns
    -------
    Verdict
    """
    if answered.kind != "called":
        return _nothing_to_call(question, answered)
    if foreign := [name for name in answered.borrowed if not name.startswith(question.allowed)]:
        hint = (
            f"{question.name} uses {foreign[0]}, and that is what this question asks you to write."
        )
        return Verdict(question, "not yours", hint)
    kinds = [outcome.kind for outcome in answered.outcomes]
    if "not attempted" in kinds:
        hint = answered.outcomes[kinds.index("not attempted")].message
        return Verdict(question, "not attempted", hint)
    rows = [_row(question, *pair) for pair in zip(cases, answered.outcomes, strict=False)]
    failed = [row for row in rows if row.faults]
    if not failed and len(rows) == len(cases):
        return Verdict(question, "right", rows=rows)
    if not failed:
        return Verdict(question, "too slow", "All calls together take too long.", rows)
    return _verdict_on_failed(question, rows, failed)


def _nothing_to_call(question, answered):
    if answered.kind == "missing":
        hint = f"{question.name} is not defined here; run the cell that defines it."
        return Verdict(question, "missing", hint)
    if answered.what == "not attempted":
        return Verdict(question, "not attempted", f"{question.id}: define {question.defines}.")
    what = f"it is of type {answered.what}"
    hint = f"{question.name} must be a function, {question.defines}, and {what}."
    return Verdict(question, "error", hint)


def _verdict_on_failed(question, rows, failed):
    worst = next((row.got for row in failed if row.got.kind != "value"), failed[0].got)
    verdict = worst.kind if worst.kind in ("error", "too slow") else "wrong"
    for mistake in question.mistakes:
        if _fits(mistake, question, rows, failed):
            return Verdict(question, verdict, mistake.hint, rows, mistake.name)
    return Verdict(question, verdict, _general_hint(question, failed[0], worst), rows)


def _general_hint(question, row, worst):
    if worst.kind == "error":
        return (
            f"{question.name} stops with {worst.message}."
            if worst.error != "TypeError" or ":" in worst.message
            else f"{question.name} should be {question.defines}; {worst.message}."
        )
    if worst.kind == "too slow":
        return f"{question.name} is too slow: {worst.message}."
    if question.is_value and worst.kind == "value":
        return _form_of(question, row)
    verb = "is" if question.is_value else "returns"
    return f"What {question.name} {verb} is not right: {row.faults}."


def _form_of(question, row):
    """Return a hint on a value's form alone: what is expected would give the answer away."""
    if "differs" in row.faults:
        return f"{question.name} is not right yet."
    return f"{question.name} is not right yet: {row.faults}."


def _row(question, case, outcome):
    """Return the row of one case, judged on fresh copies of its arguments."""
    expected = None
    if question.judge is None:
        expected = right_answer(question, case.arguments)
    faults = _faults(question, case, outcome, expected)
    return Row(case.arguments, expected, outcome, faults)


def _faults(question, case, outcome, expected):
    if outcome.kind == "not plain":
        return f"it is {outcome.message}"
    if outcome.kind != "value":
        return outcome.message
    if question.judge is not None:
        faults = question.judge(_ready(case.arguments), outcome)
    else:
        faults = question.compare(expected, outcome.value)
    if not faults and outcome.changed and not question.may_change_inputs:
        return f"it changes its argument {_argument(question, outcome.changed[0])} in place"
    return faults


def _argument(question, position):
    names = question.defines.partition("(")[2].rstrip(")").split(", ")
    return names[position].partition("=")[0]


def right_answer(question, arguments):
    """Return what the oracle answers, as a plain value.

    Examples
    --------
    >>> from hplearn.classroom.exercises.questions import question_of
    >>> right_answer(question_of("04.3"), [[[1.0, 0.0], [0.0, 10.0]]])
    0.2
    """
    answer = question.answer
    return decode(encode(answer(*_ready(arguments)) if callable(answer) else answer))


def _ready(arguments):
    """Return fresh copies of the arguments, the given functions made."""
    return [made(arg) if isinstance(arg, Given) else decode(encode(arg)) for arg in arguments]


def _fits(mistake, question, rows, failed):
    """Whether the rows look as this mistake makes them look."""
    if mistake.sign is not None:
        return any(mistake.sign(_ready(row.arguments), row.got) for row in failed)
    n_seen = 0
    for row in rows:
        wrong = _wrong_outcome(mistake.wrong, row.arguments)
        if (
            question.judge is None
            and wrong.kind == "value"
            and not question.compare(row.expected, wrong.value)
        ):
            continue
        if not _alike(question, wrong, row.got):
            return False
        n_seen += 1
    return n_seen > 0


def _wrong_outcome(wrong, arguments):
    """Return what the mistake's model answers; an error in it is an answer, too."""
    if not callable(wrong):
        return Outcome("value", decode(encode(wrong)))
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return Outcome("value", decode(encode(wrong(*_ready(arguments)))))
        except Exception as error:
            return Outcome("error", error=type(error).__name__)


def _alike(question, wrong, got):
    if wrong.kind != got.kind:
        return False
    return (
        wrong.error == got.error
        if got.kind == "error"
        else not question.compare(wrong.value, got.value)
    )
