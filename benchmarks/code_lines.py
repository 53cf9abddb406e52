"""Code lines of each room, without docstrings, comments and blanks: python benchmarks/code_lines.py

The last line is the sum of all files but the mistakes, oracles and givens: these are the answers to
questions, one short file each, and nobody reads them to learn how the house works. With the names
of rooms, each file of these is listed.
"""

import ast
import io
import sys
import tokenize
from pathlib import Path

HOUSE = Path(__file__).parents[1] / "hplearn"
NO_CODE = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENDMARKER,
}
ANSWERS = ("mistakes", "oracles", "givens")
DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef)


def code_lines(path):
    """Return how many lines of a Python file hold code."""
    source = path.read_text(encoding="utf-8")
    lines = set()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type not in NO_CODE:
            lines |= set(range(token.start[0], token.end[0] + 1))
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, DOCUMENTED) and ast.get_docstring(node, clean=False) is not None:
            lines -= set(range(node.body[0].lineno, node.body[0].end_lineno + 1))
    return len(lines)


def main(rooms):
    """Print the sum of each room and the house, or, where rooms are named, each of their files."""
    for room in rooms or sorted(path.parent.name for path in HOUSE.glob("*/__init__.py")):
        counts = {path: code_lines(path) for path in sorted((HOUSE / room).rglob("*.py"))}
        for path, count in counts.items() if rooms else ():
            print(f"{count:6}  {path.relative_to(HOUSE)}")
        print(f"{sum(counts.values()):6}  {room}")
    if not rooms:
        print(f"{sum(map(code_lines, read())):6}  without {', '.join(ANSWERS)}")


def read():
    """Return the files of the house that hold no answer to a question."""
    return [path for path in HOUSE.rglob("*.py") if not {*path.parts} & {*ANSWERS}]


if __name__ == "__main__":
    main(sys.argv[1:])
