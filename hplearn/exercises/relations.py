"""How what came is related to what was expected: the same in each of several cases.

A relation is asked of pairs that all differ, and named by words that follow "it" or "its".
"""

from contextlib import suppress
from dataclasses import dataclass, replace

import numpy as np

from hplearn.exercises.compare import close, otherwise
from hplearn.exercises.report import DIGITS, short

alike = close(rtol=1e-6, atol=1e-9)
LONGEST = 40  # letters of a value that is quoted
NEARLY = 6  # cases: what is one more or less in fewer may be another thing, and only nearly right


@dataclass(frozen=True)
class Pair:
    """What was expected and what came, in the whole or of a part; the case's arguments by name."""

    expected: object
    got: object
    arguments: dict

    @property
    def differs(self):
        """Whether the two differ by more than the last digits."""
        return alike(self.expected, self.got) is not None

    def part(self, at):
        """Return the pair of a part of both."""
        return replace(self, expected=self.expected[at], got=self.got[at])

    def arrays(self):
        """Return both as arrays of numbers of one shape, else raise ValueError."""
        if isinstance(self.expected, bool):
            raise ValueError("no numbers")
        expected, got = (np.asarray(value, float) for value in (self.expected, self.got))
        if expected.shape != got.shape:
            raise ValueError("other shapes")
        return expected, got


OF_EXPECTED = {  # what came is this of what was expected
    "it is what is expected with the other sign": np.negative,
    "it is the square of what is expected": np.square,
    "it is the square root of what is expected": np.sqrt,
    "it is the logarithm of what is expected": np.log,
    "it is 1 divided by what is expected": lambda expected: 1 / expected,
    "it is 1 minus what is expected": lambda expected: 1 - expected,
    "its rows and columns are exchanged": np.transpose,
    "it is in reverse order": lambda expected: expected[::-1],
    "its first entry is missing": lambda expected: expected[1:],
    "its last entry is missing": lambda expected: expected[:-1],
    "everything stands one place too late": lambda expected: np.roll(expected, 1, axis=0),
    "everything stands one place too early": lambda expected: np.roll(expected, -1, axis=0),
    "it is rounded down": np.floor,
    "it is rounded up": np.ceil,
    "it is rounded to a whole number": np.round,
}
OF_GOT = {  # what was expected is this of what came
    "there is one entry too many at its end": lambda got: got[:-1],
    "there is one entry too many at its beginning": lambda got: got[1:],
}
FACTORS = {
    "{n} times what is expected": lambda n: n,
    "what is expected divided by {n}": lambda n: 1 / n,
    "{n} − 1 times what is expected": lambda n: n - 1,
    "what is expected divided by {n} − 1": lambda n: 1 / (n - 1),
    "what is expected times the square root of {n}": np.sqrt,
    "what is expected divided by the square root of {n}": lambda n: 1 / np.sqrt(n),
    "what is expected times (n − 1)/n, where n is {n}": lambda n: (n - 1) / n,
    "what is expected times n/(n − 1), where n is {n}": lambda n: n / (n - 1),
    "what is expected times the root of (n − 1)/n, where n is {n}": lambda n: np.sqrt((n - 1) / n),
    "what is expected times the root of n/(n − 1), where n is {n}": lambda n: np.sqrt(n / (n - 1)),
}


def relation_of(pairs):
    """Return in words the exact relation that holds in all pairs, or an empty text.

    Parameters
    ----------
    pairs : list of Pair
        Each of which differs.

    Examples
    --------
    >>> relation_of([Pair(2.0, 4.0, {"n": 1}), Pair(3.0, 9.0, {"n": 2})])
    'it is the square of what is expected'
    >>> relation_of([Pair(2.0, 6.0, {"n": 3}), Pair(3.0, 12.0, {"n": 4})])
    'it is n times what is expected'
    """
    first, *rest = pairs
    if not any(alike(first.expected, pair.expected) for pair in rest):
        return ""  # one number is related to another in many ways
    return _first_seen((_constant, _function, _argument, _factor, _offset), pairs)


def difference_of(pairs):
    """Return in words where all pairs differ, or in which direction; or an empty text.

    Examples
    --------
    >>> difference_of([Pair([1.0, 2.0, 3.0], [1.0, 2.0, 5.0], {})])
    'only its last entry is wrong'
    """
    return _first_seen((_items, _places, _proportions, _side), pairs)


def _first_seen(looks, pairs):
    with np.errstate(all="ignore"):  # nothing is seen in an answer of another kind than it looks at
        return next(filter(None, (otherwise("")(look)(pairs) for look in looks)), "")


def _function(pairs):
    values = [(np.asarray(pair.expected), pair.got) for pair in pairs]
    if any(expected.dtype.kind not in "iuf" for expected, _ in values):
        return ""  # of words, `_items` says which
    turned = [(got, expected) for expected, got in values]
    for table, both in ((OF_EXPECTED, values), (OF_GOT, turned)):
        for words, function in table.items():
            if not any(_differs_after(function, *pair) for pair in both):
                return words
    return ""


@otherwise(True)
def _differs_after(function, value, other):
    return alike(function(value), other) is not None


def _constant(pairs):
    first, *rest = pairs
    always = not any(alike(first.got, pair.got) for pair in rest)
    return f"it is always {quoted(first.got)}" if always else ""


def _argument(pairs):
    names = (n for n in pairs[0].arguments if not any(alike(p.arguments[n], p.got) for p in pairs))
    return next((f"it is the argument {name} as it came" for name in names), "")


def _factor(pairs):
    found = _one_each(_ratios, pairs)
    if np.allclose(found, found[0]):
        return f"it is {found[0]:.4g} times what is expected"
    for n, sizes in _sizes(pairs).items():
        for words, factor in FACTORS.items():
            if np.allclose(found, factor(sizes), rtol=1e-6):
                return f"it is {words.format(n=n)}"
    return ""


def _one_each(numbers_of, pairs):
    """Return for each case the one number that all of its numbers are, else raise ValueError."""
    of_cases = [numbers_of(*pair.arrays()) for pair in pairs]
    if not all(np.allclose(numbers, numbers[0], rtol=1e-6) for numbers in of_cases):
        raise ValueError("they differ within a case")
    return np.array([numbers[0] for numbers in of_cases])


def _ratios(expected, got):
    if got[expected == 0].any():
        raise ValueError("no ratio")
    return got[expected != 0] / expected[expected != 0]


def _offset(pairs):
    found = _one_each(_offsets, pairs)
    if len(pairs) < NEARLY and np.allclose(np.abs(found), 1):
        return ""
    for n, sizes in ({f"{abs(found[0]):.4g}": abs(found[:1])} | _sizes(pairs)).items():
        for sign, word in ((1, "more"), (-1, "less")):
            if np.allclose(found, sign * sizes, rtol=1e-6):
                return f"it is {n} {word} than expected"
    return ""


def _offsets(expected, got):
    return np.ravel(got - expected)


def _sizes(pairs):
    """Return the numbers among the arguments, and the sizes of the others, by their names."""
    sizes = {}
    for name in pairs[0].arguments:
        given = [pair.arguments[name] for pair in pairs]
        shapes = [np.shape(argument) for argument in given]
        if all(isinstance(argument, (int, float)) for argument in given):
            sizes[name] = np.array(given, float)
        if all(shapes):
            sizes[f"the length of {name}"] = np.array([shape[0] for shape in shapes], float)
        if all(len(shape) == 2 for shape in shapes):
            sizes[f"the number of columns of {name}"] = np.array([shape[1] for shape in shapes])
    return sizes


def _items(pairs):
    """Return what goes wrong among words, or among the items of lists."""
    if all(isinstance(pair.expected, (str, bool)) for pair in pairs):
        said = {(quoted(pair.got), quoted(pair.expected)) for pair in pairs}
        return "it says {} where {} is expected".format(*said.pop()) if len(said) == 1 else ""
    if any(isinstance(pair.expected, dict) for pair in pairs):
        return ""
    if not any(alike(_sorted(pair.expected), _sorted(pair.got)) for pair in pairs):
        return "its entries are the right ones, in another order"
    missing = set.union(*(set(pair.expected) - set(pair.got) for pair in pairs))
    extra = set.union(*(set(pair.got) - set(pair.expected) for pair in pairs))
    if not missing and not extra:
        return "its entries are the right ones, and some are there more than once"
    if not extra:
        return f"{_named(missing)} missing, and nothing is there that should not be"
    if not missing:
        return f"{_named(extra)} too many, and nothing is missing"
    wrong = missing | extra
    return f"only {quoted(*wrong)} goes wrong, missing or too many" if len(wrong) == 1 else ""


def _sorted(entries):
    """Return entries sorted: numbers, words, or rows by their first number."""
    return sorted(entries, key=lambda entry: tuple(np.atleast_1d(entry)))


def _named(entries):
    return f"{quoted(*entries)} is" if len(entries) == 1 else "some entries are"


def quoted(value, digits=DIGITS[0]):
    """Return a learner's value in one line if it is short and can be printed, else "the same".

    Examples
    --------
    >>> quoted("saddle"), quoted("a" * 100)
    ("'saddle'", 'the same')
    """
    text = short(value, digits)
    return text if len(text) <= LONGEST and text.isprintable() else "the same"


def _places(pairs):
    """Return at which places along the first axis it is wrong."""
    right = [_right_places(*pair.arrays()) for pair in pairs]
    if min(map(len, right)) < 2 or max(map(len, right)) < 3:
        return ""
    one = "row" if pairs[0].arrays()[0].ndim > 1 else "entry"
    if all(places[:-1].all() for places in right):
        return f"only its last {one} is wrong"
    if all(places[1:].all() for places in right):
        return f"only its first {one} is wrong"
    n_right = {int(places.argmin()) for places in right}
    if len(n_right) > 1 or 0 in n_right or any(places[min(n_right) :].any() for places in right):
        return ""
    n = n_right.pop()
    return f"every {one} after the first{f' {n}' if n > 1 else ''} is wrong"


def _right_places(expected, got):
    near = np.isclose(got, expected, rtol=1e-6, atol=1e-9)
    return near.reshape(len(near), -1).all(axis=1)


def _proportions(pairs):
    if any(np.size(pair.expected) < 2 for pair in pairs):
        return ""
    with suppress(ValueError):
        _one_each(_ratios, pairs)
        return "its numbers have the right proportions, and a wrong scale"
    _one_each(_offsets, pairs)
    return "its numbers are all off by the same amount"


def _side(pairs):
    arrays = [pair.arrays() for pair in pairs]
    off = np.concatenate([np.ravel(got - expected) for expected, got in arrays])
    off = off[~(np.abs(off) <= 1e-9)]  # nan is off, and on no side
    side = "large" if (off > 0).all() else "small" if (off < 0).all() else ""
    single = all(expected.ndim == 0 for expected, _ in arrays)
    return side and f"{'the number' if single else 'each wrong number'} is too {side}"
