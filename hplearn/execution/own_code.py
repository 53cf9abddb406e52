"""How a log recognises what a search computes with: by the user's own code and its constants.

A user who changes a metric, or a method of their estimator, and runs the same program again must
not get the old scores. So a log keeps a digest of each function that does not come from a library,
wherever it is: in an estimator's parameters, in a scorer, in a list of options, or named by
another function.
"""

import copyreg
import dis
import re
import sys
import sysconfig
from collections import Counter, deque
from contextlib import suppress
from functools import cached_property, partial, partialmethod
from hashlib import sha256
from importlib import import_module
from importlib.util import find_spec
from inspect import isbuiltin, isfunction
from itertools import islice
from pathlib import Path
from types import CodeType, FunctionType, MethodType, ModuleType

import joblib
import numpy as np

CONSTANT = bool, int, float, str, type(None)
MOST, DEEPEST = 1000, 9  # parts of a value that are looked at, and how deep
LIBRARIES = {"site-packages", "dist-packages"}
STANDARD_LIBRARY = Path(sysconfig.get_path("stdlib"))
OURS = __name__.partition(".")[0]
AROUND = property | cached_property | staticmethod | classmethod | MethodType
INSIDE = "fget", "fset", "func", "__func__", "__self__"  # attributes of those
SETS, LISTS = set | frozenset, list | tuple
OPENED = dict | SETS | LISTS | partial | AROUND | FunctionType | type
SIGNATURE = "co_freevars", "co_cellvars", "co_argcount", "co_posonlyargcount", "co_kwonlyargcount"


def own_code(*things):
    """Return the user's own code in `things`, as digests by name, and its constants, as a dict.

    Its only key is the version of Python, since each version compiles to other code.
    Functions count with all that they name and close over, classes with all methods and parents,
    objects with their attributes, estimators with their parameters, values of the standard library
    with all that they hold. Neither the code of libraries nor other data, as in arrays, lists and
    dicts, is looked at.
    """
    look, left, seen = _Look(), deque(things), {}  # by id; kept alive, so that ids stay unique
    while left:
        thing = left.popleft()
        if type(thing) not in CONSTANT and id(thing) not in seen:
            seen[id(thing)] = thing
            left.extend((type(thing), *look.inside(thing)))
    return {sys.implementation.cache_tag: {k: v for k, v in vars(look).items() if k != "names"}}


class _Look:
    """Looks at one thing after another, and notes the user's own code and constants."""

    def __init__(self):
        self.code, self.values, self.inside_values, self.names = {}, {}, {}, Counter()

    def inside(self, thing):
        """Return the things to look at next because of this one, always in the same order."""
        if isinstance(thing, dict):
            return thing.values()
        if isinstance(thing, SETS):
            return sorted(thing, key=_text)  # a set has another order in each process
        if isinstance(thing, LISTS):
            return thing
        if isinstance(thing, AROUND):
            return [getattr(thing, name, None) for name in INSIDE]
        if isinstance(thing, partial):
            given = {f"argument {k}": v for k, v in enumerate(thing.args)} | thing.keywords
            return thing.func, *self._held(self._name(thing), given)
        if isfunction(thing):
            return self._of_function(thing)
        return self._of_class(thing) if isinstance(thing, type) else self._of_object(thing)

    def _of_function(self, function):
        around = dict(_closure(function))
        if not _is_own(function.__module__):
            return around.values()  # a library's wrapper may enclose a function of the user's
        codes, name = _codes(function.__code__), self._name(function)
        around |= _named(codes, function.__globals__)
        around |= {f"default {k}": v for k, v in enumerate(function.__defaults__ or ())}
        around |= function.__kwdefaults__ or {}
        shapes = [(*(getattr(one, key) for key in SIGNATURE), one.co_flags & 15) for one in codes]
        parts = repr((code_parts(function.__code__, function.__doc__), shapes)).encode()
        self.code[name] = sha256(parts).hexdigest()[:16]
        return self._held(name, around)

    def _of_class(self, cls):
        if not _is_own(cls.__module__):
            return cls.__bases__
        return self._held(self._name(cls), vars(cls) | {"bases": cls.__bases__})

    def _of_object(self, thing):
        with suppress(Exception):  # another object with a method of this name
            if hasattr(type(thing), "get_params"):
                params = thing.get_params(deep=False)
                return self._held(self._name(thing), params, (id(thing),))
        if isinstance(thing, ModuleType) and not _is_own(thing.__name__):
            return ()  # `sys` holds all modules, in another order in each process
        held = dict(getattr(thing, "__dict__", {}))
        if not _is_own(type(thing).__module__):
            return [v for v in held.values() if _is_opened(v) or _parts(v)]
        slots = [slot for cls in type(thing).__mro__ for slot in getattr(cls, "__slots__", ())]
        held |= {slot: getattr(thing, slot) for slot in slots if hasattr(thing, slot)}
        return self._held(self._name(thing), held)

    def _held(self, name, held, within=()):
        """Note the constants that `name` holds, and return all that it holds."""
        told = constants({key: _told(value) for key, value in held.items() if key[:2] != "__"})
        self.values |= {f"{name}.{key}": value for key, value in told.items() if value != ()}
        made = {f"{name}.{k}": _made_of(v, within) for k, v in held.items() if k[:2] != "__"}
        self.inside_values |= {k: v for k, v in made.items() if isinstance(v, dict) and v}
        return held.values()

    def _name(self, thing):
        """Return a unique name for a function, a class or an object of it."""
        name = getattr(thing, "__qualname__", type(thing).__qualname__).rpartition("<locals>.")[2]
        self.names[name] += 1
        return name if self.names[name] == 1 else f"{name} ({self.names[name]})"


def constants(values):
    """Return those of a dict that are plain and cannot change while a search runs."""
    return {name: v for name, v in values.items() if _is_constant(v) and name[:2] != "__"}


def _is_constant(value):
    return isinstance(value, CONSTANT) or (
        isinstance(value, tuple) and all(map(_is_constant, value))
    )


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


def _told(value):
    """Return a constant, or the name of a function, a class or an estimator's; else nothing."""
    if isinstance(value, tuple):
        return tuple(map(_told, value))
    if isinstance(value, list):
        return tuple(_told(one) for one in value if callable(one))
    if isinstance(value, np.generic):
        return value.item()
    if isinstance(value, bytes | complex):
        return _text(value)
    if isinstance(value, frozenset):
        return tuple(sorted(map(_text, value)))
    if isfunction(value) or isbuiltin(value) or isinstance(value, type | np.ufunc):
        return f"{getattr(value, '__module__', '')}.{value.__qualname__}"
    return _told(type(value)) if hasattr(type(value), "get_params") else value


def _made_of(thing, within=()):
    """Return a constant, or a dict of what a tuple or a value of the standard library holds.

    Lists and dicts are looked into only `within` such a value or an estimator, whose ids these are,
    since others may grow as a search runs.
    """
    if isinstance(thing, set):  # an empty one may grow
        return {"is": "set"} | ({"{}": _told(frozenset(thing))} if thing else {})
    if within and isinstance(thing, np.random.RandomState | np.random.Generator):
        return {"state": joblib.hash(thing)}
    if within and isinstance(thing, list):
        thing = tuple(thing[:MOST])
    if _is_constant(told := _told(thing)):
        return told
    if isinstance(thing, tuple):
        held = dict(enumerate(thing))
    elif within and isinstance(thing, dict):
        held, within = thing, (*within, id(thing))
    else:
        held, within = _parts(thing) if len(within) < DEEPEST else {}, (*within, id(thing))
    first = islice(held.items(), MOST)
    return {_text(k).strip("'"): _made_of(v, within) for k, v in first if id(v) not in within}


def _parts(thing):
    """Return what a value of the standard library, which equals others or is called, copies."""
    kind = type(thing)
    is_value = kind.__eq__ is not object.__eq__ or callable(thing) or kind is partialmethod
    is_other = isinstance(thing, (*CONSTANT, OPENED)) or hasattr(kind, "__setitem__")  # or data
    with suppress(Exception):  # what cannot be copied, such as a weak reference
        if is_value and not is_other and kind.__module__.split(".")[0] in sys.stdlib_module_names:
            reduced = copyreg.dispatch_table.get(kind, lambda thing: thing.__reduce_ex__(2))
            _, args, state = [*reduced(thing), None][:3]  # two to six parts, the third the state
            return dict(enumerate(args)) | (state or {})
    return {}


def _text(thing):
    """Return the text of a thing, without its memory address."""
    try:
        return re.sub(r" at 0x[0-9a-fA-F]+", "", repr(thing))
    except Exception:
        return type(thing).__name__


def _closure(function):
    """Yield name and value of the variables around a function."""
    for name, cell in zip(function.__code__.co_freevars, function.__closure__ or (), strict=True):
        with suppress(ValueError):  # not yet set
            yield name, cell.cell_contents


def _codes(code):
    """Return the code of a function and of all functions inside it."""
    inner = [one for part in code.co_consts if isinstance(part, CodeType) for one in _codes(part)]
    return [code, *inner]


def _named(codes, there):
    """Return the values of the names in code, those in the user's own modules included."""
    names = dict.fromkeys(name for code in codes for name in code.co_names)
    found = {name: there[name] for name in names if name in there}
    modules, seen = [*found.values(), *(one for code in codes for one in _imported(code))], set()
    while modules:
        module = modules.pop()
        if isinstance(module, ModuleType) and _is_own(module.__name__) and id(module) not in seen:
            seen.add(id(module))
            held = {name: vars(module)[name] for name in names if name in vars(module)}
            found |= held
            modules.extend(held.values())
    return found


def _imported(code):
    """Yield the user's own modules that code imports when it runs."""
    for step in dis.get_instructions(code):
        if step.opname == "IMPORT_NAME":
            with suppress(Exception):  # if it is missing, the code itself will say so
                spec = find_spec(step.argval)
                if spec and spec.origin and _is_ones_own_file(spec.origin):
                    yield import_module(step.argval)


def _is_opened(thing):
    """Whether to look into an attribute of a library's object, unless it is a library's, too."""
    kind = type(thing)
    return isinstance(thing, OPENED) or hasattr(kind, "get_params") or _is_own(kind.__module__)


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
