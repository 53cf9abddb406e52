"""How what came is related to what was expected: the same in each of several cases.

A relation is asked of pairs that all differ, and named by words that follow "it" or "its".
"""

from dataclasses import dataclass, replace

import numpy as np

from hplearn.exercises.compare import close, otherwise
from hplearn.exercises.report import DIGITS, short

alike = close(rtol=1e-6, atol=1e-9)
LONGEST = 40  # letters of a value that is quoted
SEEN = 3  # cases, of which a relation is told
ENOUGH = 6  # of which a direction is no accident, nor one more or less than expected


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
FACTORS = {  # of a number among the arguments, or a size
    "{n}": lambda n: n,
    "{n} − 1": lambda n: n - 1,
    "the square root of {n}": np.sqrt,
    "(1 − 1/{n})": lambda n: 1 - 1 / n,
    "the square root of (1 − 1/{n})": lambda n: np.sqrt(1 - 1 / n),
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


def difference_of(pairs, with_direction=True):
    """Return in words in what all pairs differ, where or in which direction; or an empty text.

    Examples
    --------
    >>> difference_of([Pair([1.0, 2.0, 3.0], [1.0, 2.0, 5.0], {})])
    'only its last entry is wrong'
    """
    return _first_seen((_order, _proportions) + (_items, _places, _side) * with_direction, pairs)


def _first_seen(looks, pairs):
    with np.errstate(all="ignore"):  # nothing is seen in an answer of another kind than it looks at
        return next(filter(None, (otherwise("")(look)(pairs) for look in looks)), "")


def _function(pairs):
    values = [(np.asarray(pair.expected), pair.got) for pair in pairs]
    if any(expected.dtype.kind not in "iuf" for expected, _ in values):
        return ""  # of words, `_items` says which
    for table, both in ((OF_EXPECTED, values), (OF_GOT, [pair[::-1] for pair in values])):
        for words, function in table.items():
            if not any(_differs_after(function, *pair) for pair in both):
                return words
    return ""


@otherwise(True)
def _differs_after(function, value, other):
    return alike(function(value), other) is not None


def _constant(pairs):
    varies = any(alike(pairs[0].got, pair.got) for pair in pairs)
    return "" if varies else f"it is always {quoted(pairs[0].got)}"


def _argument(pairs):
    names = (n for n in pairs[0].arguments if not any(alike(p.arguments[n], p.got) for p in pairs))
    return next((f"it is the argument {name}, unchanged" for name in names), "")


def _factor(pairs):
    found = _one_each(_ratios, pairs)
    for n, sizes in ({f"{found[0]:.4g}": found[:1]} | _sizes(pairs)).items():
        for words, factor in FACTORS.items():
            if np.allclose(found, factor(sizes), rtol=1e-6):
                return f"it is {words.format(n=n)} times what is expected"
            if np.allclose(found * factor(sizes), 1, rtol=1e-6):
                return f"it is what is expected divided by {words.format(n=n)}"
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
    if len(pairs) < ENOUGH and np.allclose(np.abs(found), 1):
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


def _order(pairs):
    """Return whether the entries are the right ones, but for their order or their number."""
    if any(isinstance(pair.expected, (dict, str)) for pair in pairs):
        return ""
    entries = "rows" if getattr(pairs[0].expected, "ndim", 1) > 1 else "entries"
    if not any(alike(_sorted(pair.expected), _sorted(pair.got)) for pair in pairs):
        return f"its {entries} are the right ones, in another order"
    is_again = all({*pair.expected} == {*pair.got} for pair in pairs)
    return "its entries are the right ones, and some are there more than once" if is_again else ""


def _items(pairs):
    """Return what is missing among the items of lists, or too many."""
    missing = set.union(*({*pair.expected} - {*pair.got} for pair in pairs))
    extra = set.union(*({*pair.got} - {*pair.expected} for pair in pairs))
    one = quoted(*missing | extra) if len(missing | extra) == 1 else ""
    if bool(missing) == bool(extra):
        return one and f"only {one} goes wrong, missing or too many"
    way, other = ("missing", "too many") if missing else ("too many", "missing")
    return f"{one} is {way}" if one else f"some entries are {way}, and none is {other}"


def _sorted(entries):
    """Return entries sorted: numbers, words, or rows by their first number."""
    return sorted(entries, key=lambda entry: tuple(np.atleast_1d(entry)))


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
    one, many = ("row", "rows") if pairs[0].arrays()[0].ndim > 1 else ("entry", "entries")
    for which, others in (("last", slice(-1)), ("first", slice(1, None))):
        if all(places[others].all() for places in right):
            return f"only its {which} {one} is wrong"
    n = min(int(places.argmin()) for places in right)
    return n and f"only what comes after the first {one if n == 1 else f'{n} {many}'} is wrong"


def _right_places(expected, got):
    near = np.isclose(got, expected, rtol=1e-6, atol=1e-9)
    return near.reshape(len(near), -1).all(axis=1)


def _proportions(pairs):
    if any(np.size(pair.expected) < 2 for pair in pairs):
        return ""
    looks = {
        "its numbers have the right proportions, and a wrong scale": _ratios,
        "its numbers are all off by the same amount": _offsets,
    }
    same = otherwise(())(_one_each)
    return next((words for words, numbers_of in looks.items() if len(same(numbers_of, pairs))), "")


def _side(pairs):
    arrays = [pair.arrays() for pair in pairs]
    off = np.concatenate([np.ravel(got - expected) for expected, got in arrays])
    off = off[~(np.abs(off) <= 1e-9)]  # nan is off, and on no side
    side = "large" if (off > 0).all() else "small" if (off < 0).all() else ""
    return side and f"{'each wrong number' if arrays[0][0].ndim else 'the number'} is too {side}"
