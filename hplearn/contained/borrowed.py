"""Which functions and classes of hplearn and scikit-learn an answer is, or calls."""

import dis
from contextlib import suppress
from functools import partial
from inspect import unwrap
from types import CodeType, FunctionType, MethodType, ModuleType

ROOTS = ("hplearn", "sklearn")


def borrowed(answer):
    """Return the dotted names of hplearn and scikit-learn behind a function, sorted.

    Parameters
    ----------
    answer : callable
        The learner's own functions that it uses, its inner functions and the imports inside it
        are searched, too.

    Returns
    -------
    list of str

    Examples
    --------
    >>> from hplearn import minimize
    >>> borrowed(minimize)
    ['hplearn.optim.minimize.minimize']
    >>> notebook = {"minimize": minimize}
    >>> exec("def mine(*args): return minimize(*args)", notebook)
    >>> borrowed(notebook["mine"])
    ['hplearn.optim.minimize.minimize']
    """
    found, seen, waiting = set(), set(), [answer]
    while waiting:
        thing = waiting.pop()
        if id(thing) in seen:
            continue
        seen.add(id(thing))
        if name := _foreign(thing):
            found.add(name)
        else:
            waiting += _used(thing, found)
    return sorted(found)


def _foreign(thing):
    """Return the dotted name of something of hplearn or scikit-learn, or nothing."""
    if isinstance(thing, ModuleType):
        return ""  # the functions taken from it count
    home = thing if hasattr(thing, "__qualname__") else type(thing)
    module = getattr(home, "__module__", None) or ""
    return f"{module}.{home.__qualname__}" if module.split(".")[0] in ROOTS else ""


def _used(thing, found):
    """Return the objects that a function refers to, and add the names it imports to `found`."""
    if isinstance(thing, partial):
        return [thing.func]
    if isinstance(thing, MethodType):
        return [thing.__func__]
    function = unwrap(thing) if callable(thing) else thing
    if isinstance(thing, type):
        members = [member for member in vars(thing).values() if isinstance(member, FunctionType)]
        return [*thing.__bases__, *members]
    if not isinstance(function, FunctionType):
        return [call for call in [vars(type(thing)).get("__call__")] if call is not None]
    cells = []
    for cell in function.__closure__ or ():
        with suppress(ValueError):  # a closure's name that was never set
            cells.append(cell.cell_contents)
    return [*cells, *_named(function.__code__, function.__globals__, found)]


def _named(code, names, found):
    """Yield the values of the global names in some code, and the attributes it uses of modules."""
    module = ""
    for instruction in dis.get_instructions(code):
        what, name = instruction.opname, instruction.argval
        if what == "IMPORT_NAME":
            module = name
            if name.split(".")[0] in ROOTS:
                found.add(name)
        elif what == "IMPORT_FROM" and module.split(".")[0] in ROOTS:
            found.discard(module)
            found.add(module if module.endswith(f".{name}") else f"{module}.{name}")
        elif what in ("LOAD_GLOBAL", "LOAD_NAME") and name in names:
            yield names[name]
            if isinstance(names[name], ModuleType):
                yield from _attributes(names[name], code.co_names)
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _named(constant, names, found)


def _attributes(module, names):
    """Yield the functions and classes in `names` of a module of hplearn or scikit-learn."""
    if module.__name__.split(".")[0] in ROOTS:
        for name in names:
            thing = getattr(module, name, None)
            if isinstance(thing, ModuleType) and thing is not module:
                yield from _attributes(thing, names)
            elif thing is not None:
                yield thing
