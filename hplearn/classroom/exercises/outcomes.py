"""How a learner's answer behaved when it was called, as records that can be sent as JSON."""

from collections import defaultdict
from dataclasses import dataclass, field

from hplearn.classroom.exercises.given import Calls
from hplearn.classroom.exercises.plain import NotPlain, decode, encode

KINDS = ("value", "not plain", "error", "too slow", "not attempted")
LONGEST = 500  # characters of a message


@dataclass(frozen=True)
class Outcome:
    """How one call ended.

    Parameters
    ----------
    kind : str
        One of value, not plain, error, too slow, not attempted.
    value : object
        What was returned, plain.
    message : str
        Of an error its type, text and line; of the others what to say about them.
    error : str
        The error's type.
    calls : dict of str to Calls
        Of each given function, by its name; no calls of any other.
    changed : list of int
        Which arguments, from 0, were changed in place.

    Examples
    --------
    >>> outcome = Outcome("value", (2, "converged"))
    >>> Outcome.from_json(outcome.to_json()) == outcome
    True
    """

    kind: str
    value: object = None
    message: str = ""
    error: str = ""
    calls: dict = field(default_factory=lambda: defaultdict(Calls))
    changed: list = field(default_factory=list)

    def to_json(self):
        """Return the record as JSON can hold it."""
        calls = {
            name: {"n": calls.n, "arguments": [_encoded(args) for args in calls.arguments]}
            for name, calls in self.calls.items()
        }
        return vars(self) | {"value": encode(self.value), "calls": calls}

    @classmethod
    def from_json(cls, code):
        """Return the record that another process wrote, who may not be one of ours.

        Raises
        ------
        NotPlain
            If it is none.
        """
        try:
            calls = defaultdict(Calls)
            for name, one in code["calls"].items():
                calls[str(name)] = Calls(int(one["n"]), [decode(args) for args in one["arguments"]])
            if code["kind"] not in KINDS:
                raise NotPlain("an outcome of no known kind")
            message, error = (str(code[key])[:LONGEST] for key in ("message", "error"))
            changed = [int(at) for at in code["changed"]]
            return cls(code["kind"], decode(code["value"]), message, error, calls, changed)
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            raise NotPlain("something that is no outcome") from error


@dataclass(frozen=True)
class Answered:
    """What a namespace holds under a name, and how its calls ended.

    Parameters
    ----------
    kind : str
        One of called, missing, not callable.
    outcomes : list of Outcome
        One for each case, fewer if one was too slow.
    borrowed : list of str
        Names of hplearn and scikit-learn behind the answer.
    what : str
        The type of what is there, if it is not callable.

    Examples
    --------
    >>> Answered.from_json(Answered("missing").to_json())
    Answered(kind='missing', outcomes=[], borrowed=[], what='')
    """

    kind: str
    outcomes: list = field(default_factory=list)
    borrowed: list = field(default_factory=list)
    what: str = ""

    def to_json(self):
        """Return the record as JSON can hold it."""
        return vars(self) | {"outcomes": [outcome.to_json() for outcome in self.outcomes]}

    @classmethod
    def from_json(cls, code):
        """Return the record that another process wrote.

        Raises
        ------
        NotPlain
            If it is none.
        """
        try:
            if code["kind"] not in ("called", "missing", "not callable"):
                raise NotPlain("an answer of no known kind")
            outcomes = [Outcome.from_json(outcome) for outcome in code["outcomes"]]
            names = [str(name)[:LONGEST] for name in code["borrowed"]]
            return cls(code["kind"], outcomes, names, str(code["what"])[:LONGEST])
        except (KeyError, TypeError) as error:
            raise NotPlain("something that is no answer") from error


def _encoded(arguments):
    """Return the arguments of a recorded call encoded, what is not plain as None."""
    coded = []
    for argument in arguments:
        try:
            coded.append(encode(argument))
        except NotPlain:
            coded.append(None)
    return {"tuple": coded}
