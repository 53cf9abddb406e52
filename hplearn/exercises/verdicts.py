"""From an answer to its verdict: what is right, what that earns, and a hint."""

import os
import warnings
from dataclasses import dataclass, field
from unittest.mock import patch

import numpy as np

from hplearn.contained.outcomes import ENDED, SIGNATURE, Outcome
from hplearn.exercises.called_here import answer_in, called
from hplearn.exercises.compare import Fault, otherwise, wrong_items
from hplearn.exercises.describe import described, stops_where, unread_by, whole_and_parts
from hplearn.exercises.questions import Case
from hplearn.exercises.recognition import recognised
from hplearn.exercises.relations import quoted
from hplearn.exercises.report import call_of


@dataclass(frozen=True)
class Row:
    """One case of a check: what was asked, expected and answered.

    Parameters
    ----------
    case : Case
    expected : object
        None if there is only a judge.
    got : Outcome
    fault : Fault or None
        None if it is right.
    """

    case: Case
    expected: object
    got: Outcome
    fault: Fault | None = None


@dataclass(frozen=True)
class Verdict:
    """What a question earned, and why.

    Parameters
    ----------
    question : Question
    verdict : str
        One of right, wrong, error, too slow, not attempted, not yours, missing, written; in the
        progress file also not checked.
    hint : str
        Sentences for the learner; empty if all is right.
    rows : list of Row
        The public cases that were called, then the fresh ones.
    mistake, title : str
        If a known mistake was recognised, its name and what goes wrong in it.
    """

    question: object
    verdict: str
    hint: str = ""
    rows: list = field(default_factory=list)
    mistake: str = ""
    title: str = ""

    @property
    def failed(self):
        """Whether there was an answer, and it is not right."""
        return self.verdict in ("wrong", "error", "too slow")

    @property
    def points(self):
        """Return the points earned: all or none."""
        return self.question.points if self.verdict == "right" else 0

    @property
    def public_hint(self):
        """Return the hint as far as it tells nothing of the cases that nobody may know.

        An answer that fails on purpose could spell these out, and be a table of them next time.
        """
        if self.mistake or not any(row.fault for row in self.rows):
            return self.hint
        public = self.rows[: self.question.n_public]
        if any(row.fault for row in public):
            return _hint(self.question, public)
        return f"{self.question.name} is right in the public cases, and not in all the others."

    def record(self):
        """Return the verdict as plain values, as JSON and the progress file hold it."""
        return {
            "id": self.question.id,
            "number": self.question.number,
            "points": self.points,
            "max_points": self.question.points,
            "verdict": self.verdict,
            "hint": self.hint,
        }


def examine(question, namespace, seed, n_cases=None):
    """Return the verdict on an answer in this process, on public cases and on those of `seed`.

    Parameters
    ----------
    question : Question
    namespace : dict
        The names that the learner has defined.
    seed : int
    n_cases : int, optional
        Only the first so many cases; the public ones come first.

    Returns
    -------
    Verdict

    Examples
    --------
    >>> from hplearn.exercises.questions import question_of
    >>> examine(question_of("05.4"), {"order": ...}, seed=1).verdict
    'not attempted'
    """
    if question.written:
        return Verdict(question, "written", "A person reads this answer.")
    cases = question.cases_of(seed)[:n_cases]
    with patch.dict(os.environ, {"HPLEARN_SOLUTIONS": "off"}):  # an answer may not look ours up
        answered = answer_in(namespace, **question.request(cases))
    return verdict_on(question, cases, answered, namespace.get(question.name))


def verdict_on(question, cases, answered, function=None):
    """Return the verdict on what was answered.

    Parameters
    ----------
    question : Question
    cases : list of Case
        The cases that were asked, the public ones first; ``[Case()]`` for a value.
    answered : Answered
    function : callable, optional
        The learner's, if it is here.

    Returns
    -------
    Verdict
    """
    if answered.kind != "called":
        return _nothing_to_call(question, answered)
    if answered.borrowed:
        what = f"{answered.borrowed[0]}, and that is what this question asks you to write"
        return Verdict(question, "not yours", f"{question.name} uses {what}.")
    kinds = [outcome.kind for outcome in answered.outcomes]
    if "not attempted" in kinds:
        hint = answered.outcomes[kinds.index("not attempted")].message
        return Verdict(question, "not attempted", hint)
    with warnings.catch_warnings():  # nbgrader takes a warning in a check cell for a failure
        warnings.simplefilter("ignore")
        return _judged(question, cases, answered.outcomes, function)


def _nothing_to_call(question, answered):
    if answered.kind == "missing":
        end = "run the cell that defines it, and see that it ends without an error"
        hint = f"{question.name} is not defined here; {end}."
        return Verdict(question, "missing", hint)
    if answered.kind == "not attempted":
        return Verdict(question, "not attempted", f"{question.number}: define {question.defines}.")
    what = f"it is of type {answered.what}"
    hint = f"{question.name} must be a function, {question.defines}, and {what}."
    return Verdict(question, "error", hint)


def _judged(question, cases, outcomes, function):
    rows = [row_of(question, *pair) for pair in zip(cases, outcomes, strict=False)]
    failed = [row for row in rows if row.fault]
    if not failed and len(rows) == len(cases):
        return Verdict(question, "right", rows=rows)
    if not failed:
        return Verdict(question, "too slow", "All calls together take too long.", rows)
    kind = failed[0].got.kind
    verdict = kind if kind in ("error", "too slow") else "wrong"
    if mistake := recognised(question, rows):
        return Verdict(question, verdict, mistake.hint, rows, mistake.name, mistake.title)
    return Verdict(question, verdict, _hint(question, rows, function), rows)


def row_of(question, case, outcome):
    """Return the row of one case.

    Examples
    --------
    >>> from hplearn.exercises.questions import question_of
    >>> print(row_of(question_of("05.3"), Case([[4.0]]), Outcome("value", -0.5)).fault)
    it differs in its sign
    """
    expected = question.right_answer(case)
    return Row(case, expected, outcome, question.fault_of(case, expected, outcome))


def _hint(question, rows, function=None):
    """Return what is wrong in the first case that failed, and what all such have in common."""
    at, first = next((at, row) for at, row in enumerate(rows, start=1) if row.fault)
    where, how = ("", "") if first.fault.kind == "argument" else described(question, rows)
    if not how and first.fault.kind == "content":
        how = _one_case(question, rows)
    place = f" in public case {at}" if at <= question.n_public and not how.startswith("In") else ""
    stops = stops_where(rows) if first.got.kind == "value" else ""
    said = [_fault_in_words(question, first, place, where, how), where, how, stops]
    said += [_second_call(question, first, function), unread_by(function)]
    return " ".join(filter(None, said))


@otherwise("")
def _second_call(question, row, function):
    """Return a sentence if two more calls give different results, with the same arguments."""
    one, other = (called(function, row.case.arguments) for _ in range(2))
    is_same = one.kind != "value" or not question.compare(one.value, other.value)
    more = "what does it keep from one call to the next, or draw by itself?"
    return "" if is_same else f"Two calls with the same arguments give different results: {more}"


def _one_case(question, rows):
    """Return what came and what is right in a public case that differs, or in a part of it."""
    public = [] if question.is_value or question.answer is None else rows[: question.n_public]
    for at, row in enumerate(public, start=1):
        is_shown = row.fault and row.fault.kind == "content"
        wrong = whole_and_parts(row.expected, row.got.value) if is_shown else ()
        for what, pair in wrong:
            got, right = _told_apart(pair.got, pair.expected)
            if got != right and "the same" not in (got, right):
                call = call_of(question, row.case)
                asked = f", {call}," if len(call) <= 70 and "…" not in call else ""
                more = ", and another result is wrong, too" if what != "it" and wrong[2:] else ""
                return f"In public case {at}{asked} {what} is {got}, expected {right}{more}."
    return ""


def _told_apart(*pair):
    """Return both as texts with the fewest digits that show all that differs."""
    pair = [one.tolist() if isinstance(one, np.ndarray) else one for one in pair]
    texts = [[quoted(one, digits) for one in pair] for digits in (4, 6, 9)]
    unlike = [[a != b for a, b in zip(x.split(), y.split(), strict=False)] for x, y in texts]
    return texts[unlike.index(unlike[-1])]


def _fault_in_words(question, row, place, where, how):
    """Return a hint on a case that failed; `where` and `how` may say better what differs."""
    name, got = question.name, row.got
    if got.error == SIGNATURE:
        return f"{name} should be {question.defines}; {got.message}."
    if got.kind == "error" and got.error == ENDED:
        return f"A call of {name} fails: {got.message}."
    if stopped := {"error": "stops with", "too slow": "is too slow:"}.get(got.kind):
        return f"{name} {stopped} {got.message}."
    if wrong := question.is_value and wrong_items(question.compare, row.expected, got.value):
        return f"{name} is not right yet: {len(wrong)} of {len(row.expected)} are wrong."
    if question.is_value and row.fault.kind == "content":
        return f"{name} is not right yet."  # more would give the answer away
    if got.value is None and got.kind == "value" and not question.is_value:
        return f"{name} returns None: is a return missing?"
    if question.is_value or row.fault.kind in ("argument", "calls"):
        return f"{name} is not right yet:{place * (row.fault.kind == 'calls')} {row.fault}."
    is_said = row.fault.words.endswith("differs") or how.endswith("None.")
    what = "" if (where or how) and is_said else f": {row.fault}"
    return f"What {name} returns is not right{place}{what}."
