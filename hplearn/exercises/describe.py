"""What a teacher sees over a shoulder: what all cases on which an answer fails have in common.

It is said of answers that no known mistake explains, and only what is true of every case that
failed, and of at least `SEEN`.
"""

from dataclasses import dataclass, replace

import numpy as np

from hplearn.exercises.compare import close
from hplearn.exercises.report import short

SEEN = 3
alike = close(rtol=1e-6, atol=1e-9)

RELATIONS = {
    "it is what is expected with the other sign": np.negative,
    "it is the square of what is expected": np.square,
    "it is the square root of what is expected": np.sqrt,
    "it is the logarithm of what is expected": np.log,
    "it is 1 divided by what is expected": np.reciprocal,
    "it is 1 minus what is expected": lambda expected: 1 - expected,
    "its rows and columns are exchanged": np.transpose,
    "it is in reverse order": lambda expected: expected[::-1],
    "it is sorted, and should not be": lambda expected: np.sort(expected, axis=0),
    "its first item is missing": lambda expected: expected[1:],
    "its last item is missing": lambda expected: expected[:-1],
    "everything stands one place too late": lambda expected: np.roll(expected, 1, axis=0),
    "everything stands one place too early": lambda expected: np.roll(expected, -1, axis=0),
    "it is rounded down": np.floor,
    "it is rounded up": np.ceil,
    "it is rounded to a whole number": np.round,
}
FACTORS = {
    "{n} times what is expected": lambda n: n,
    "what is expected divided by {n}": lambda n: 1 / n,
    "what is expected times the square root of {n}": np.sqrt,
    "what is expected divided by the square root of {n}": lambda n: 1 / np.sqrt(n),
    "what is expected times (n − 1)/n, where n is {n}": lambda n: (n - 1) / n,
    "what is expected times n/(n − 1), where n is {n}": lambda n: n / (n - 1),
    "what is expected times the root of (n − 1)/n, where n is {n}": lambda n: np.sqrt((n - 1) / n),
    "what is expected times the root of n/(n − 1), where n is {n}": lambda n: np.sqrt(n / (n - 1)),
}


def described(question, rows):
    """Return what is seen of an answer that no known mistake explains, or an empty text.

    Parameters
    ----------
    question : Question
    rows : list of Row
        Those that failed and those that did not.

    Examples
    --------
    >>> from hplearn.exercises.questions import question_of
    >>> from hplearn.exercises.verdicts import row_of
    >>> from hplearn.contained.outcomes import Outcome
    >>> question = question_of("05.3")
    >>> def wrong(case):
    ...     return Outcome("value", question.right_answer(case) * len(case.arguments[0]))
    >>> described(question, [row_of(question, case, wrong(case)) for case in question.cases_of(1)])
    'It is the length of hessian times what is expected.'
    """
    failed, right = ([row for row in rows if bool(row.fault) is wrong] for wrong in (True, False))
    seen = [_of_cases("wrong", failed, right) or _of_cases("right", right, failed)]
    if len(failed) >= SEEN and all(row.got.kind == "value" for row in failed):
        seen.append(_of_values(question, failed))
    return " ".join(f"{text[0].upper()}{text[1:]}." for text in seen if text)


def _of_cases(which, these, others):
    """Return what these cases share, if it tells them from the others."""
    shared = {row.case.where for row in these}
    tells = len(shared) == 1 and shared.isdisjoint(row.case.where for row in others)
    if tells and all(shared) and len(others) >= SEEN:
        return f"it is {which} only where {shared.pop()}"
    return ""


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
        expected, got = (np.asarray(value, float) for value in (self.expected, self.got))
        if expected.shape != got.shape:
            raise ValueError("other shapes")
        return expected, got


def _of_values(question, failed):
    """Return how what came is related to what was expected, in the whole or in its wrong parts."""
    pairs = [
        Pair(row.expected, row.got.value, question.named(row.case.arguments)) for row in failed
    ]
    parts = _parts(pairs)
    wrong = {name: part for name, part in parts.items() if any(pair.differs for pair in part)}
    if not 0 < len(wrong) < len(parts):
        return _related(pairs)
    seen = {_related(part) for part in wrong.values()}
    more = f": {seen.pop()}" if len(seen) == 1 and all(seen) else ""
    return f"only {' and '.join(wrong)} {'are' if len(wrong) > 1 else 'is'} wrong{more}"


def _parts(pairs):
    """Return by its name each part that all values have, as pairs: a key, a place, a column."""
    first = pairs[0].expected
    try:
        if isinstance(first, np.ndarray):
            (width,) = {pair.arrays()[0].shape[1] for pair in pairs}
            names = {f"column {at + 1}": (slice(None), at) for at in range(width)}
        elif isinstance(first, dict):
            names = {repr(key): key for key in first}
        else:
            (width,) = {len(value) for pair in pairs for value in (pair.expected, pair.got)}
            names = {f"value {at + 1} of {width}": at for at in range(width)}
        return {name: [pair.part(at) for pair in pairs] for name, at in names.items()}
    except (TypeError, ValueError, IndexError, KeyError):  # not all have these parts
        return {}


def _related(pairs):
    """Return the first relation that holds wherever what came differs from what was expected."""
    pairs = [pair for pair in pairs if pair.differs]
    if len(pairs) < SEEN:
        return ""
    with np.errstate(all="ignore"):
        for look in (
            _transformed,
            _constant,
            _given_back,
            _factor,
            _offset,
            _items,
            _places,
            _side,
        ):
            try:
                if seen := look(pairs):
                    return seen
            except (TypeError, ValueError, IndexError):  # values of another kind than it looks at
                continue
    return ""


def _transformed(pairs):
    for words, relation in RELATIONS.items():
        if not any(alike(relation(np.asarray(pair.expected)), pair.got) for pair in pairs):
            return words
    return ""


def _constant(pairs):
    first = pairs[0].got
    always = not any(alike(first, pair.got) for pair in pairs)
    return f"it is {short(first)} in each case that fails" if always else ""


def _given_back(pairs):
    for name in pairs[0].arguments:
        if not any(alike(pair.arguments[name], pair.got) for pair in pairs):
            return f"it is the argument {name} as it came"
    return ""


def _factor(pairs):
    ratios = [_ratios(*pair.arrays()) for pair in pairs]
    if not all(np.allclose(of_case, of_case[0], rtol=1e-6) for of_case in ratios):
        return ""
    found = np.array([of_case[0] for of_case in ratios])
    if np.allclose(found, found[0]):
        return f"it is {found[0]:.4g} times what is expected"
    for n, sizes in _sizes(pairs).items():
        for words, factor in FACTORS.items():
            if np.allclose(found, factor(sizes), rtol=1e-6):
                return f"it is {words.format(n=n)}"
    several = all(len(of_case) > 1 for of_case in ratios)
    return (
        "its numbers have the right proportions, and another scale in each case" if several else ""
    )


def _ratios(expected, got):
    if got[expected == 0].any():
        raise ValueError("no ratio")
    return got[expected != 0] / expected[expected != 0]


def _offset(pairs):
    offsets = [np.ravel(got - expected) for expected, got in (pair.arrays() for pair in pairs)]
    if not all(np.allclose(of_case, of_case[0], rtol=1e-6) for of_case in offsets):
        return ""
    found = np.array([of_case[0] for of_case in offsets])
    for n, sizes in ({f"{abs(found[0]):.4g}": abs(found[:1])} | _sizes(pairs)).items():
        for sign, word in ((1, "more"), (-1, "less")):
            if np.allclose(found, sign * sizes, rtol=1e-6):
                return f"it is {n} {word} than expected"
    several = all(len(of_case) > 1 for of_case in offsets)
    return "all its numbers are off by the same amount, another in each case" if several else ""


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
        said = {f"it says {pair.got!r} where {pair.expected!r} is expected" for pair in pairs}
        return said.pop() if len(said) == 1 else ""
    missing = [set(pair.expected) - set(pair.got) for pair in pairs]
    extra = [set(pair.got) - set(pair.expected) for pair in pairs]
    if not any(missing) and not any(extra):
        return "its items are the right ones, in another order or more than once"
    if not any(extra):
        return f"{_named(missing)} missing, and nothing is there that should not be"
    return f"{_named(extra)} too many, and nothing is missing" if not any(missing) else ""


def _named(sets):
    every = set.union(*sets)
    return f"{every.pop()!r} is" if len(every) == 1 else "there are items"


def _places(pairs):
    """Return at which places along the first axis it is wrong."""
    right = [_right_places(*pair.arrays()) for pair in pairs]
    if any(len(places) < SEEN for places in right):
        return ""
    if all(places[:-1].all() for places in right):
        return "only its last entry is wrong"
    if all(places[1:].all() for places in right):
        return "only its first entry is wrong"
    n_right = {int(places.argmin()) for places in right}
    if len(n_right) > 1 or any(places[min(n_right) :].any() for places in right):
        return ""
    n = n_right.pop()
    return {0: "", 1: "its first entry is right, and no other"}.get(
        n, f"its first {n} entries are right, and no other"
    )


def _right_places(expected, got):
    near = np.isclose(got, expected, rtol=1e-6, atol=1e-9)
    return near.reshape(len(near), -1).all(axis=1)


def _side(pairs):
    over = {float(pair.got) > float(pair.expected) for pair in pairs}
    side = "large" if over == {True} else "small" if over == {False} else ""
    return side and f"it is too {side} in each case that fails"
