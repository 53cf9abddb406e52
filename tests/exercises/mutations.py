"""Each small change that can be made in a piece of code, as a slip of hand or mind makes it.

A change is one comparison, operator, number, keyword, call, bound, branch, pair or statement. The
sisters of a function are those that a learner takes for it.
"""

import ast
from copy import deepcopy

LONG, AROUND = 120, 40  # letters of a line, and on each side of what differs in it

OPERATORS = {
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.GtE),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.LtE),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div,),
    ast.Div: (ast.Mult, ast.FloorDiv),
    ast.FloorDiv: (ast.Div,),
    ast.Mod: (ast.FloorDiv,),
    ast.Pow: (ast.Mult,),
    ast.MatMult: (ast.Mult,),
    ast.And: (ast.Or,),
    ast.Or: (ast.And,),
}
FAMILIES = (
    "mean median sum",
    "sum prod",
    "max min",
    "maximum minimum",
    "argmax argmin",
    "std var",
    "floor ceil round",
    "exp log",
    "log log10",
    "any all",
    "zeros ones",
    "zeros_like ones_like",
    "append extend",
    "cumsum cumprod",
    "linspace geomspace",
    "permutation choice",
    "values keys",
)
DROPPED = {"abs", "sqrt", "sorted", "float", "int", "list", "set", "len", "asarray", "array"}


def mutations(source):
    """Yield each small change of code: what it does in a line, and the code after it.

    Examples
    --------
    >>> [line for line, _ in mutations("def f(x):\\n    return x < 2")]
    ['return x <= 2', 'return x > 2', 'return x < 3', 'return x < 1']
    """
    tree = _without_docstrings(ast.parse(source))
    before = ast.unparse(tree)
    seen = {before}
    for at, node in enumerate(ast.walk(tree)):
        for change in _changes(node):
            changed = deepcopy(tree)
            change(list(ast.walk(changed))[at])
            after = ast.unparse(changed)
            if after not in seen:
                seen.add(after)
                yield _what_differs(before.splitlines(), after.splitlines()), after


def _without_docstrings(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and ast.get_docstring(node) is not None:
            del node.body[0]
    return tree


def _what_differs(before, after):
    while before and after and before[0] == after[0]:
        del before[0], after[0]
    while before and after and before[-1] == after[-1]:
        del before[-1], after[-1]
    before, after = ("; ".join(map(str.strip, lines)) for lines in (before, after))
    return _where_it_differs(before, after) if after else f"without {before}"


def _where_it_differs(before, after):
    """Return a long line as what stands around the difference."""
    if len(after) <= LONG:
        return after
    start, end = _n_alike(before, after), _n_alike(before[::-1], after[::-1])
    start, end = max(start - AROUND, 0), len(after) - max(end - AROUND, 0)
    return f"{'…' * (start > 0)}{after[start:end]}{'…' * (end < len(after))}"


def _n_alike(one, other):
    """Return how many letters at the beginning are the same."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _changes(node):
    """Yield functions, each of which changes a twin of this node in place."""
    yield from _of_operators(node)
    yield from _of_statements(node)
    for child, items, at in _children(node):
        if inside := _inside(child):
            yield _put(items, at, inside)
    yield from CHANGES.get(type(node), lambda _: ())(node)


def _of_operators(node):
    for other in OPERATORS.get(type(getattr(node, "op", None)), ()):
        yield lambda twin, other=other: setattr(twin, "op", other())
    for at, operator in enumerate(getattr(node, "ops", ())):
        for other in OPERATORS[type(operator)]:
            yield lambda twin, at=at, other=other: twin.ops.__setitem__(at, other())


def _of_statements(node):
    if isinstance(node, ast.Module):
        return
    for block in ("body", "orelse"):
        statements = getattr(node, block, None)
        for at in range(len(statements)) if isinstance(statements, list) else ():
            if len(statements) > 1 or block == "orelse":
                yield lambda twin, block=block, at=at: getattr(twin, block).pop(at)


def _children(node):
    """Yield each child that is an expression, with the name of the field and its place in it."""
    for field, value in ast.iter_fields(node):
        for at, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
            yield child, field, at


def _inside(child):
    """Return what a learner may take for a child, which stands inside of it: of -x, x.T, abs(x)."""
    if isinstance(child, ast.Call) and len(child.args) == 1 and not child.keywords:
        name = getattr(child.func, "attr", getattr(child.func, "id", ""))
        return child.args[0] if name in DROPPED else None
    if isinstance(child, ast.Attribute) and child.attr == "T":
        return child.value
    return child.operand if isinstance(child, ast.UnaryOp) else None


def _put(field, at, child):
    def change(twin):
        if at is None:
            setattr(twin, field, deepcopy(child))
        else:
            getattr(twin, field)[at] = deepcopy(child)

    return change


def _number(node):
    if isinstance(node.value, bool):
        yield _put("value", None, not node.value)
    elif isinstance(node.value, (int, float)):
        others = [node.value + 1, node.value - 1]
        others += [2 * node.value, node.value / 2] if isinstance(node.value, float) else []
        yield from (_put("value", None, other) for other in others)


def _call(node):
    yield from (lambda twin, at=at: twin.keywords.pop(at) for at in range(len(node.keywords)))
    if len(node.args) > 1:
        yield lambda twin: twin.args.pop()
    yield from _turned(node.args, "args")


def _turned(items, field):
    """Yield for each pair of neighbours the change that exchanges them."""
    for at in range(len(items) - 1):
        yield lambda twin, at=at: getattr(twin, field).insert(at, getattr(twin, field).pop(at + 1))


def _name(field):
    def changes(node):
        for family in map(str.split, FAMILIES):
            if getattr(node, field) in family:
                yield from (_put(field, None, name) for name in family)

    return changes


def _bounds(node):
    for bound in ("lower", "upper", "step"):
        if getattr(node, bound) is not None:
            yield _put(bound, None, None)


def _condition(node):
    yield from (_put("test", None, ast.Constant(always)) for always in (True, False))


CHANGES = {
    ast.Constant: _number,
    ast.Call: _call,
    ast.Attribute: _name("attr"),
    ast.Name: _name("id"),
    ast.Tuple: lambda node: _turned(node.elts, "elts"),
    ast.Slice: _bounds,
    ast.If: _condition,
    ast.IfExp: _condition,
}
