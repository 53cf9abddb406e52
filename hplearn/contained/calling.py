"""Call what a learner defined: however the call ends, the result is a record.

An answer can spoil its own call and nothing else: there is a time limit, output and warnings are
dropped, input() raises an error, and exit() ends only the call.
"""

import builtins
import inspect
import linecache
import os
import sys
import traceback
import warnings
from contextlib import contextmanager, nullcontext, redirect_stderr, redirect_stdout

from hplearn.contained.borrowed import borrowed
from hplearn.contained.outcomes import SIGNATURE, Answered, Outcome, in_a_line, tidy
from hplearn.contained.plain import NotPlain, decode, encode
from hplearn.execution.deadline import call_within


def found_in(namespace, name, is_value):
    """Return what `name` stands for in `namespace`: a value, or a function not called yet."""
    if name not in namespace:
        return Answered("missing")
    thing = namespace[name]
    if is_value:
        outcome = Outcome("not attempted") if thing is ... else _returned(thing)
        return Answered("called", [outcome])
    if not callable(thing):
        kind = "not attempted" if thing is ... else "not callable"
        return Answered(kind, what=type(thing).__name__)
    return Answered("called", borrowed=borrowed(thing))


def outcome_of(function, ready, seconds, limit=call_within):
    """Return how a call ends, and which of its arguments it changed in place.

    Parameters
    ----------
    function : callable
    ready : list
        The arguments, which the call may change: plain values, functions and generators.
    seconds : float
    limit : callable
        ``limit(seconds, function, *ready)``, which raises TimeoutError after so many seconds.
    """
    if problem := _arity(function, ready):
        return Outcome("error", message=problem, error=SIGNATURE)
    before = [_code(argument) for argument in ready]
    try:
        with _silenced():
            value = limit(seconds, function, *ready)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # SystemExit, too: exit() in an answer ends nothing
        return _failed(error, function, seconds)
    after = zip(before, map(_code, ready), strict=True)
    changed = [at for at, (was, now) in enumerate(after) if was is not None and was != now]
    return _returned(value, changed=changed)


def _failed(error, function, seconds):
    if isinstance(error, TimeoutError):
        return Outcome("too slow", message=f"a call takes longer than {seconds:g} s")
    if isinstance(error, NotImplementedError):
        return Outcome("not attempted", message=tidy(in_a_line(error).partition(": ")[2]))
    return Outcome("error", message=_told(error, function), error=type(error).__name__)


def _returned(value, **record):
    try:
        return Outcome("value", decode(encode(value)), **record)
    except NotPlain as error:
        return Outcome("not plain", message=str(error), **record)


def _code(argument):
    """Return the argument as JSON holds it, or a generator's state; None of what is not plain."""
    if source := getattr(argument, "bit_generator", None):
        return repr((source.state, source.seed_seq.n_children_spawned))
    try:
        return encode(argument)
    except NotPlain:
        return None


def _arity(function, arguments):
    """Return a sentence if the function cannot take so many arguments, else an empty string."""
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
    """Return the error in one line, with the line of the learner's code that raised it."""
    home, where = getattr(function, "__globals__", None), ""
    for frame, line in traceback.walk_tb(error.__traceback__):
        if frame.f_globals is home:
            where = linecache.getline(frame.f_code.co_filename, line).strip() or where
    text = in_a_line(error)
    return tidy(f"{text}, at `{where}`" if where else text)


def shell():
    """Return IPython's shell, or None outside a notebook."""
    return sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None


def _kernel_kept():
    """Return a context in which exit() in an answer is an error of its own, and ends no kernel."""
    notebook = shell()
    has_exit = hasattr(notebook, "ask_exit")
    return _replaced(notebook, "ask_exit", sys.exit) if has_exit else nullcontext()


def _nobody(*_prompt):
    raise EOFError("a check has nobody to ask, so take input() out")


@contextmanager
def _replaced(owner, name, value):
    """Put a value in the place of an attribute for a while; unittest.mock would import asyncio."""
    own = getattr(owner, name)
    setattr(owner, name, value)
    try:
        yield
    finally:
        setattr(owner, name, own)


@contextmanager
def _silenced():
    with (
        warnings.catch_warnings(),
        open(os.devnull, "w", encoding="utf-8", errors="replace") as nowhere,
        redirect_stdout(nowhere),
        redirect_stderr(nowhere),
        _replaced(builtins, "input", _nobody),  # a kernel would wait past any time limit
        _kernel_kept(),
    ):
        warnings.simplefilter("ignore")
        yield
