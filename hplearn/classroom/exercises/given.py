"""What a question hands to an answer beside plain values: one of our functions, by its name."""

import re
from dataclasses import dataclass, field
from importlib import import_module

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
    make = getattr(import_module(f"hplearn.classroom.exercises.givens.{module}"), name)
    return make(**given.settings)


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
