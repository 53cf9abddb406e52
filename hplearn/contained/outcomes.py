"""How a learner's answer behaved when it was called, as records that can be sent as JSON."""

from base64 import b64decode
from dataclasses import dataclass, field
from functools import wraps
from inspect import signature

from hplearn.contained.plain import NotPlain, decode, encode

KINDS = ("value", "not plain", "error", "too slow", "not attempted")
SIGNATURE, ENDED = "Signature", "Ended"  # instead of an error's type
FOUND = ("called", "missing", "not callable", "not attempted")
LONGEST = 300  # characters of a message
LONGEST_TEXT, MOST_FIGURES = 100_000, 5  # shown of a cell
PNG = b"\x89PNG\r\n\x1a\n"
RECORDED = 200  # calls whose arguments are kept; later ones are only counted


@dataclass
class Calls:
    """How often a given function was called, and the arguments of its first calls.

    Arguments are plain copies, or None where they are not plain. They stand in the order of the
    function's parameters, even if they were passed by name. For a generator, `n` is 1 if it was
    drawn from, else 0, and `arguments` are the values that came with other seeds, if these were
    asked for.

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
        """Return a function that records each call; what cannot be called is returned unchanged."""
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
        What was returned, as a plain value.
    message : str
        For an error its type, text and line; for the others a few words about them.
    error : str
        The error's type; `SIGNATURE` if the function takes other arguments, `ENDED` if its process
        ended.
    calls : dict of str to Calls
        The calls of each given function, by its name.
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
    calls: dict = field(default_factory=dict)
    changed: list = field(default_factory=list)

    def to_json(self):
        """Return as JSON can hold it what the called process knows: all but the calls."""
        record = {name: value for name, value in vars(self).items() if name != "calls"}
        return record | {"value": encode(self.value)}

    @classmethod
    def from_json(cls, code):
        """Return the record that another process wrote, as not plain if it is malformed."""
        try:
            kind, value = code["kind"], decode(code["value"])
            changed = [int(at) for at in code["changed"]]
            message, error = tidy(code["message"]), tidy(code["error"])
        except NotPlain as error:
            return cls("not plain", message=str(error))
        except (KeyError, TypeError, ValueError, OverflowError):
            kind = None
        if kind not in KINDS:
            return cls("not plain", message="something that is not an outcome")
        return cls(kind, value, message, error, changed=changed)


@dataclass(frozen=True)
class Answered:
    """What a name stands for in a namespace, and how its calls ended.

    Parameters
    ----------
    kind : str
        One of called, missing, not callable, not attempted.
    outcomes : list of Outcome
        One for each case, or fewer if a call was too slow.
    borrowed : list of str
        Names of hplearn and scikit-learn behind the answer.
    what : str
        The type of an object that is not callable.
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
        """Return the record that another process wrote, as missing if it is malformed."""
        try:
            outcomes = [Outcome.from_json(one) for one in code["outcomes"][:1]]
            names = [tidy(name) for name in code["borrowed"][:1]]
            kind, what = code["kind"], tidy(code["what"])
        except (KeyError, TypeError):
            kind = None
        return cls(kind, outcomes, names, what) if kind in FOUND else cls("missing")


@dataclass(frozen=True)
class Shown:
    """What a cell showed.

    Parameters
    ----------
    text : str
        What it printed: any lines that the learner chose.
    figures : list of str
        PNG files in base64.

    Examples
    --------
    >>> Shown.from_json({"text": "R2 = 0.9", "figures": ["no PNG"]})
    Shown(text='R2 = 0.9', figures=[])
    """

    text: str = ""
    figures: list = field(default_factory=list)

    @classmethod
    def from_json(cls, code):
        """Return the record that another process wrote, without anything but text and PNG files."""
        text, figures = code.get("text"), code.get("figures")
        text = text[:LONGEST_TEXT] if type(text) is str else ""
        figures = figures[:MOST_FIGURES] if type(figures) is list else []
        return cls(text, [*filter(_is_png, figures)])


def _is_png(figure):
    try:
        return b64decode(figure, validate=True).startswith(PNG)
    except (TypeError, ValueError):
        return False


def in_a_line(error):
    r"""Return an error's type and first line; not every error has a text that can be read.

    Examples
    --------
    >>> in_a_line(ValueError("no\ngradient")), in_a_line(SystemExit())
    ('ValueError: no', 'SystemExit')
    """
    try:
        return f"{type(error).__name__}: {error}".strip().rstrip(": ").partition("\n")[0]
    except BaseException:  # its text is computed by the learner's code, which may even exit
        return type(error).__name__


def tidy(text):
    r"""Return a learner's words as one line that is safe in a report: cut, and printable.

    Examples
    --------
    >>> tidy("no\x1b[31m\ngradient")
    'no[31m gradient'
    """
    words = " ".join(str(text)[:LONGEST].split())
    return "".join(letter for letter in words if letter.isprintable())


def _in_order(function, args, kwargs):
    """Return the arguments of a call in the order of the parameters, or as given if they misfit."""
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
