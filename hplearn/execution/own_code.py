"""By what a log knows what a search computes with: all code of one's own in it, and its constants.

Whoever changes a metric, or a method of their estimator, and runs the same program again must not
get the old scores. So a log keeps a digest of each function that is not a library's, wherever it
is: in an estimator's parameters, in a scorer, in a list of options, in what a function names.
"""

import sys
import sysconfig
from collections import Counter, deque
from functools import cached_property, partial
from hashlib import sha256
from inspect import isfunction
from pathlib import Path
from types import CodeType, FunctionType, MethodType, ModuleType

from hplearn.execution.fingerprint import CONSTANT, code_parts, constants

LIBRARIES = {"site-packages", "dist-packages"}
STANDARD_LIBRARY = Path(sysconfig.get_path("stdlib"))
OURS = __name__.partition(".")[0]
AROUND = property | cached_property | staticmethod | classmethod | MethodType
INSIDE = "fget", "fset", "func", "__func__", "__self__"  # of those
SETS, LISTS = set | frozenset, list | tuple
OPENED = dict | SETS | LISTS | partial | AROUND | FunctionType | type


def own_code(*things):
    """Return the code, as digests by name, and the constants of one's own in `things`, as a dict.

    Its one key is this Python, since each compiles to its own code.
    Functions count with what they name and what was around them, classes with all methods and
    parents, objects with their attributes, estimators with their parameters. Libraries' code is
    taken as it is, and data, such as arrays and what lists hold, is not looked at.
    """
    look, left, seen = _Look(), deque(things), {}  # by id; kept, or another would get its id
    while left:
        thing = left.popleft()
        if not isinstance(thing, CONSTANT) and id(thing) not in seen:
            seen[id(thing)] = thing
            left.extend(look.inside(thing))
    return {sys.implementation.cache_tag: {"code": look.code, "values": look.values}}


class _Look:
    """A look at one thing after another, which notes the code and the constants of one's own."""

    def __init__(self):
        self.code, self.values, self.names = {}, {}, Counter()

    def inside(self, thing):
        """Return what has to be looked at because of this thing, always in the same order."""
        if isinstance(thing, dict):
            return thing.values()
        if isinstance(thing, SETS):
            return sorted(thing, key=repr)  # the order of a set differs between processes
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
            return around.values()  # a library's wrapper may be around a function of one's own
        code, name = function.__code__, self._name(function)
        named = _names(code)
        around |= {one: function.__globals__[one] for one in named if one in function.__globals__}
        for module in [*around.values()]:
            if isinstance(module, ModuleType) and _is_own(module.__name__):
                around |= {one: vars(module)[one] for one in named if one in vars(module)}
        around |= {f"default {k}": v for k, v in enumerate(function.__defaults__ or ())}
        around |= function.__kwdefaults__ or {}
        parts = repr(code_parts(code, function.__doc__)).encode()
        self.code[name] = sha256(parts).hexdigest()[:16]
        return self._held(name, around)

    def _of_class(self, cls):
        own = self._held(self._name(cls), vars(cls)) if _is_own(cls.__module__) else ()
        return *cls.__bases__, *own

    def _of_object(self, thing):
        kind = type(thing)
        if hasattr(kind, "get_params"):
            return kind, thing.get_params(deep=False)
        held = getattr(thing, "__dict__", {})
        if _is_own(kind.__module__):
            return kind, *self._held(self._name(thing), held)
        return [one for one in held.values() if _is_opened(one)]

    def _held(self, name, held):
        """Note the constants among what `name` holds, and return all."""
        self.values |= {f"{name}.{key}": value for key, value in constants(held).items()}
        return held.values()

    def _name(self, thing):
        """Return a name for a function, a class or an object of it, which no other has."""
        name = getattr(thing, "__qualname__", type(thing).__qualname__).rpartition("<locals>.")[2]
        self.names[name] += 1
        return name if self.names[name] == 1 else f"{name} ({self.names[name]})"


def _closure(function):
    """Yield name and value of the variables around a function."""
    for name, cell in zip(function.__code__.co_freevars, function.__closure__ or (), strict=True):
        try:
            yield name, cell.cell_contents
        except ValueError:  # not yet set
            continue


def _names(code):
    """Return the names that code uses, also in the functions inside it."""
    inner = [name for one in code.co_consts if isinstance(one, CodeType) for name in _names(one)]
    return dict.fromkeys([*code.co_names, *inner])


def _is_opened(thing):
    """Whether to look into what an object of a library holds: not where it is one, too."""
    kind = type(thing)
    return isinstance(thing, OPENED) or hasattr(kind, "get_params") or _is_own(kind.__module__)


def _is_own(name):
    """Whether a module is no library: a notebook's cells, a program, a file beside it."""
    file = getattr(sys.modules.get(name), "__file__", None)
    if not isinstance(name, str) or name.partition(".")[0] == OURS:
        return False
    if file is None:
        return name not in sys.builtin_module_names
    parts, is_standard = Path(file).parts, Path(file).is_relative_to(STANDARD_LIBRARY)
    return LIBRARIES.isdisjoint(parts) and not is_standard
