"""A learner's function, called in this process: what it answers to cases, and to what is given."""

import time
from dataclasses import replace
from functools import partial

from hplearn.contained.calling import found_in, outcome_of
from hplearn.contained.outcomes import Calls
from hplearn.contained.plain import decode, encode
from hplearn.exercises.given import Given, made, with_draws

ALL_SECONDS = 10  # for all cases of one question together


def answer_in(namespace, name, cases, seconds=2.0):
    """Return what `namespace` answers under `name`.

    Parameters
    ----------
    namespace : dict
    name : str
    cases : list of list, or None
        The arguments of each call, plain or `Given`; None if the answer is a value and no function.
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
    found = found_in(namespace, name, cases is None)
    if cases is None or found.kind != "called":
        return found
    started = time.monotonic()
    call = partial(called_once, namespace[name], seconds=seconds)
    outcomes = all_calls(call, cases, lambda: time.monotonic() - started > ALL_SECONDS)
    return replace(found, outcomes=outcomes)


def all_calls(call, cases, is_over):
    """Return the outcome of each call, up to one that is too slow or until the time is over."""
    outcomes = []
    for arguments in cases:
        outcomes.append(with_draws(call, arguments))
        if outcomes[-1].kind == "too slow" or is_over():
            break
    return outcomes


def called(function, arguments, seconds=2.0):
    """Return the outcome of a call in this process, and whether it draws from a generator.

    Parameters
    ----------
    function : callable
    arguments : list
        Plain, or `Given`; the function gets copies.
    seconds : float

    Returns
    -------
    Outcome

    Examples
    --------
    >>> called(lambda x: 1 / x, [0]).error
    'ZeroDivisionError'
    """
    return with_draws(partial(called_once, function, seconds=seconds), arguments)


def called_once(function, arguments, seconds=2.0):
    """Return the outcome of one call with copies of these arguments, what is given counted."""
    calls = {arg.name: Calls() for arg in arguments if isinstance(arg, Given)}
    ready = [
        calls[arg.name].counting(made(arg)) if isinstance(arg, Given) else decode(encode(arg))
        for arg in arguments
    ]
    return replace(outcome_of(function, ready, seconds), calls=calls)
