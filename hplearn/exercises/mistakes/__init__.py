"""Known mistakes: each is one file in the folder of its exercise, named for what goes wrong.

The file's docstring begins with the question's place in its exercise and what goes wrong, and below
it stands the hint.
Its code is the wrong answer as a learner writes it, and stands alone::

    '''3: reports 1/L.

    That rate is safe, but twice as much still is.
    '''

    import numpy as np


    def largest_safe_rate(hessian):
        return 1 / np.linalg.eigvalsh(hessian).max()

An answer shows the mistake if it is the file's answer wherever that is wrong. Where this asks too
much, because draws differ or a part of the answer tells, or too little, because calls count, the
file also defines ``sign(arguments, outcome)``: whether a case that failed shows the mistake.
An answer that may take long needs a sign, too, for then it is never called.

A mistake is named if at least three cases that failed show it, and more than show any other: where
two explain as many, it could be either. A sign, which leaves more doubt, is asked for only if no
comparison fits. It is not seen in other mistakes, which a test tries.
"""

import ast
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
TITLE = re.compile(r"(\d+): (\S.*)")


@dataclass(frozen=True)
class Mistake:
    """A misconception: its name, what goes wrong, the hint, the wrong answer, maybe a sign."""

    name: str
    title: str
    hint: str
    code: str
    answer: object
    sign: Callable | None


def mistakes_of(question):
    """Return the known mistakes of a question, by name.

    Parameters
    ----------
    question : Question

    Raises
    ------
    ValueError
        If a file of this exercise is not as it must be.

    Examples
    --------
    >>> from hplearn.exercises.questions import question_of
    >>> [mistake.name for mistake in mistakes_of(question_of("05.3"))][:3]
    ['best-not-largest', 'flattest-direction', 'half-the-limit']
    """
    folder = FOLDER / question.topic.replace("-", "_")
    return _read(folder, str(question.place), question.name)


@cache
def _read(folder, place, defined):
    parsed = [(path, *_parsed(path)) for path in sorted(folder.glob("*.py"))]
    mistakes = [_mistake(path, *rest, defined) for path, of, *rest in parsed if of == place]
    return sorted(mistakes, key=lambda mistake: (mistake.sign is not None, mistake.name))


def _parsed(path):
    """Return the question that a file names, its syntax tree, its title, the hint in one line."""
    try:
        tree = ast.parse(path.read_text(encoding="utf-8"))
    except SyntaxError as error:
        raise ValueError(f"{path} is no Python: {error.msg} (line {error.lineno})") from error
    title, _, hint = (ast.get_docstring(tree) or "").partition("\n\n")
    if not (found := TITLE.fullmatch(title)) or not hint:
        raise ValueError(
            f'{path} must begin with a question and what goes wrong, as in "3: reports 1/L.", '
            f"an empty line and a hint, got {title!r} and {hint!r}"
        )
    return found[1], tree, found[2], " ".join(hint.split())


def _mistake(path, tree, title, hint, defined):
    names = {"__name__": path.stem}
    exec(compile(tree, path, "exec"), names)
    if defined not in names:
        raise ValueError(f"{path} must define {defined}, which its question asks for")
    body = [part for part in tree.body[1:] if getattr(part, "name", "") != "sign"]
    code = ast.unparse(ast.Module(body, []))
    return Mistake(
        path.stem.replace("_", "-"), title, hint, code, names[defined], names.get("sign")
    )
