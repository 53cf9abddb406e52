"""Comparisons of what was expected with what came: no words if they agree, else a few words why.

Lists, tuples and arrays are the same sequences here; a dict must have the same keys.
"""

import numpy as np


def close(rtol=1e-9, atol=1e-12):
    """Return a comparison of numbers and arrays, within tolerances.

    Parameters
    ----------
    rtol, atol : float
        As in ``numpy.isclose``: relative to what was expected, and absolute.

    Returns
    -------
    callable
        ``compare(expected, got) -> str``.

    Examples
    --------
    >>> close()([1.0, 2.0], [1.0, 2.0 + 1e-12]), close()([1.0, 2.0], [1.0, 3.0])
    ('', 'entry [1] differs')
    >>> close()(np.eye(2), [1.0, 1.0])
    'it has shape (2,), expected (2, 2)'
    """

    def same_numbers(expected, got):
        good = np.isclose(got, expected, rtol=rtol, atol=atol, equal_nan=True)
        return good & (np.isnan(got) == np.isnan(expected))

    return _comparison(same_numbers)


def same(expected, got):
    """Return nothing if both are exactly equal, in the same order, else a few words why.

    Examples
    --------
    >>> same(["C", "A"], ("C", "A")), same(["C", "A"], ["A", "C"])
    ('', 'entry [0] differs')
    """
    return _comparison(
        lambda expected, got: (got == expected) | ((got != got) & (expected != expected))
    )(expected, got)


def same_set(expected, got):
    """Return nothing if both have the same members, whatever their order, else a few words why.

    Examples
    --------
    >>> same_set({"A", "B"}, ["B", "A"]), same_set({"A", "B"}, ["B"])
    ('', 'it has 1 member, expected 2')
    """
    if not isinstance(got, (list, tuple, set, np.ndarray)):
        return f"it is {_kind(got)}, expected several members"
    there, wanted = set(map(_member, got)), set(map(_member, expected))
    if len(there) != len(wanted):
        return f"it has {len(there)} member{'s' * (len(there) != 1)}, expected {len(wanted)}"
    return "" if there == wanted else "a member differs"


def _member(item):
    return tuple(map(_member, item)) if isinstance(item, (list, tuple, np.ndarray)) else item


def _comparison(same_entries):
    def compare(expected, got):
        if got is None and expected is not None:
            return "it is None: is there a return?"
        if isinstance(expected, dict):
            return _compare_dicts(compare, expected, got)
        if isinstance(expected, (bool, str)) or expected is None:
            return _compare_words(expected, got)
        if isinstance(expected, (list, tuple)) and _mixed(expected):
            return _compare_items(compare, expected, got)
        return _compare_arrays(same_entries, expected, got)

    return compare


def _mixed(items):
    """Whether a sequence is no array of one kind: dicts are in it, or numbers beside words."""
    try:
        kinds = {type(item) if isinstance(item, (str, bool)) else float for item in items}
        return np.asarray(items).dtype.kind not in "biufU" or len(kinds) > 1
    except ValueError:
        return True


def _compare_dicts(compare, expected, got):
    if not isinstance(got, dict):
        return f"it is {_kind(got)}, expected a dict"
    if missing := [key for key in expected if key not in got]:
        return f"the key {missing[0]!r} is missing"
    if extra := [key for key in got if key not in expected]:
        return f"the key {extra[0]!r} is one too many"
    return _first(
        f"under {key!r} {why}" for key in expected if (why := compare(expected[key], got[key]))
    )


def _compare_items(compare, expected, got):
    if not isinstance(got, (list, tuple, np.ndarray)):
        return f"it is {_kind(got)}, expected {len(expected)} values"
    if len(got) != len(expected):
        return f"it has {len(got)} values, expected {len(expected)}"
    pairs = enumerate(zip(expected, got, strict=True), start=1)
    return _first(f"value {at}: {why}" for at, (e, g) in pairs if (why := compare(e, g)))


def _compare_words(expected, got):
    if isinstance(got, np.ndarray) and got.shape == ():
        got = got.item()
    if type(got) is not type(expected):
        return f"it is {_kind(got)}, expected {_kind(expected)}"
    return "" if got == expected else "it differs"


def _compare_arrays(same_entries, expected, got):
    expected = np.asarray(expected)
    try:
        got = np.asarray(got)
    except ValueError:
        return "its rows have different lengths"
    kinds = [
        "U" if array.dtype.kind == "U" else "b" if array.dtype.kind == "b" else "n"
        for array in (expected, got)
    ]
    if got.dtype.kind not in "biufU" or (got.size and kinds[0] != kinds[1]):
        return f"it is {_kind(got)}, expected {_kind(expected)}"
    if got.shape != expected.shape:
        return f"it {_shape(got)}, expected {_shape(expected).removeprefix('has shape ')}"
    wrong = np.argwhere(~np.atleast_1d(same_entries(expected, got)))
    if not len(wrong):
        return ""
    at = tuple(wrong[0]) if got.ndim else ()
    what = f"entry {[int(i) for i in at]}" if at else "it"
    return f"{what} is nan" if got.dtype.kind == "f" and np.isnan(got[at]) else f"{what} differs"


def _shape(array):
    return f"has shape {array.shape}" if array.ndim else "is a single value"


def _kind(value):
    if isinstance(value, np.ndarray):
        value = value.item() if value.shape == () and value.dtype.kind != "O" else value
    if isinstance(value, bool):
        return "True or False"
    if isinstance(value, (int, float)):
        return "a number"
    if isinstance(value, np.ndarray):
        return {"U": "an array of strings", "b": "an array of booleans", "O": "a mixture"}.get(
            value.dtype.kind, "an array of numbers"
        )
    return {str: "a string", type(None): "None"}.get(type(value), f"a {type(value).__name__}")


def _first(sentences):
    return next(iter(sentences), "")
