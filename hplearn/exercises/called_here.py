"""Call a learner's function in this process, on the cases of a question."""

from copy import deepcopy
from dataclasses import replace
from functools import partial
from time import process_time

from hplearn.contained.calling import found_in, outcome_of
from hplearn.contained.outcomes import Calls
from hplearn.exercises.given import GENERATOR, Given, is_generator

CALL_SECONDS = 2.0  # for one call of an answer
ALL_SECONDS = 10  # of computing, for all cases of one question together
OTHER_SEEDS = 20  # an answer that draws one of three numbers is the same for all, once in 1e9


def answer_in(namespace, name, cases):
    """Return what `name` stands for in `namespace`, and the outcomes of its calls.

    Parameters
    ----------
    namespace : dict
    name : str
    cases : list of list, or None
        The arguments of each call, plain or `Given`; None if the answer is a value.

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
    started = process_time()  # what else the machine does is no answer's fault
    call = partial(called_once, namespace[name], seconds=CALL_SECONDS)
    outcomes = all_calls(call, cases, lambda: process_time() - started > ALL_SECONDS)
    return replace(found, outcomes=outcomes)


def all_calls(call, cases, is_over):
    """Return the outcomes of the calls, up to the first that is too slow or until time is up."""
    outcomes = []
    for arguments in cases:
        outcomes.append(with_draws(call, arguments))
        if outcomes[-1].kind == "too slow" or is_over():
            break
    return outcomes


def called(function, arguments, seconds=CALL_SECONDS):
    """Return the outcome of a call in this process, which tells whether a generator was used.

    Parameters
    ----------
    function : callable
    arguments : list
        Plain or `Given`; the function gets copies.
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


def called_once(function, arguments, seconds=CALL_SECONDS):
    """Return the outcome of one call with copies of the arguments; given functions are counted."""
    calls = {arg.name: Calls() for arg in arguments if isinstance(arg, Given)}
    ready = [
        calls[arg.name].counting(arg.made()) if isinstance(arg, Given) else deepcopy(arg)
        for arg in arguments
    ]
    return replace(outcome_of(function, ready, seconds), calls=calls)


def with_draws(call, arguments):
    """Return the outcome of a call, which tells whether it drew from a generator it was given.

    It did if another seed gives another value, and the same seed gives the same value again. So it
    can be told from outside, in whichever process the answer runs. If the generator's setting
    `n_others` asks for it, the values with so many other seeds are kept as arguments of its calls.

    Parameters
    ----------
    call : callable
        ``call(arguments) -> Outcome``.
    arguments : list

    Examples
    --------
    >>> rng = Given(GENERATOR, {"seed": 1})
    >>> own = partial(called_once, lambda rng: 0.5)
    >>> with_draws(own, [rng]).calls[GENERATOR].n
    0
    >>> with_draws(partial(called_once, lambda rng: rng.random()), [rng]).calls[GENERATOR].n
    1
    """
    outcome = call(arguments)
    generators = [argument for argument in arguments if is_generator(argument)]
    if generators and outcome.kind == "value":
        calls = outcome.calls[GENERATOR]
        calls.n = int(_draws(call, arguments, outcome))
        n_others = generators[0].settings.get("n_others", 0) if calls.n else 0
        others = ([_reseeded(arg, by) for arg in arguments] for by in range(1, n_others + 1))
        calls.arguments += [call(other).value for other in others]
    return outcome


def _draws(call, arguments, outcome):
    value = outcome.to_json()["value"]
    others = ([_reseeded(arg, by) for arg in arguments] for by in range(1, OTHER_SEEDS + 1))
    moves = any(call(other).to_json()["value"] != value for other in others)
    return moves and call(arguments).to_json()["value"] == value


def _reseeded(argument, by):
    if not is_generator(argument):
        return argument
    return replace(argument, settings={"seed": argument.settings["seed"] + by})
