"""Plain values, and their form in JSON: what may go into an answer and come out of it.

Plain are None, booleans, numbers, strings, NumPy arrays of these, and lists, tuples, sets and
dicts of plain values. NumPy's scalars become Python's, and long doubles ordinary ones. A `Given` is
plain too: a name and settings.
"""

import math
from base64 import b64decode, b64encode

import numpy as np

from hplearn.classroom.exercises.given import Given

MAX_DEPTH = 20
MAX_BYTES = 20_000_000
KINDS = "biuf"  # the arrays that are sent as bytes; those of strings ("U") as a list
LISTS = {"tuple": tuple, "set": set}


class NotPlain(ValueError):
    """A value is not plain; the message says what it is.

    Examples
    --------
    >>> encode(object())
    Traceback (most recent call last):
    hplearn.classroom.exercises.plain.NotPlain: an object of type object
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
    if isinstance(value, np.longdouble):  # its item() is a long double again
        value = float(value)
    if isinstance(value, np.generic) and value.dtype.kind in KINDS + "U":
        value = value.item()
    if value is None or type(value) in (bool, int, str):
        return value
    if type(value) is float:
        return value if math.isfinite(value) else {"float": str(value)}
    if type(value) is np.ndarray:
        return _encode_array(value)
    if isinstance(value, Given):
        return {"given": value.name, "settings": encode(value.settings, depth + 1)}
    return _encode_container(value, depth + 1)


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
    if array.dtype.kind in KINDS:
        dtype = np.dtype(float) if array.dtype == np.longdouble else array.dtype
        dtype = dtype.newbyteorder("<")
        data = b64encode(np.ascontiguousarray(array).astype(dtype).data)
        return {"array": data.decode(), "dtype": dtype.str, "shape": list(array.shape)}
    if array.dtype.kind == "U":
        return {"strings": array.ravel().tolist(), "shape": list(array.shape)}
    raise NotPlain(f"an array of {'objects' if array.dtype.kind == 'O' else array.dtype}")


def _what(value):
    """Return what the value is, for a learner who did not mean to return it."""
    if callable(value):
        return f"the function {getattr(value, '__name__', '')}".rstrip() + ", not its result"
    kind = type(value).__name__
    return (
        f"a {kind}"
        if kind in ("generator", "map", "filter", "zip")
        else f"an object of type {kind}"
    )


def decode(code):
    """Return the value that was encoded, as a new one.

    Raises
    ------
    NotPlain
        If this is not what `encode` gives: whoever wrote it may not be one of ours.

    Examples
    --------
    >>> decode(encode([1, (2.5, None)]))
    [1, (2.5, None)]
    """
    if code is None or type(code) in (bool, int, float, str):
        return code
    if type(code) is list:
        return [decode(item) for item in code]
    try:
        return _decode_tagged(dict(code))
    except NotPlain:
        raise
    except Exception as error:
        raise NotPlain("something that is not encoded as plain values are") from error


def _decode_tagged(code):
    if "array" in code and np.dtype(code["dtype"]).kind in KINDS:
        flat = np.frombuffer(b64decode(code["array"]), np.dtype(code["dtype"]))
        return flat.reshape(code["shape"]).copy()
    if "strings" in code:
        return np.array(code["strings"], dtype=str).reshape(code["shape"])
    if "given" in code:
        return Given(str(code["given"]), decode(code["settings"]))
    if "dict" in code:
        return {decode(key): decode(value) for key, value in code["dict"]}
    if "float" in code:
        return float(code["float"])
    ((tag, items),) = code.items()
    return LISTS[tag](decode(item) for item in items)
