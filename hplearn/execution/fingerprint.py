"""How a log recognises a function: by its code, and the constants that it was made with.

`own_code` beside it looks further. Logs of version 0.2 hold only these fingerprints.
"""

import sys
from functools import partial
from hashlib import sha256
from inspect import getclosurevars, isfunction, ismethod
from types import CodeType

CONSTANT = bool, int, float, str, type(None)
PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"  # each compiles to its own code


def fingerprint(function):
    """Return the fingerprint of a function, as a dict of plain values.

    Its `values` are the constants among its defaults, the variables around it, the globals that it
    names, and the attributes of an object that is called. Functions that it calls from its own
    module are looked at, too; data, and what comes from elsewhere, are not.

    >>> def above(threshold):
    ...     return lambda config: config["x"] > threshold
    >>> fingerprint(above(0.5))["values"]
    {'threshold': 0.5}
    >>> fingerprint(above(0.5))["code"] == fingerprint(above(0.6))["code"]
    True
    """
    values = {}
    while isinstance(function, partial):
        values |= {f"argument {k}": v for k, v in enumerate(function.args)} | function.keywords
        function = function.func
    if ismethod(function):
        values |= getattr(function.__self__, "__dict__", {})
        function = function.__func__
    elif not isfunction(function):
        values |= getattr(function, "__dict__", {})
        function = type(function).__call__
    if not isfunction(function):  # written in C
        return {"values": constants(values)}
    codes = {}
    _look_at(function, codes, values)
    digest = sha256(repr([*codes.values()]).encode()).hexdigest()[:16]
    return {"code": f"{PYTHON}:{digest}", "values": constants(values)}


def _look_at(function, codes, values):
    """Note the code and the values of a function, and of those that it calls from its module."""
    codes[function.__code__] = code_parts(function.__code__, function.__doc__)
    around = getclosurevars(function)
    named = around.globals | around.nonlocals
    values |= named | (function.__kwdefaults__ or {})
    values |= {f"default {k}": v for k, v in enumerate(function.__defaults__ or ())}
    for other in named.values():
        own = isfunction(other) and other.__module__ == function.__module__
        if own and other.__code__ not in codes:
            _look_at(other, codes, values)


def comparable(there, here):
    """Return two fingerprints without the parts that cannot be compared.

    That is code compiled by another Python, a value that one of them lacks (without other code it
    has only been looked up otherwise), what a function's log of version 0.2 does not hold, and all
    where a log of the first edition knows nothing.

    >>> comparable({"code": "3.8:a", "values": {"n": 1}}, {"code": "3.9:b", "values": {}})
    ({'values': {}, 'own': {}}, {'values': {}, 'own': {}})
    """
    if there is None:
        return {}, {}
    pair = dict(there), dict(here)
    if len({one.get("code", "").split(":")[0] for one in pair}) > 1:
        pair = [{k: v for k, v in one.items() if k != "code"} for one in pair]
    if there.keys() & {"values", "own"}:  # before version 0.3 an estimator's search had neither
        for name in ("values", "own"):
            both = there.get(name, {}).keys() & here.get(name, {}).keys()
            pair = [one | {name: {key: one[name][key] for key in both}} for one in pair]
    return tuple(pair)


def constants(values):
    """Return those that are plain and cannot change while a search runs."""
    return {name: v for name, v in values.items() if _is_constant(v) and name[:2] != "__"}


def _is_constant(value):
    return isinstance(value, CONSTANT) or (
        isinstance(value, tuple) and all(map(_is_constant, value))
    )


def code_parts(code, doc=None):
    """Return the parts of code that decide what it does, without line numbers and docstrings."""
    constants = [
        code_parts(one)
        if isinstance(one, CodeType)
        else sorted(map(repr, one))  # the order of a set differs between processes
        if isinstance(one, frozenset)
        else repr(one)
        for one in code.co_consts
        if one is not doc
    ]
    return code.co_code.hex(), code.co_names, code.co_varnames, constants
