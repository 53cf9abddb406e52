"""``check``: what a learner asks in their own notebook; ``mark``: what a school's nbgrader asks."""

import ast
import os
import re
import secrets
import sys
from pathlib import Path
from traceback import walk_tb

from hplearn.contained.calling import shell
from hplearn.exercises.hints import staged
from hplearn.exercises.questions import question_of, questions_of
from hplearn.exercises.report import Report
from hplearn.exercises.tries import tried
from hplearn.exercises.verdicts import Verdict, examine
from hplearn.lab.questions.progress_file import ProgressFile

FORMER = "The cell above ended in an error: what was checked is the answer that you ran before it."


def check(what):
    """Show what is right and what is not, and give a hint; the points go to your progress.

    In a notebook of the course hints come in stages, as the answer changes: first what kind of
    mistake it is, then where it shows, then how to mend it. `failing_case` hands you the case, and
    `solution` opens after three tries.

    Parameters
    ----------
    what : str
        A question, as in ``"05.1"`` or ``"gradient-descent/1"``, or an exercise, as in ``"05"``.

    Raises
    ------
    ValueError
        If there is no such question or exercise.

    Examples
    --------
    >>> order = ["A", "B"]
    >>> check("05.4")
    05.4: wrong: 0 of 1 point.
    Hint: order is not right yet: it has 2 entries, expected 5.
    “Why: a step is a multiplication” in lesson 05 teaches it.
    """
    from IPython.display import display

    namespace = learners_names()
    questions = [question_of(what)] if re.search("[./]", str(what)) else questions_of(what)
    verdicts = [examine(question, namespace, secrets.randbits(64)) for question in questions]
    report = _recorded(verdicts, namespace) if _is_recorded() else Report(verdicts)
    report.first = FORMER if any(map(_is_former, questions)) else ""
    display(report)


def mark(what, seed=None):
    """Raise AssertionError unless the answer is right on hidden cases.

    In nbgrader a cell that raises earns nothing. Nothing is printed or recorded, and the message
    tells nothing about the hidden cases: an error that the answer raises might spell them out.

    Parameters
    ----------
    what : str
        A question, as in ``"05.1"``.
    seed : int, optional
        Seed of the hidden cases; without it nobody can know them before.

    Examples
    --------
    >>> order = ["A", "B"]
    >>> mark("05.4")
    Traceback (most recent call last):
    AssertionError: 05.4: wrong: order is not right yet: it has 2 entries, expected 5.
    """
    seed = secrets.randbits(64) if seed is None else seed
    verdict = examine(question_of(what), learners_names(), seed)
    if verdict.verdict != "right":
        raise AssertionError(f"{what}: {verdict.verdict}: {verdict.public_hint}")


def learners_names():
    """Return the notebook's names, or outside IPython the globals of our caller's caller."""
    notebook = shell()
    return sys._getframe(2).f_globals if notebook is None else notebook.user_ns


def _is_former(question):
    """Whether the last cell before the check names the answer, and ended before it defined it."""
    last = getattr(shell(), "last_execution_result", None)
    if not last or last.success or question.name not in last.info.raw_cell:
        return False
    return bool(last.error_before_exec) or question.name not in _defined(last)


def _defined(result):
    """Return the names that a cell defined before the line where it ended in an error."""
    trace = walk_tb(result.error_in_exec.__traceback__)
    ended = next((line for frame, line in trace if frame.f_code.co_name == "<module>"), 0)
    cell = ast.parse(shell().transform_cell(result.info.raw_cell))
    nodes = [node for part in cell.body if part.end_lineno < ended for node in ast.walk(part)]
    stored = [
        node for node in nodes if isinstance(getattr(node, "ctx", node), ast.Store | ast.stmt)
    ]
    return {getattr(node, "name", getattr(node, "id", "")) for node in stored}


def _is_recorded():
    """Whether this is a learner's notebook, whose progress counts."""
    nobodys = ProgressFile().path == Path(os.devnull) or "NBGRADER_EXECUTION" in os.environ
    return shell() is not None and not nobodys


def _recorded(verdicts, namespace):
    """Write points and tries to the progress file, and return a report with the hints due by now.

    Questions of the exercise that were never checked are recorded with 0 points, so that its sum
    is out of all of them.
    """
    progress, notes, told = ProgressFile(), [], []
    for verdict in verdicts:
        question = verdict.question
        before = progress.get("checks", question.id)
        counted = tried(before, verdict, namespace.get(question.name))
        notes.append(_put(progress, verdict, counted))
        told.append(verdict if notes[-1] else staged(verdict, counted.get("tries", 0)))
    asked = questions_of(verdicts[0].question.topic)
    checked = {verdict.question.id for verdict in verdicts}
    if not any(notes):
        for question in asked:
            if question.id not in checked:
                _put(progress, Verdict(question, "not checked"), keep=bool)
    marked = [question for question in asked if not question.written]
    right = [progress.get("checks", one.id).get("verdict") == "right" for one in marked]
    if all(right) and len(verdicts) == 1:
        whole = sum(question.points for question in marked)
        notes.append(f"All checks of this exercise pass: {whole} of {whole} points.")
    return Report(told, [note for note in dict.fromkeys(notes) if note])


def _put(progress, verdict, counted=(), keep=None):
    if verdict.question.written:
        return ""
    record = {k: v for k, v in verdict.record().items() if k not in ("id", "number", "hint")}
    return progress.put("checks", verdict.question.id, record | dict(counted), keep=keep)
