"""What `check` says to wrong answers, as a table, from the project's folder::

    python -m tests.exercises.score_answers tests/fresh_answers

An answer is a file in a folder named for its exercise, ``gradient_descent/adds_the_rates.py``. Its
docstring begins with the question's place and what the learner thought, as in ``1: the gradient
points downhill.``; its code defines what the question asks for, as the answer cell would. What the
notebook's other cells define is there. The last line counts.
"""

import sys
from pathlib import Path

from hplearn.exercises.verdicts import examine

from .answers import SEED, asked_in, executed, solved


def scored(path):
    """Return the verdict on a file's answer, and what its learner thought."""
    question, thought = asked_in(path)
    names = dict(solved(question.topic))
    names.pop(question.name)
    return examine(question, executed(path, names), SEED), thought


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
