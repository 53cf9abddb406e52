"""Values as lines of strict JSON, and back: the format of a log of trials."""

import json
import math
import re

import numpy as np

KEYS = str | bool | int | float | None | np.bool_ | np.number  # of a dict that can be read back
MARKS = ("float", "items")  # as its only key, they mark a dict that encodes something else


def encode(value):
    """Return `value` in JSON's types; equal values give equal results, in every process.

    Numbers, strings, booleans, None, lists and dicts stay. NumPy scalars and arrays, tuples and
    sets become plain numbers and lists. An infinite number or NaN becomes ``{"float": "inf"}``, a
    dict with keys other than strings ``{"items": [[key, value], …]}``; reading a log undoes both.
    Everything else, such as an estimator or a function, becomes ``{"repr": …}`` without its memory
    address.

    Examples
    --------
    >>> encode({"hidden": (8, 4), "alpha": np.float64(0.5), "bound": np.inf, "solver": print})
    {'hidden': [8, 4], 'alpha': 0.5, 'bound': {'float': 'inf'}, 'solver': {'repr': '<built-in \
function print>'}}
    """
    if isinstance(value, np.generic):
        value = value.item()
    if value is None or isinstance(value, str | int):  # a bool is an int
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else {"float": str(value)}
    if isinstance(value, np.ndarray):
        return encode(value.tolist())
    if isinstance(value, set | frozenset):
        value = sorted(value, key=repr)  # the order of a set differs between processes
    if isinstance(value, list | tuple):
        return [encode(item) for item in value]
    if isinstance(value, dict) and all(isinstance(key, KEYS) for key in value):
        items = [[encode(key), encode(item)] for key, item in value.items()]
        plain = all(isinstance(key, str) for key in value)
        marked = len(items) == 1 and items[0][0] in MARKS
        return dict(items) if plain and not marked else {"items": items}
    return {"repr": re.sub(r" at 0x[0-9a-fA-F]+", "", repr(value))}


def write_line(values):
    r"""Return what `encode` returned as one line of bytes, ASCII only.

    Examples
    --------
    >>> write_line({"loss": encode(0.1)})
    b'{"loss": 0.1}\n'
    """
    return json.dumps(values, allow_nan=False).encode() + b"\n"


def read_line(line):
    """Return the values in a line of strict JSON, marks of `encode` undone, or None if broken.

    Examples
    --------
    >>> read_line('{"loss": {"float": "inf"}}'), read_line('{"loss": Infinity}')
    ({'loss': inf}, None)
    """
    try:
        return json.loads(line, object_hook=_decode, parse_constant=_refuse)
    except (ValueError, TypeError):
        return None


def _decode(found):
    if [*found] == ["float"] and found["float"] in ("inf", "-inf", "nan"):
        return float(found["float"])
    return dict(found["items"]) if [*found] == ["items"] else found


def _refuse(word):
    raise ValueError(f"{word} is not JSON")
