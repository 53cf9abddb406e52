"""How a log recognises what a search computes with: the user's own code, and all values it reaches.

A user who changes a metric, a weight or a method of their estimator, and runs the same program
again, must not get the old scores. So a log keeps a digest of each function that does not come from
a library, wherever it is, and the content of every value that such a function names, or that a
search is given.
"""

import copyreg
import dis
import json
import os
import random
import re
import sys
import sysconfig
from collections import ChainMap, Counter, deque
from contextlib import suppress
from functools import cached_property
from hashlib import sha256
from importlib import import_module
from importlib.util import find_spec, resolve_name
from inspect import getattr_static
from pathlib import Path
from types import CodeType, FunctionType, MappingProxyType, MethodType, ModuleType

import numpy as np

PLAIN = {bool, int, float, str, type(None)}
ENCODER = json.JSONEncoder(sort_keys=True)
LONG = 4000  # a text of so many characters is kept as its digest
OUTSIDE = re.compile(r"LOAD_.*(GLOBALS?|NAME|DEREF)")  # how code loads what is not its own
LIBRARIES = {"site-packages", "dist-packages"}
STANDARD_LIBRARY = Path(sysconfig.get_path("stdlib"))
OURS = __name__.partition(".")[0]
AROUND = {property: ("fget", "fset", "fdel")}  # which nothing else copies
AROUND |= dict.fromkeys([staticmethod, classmethod], ("__func__",))
AROUND[MethodType] = "__func__", "__self__"
SIDE = {"n_jobs", "verbose", "memory", "_sklearn_version", "_stop_words_id"}  # for no score
SHARED = os.environ, np.random.mtrand._rand, random._inst  # by all that runs in the process
SIGNATURE = "co_freevars", "co_cellvars", "co_argcount", "co_posonlyargcount", "co_kwonlyargcount"


def own_code(things):
    """Return the user's own code in a dict of `things`, and all values, as a dict of two dicts.

    ``code`` has a digest for each function of the user's, under the version of Python that compiled
    it. ``values`` has the content of each of the `things`, and of whatever such a function or class
    names, closes over or holds. A library's function or class is its name; any other value is what
    it is copied or pickled from, a long one a digest. What can be neither, such as a lock, and what
    the whole process shares, such as its environment, is only its kind.
    """
    look = _Look()
    look.note("", things)
    while look.left:
        look.look_at(*look.left.popleft())
    return {"code": {sys.implementation.cache_tag: look.code}, "values": look.values}


def content(value):
    """Return what a value consists of, as `own_code` would note it."""
    return _Look().content(value)


class _Look:
    """Looks at one value after another, and notes what they consist of."""

    def __init__(self):
        self.code, self.values, self.left = {}, {}, deque()
        self._known, self._names = {}, Counter()  # by id, with the value, so that ids stay unique

    def note(self, name, held):
        """Note the content of all that is held under a name."""
        for key, value in held.items():
            if not key.startswith(("__annot", "__hash")):  # type hints; a hash differs by process
                noted = self.content(value)
                if not key[:2] == key[-2:] == "__":
                    self.values[f"{name}.{key}".lstrip(".")] = noted

    def look_at(self, name, thing):
        """Note the code of a function of the user's, and what it, a class or a module holds."""
        if isinstance(thing, FunctionType):
            codes = _codes(thing.__code__)
            shapes = [(*(getattr(one, k) for k in SIGNATURE), one.co_flags & 15) for one in codes]
            self.code[name] = _digest(repr((code_parts(thing.__code__, thing.__doc__), shapes)))
            self.note(name, _around(thing, codes))
        else:
            above = {"bases": getattr(thing, "__bases__", None), "kind": type(thing)}
            self.note(name, vars(thing) | above)

    def content(self, thing):
        """Return what a value consists of, in JSON's types: in full if it is short."""
        if id(thing) not in self._known:
            self._known[id(thing)] = thing, "itself"  # what holds itself ends here
            with suppress(RecursionError):  # as deep as one can look
                self._known[id(thing)] = thing, _short(self._parts(thing))
        return self._known[id(thing)][1]

    def _parts(self, thing):
        kind = type(thing)
        if kind in PLAIN:
            return thing
        if kind in (list, tuple):
            return self._all(thing) + (["tuple"] if kind is tuple else [])
        if kind in (dict, MappingProxyType):
            order = {"(order)": self._all(thing)} if len(thing) > 1 else {}
            return self._of_dict({**thing, **order} if order else thing)
        if isinstance(thing, FunctionType | type | ModuleType):
            return self._name(thing)
        if any(thing is one for one in SHARED):
            return kind.__qualname__
        if isinstance(thing, bytes | np.generic):
            return f"{kind.__name__} {thing!r}"
        if isinstance(thing, set | frozenset):  # in another order in each process
            return [*sorted(self._all(thing), key=ENCODER.encode), "set"]
        if kind in AROUND:
            return self._all(getattr(thing, name) for name in AROUND[kind])
        if kind in (np.ndarray, np.memmap):
            held = self.content(thing.tolist()) if thing.dtype.hasobject else thing.tobytes()
            return f"{thing.dtype} {thing.shape} {_digest(held)}"
        return self._of_object(thing)

    def _all(self, values):
        """Return the content of each; of plain values, as there may be a million, at once."""
        values = [*values]
        return values if set(map(type, values)) <= PLAIN else [*map(self.content, values)]

    def _of_dict(self, thing):
        """Return content by key; where a key is no plain value, pairs of both."""
        if not set(map(type, thing)) <= PLAIN:
            return self._all(map(list, thing.items()))
        keys = [key if isinstance(key, str) else f"({key!r})" for key in thing]
        return dict(zip(keys, self._all(thing.values()), strict=True))

    def _of_object(self, thing):
        """Return what an object is copied, or pickled, from, with attributes by name."""
        kind, is_kind = type(thing), {"(is)": self.content(type(thing))}
        if "__wrapped__" in getattr(thing, "__dict__", {}) and not _is_own(kind.__module__):
            return is_kind | {"of": self.content(thing.__wrapped__)}  # a function and its cache
        with suppress(Exception):  # what pandas cannot hash is pickled
            if data := _of_data(thing):
                return self._of_dict(data)
        try:
            made = copyreg.dispatch_table.get(kind, lambda it: it.__reduce_ex__(4))(thing)
        except Exception:  # an open file, a lock, a generator
            return is_kind
        if isinstance(made, str):
            return f"{getattr(thing, '__module__', '')}.{made}"
        function, given, state, items, pairs = (*made, None, None, None)[:5]
        given = given[1:] if function is copyreg.__newobj__ else (function, *given)
        others = {"(given)": given, "(items)": [*(items or ())], "(pairs)": dict(pairs or ())}
        held = _attributes(kind, state) | {key: other for key, other in others.items() if other}
        return is_kind | self._of_dict(held)

    def _name(self, thing):
        """Return the name of a function, a class or a module; one's own is looked at later."""
        is_module = isinstance(thing, ModuleType)
        module = None if is_module else thing.__module__
        name = thing.__name__ if is_module else thing.__qualname__.rpartition("<locals>.")[2]
        is_made = isinstance(thing, FunctionType) and module in (None, "builtins")  # by `exec`
        if not (is_made or _is_own(name if is_module else module)):
            if isinstance(thing, FunctionType):
                self._all(_closure(thing).values())  # which may hold a function of the user's
            return name if is_module else f"{module}.{name}"
        self._names[name] += 1
        name = name if self._names[name] == 1 else f"{name} ({self._names[name]})"
        self.left.append((name, thing))
        return name


def _short(parts):
    """Return the parts of a value, or their digest."""
    if isinstance(parts, str | list | dict) and len(text := _json(parts)) > LONG:
        return f"digest {_digest(text)}"
    return parts


def _json(parts):
    return parts if isinstance(parts, str) else ENCODER.encode(parts)


def _digest(parts):
    parts = parts if isinstance(parts, bytes) else _json(parts).encode(errors="surrogatepass")
    return sha256(parts).hexdigest()[:16]


def _attributes(kind, state):
    """Return by name those in a pickled state that count: not what fills itself when it is read."""
    if isinstance(state, tuple) and len(state) == 2 and isinstance(state[1], dict):
        state = (state[0] or {}) | state[1]  # with slots
    if not isinstance(state, dict):
        return {} if state is None else {"(state)": state}
    side = SIDE if hasattr(kind, "get_params") else ()
    lazy = {k for k in state if isinstance(getattr_static(kind, str(k), None), cached_property)}
    return {k: v for k, v in state.items() if k not in side and k not in lazy and k != "__doc__"}


def _of_data(thing):
    """Return what a table, a tensor or a sparse matrix holds, wherever it lies in memory."""
    library = type(thing).__module__.partition(".")[0]
    if library == "torch" and hasattr(thing, "detach"):
        return {"values": thing.detach().cpu().numpy()}
    if library == "scipy" and hasattr(thing, "tocoo"):
        places = thing.tocoo()
        return {"shape": thing.shape, "values": places.data, "coords": places.coords}
    if library == "pandas" and hasattr(thing, "columns"):
        alike = len({*map(str, thing.dtypes)}) == 1 and isinstance(thing.dtypes.iloc[0], np.dtype)
        columns = [_column(thing.iloc[:, k]) for k in range(0 if alike else thing.shape[1])]
        values = thing.to_numpy() if alike else columns
        return {"columns": [*thing.columns], "index": thing.index, "values": values}
    if library == "pandas" and hasattr(thing, "dtype") and hasattr(thing, "tolist"):
        return {"index": getattr(thing, "index", None)} | _column(thing)
    return {}


def _column(thing):
    """Return what a series or an index of pandas holds."""
    from pandas.util import hash_pandas_object

    kind = [str(thing.dtype), getattr(thing.dtype, "categories", None)]
    if thing.dtype == object:
        return {"kind": kind, "values": thing.tolist()}
    return {"kind": kind, "values": hash_pandas_object(thing, index=False).to_numpy()}


def code_parts(code, doc=None):
    """Return the parts of code that decide what it does, without line numbers and docstrings."""
    held = [_in_code(one) for one in code.co_consts if one is not doc]
    return code.co_code.hex(), code.co_names, code.co_varnames, held


def _in_code(constant):
    if isinstance(constant, CodeType):
        return code_parts(constant)
    if isinstance(constant, frozenset):  # whose order differs between processes
        return sorted(map(repr, constant))
    return repr(constant)


def _codes(code):
    """Return the code of a function and of all functions inside it."""
    inner = [one for part in code.co_consts if isinstance(part, CodeType) for one in _codes(part)]
    return [code, *inner]


def _closure(function):
    """Return the variables around a function, by name."""
    found = {}
    for name, cell in zip(function.__code__.co_freevars, function.__closure__ or (), strict=True):
        with suppress(ValueError):  # not yet set
            found[name] = cell.cell_contents
    return found


def _around(function, codes):
    """Return by name what a function computes with beside its arguments."""
    around = _closure(function)
    there = ChainMap(around, function.__globals__)
    named = dict(pair for code in codes for pair in _named(code, there))
    around = {k: v for k, v in around.items() if not isinstance(v, ModuleType)}
    defaults = {f"default {k}": v for k, v in enumerate(function.__defaults__ or ())}
    return around | named | defaults | (function.__kwdefaults__ or {}) | vars(function)


def _named(code, there):
    """Yield name and value of what code names; of a module, what is taken from it.

    Where a module is used in another way, as by `getattr`, it is yielded itself.
    """
    name, value, imported, words = "", None, None, []
    for step in dis.get_instructions(code):
        word, kind = step.argval, step.opname
        value = imported if kind == "IMPORT_FROM" else value
        if isinstance(value, ModuleType):
            is_taken = kind in ("LOAD_ATTR", "LOAD_METHOD", "IMPORT_FROM") and word in vars(value)
            name, value = (f"{name}.{word}", vars(value)[word]) if is_taken else (name, value)
            if not (is_taken and isinstance(value, ModuleType)):
                yield name, value
            if is_taken:
                continue
        value = None
        if kind == "IMPORT_NAME":
            name, imported = word, _own_import(word, words[-2:], there)
            value = imported
        elif OUTSIDE.fullmatch(kind) and word in there:
            name, value = word, there[word]
            if not isinstance(value, ModuleType):
                yield name, value
        words.append(word)


def _own_import(name, given, there):
    """Return the module of the user's own that code imports when it runs, or None."""
    level = next((one for one in given if type(one) is int), 0)
    with suppress(Exception):  # if it is missing, the code itself will say so
        name = resolve_name("." * level + name, there.get("__package__"))
        spec = find_spec(name)
        if spec and spec.origin and _is_ones_own_file(spec.origin):
            return import_module(name)
    return None


def _is_own(name):
    """Whether a module is the user's own: a notebook's cells, a program, a file beside it."""
    file = getattr(sys.modules.get(name), "__file__", None)
    if not isinstance(name, str) or name.partition(".")[0] == OURS:
        return False
    return (
        _is_ones_own_file(file) if isinstance(file, str) else name not in sys.builtin_module_names
    )


def _is_ones_own_file(file):
    path = Path(file)
    return LIBRARIES.isdisjoint(path.parts) and not path.is_relative_to(STANDARD_LIBRARY)
