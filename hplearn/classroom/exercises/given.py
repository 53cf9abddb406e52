"""What a question hands to an answer beside plain values: one of our functions, by its name."""

import re
from dataclasses import dataclass, field
from functools import wraps
from importlib import import_module
from inspect import signature

RECORDED = 200  # calls of which the arguments are kept; the rest are counted
NAME = re.compile(r"[a-z]\w*\.[a-z]\w*")


@dataclass(frozen=True)
class Given:
    """A function of ours by name, so that it can be sent to another process.

    Parameters
    ----------
    name : str
        Module and function of `hplearn.classroom.exercises.givens`, as in
        ``"surfaces.slope_of_bowl"``.
    settings : dict
        The function is called with these and returns what the answer gets.

    Examples
    --------
    >>> slope = made(Given("surfaces.slope_of_bowl", {"curvatures": [1, 10]}))
    >>> slope([9.0, 3.0])
    array([ 9., 30.])
    """

    name: str
    settings: dict = field(default_factory=dict)

    def __str__(self):
        """Return the name without its module, as the table of a report shows it."""
        return self.name.partition(".")[2]


@dataclass
class Calls:
    """How often a given function was called, and with what in its first calls.

    Arguments stand in the function's own order, also those that were handed over by name.
    Of a generator, `n` is 1 if it was drawn from, else 0.

    Examples
    --------
    >>> calls = Calls()
    >>> function = counted(divmod, calls)
    >>> function(7, 2), calls.n, calls.arguments
    ((3, 1), 1, [(7, 2)])
    """

    n: int = 0
    arguments: list = field(default_factory=list)


def made(given, calls=None):
    """Return what `given` names: as a rule a function, which records its calls in `calls`.

    Parameters
    ----------
    given : Given
    calls : Calls, optional

    Raises
    ------
    ValueError
        If there is no such function.
    """
    if not NAME.fullmatch(given.name):
        raise ValueError(f"name must be module.function, as in surfaces.bowl, got {given.name!r}")
    module, name = given.name.split(".")
    thing = getattr(import_module(f"hplearn.classroom.exercises.givens.{module}"), name)
    thing = thing(**given.settings)
    return counted(thing, calls) if callable(thing) and calls is not None else thing


def counted(function, calls):
    """Return the function, as one that records each call in `calls` before it answers."""

    @wraps(function)
    def recorded(*args, **kwargs):
        calls.n += 1
        if calls.n <= RECORDED:
            calls.arguments.append(tuple(map(_copied, _in_order(function, args, kwargs))))
        return function(*args, **kwargs)

    return recorded


def drawn_from(thing, given):
    """Return whether something `given` is a random generator that has been drawn from.

    Examples
    --------
    >>> given = Given("chance.generator", {"seed": 0})
    >>> rng = made(given)
    >>> before, _ = drawn_from(rng, given), rng.random()
    >>> before, drawn_from(rng, given)
    (False, True)
    """
    return hasattr(thing, "bit_generator") and _state(thing) != _state(made(given))


def _state(generator):
    source = generator.bit_generator
    return source.state, source.seed_seq.n_children_spawned


def _in_order(function, args, kwargs):
    """Return the arguments of a call in the function's own order; if none fits, as they came."""
    if not kwargs:
        return args
    try:
        return signature(function).bind(*args, **kwargs).args
    except (TypeError, ValueError):
        return (*args, *kwargs.values())


def _copied(argument):
    return argument.copy() if hasattr(argument, "copy") else argument
