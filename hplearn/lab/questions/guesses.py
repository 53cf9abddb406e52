"""What a learner may answer: an option, a number, or an order.

Each kind tells whether an answer is right and says in words how it compares.
``entry(say, shuffled)`` makes the control in which the answer is given: ``say(text)`` is how that
reports what happened, and ``shuffled(list)`` returns a list in the learner's own order. In a page
without a kernel, ``form.html.j2`` has it.
"""

from dataclasses import dataclass
from math import isfinite

from hplearn.checks import is_number, require
from hplearn.lab.numerals import numeral
from hplearn.lab.questions.entries import ListEntry, NumberEntry, RadioEntry


@dataclass(frozen=True)
class Options:
    """One of a few options, each with its text and a sentence of its own about it, or none.

    Examples
    --------
    >>> kind = Options({"a": ["about 90"], "b": ["about 350", "Twice the step is half the walk."]})
    >>> kind.remark("b", answer="a")
    'You said “about 350”; it is “about 90”. Twice the step is half the walk.'
    """

    options: dict

    @property
    def items(self):
        """The texts of the options, in order."""
        return [text for text, *_ in self.options.values()]

    def note(self, value):
        """Return what is to be said about an option, or nothing."""
        return " ".join(self.options[value][1:])

    def validate(self, answer):
        """Raise ValueError unless there are two or more options and `answer` is one of them."""
        texts = [text for option in self.options.values() for text in option]
        if len(self.options) < 2 or not all(isinstance(text, str) for text in texts):
            raise ValueError(f"options must be 2 or more lists of text, got {self.options!r}")
        require("answer", answer, answer in self.options, f"one of {list(self.options)!r}")

    def accepts(self, value):
        """Whether `value` is one of the options."""
        return isinstance(value, str) and value in self.options

    def is_right(self, value, answer):
        """Whether this is the answer."""
        return value == answer

    def text(self, value):
        """Return the option in quotation marks."""
        return f"“{self.options[value][0]}”"

    def remark(self, value, answer):
        """Return what was said, what is right, and what is to be said about that option."""
        truth = "" if value == answer else f"; it is {self.text(answer)}"
        return f"You said {self.text(value)}{truth}. {self.note(value)}".rstrip()

    def entry(self, say, shuffled):
        """Return radio buttons in a learner's own order, none of them chosen."""
        return RadioEntry(shuffled([(text, value) for value, (text, *_) in self.options.items()]))


@dataclass(frozen=True)
class NumberGuess:
    """A number, right within a tolerance.

    Parameters
    ----------
    unit : str
        Shown after the number.
    tolerance : float
        How far off it may be, 0 or more.

    Examples
    --------
    >>> NumberGuess("steps").remark(350, answer=87)
    'You said 350 steps, it is 87 steps: 263 too large.'
    >>> NumberGuess(tolerance=1).is_right(9.5, answer=9)
    True
    """

    unit: str = ""
    tolerance: float = 0.0
    items = ()

    def __post_init__(self):
        """Check the tolerance."""
        require("tolerance", self.tolerance, self.tolerance >= 0, "0 or more")

    def validate(self, answer):
        """Raise ValueError unless `answer` is a finite number."""
        require("answer", answer, self.accepts(answer), "a finite number")

    def accepts(self, value):
        """Whether `value` is a finite number."""
        return is_number(value) and isfinite(value)

    def is_right(self, value, answer):
        """Whether it is within the tolerance."""
        return abs(value - answer) <= self.tolerance

    def text(self, value):
        """Return the number with its unit: whole numbers in full, others to three digits."""
        return f"{numeral(value)} {self.unit}".rstrip()

    def remark(self, value, answer):
        """Return what was said, what is right, and how far off it was."""
        said, truth = f"You said {self.text(value)}", self.text(answer)
        if not self.is_right(value, answer):
            side = "large" if value > answer else "small"
            return f"{said}, it is {truth}: {numeral(abs(value - answer))} too {side}."
        return f"{said}." if self.text(value) == truth else f"{said}, it is {truth}."

    def entry(self, say, order):
        """Return an empty box for a number."""
        return NumberEntry(self.unit)


@dataclass(frozen=True)
class Order:
    """A list to be put in order: texts by their letters, as they are shown at first.

    Examples
    --------
    >>> kind = Order({"a": "momentum", "b": "rate"})
    >>> kind.remark(["b", "a"], answer=["b", "a"])
    'You said rate, then momentum.'
    """

    texts: dict

    @property
    def items(self):
        """The texts, as they are shown at first."""
        return list(self.texts.values())

    def validate(self, answer):
        """Raise ValueError unless `answer` has the same items in another order."""
        fits = all(isinstance(item, str) for item in self.items) and self.accepts(answer)
        require("answer", answer, fits, f"{list(self.texts)!r} in the right order")
        is_task = len(set(self.items)) == len(self.items) and list(answer) != list(self.texts)
        require("items", self.items, is_task, "different, not yet in order")

    def accepts(self, value):
        """Whether `value` has the same items, in any order."""
        return isinstance(value, list | tuple) and sorted(map(str, value)) == sorted(self.texts)

    def is_right(self, value, answer):
        """Whether every item is in its place."""
        return list(value) == list(answer)

    def text(self, value):
        """Return the items from first to last."""
        return ", then ".join(self.texts[one] for one in value)

    def remark(self, value, answer):
        """Return what was said, what is right, and how many are in their place."""
        said = f"You said {self.text(value)}"
        if self.is_right(value, answer):
            return f"{said}."
        n_right = sum(a == b for a, b in zip(value, answer, strict=True))
        places = f"{n_right} of {len(answer)} in their place"
        return f"{said}; it is {self.text(answer)}: {places}."

    def entry(self, say, order):
        """Return a list whose items move up and down."""
        return ListEntry([(text, value) for value, text in self.texts.items()], say)


def guess_of(asked):
    """Return the kind of guess that is asked for."""
    kinds = {"options": Options, "items": Order, "number": lambda own: NumberGuess(**own)}
    given = kinds.keys() & asked
    if len(given) != 1:
        raise ValueError(f"a prediction has one of {', '.join(kinds)}, got {sorted(given)}")
    (name,) = given
    return kinds[name](asked[name])
