"""Run a notebook's code cells, without a kernel, each as far as it goes."""

import ast
import linecache
import re
from traceback import extract_tb

from hplearn.contained.outcomes import in_a_line
from hplearn.execution.deadline import call_within

OURS = ("check", "failing_case", "mark", "solution")  # they ask for a verdict, and answer nothing
SHELL = re.compile(r"\s*[%!?]|.*=\s*[%!]|.*\?\s*$")


def run_cell(number, source, namespace, seconds=None, limit=call_within):
    r"""Run a code cell of a notebook, and return a sentence for each part that did not run.

    Parameters
    ----------
    number : int
    source : str
    namespace : dict
        Names that the cell may use, and where it puts its own.
    seconds : float, optional
        What it may take.
    limit : callable
        ``limit(seconds, function, *args)``, which raises TimeoutError after so many seconds.

    Examples
    --------
    >>> names = {}
    >>> print(*run_cell(1, "%time\ny = 2\nx = 1 / 0", names), sep="\n")
    Cell 1, line 1: `%time` is left out, because it is not Python.
    Cell 1 stops with ZeroDivisionError: division by zero (line 3).
    >>> names["y"]
    2
    """
    namespace |= dict.fromkeys(OURS, _nothing) | {"display": print}
    filename = f"<cell {number}>"
    tree, problems = _parsed(number, source)
    if tree is None:
        return problems
    lines = source.splitlines(keepends=True)
    linecache.cache[filename] = (len(source), None, lines, filename)
    try:
        code = compile(_WithoutChecks().visit(tree), filename, "exec")
        limit(seconds, exec, code, namespace)
    except KeyboardInterrupt:
        raise
    except TimeoutError:
        problems.append(f"Cell {number} takes longer than {seconds:g} s and was stopped.")
    except BaseException as error:  # exit() in a cell ends that cell alone
        problems.append(f"Cell {number} stops with {in_a_line(error)}{_line(error, filename)}.")
    return problems


def _nothing(*args, **kwargs):
    """Stand in for `check` where the verdict comes from outside."""


def _line(error, filename):
    lines = [one.lineno for one in extract_tb(error.__traceback__) if one.filename == filename]
    return f" (line {lines[-1]})" if lines else ""


def _parsed(number, source):
    """Return the cell's syntax tree, or None, and a sentence for each part that was left out."""
    if source.lstrip().startswith("%%"):
        first = source.lstrip().splitlines()[0]
        return None, [f"Cell {number} is left out, because it is not Python: `{first}`."]
    try:
        return ast.parse(source), []
    except (SyntaxError, ValueError) as error:
        reason = error
    lines, problems = source.splitlines(), []
    for at, line in enumerate(lines):
        if SHELL.match(line):
            indent = line[: len(line) - len(line.lstrip())]
            lines[at] = f"{indent}pass"
            what = f"`{line.strip()}` is left out, because it is not Python"
            problems.append(f"Cell {number}, line {at + 1}: {what}.")
    try:
        return ast.parse("\n".join(lines)), problems
    except (SyntaxError, ValueError):
        where = f" (line {reason.lineno})" if getattr(reason, "lineno", None) else ""
        text = f"{type(reason).__name__}: {getattr(reason, 'msg', reason)}"
        return None, [f"Cell {number} is left out: {text}{where}."]


class _WithoutChecks(ast.NodeTransformer):
    """Take out the imports of `OURS`, and calls of them whose result is not used."""

    def visit_Expr(self, node):
        call = node.value
        called = call.func if isinstance(call, ast.Call) else None
        name = getattr(called, "id", getattr(called, "attr", None))
        return ast.copy_location(ast.Pass(), node) if name in OURS else node

    def visit_ImportFrom(self, node):
        kept = [alias for alias in node.names if alias.name not in OURS]
        if (node.module or "").split(".")[0] != "hplearn" or len(kept) == len(node.names):
            return node
        if not kept:
            return ast.copy_location(ast.Pass(), node)
        node.names = kept
        return node
