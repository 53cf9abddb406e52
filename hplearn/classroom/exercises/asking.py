"""Ask a notebook in a process of its own, which is ended in time with all that it began."""

import json
import os
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress

from hplearn.classroom.exercises.calling import ALL_SECONDS
from hplearn.classroom.exercises.outcomes import Answered, Outcome
from hplearn.classroom.exercises.plain import NotPlain, encode
from hplearn.classroom.notebooks import NOBODYS_PROGRESS, ONE_THREAD

NOTEBOOK_SECONDS = 60  # for all cells together, the start of Python included
MARKING = {"MPLBACKEND": "agg", "HPLEARN_SOLUTIONS": "off"}
COMMAND = [sys.executable, "-P", "-m", "hplearn.classroom.exercises.contained"]


class NoReply(Exception):
    """The process ended without a reply; the message says how.

    Examples
    --------
    >>> raise NoReply("it ended Python")
    Traceback (most recent call last):
    hplearn.classroom.exercises.asking.NoReply: it ended Python
    """

    @property
    def outcome(self):
        """Return the end of the process as that of the call which ended it."""
        kind = "too slow" if "longer" in str(self) else "error"
        return Outcome(kind, message=str(self), error="Ended")


def ask(cells, asked, folder, seconds=NOTEBOOK_SECONDS):
    """Return what a notebook's names answer, and a sentence for each cell that did not run.

    Parameters
    ----------
    cells : list of (int, str)
        Number and source of each code cell.
    asked : list of dict
        ``name``, ``cases`` (plain, or None for a value) and ``seconds`` of each.
    folder : Path
        Where the notebook lies, for files beside it.
    seconds : float
        What all cells together may take; each name that is asked adds to it.

    Returns
    -------
    answered : list of Answered
        One for each that was asked. If a call ends the process, the others are asked again.
    problems : list of str

    Raises
    ------
    NoReply
        If the cells themselves end the process, or take too long.

    Examples
    --------
    >>> cells = [(1, "order = [2, 1]")]
    >>> asked = [{"name": "order", "cases": None, "seconds": 1}]
    >>> ask(cells, asked, ".")[0][0].outcomes[0].value  # doctest: +SKIP
    [2, 1]
    """
    try:
        return _ask_once(cells, asked, folder, seconds)
    except NoReply:
        _, problems = _ask_once(cells, [], folder, seconds)
    answered = []
    for one in asked:
        try:
            answered += _ask_once(cells, [one], folder, seconds)[0]
        except NoReply as error:
            answered.append(Answered("called", [error.outcome]))
    return answered, problems


def _ask_once(cells, asked, folder, seconds):
    coded = [
        one | {"cases": one["cases"] and [encode(case) for case in one["cases"]]} for one in asked
    ]
    request = json.dumps({"cells": cells, "asked": coded})
    limit = seconds + sum(ALL_SECONDS + one["seconds"] for one in asked)
    reply = _reply(request, folder, limit)
    try:
        answered = [Answered.from_json(one) for one in reply["answered"]]
        problems = [str(problem) for problem in reply["problems"]]
    except (NotPlain, KeyError, TypeError) as error:
        raise NoReply("it gave no reply that can be read") from error
    if len(answered) != len(asked):
        raise NoReply("it gave no reply that can be read")
    return answered, problems


def _reply(request, folder, seconds):
    with tempfile.TemporaryFile() as reply:  # a pipe would stay open in whatever the cells began
        process = subprocess.Popen(
            COMMAND,
            stdin=subprocess.PIPE,
            stdout=reply,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env=os.environ | ONE_THREAD | NOBODYS_PROGRESS | MARKING,
            start_new_session=True,
        )
        try:
            process.communicate(request.encode(), timeout=seconds)
        except subprocess.TimeoutExpired:
            raise NoReply(f"it took longer than {seconds:g} s") from None
        finally:
            _end(process)
        reply.seek(0)
        written = reply.read()
    try:
        return json.loads(written)
    except (ValueError, RecursionError):
        raise NoReply("it ended Python") from None


def _end(process):
    """End the process and whatever it started."""
    with suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.communicate()
