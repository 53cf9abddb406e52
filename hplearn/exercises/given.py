"""Our own functions as arguments of an answer: each is known by its name and settings."""

from dataclasses import dataclass, field
from importlib import import_module

GENERATOR = "chance.generator"


def is_generator(argument):
    """Return whether an argument stands for a random generator."""
    return isinstance(argument, Given) and argument.name == GENERATOR


@dataclass(frozen=True)
class Given:
    """A function of ours by its name, so that the process of an answer need not have it.

    Parameters
    ----------
    name : str
        Module and function of `hplearn.exercises.givens`, as in
        ``"surfaces.slope_of_bowl"``; ``"chance.generator"`` stands for a random generator.
    settings : dict
        The function is called with these, and the answer gets its result.

    Examples
    --------
    >>> slope = Given("surfaces.slope_of_bowl", {"curvatures": [1, 10]}).made()
    >>> slope([9.0, 3.0])
    array([ 9., 30.])
    """

    name: str
    settings: dict = field(default_factory=dict)

    def __str__(self):
        """Return the name without its module, as in the table of a report."""
        return self.name.partition(".")[2]

    def made(self):
        """Return what an answer gets for it, as a rule a function."""
        module, name = self.name.split(".")
        make = getattr(import_module(f"hplearn.exercises.givens.{module}"), name)
        return make(**self.settings)
