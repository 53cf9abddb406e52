"""What `check` says to wrong answers, as a table, from the project's folder::

    python -m tests.classroom.exercises.score_answers tests/fresh_answers

An answer is a file in a folder named for its exercise, ``gradient_descent/adds_the_rates.py``. Its
docstring begins with the question's place and what the learner thought, as in ``1: the gradient
points downhill.``; its code defines what the question asks for, as the answer cell would. What the
notebook's other cells define is there. The last line counts.
"""

import ast
import sys
from functools import cache
from pathlib import Path

from hplearn.classroom.exercises.checks import examine
from hplearn.classroom.exercises.questions import question_of

from .answers import SEED, names_of, solution_of


def scored(path):
    """Return the verdict on a file's answer, and what its learner thought."""
    source = path.read_text(encoding="utf-8")
    said = " ".join((ast.get_docstring(ast.parse(source)) or "").split())
    place, _, thought = said.partition(": ")
    question = question_of(f"{path.parent.name.replace('_', '-')}/{place}")
    names = dict(solved(question.topic))
    names.pop(question.name)
    exec(compile(source, path, "exec"), names)
    return examine(question, names, SEED), thought


@cache
def solved(topic):
    return names_of(solution_of(topic))


def table(folders):
    """Return the lines of the table of all answers in these folders."""
    found = [scored(path) for folder in folders for path in sorted(Path(folder).glob("*/*.py"))]
    yield "| question | what the learner thought | verdict | mistake | hint |"
    yield "|---|---|---|---|---|"
    for verdict, thought in sorted(found, key=lambda one: one[0].question.number):
        cells = (verdict.question.number, thought, verdict.verdict, verdict.mistake, verdict.hint)
        yield f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"
    named = sum(bool(verdict.mistake) for verdict, _ in found)
    right = sum(verdict.verdict == "right" for verdict, _ in found)
    yield f"\n{len(found)} answers: {named} named by their mistake, {right} with full marks."


if __name__ == "__main__":
    print(*table(sys.argv[1:]), sep="\n")
