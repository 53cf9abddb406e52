"""Plain values and their form in JSON: an answer takes and returns nothing else.

Plain values are None, booleans, numbers, strings, NumPy arrays of these, and lists, tuples, sets
and dicts of plain values. NumPy scalars become Python's; long doubles and fractions become floats.

`decode` trusts nothing: it checks the code before it builds a value.
"""

import math
from base64 import b64decode, b64encode
from numbers import Integral, Rational

import numpy as np

MAX_DEPTH = 20
MAX_BYTES = 20_000_000  # of an array, or of the array of strings that a list would become
WHOLE = range(-(2**63), 2**64)  # as NumPy's whole numbers
TYPES = ("|b1", "|i1", "|u1", *(f"<{kind}{size}" for kind in "iu" for size in (2, 4, 8)))
TYPES += ("<f2", "<f4", "<f8")  # of arrays that are sent as bytes; those of strings go as a list
MAX_MEMBERS = 1000  # of a set or dict: if their hashes collide, each is compared with all
MAX_SIDES = 32
FLOATS = ("inf", "-inf", "nan")
WORD = 32  # letters that a number takes in an array of strings
LISTS = {"tuple": tuple, "set": set}


class NotPlain(ValueError):
    """A value is not plain; the message says what it is.

    Examples
    --------
    >>> encode(object())
    Traceback (most recent call last):
    hplearn.contained.plain.NotPlain: an object of type object
    """


def encode(value, depth=0):
    """Return the value as JSON can hold it.

    Raises
    ------
    NotPlain
        If the value, or one inside it, is not plain.

    Examples
    --------
    >>> encode({"rate": (0.1, float("inf"))})
    {'dict': [['rate', {'tuple': [0.1, {'float': 'inf'}]}]]}
    """
    if depth > MAX_DEPTH:
        raise NotPlain(f"something nested more than {MAX_DEPTH} deep")
    is_fraction = isinstance(value, Rational) and not isinstance(value, Integral)
    if is_fraction or isinstance(value, np.longdouble):  # its item() is a long double again
        value = _as_float(value)
    if isinstance(value, np.generic) and value.dtype.kind in "biufU":
        value = value.item()
    if type(value) is int and value not in WHOLE:
        raise NotPlain("a whole number of more than 64 bits")
    if value is None or type(value) in (bool, int, str):
        return value
    if type(value) is float:
        return value if math.isfinite(value) else {"float": str(value)}
    if type(value) is np.ndarray:
        return _encode_array(value)
    return _encode_container(value, depth + 1)


def _as_float(value):
    try:
        return float(value)
    except OverflowError:
        raise NotPlain("a fraction too large for a float") from None


def _encode_container(value, depth):
    if isinstance(value, (list, range)):
        return [encode(item, depth) for item in value]
    if isinstance(value, tuple):
        return {"tuple": [encode(item, depth) for item in value]}
    if type(value) in (set, frozenset):
        return {"set": [encode(item, depth) for item in sorted(value, key=repr)]}
    if isinstance(value, dict):
        return {"dict": [[encode(k, depth), encode(v, depth)] for k, v in value.items()]}
    raise NotPlain(_what(value))


def _encode_array(array):
    if array.nbytes > MAX_BYTES:
        raise NotPlain(f"an array of {array.nbytes:,} bytes")
    if array.dtype.kind in "biuf":
        dtype = np.dtype(float) if array.dtype == np.longdouble else array.dtype
        dtype = dtype.newbyteorder("<")
        data = b64encode(np.ascontiguousarray(array, dtype).data)
        return {"array": data.decode(), "dtype": dtype.str, "shape": list(array.shape)}
    if array.dtype.kind == "U":
        return {"strings": array.ravel().tolist(), "shape": list(array.shape)}
    raise NotPlain(f"an array of {'objects' if array.dtype.kind == 'O' else array.dtype}")


def _what(value):
    """Return a few words for a learner who did not mean to return this value."""
    if callable(value):
        return f"the function {getattr(value, '__name__', '')}".rstrip() + ", not its result"
    kind = type(value).__name__
    is_stream = kind in ("generator", "map", "filter", "zip")
    return f"a {kind}" if is_stream else f"an object of type {kind}"


def decode(code):
    """Return the value that was encoded, as a new one.

    Raises
    ------
    NotPlain
        If `encode` cannot have written this: it may come from a hostile process.

    Examples
    --------
    >>> decode(encode([1, (2.5, None)]))
    [1, (2.5, None)]
    >>> decode({"array": "", "dtype": "<f8", "shape": [10**9]})
    Traceback (most recent call last):
    hplearn.contained.plain.NotPlain: an array whose bytes do not fill its shape
    """
    if _room(code) > MAX_BYTES:
        raise NotPlain(f"strings that fill an array of more than {MAX_BYTES:,} bytes")
    return _decode(code, 0)


def _room(code):
    """Return the bytes of an array of all strings, in which each takes the place of the longest."""
    n_items, longest, waiting = 0, 0, [code]
    while waiting:
        item = waiting.pop()
        if type(item) is dict:
            waiting += () if "array" in item else item.values()
        elif type(item) is list:
            waiting += item
        else:
            n_items += 1
            longest = max(longest, len(item) if type(item) is str else 0)
    return 4 * n_items * max(longest, WORD) if longest else 0


def _decode(code, depth):
    if depth > MAX_DEPTH:
        raise NotPlain(f"something nested more than {MAX_DEPTH} deep")
    if code is None or type(code) in (bool, float, str):
        return code
    if type(code) is int and code in WHOLE:
        return code
    if type(code) is list:
        return [_decode(item, depth + 1) for item in code]
    try:
        return _decode_tagged(dict(code), depth + 1)
    except NotPlain:
        raise
    except Exception as error:
        raise NotPlain("something that is not encoded as plain values are") from error


def _decode_tagged(code, depth):
    if "array" in code:
        return _decode_array(**code)
    if "strings" in code:
        strings, shape = code["strings"], code["shape"]
        if type(strings) is not list or any(type(item) is not str for item in strings):
            raise NotPlain("an array of strings in which there is something else")
        return np.array(strings, dtype=str).reshape(_sized(shape, len(strings)))
    ((tag, items),) = code.items()
    if tag in ("set", "dict") and len(items) > MAX_MEMBERS:
        raise NotPlain(f"a {tag} of more than {MAX_MEMBERS} members")
    if tag == "dict":
        return {_decode(key, depth): _decode(value, depth) for key, value in items}
    if tag == "float" and items in FLOATS:
        return float(items)
    return LISTS[tag]([_decode(item, depth) for item in items])


def _decode_array(array, dtype, shape):
    if dtype not in TYPES:
        raise NotPlain("an array of no known kind")
    data, dtype = b64decode(array, validate=True), np.dtype(dtype)
    if len(data) % dtype.itemsize:
        raise NotPlain("an array whose bytes do not fill its shape")
    flat = np.frombuffer(data, dtype)
    return flat.reshape(_sized(shape, len(flat))).copy()


def _sized(shape, size):
    """Return the shape, if it is made of whole numbers and has this size."""
    fits = len(shape) <= MAX_SIDES and all(type(n) is int and 0 <= n <= MAX_BYTES for n in shape)
    if not fits or math.prod(shape) != size:
        raise NotPlain("an array whose bytes do not fill its shape")
    return shape
