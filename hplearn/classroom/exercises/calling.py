"""Call what a learner defined, on given cases: every way it can end becomes a record.

Nothing the answer does costs more than its own call: it gets copies, has a time limit, and what it
prints or warns of is dropped, and nobody is asked for input.
"""

import builtins
import inspect
import linecache
import os
import time
import traceback
import warnings
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from unittest.mock import patch

from hplearn.classroom.exercises.borrowed import borrowed
from hplearn.classroom.exercises.given import Given, drawn_from, made
from hplearn.classroom.exercises.outcomes import Answered, Calls, Outcome
from hplearn.classroom.exercises.plain import NotPlain, decode, encode
from hplearn.execution.deadline import call_within

ALL_SECONDS = 10  # for all cases of one question together


def answer_in(namespace, name, cases, seconds=2.0):
    """Return what `namespace` answers under `name`.

    Parameters
    ----------
    namespace : dict
    name : str
    cases : list of list, or None
        The arguments of each call, plain; None if the answer is a value and not a function.
    seconds : float
        What one call may take.

    Returns
    -------
    Answered

    Examples
    --------
    >>> [o.value for o in answer_in({"double": lambda x: 2 * x}, "double", [[1], [4]]).outcomes]
    [2, 8]
    >>> answer_in({"order": ...}, "order", None).outcomes[0].kind
    'not attempted'
    """
    if name not in namespace:
        return Answered("missing")
    thing = namespace[name]
    if cases is None:
        outcome = Outcome("not attempted") if thing is ... else _returned(thing)
        return Answered("called", [outcome])
    if not callable(thing):
        what = "not attempted" if thing is ... else type(thing).__name__
        return Answered("not callable", what=what)
    outcomes, started = [], time.monotonic()
    for arguments in cases:
        outcomes.append(called(thing, arguments, seconds))
        if outcomes[-1].kind == "too slow" or time.monotonic() - started > ALL_SECONDS:
            break
    return Answered("called", outcomes, borrowed(thing))


def called(function, arguments, seconds=2.0):
    """Return the outcome of one call with copies of these plain arguments.

    Parameters
    ----------
    function : callable
    arguments : list
    seconds : float

    Returns
    -------
    Outcome

    Examples
    --------
    >>> called(lambda x: 1 / x, [0]).error
    'ZeroDivisionError'
    """
    calls = {arg.name: Calls() for arg in arguments if isinstance(arg, Given)}
    before = [encode(argument) for argument in arguments]
    ready = [
        calls[arg.name].counting(made(arg)) if isinstance(arg, Given) else arg
        for arg in decode(before)
    ]
    if problem := _arity(function, ready):
        return Outcome("error", message=problem, error="Signature")
    try:
        with _silenced():
            value = call_within(seconds, function, *ready)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # SystemExit, too: exit() in an answer ends nothing
        return _failed(error, function, calls, seconds)
    for thing, argument in zip(ready, arguments, strict=True):
        if isinstance(argument, Given):
            calls[argument.name].n += drawn_from(thing, argument)
    given = [isinstance(argument, Given) for argument in arguments]
    changed = [at for at, was in enumerate(before) if not given[at] and _differs(ready[at], was)]
    return _returned(value, calls=calls, changed=changed)


def _failed(error, function, calls, seconds):
    if isinstance(error, TimeoutError):
        return Outcome("too slow", message=f"a call takes longer than {seconds:g} s", calls=calls)
    if isinstance(error, NotImplementedError):
        return Outcome("not attempted", message=str(error))
    return Outcome("error", message=_told(error, function), error=type(error).__name__, calls=calls)


def _returned(value, **record):
    try:
        return Outcome("value", decode(encode(value)), **record)
    except NotPlain as error:
        return Outcome("not plain", message=str(error), **record)


def _differs(now, was):
    try:
        return encode(now) != was
    except NotPlain:
        return True


def _arity(function, arguments):
    """Return a sentence if the function cannot take that many arguments, else nothing."""
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):
        return ""
    try:
        signature.bind(*arguments)
    except TypeError:
        takes = sum(p.kind != p.KEYWORD_ONLY for p in signature.parameters.values())
        return f"it takes {takes} argument{'s' * (takes != 1)} and is called with {len(arguments)}"
    return ""


def _told(error, function):
    """Return the error in one line, with the learner's own line where it arose."""
    home, where = getattr(function, "__globals__", None), ""
    for frame, line in traceback.walk_tb(error.__traceback__):
        if frame.f_globals is home:
            where = linecache.getline(frame.f_code.co_filename, line).strip() or where
    text = f"{type(error).__name__}: {error}".strip().rstrip(":").splitlines()[0]
    return f"{text}, at `{where}`" if where else text


def _nobody(*_prompt):
    raise EOFError("a check has nobody to ask, so take input() out")


@contextmanager
def _silenced():
    with (
        warnings.catch_warnings(),
        open(os.devnull, "w", encoding="utf-8", errors="replace") as nowhere,
        redirect_stdout(nowhere),
        redirect_stderr(nowhere),
        patch.object(builtins, "input", _nobody),  # a kernel would wait past any time limit
    ):
        warnings.simplefilter("ignore")
        yield
