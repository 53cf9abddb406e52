"""How a learner's answer behaved when it was called, as records that can be sent as JSON."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import wraps
from inspect import signature

from hplearn.classroom.exercises.plain import NotPlain, decode, encode

KINDS = ("value", "not plain", "error", "too slow", "not attempted")
LONGEST = 500  # characters of a message
RECORDED = 200  # calls of which the arguments are kept; the rest are counted


@dataclass
class Calls:
    """How often a given function was called, and with what in its first calls.

    Arguments are plain copies, None for what is not plain, in the function's own order, also those
    that were handed over by name. Of a generator, `n` is 1 if it was drawn from, else 0.

    Examples
    --------
    >>> calls = Calls()
    >>> function = calls.counting(divmod)
    >>> function(7, 2), calls.n, calls.arguments
    ((3, 1), 1, [(7, 2)])
    """

    n: int = 0
    arguments: list = field(default_factory=list)

    def counting(self, thing):
        """Return a function as one that records each call before it answers; all else as it is."""
        if not callable(thing):
            return thing

        @wraps(thing)
        def recorded(*args, **kwargs):
            self.n += 1
            if self.n <= RECORDED:
                self.arguments.append(tuple(map(_plain_copy, _in_order(thing, args, kwargs))))
            return thing(*args, **kwargs)

        return recorded


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
            name: {"n": calls.n, "arguments": encode(calls.arguments)}
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
                calls[str(name)] = Calls(int(one["n"]), list(decode(one["arguments"])))
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


def _in_order(function, args, kwargs):
    """Return the arguments of a call in the function's own order; if none fits, as they came."""
    if not kwargs:
        return args
    try:
        return signature(function).bind(*args, **kwargs).args
    except (TypeError, ValueError):
        return (*args, *kwargs.values())


def _plain_copy(argument):
    try:
        return decode(encode(argument))
    except NotPlain:
        return None
