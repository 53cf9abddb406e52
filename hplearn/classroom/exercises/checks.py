"""``check``: what a learner asks in their own notebook; ``mark``: what a school's nbgrader asks."""

import os
import secrets
import sys
from contextlib import nullcontext
from pathlib import Path
from unittest.mock import patch

from hplearn.classroom.exercises.calling import answer_in
from hplearn.classroom.exercises.questions import question_of, questions_of
from hplearn.classroom.exercises.report import Report
from hplearn.classroom.exercises.verdicts import Verdict, verdict_on
from hplearn.lab.questions.progress_file import ProgressFile


def check(what):
    """Show what is right and what is not, and give a hint; the points go to your progress.

    Parameters
    ----------
    what : str
        A question, as in ``"04.1"``, or an exercise, as in ``"04"``.

    Raises
    ------
    ValueError
        If there is no such question or exercise.

    Examples
    --------
    >>> order = ["A", "B"]
    >>> check("04.4")
    04.4: wrong: 0 of 1 point.
    Hint: order is not right yet: it has shape (2,), expected (5,).
    """
    namespace = _namespace()
    questions = [question_of(what)] if "." in str(what) else questions_of(what)
    with _kernel_kept():
        verdicts = [examine(question, namespace, secrets.randbits(64)) for question in questions]
    _show(Report(verdicts, _remember(verdicts)))


def mark(what, seed):
    """Raise AssertionError unless the question is right on cases of this seed.

    This is how nbgrader is told: a cell that raises earns nothing. Nothing is printed or recorded,
    and of the hidden cases nothing is told: an answer's own error might spell them out.

    Parameters
    ----------
    what : str
        A question, as in ``"04.1"``.
    seed : int
        Of the hidden cases.

    Examples
    --------
    >>> order = ["A", "B"]
    >>> mark("04.4", seed=1)
    Traceback (most recent call last):
    AssertionError: 04.4: wrong
    """
    verdict = examine(question_of(what), _namespace(), seed)
    untold = verdict.verdict in ("wrong", "error") and not verdict.mistake
    hint = "" if untold else f": {verdict.hint}"
    if verdict.verdict != "right":
        raise AssertionError(f"{what}: {verdict.verdict}{hint}")


def examine(question, namespace, seed):
    """Return the verdict on what a namespace answers, on public cases and on those of `seed`.

    Parameters
    ----------
    question : Question
    namespace : dict
    seed : int

    Returns
    -------
    Verdict

    Examples
    --------
    >>> examine(question_of("04.4"), {"order": ...}, seed=1).verdict
    'not attempted'
    """
    if question.written:
        return Verdict(question, "written", "A person reads this answer.")
    cases = question.cases_of(seed)
    return verdict_on(question, cases, answer_in(namespace, **question.request(cases)))


def _namespace():
    """Return the notebook's names, or outside IPython those where `check` was called."""
    shell = _shell()
    return sys._getframe(2).f_globals if shell is None else shell.user_ns


def _shell():
    return sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None


def _kernel_kept():
    """Return a context in which exit() in an answer is an error of its own, and ends no kernel."""
    shell = _shell()
    return (
        patch.object(shell, "ask_exit", sys.exit) if hasattr(shell, "ask_exit") else nullcontext()
    )


def _remember(verdicts):
    """Write points to the progress file and return what to say about it, as a rule nothing.

    Questions of the exercise that were never checked are written down with 0 points, so that its
    sum is out of all of them.
    """
    progress, notes = ProgressFile(), []
    if _shell() is None or progress.path == Path(os.devnull) or "NBGRADER_EXECUTION" in os.environ:
        return notes  # not in a learner's notebook
    for verdict in verdicts:
        notes.append(_put(progress, verdict))
    checked = {verdict.question.id for verdict in verdicts}
    if not any(notes):
        for question in questions_of(min(checked)[:2]):
            if question.id not in checked:
                _put(progress, Verdict(question, "not checked"), keep=bool)
    return [note for note in dict.fromkeys(notes) if note]


def _put(progress, verdict, keep=None):
    if verdict.question.written:
        return ""
    record = {k: v for k, v in verdict.record().items() if k not in ("id", "hint")}
    return progress.put("checks", verdict.question.id.replace(".", "-"), record, keep=keep)


def _show(report):
    if _shell() is None:
        print(report)
        return
    from IPython.display import display

    display(report)
