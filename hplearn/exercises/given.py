"""What a question hands to an answer beside plain values: one of our functions, by its name."""

import re
from dataclasses import dataclass, field, replace
from importlib import import_module

NAME = re.compile(r"[a-z]\w*\.[a-z]\w*")
GENERATOR = "chance.generator"
OTHER_SEEDS = 20  # an answer that draws one of three numbers is the same for all, once in 1e9


@dataclass(frozen=True)
class Given:
    """A function of ours by name; the process in which an answer runs need not have it.

    Parameters
    ----------
    name : str
        Module and function of `hplearn.exercises.givens`, as in
        ``"surfaces.slope_of_bowl"``; of a random generator ``"chance.generator"``.
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


def made(given):
    """Return what `given` names, as a rule a function.

    Parameters
    ----------
    given : Given

    Raises
    ------
    ValueError
        If there is no such function.
    """
    if not NAME.fullmatch(given.name):
        raise ValueError(f"name must be module.function, as in surfaces.bowl, got {given.name!r}")
    module, name = given.name.split(".")
    make = getattr(import_module(f"hplearn.exercises.givens.{module}"), name)
    return make(**given.settings)


def with_draws(call, arguments):
    """Return the outcome of a call; of a generator among the arguments, with whether it was used.

    It was if another seed gives another value, and the same seed the same one again: so it is told
    from outside, wherever the answer runs.

    Parameters
    ----------
    call : callable
        ``call(arguments) -> Outcome``.
    arguments : list

    Examples
    --------
    >>> from functools import partial
    >>> from hplearn.exercises.called_here import called_once
    >>> rng = Given(GENERATOR, {"seed": 1})
    >>> own = partial(called_once, lambda rng: 0.5)
    >>> with_draws(own, [rng]).calls[GENERATOR].n
    0
    >>> with_draws(partial(called_once, lambda rng: rng.random()), [rng]).calls[GENERATOR].n
    1
    """
    outcome = call(arguments)
    if any(_is_generator(argument) for argument in arguments) and outcome.kind == "value":
        outcome.calls[GENERATOR].n = int(_draws(call, arguments, outcome))
    return outcome


def _draws(call, arguments, outcome):
    value = outcome.to_json()["value"]
    others = ([_reseeded(arg, by) for arg in arguments] for by in range(1, OTHER_SEEDS + 1))
    moves = any(call(other).to_json()["value"] != value for other in others)
    return moves and call(arguments).to_json()["value"] == value


def _is_generator(argument):
    return isinstance(argument, Given) and argument.name == GENERATOR


def _reseeded(argument, by):
    if not _is_generator(argument):
        return argument
    return replace(argument, settings={"seed": argument.settings["seed"] + by})
