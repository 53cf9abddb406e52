"""What `check` says to wrong answers, as a table: python tests/score_answers.py tests/fresh_answers

Each answer is a file of a folder named for its exercise, `gradient_descent/forgot_to_halve.py`. Its
docstring begins with the question's place and what the learner thought, "1: the slope is the step.",
and its code defines what the question asks for. The last line counts them.
"""

import ast
import sys
from pathlib import Path

from hplearn.classroom.exercises.checks import examine
from hplearn.classroom.exercises.questions import question_of

SEED = 20


def scored(path):
    """Return the verdict on a file's answer, and what its learner thought."""
    source = path.read_text(encoding="utf-8")
    said = ast.get_docstring(ast.parse(source)) or ""
    place, _, thought = " ".join(said.split()).partition(": ")
    question = question_of(f"{path.parent.name.replace('_', '-')}/{place}")
    names = {"__name__": path.stem}
    exec(compile(source, path, "exec"), names)
    return examine(question, names, SEED), thought


def main(folders):
    """Print a row for each answer of these folders: question, thought, verdict, mistake, hint."""
    found = [scored(path) for folder in folders for path in sorted(Path(folder).glob("*/*.py"))]
    print(
        "| question | what the learner thought | verdict | mistake | hint |\n|---|---|---|---|---|"
    )
    for verdict, thought in sorted(found, key=lambda one: one[0].question.number):
        cells = (verdict.question.number, thought, verdict.verdict, verdict.mistake, verdict.hint)
        print("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    named, right = (
        sum(map(bool, told)) for told in zip(*((v.mistake, v.points) for v, _ in found))
    )
    print(f"\n{len(found)} answers: {named} named by their mistake, {right} with full marks.")


if __name__ == "__main__":
    main(sys.argv[1:])
