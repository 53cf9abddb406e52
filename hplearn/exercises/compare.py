"""Comparisons of what was expected with what came: None if they agree, else a `Fault`.

Lists, tuples and arrays are the same sequences here; a dict must have the same keys.
"""

from dataclasses import dataclass, replace
from functools import wraps
from typing import Literal

import numpy as np

MANY, WORDS = 1000, 40  # members that are compared, letters of a key
NEAR = 10  # times the tolerance: a smaller miss is a near one


@dataclass(frozen=True)
class Fault:
    """What is wrong with an answer.

    Parameters
    ----------
    words : str
        A few words for the learner.
    kind : str
        "form", a wrong type or shape, for instance; "content", which would give a value away in a
        hint; "near", a number off by little; "argument", one that the call changed in place;
        "calls", those that it made, though its value is right; "call", one that failed; "judged",
        the words of a judge.

    Examples
    --------
    >>> print(Fault("the 2nd number differs", "content").under("under 'path'"))
    under 'path' the 2nd number differs
    """

    words: str
    kind: Literal["form", "content", "near", "argument", "calls", "call", "judged"] = "form"

    def __str__(self):
        """Return the words."""
        return self.words

    def under(self, place):
        """Return the fault of a larger answer that has this one at `place`."""
        return replace(self, words=f"{place} {self.words}")


DIFFERS = Fault("differs", "content")


def otherwise(default):
    """Return a decorator: where an odd answer makes a function raise an error, this is returned."""

    def guarded(look):
        @wraps(look)
        def look_safely(*args):
            try:
                return look(*args)
            except Exception:
                return default

        return look_safely

    return guarded


unharmed = otherwise(Fault("it has not the form that is asked for"))  # for comparisons


def close(rtol=1e-9, atol=1e-12):
    """Return a comparison of numbers and arrays, within tolerances.

    Parameters
    ----------
    rtol, atol : float
        As in ``numpy.isclose``: relative to what was expected, and absolute.

    Returns
    -------
    callable
        ``compare(expected, got)`` returns a `Fault`, or None.

    Examples
    --------
    >>> close()([1.0, 2.0], [1.0, 2.0 + 1e-12])
    >>> close()([1.0, 2.0], [1.0, 3.0])
    Fault(words='the 2nd number differs', kind='content')
    >>> close()(np.eye(2), [1.0, 1.0])
    Fault(words='it has shape (2,), expected (2, 2)', kind='form')
    """

    @unharmed
    def compare(expected, got):
        if got is None and expected is not None:
            return Fault("it is None")
        if isinstance(expected, dict):
            return _compare_dicts(compare, expected, got)
        if isinstance(expected, (bool, str)) or expected is None:
            return _compare_words(expected, got)
        if isinstance(expected, (list, tuple)) and _mixed(expected):
            return _compare_items(compare, expected, got)
        return _compare_arrays(expected, got, rtol, atol)

    return compare


same = close(rtol=0, atol=0)  # exactly equal, in the same order


@unharmed
def same_set(expected, got):
    """Return None if both have the same members, in whatever order, else a `Fault`.

    Examples
    --------
    >>> same_set({"A", "B"}, ["B", "A"])
    >>> print(same_set({"A", "B"}, ["B"]))
    it has 1 entry, expected 2
    """
    if not _is_sequence(got) and not isinstance(got, set):
        return Fault(f"it is {_kind(got)}, expected several entries")
    if len(got) > MANY:
        return _too_many_or_few(len(got), len(expected))
    there, wanted = set(map(_member, got)), set(map(_member, expected))
    if len(there) < len(got):
        return Fault("an entry is there more than once")
    if len(there) != len(wanted):
        return _too_many_or_few(len(there), len(wanted))
    return None if there == wanted else DIFFERS.under("an entry")


def _too_many_or_few(n, wanted):
    return Fault(f"it has {'1 entry' if n == 1 else f'{n} entries'}, expected {wanted}", "content")


def _member(item):
    """Return the item in a form that a set can hold."""
    if _is_sequence(item):
        return tuple(map(_member, item))
    return repr(item) if isinstance(item, (dict, set, np.ndarray)) else item


def _is_sequence(value):
    """Whether it has a length and an order; an array without dimensions is a single value."""
    return isinstance(value, (list, tuple)) or (isinstance(value, np.ndarray) and value.ndim > 0)


def _mixed(items):
    """Whether items are of several kinds, as numbers and words, or do not fit into an array."""
    try:
        kinds = {type(item) if isinstance(item, (str, bool)) else float for item in items}
        return np.asarray(items).dtype.kind not in "biufU" or len(kinds) > 1
    except ValueError:
        return True


def _compare_dicts(compare, expected, got):
    if not isinstance(got, dict):
        return Fault(f"it is {_kind(got)}, expected a dict")
    if missing := [key for key in expected if key not in got]:
        return Fault(f"the key {missing[0]!r} is missing")
    if extra := [key for key in got if key not in expected]:
        return Fault(f"the key {_cut(extra[0])} is one too many")
    faults = ((key, compare(expected[key], got[key])) for key in expected)
    return next((fault.under(f"under {key!r}") for key, fault in faults if fault), None)


def _compare_items(compare, expected, got):
    if not _is_sequence(got):
        return Fault(f"it is {_kind(got)}, expected {len(expected)} values")
    if len(got) != len(expected):
        return Fault(f"it has {len(got)} values, expected {len(expected)}")
    faults = enumerate(map(compare, expected, got), start=1)
    return next((fault.under(f"result {at}:") for at, fault in faults if fault), None)


def _compare_words(expected, got):
    if isinstance(got, np.ndarray) and got.shape == ():
        got = got.item()
    if type(got) is not type(expected):
        return Fault(f"it is {_kind(got)}, expected {_kind(expected)}")
    if isinstance(got, str) and got.casefold() == expected.casefold() and got != expected:
        return Fault("it differs in its capital letters", "content")
    return None if got == expected else DIFFERS.under("it")


def _compare_arrays(expected, got, rtol, atol):
    is_list, expected = isinstance(expected, list), np.asarray(expected)
    if _is_sequence(got) and (gaps := [at for at, item in enumerate(got, 1) if item is None]):
        return Fault(f"the {nth(gaps[0])} value is None")
    try:
        array = np.asarray(got)
    except ValueError:
        return Fault("its entries have different shapes")
    other_sort = array.size and expected.size and _sort(array) != _sort(expected)
    no_list = expected.ndim and isinstance(got, str)
    if array.dtype.kind not in "biufU" or other_sort or no_list:
        wanted = _kind(expected) if expected.size else "an empty list"
        return Fault(f"it is {_kind(got)}, expected {wanted}")
    of_entries = array.ndim == expected.ndim and (expected.ndim == 1 or is_list)
    if of_entries and array.shape[1:] == expected.shape[1:] and array.shape != expected.shape:
        return replace(_too_many_or_few(len(array), len(expected)), kind="form")
    if array.shape != expected.shape:
        return Fault(f"it {_shape(array)}, expected {expected.shape or 'a single value'}")
    if expected.dtype.kind in "bU":
        wrong = np.argwhere(array != expected)
    else:
        wrong = np.argwhere(~np.isclose(array, expected, rtol=rtol, atol=atol, equal_nan=True))
    if not len(wrong):
        return None
    at = tuple(map(int, wrong[0]))
    return _how(expected, array, at, rtol, atol).under(_place(at, _sort(array)))


def _place(at, sort):
    """Return in words where an entry stands, counted from 1."""
    if not at:
        return "it"
    if len(at) == 1:
        return f"the {nth(at[0] + 1)} {'number' if sort == 'numbers' else 'value'}"
    if len(at) == 2:
        return f"row {at[0] + 1}, column {at[1] + 1}"
    return f"the number at {tuple(i + 1 for i in at)}, counted from 1,"


def nth(n):
    """Return an ordinal: 1st, 2nd, 3rd, 4th, 11th.

    Examples
    --------
    >>> [nth(n) for n in (1, 2, 3, 4, 11, 21)]
    ['1st', '2nd', '3rd', '4th', '11th', '21st']
    """
    ending = {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}th" if n % 100 in (11, 12, 13) else f"{n}{ending}"


def _how(expected, array, at, rtol, atol):
    """Return the fault of an entry that differs, with the reason if it can be seen."""
    if array.dtype.kind not in "iuf":
        return DIFFERS
    if near := _near(expected, array, at, rtol, atol):
        return Fault(near, "near")
    if np.isnan(array[at]):
        return Fault("is nan")
    if expected.dtype.kind in "iu" and array[at] % 1:
        return Fault("differs: it is not a whole number", "content")
    if expected.any() and np.allclose(array, -expected, rtol=1e-6, atol=0):
        return Fault("differs in its sign", "content")
    rough, fine = (np.allclose(array, expected, rtol=r, atol=r / 100) for r in (1e-5, 1e-9))
    if rough and not fine:
        return Fault("differs slightly", "content")
    return DIFFERS


def _near(expected, array, at, rtol, atol):
    """Return by how much an entry is off, if all are within `NEAR` times the tolerance."""
    missed, allowed = np.abs(array - expected), atol + rtol * np.abs(expected)
    if not np.all(missed <= NEAR * allowed):
        return ""
    if rtol * abs(expected[at]) < atol:
        return f"is off by {missed[at]:.2g}, allowed is {atol:.2g}"
    percent = 100 * missed[at] / abs(expected[at])
    return f"is off by {percent:.2g} %, allowed is {100 * rtol:.2g} %"


def _cut(key):
    """Return a learner's key, cut to a length that fits into a hint."""
    return key if len(key := repr(key)) <= WORDS else f"{key[:WORDS]}…"


def wrong_items(compare, expected, got):
    """Return the names of the wrong items: a dict's keys, a list's places, a set's members.

    The list is empty if the answer has no items, or other keys or another length than expected.

    Examples
    --------
    >>> wrong_items(same, ["B", "A", "C"], ["B", "C", "A"]), wrong_items(same, {"a": 1}, {"a": 2})
    (['the 2nd', 'the 3rd'], ["'a'"])
    >>> wrong_items(same_set, ["A", "B"], ["A", "C"])
    ["'C'"]
    """
    if isinstance(expected, dict):
        fits = isinstance(got, dict) and expected.keys() <= got.keys()
        return [repr(key) for key in expected if fits and compare(expected[key], got[key])]
    if not _is_sequence(expected) or not (_is_sequence(got) or isinstance(got, set)):
        return []
    if compare is same_set:
        wanted = set(map(_member, expected))
        return [_cut(item) for item in got if _member(item) not in wanted]
    pairs = enumerate(zip(expected, got, strict=False), start=1)
    fits = len(expected) == len(got)
    return [f"the {nth(at)}" for at, (e, g) in pairs if fits and compare(e, g)]


def _sort(array):
    """Return whether an array is of strings, of booleans or of numbers."""
    return {"U": "strings", "b": "booleans"}.get(array.dtype.kind, "numbers")


def _shape(array):
    return f"has shape {array.shape}" if array.ndim else "is a single value"


def _kind(value):
    if isinstance(value, np.ndarray) and value.shape:
        return f"an array of {_sort(value)}"
    value = value.item() if isinstance(value, np.ndarray) else value
    words = {bool: "True or False", int: "a number", float: "a number", str: "a string"}
    words[type(None)] = "None"
    return words.get(type(value), f"a {type(value).__name__}")
