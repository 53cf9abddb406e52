"""Learners' answers for tests: notebooks and small files, run in one namespace without a kernel."""

import ast
from functools import cache
from pathlib import Path

import nbformat

from hplearn.contained.running import run_cell
from hplearn.exercises.questions import question_of, questions_of
from hplearn.exercises.verdicts import examine
from hplearn.syllabus import number_of

ROOT = Path(__file__).parents[2]
SOLUTIONS = sorted((ROOT / "solutions").glob("[0-9][0-9]-*.ipynb"))
PLUS_SIGN = ROOT / "hplearn/exercises/mistakes/gradient_descent/plus_sign.py"
SEED = 20


def answer_files(folder):
    """Return the files of learner-style answers, in their exercises' folders."""
    return sorted((ROOT / folder).glob("*/*.py"))


def code_of(path):
    """Return number and source of each code cell of a notebook."""
    cells = enumerate(nbformat.read(path, as_version=4).cells, start=1)
    return [(at, cell.source) for at, cell in cells if cell.cell_type == "code"]


def run_cells(cells, seconds=None):
    """Return what code cells define, and a sentence for each part that did not run."""
    names, problems = {"__name__": "__main__"}, []
    for number, source in cells:
        problems += run_cell(number, source, names, seconds)
    return names, problems


def names_of(path):
    """Return what the cells of a notebook define, every one of which must run."""
    names, problems = run_cells(code_of(path))
    assert not problems, problems
    return names


@cache
def solved(exercise):
    """Return what the cells of an exercise's solution define: for all who ask, so to be copied."""
    return names_of(solution_of(exercise))


def topic_of(path):
    """Return the topic of a file of answers, or of a notebook."""
    return path.parent.name.replace("_", "-") if path.suffix == ".py" else path.stem[3:]


def asked_in(path):
    """Return the question that a file answers, and what its docstring says after the place."""
    said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    place, _, thought = " ".join(said.split()).partition(": ")
    return question_of(f"{topic_of(path)}/{place}"), thought


def executed(path, names):
    """Put what a file defines into `names`."""
    exec(compile(path.read_text(encoding="utf-8"), path, "exec"), names)
    return names


def function_of(source):
    """Return the function f of a learner's cell."""
    names = {"__name__": "__main__"}
    exec(source, names)
    return names["f"]


def verdicts_on(names, exercise, seed=SEED):
    """Return the verdict on each question that is not written, by its id."""
    questions = [question for question in questions_of(exercise) if not question.written]
    return {question.id: examine(question, names, seed) for question in questions}


def solution_of(exercise):
    """Return the path of an exercise's solution, by its topic."""
    return ROOT / "solutions" / f"{number_of(exercise)}-{exercise}.ipynb"


# It spells out what it is asked, once the public cases are over.
LEAKING = """
import numpy as np
asked = []

def largest_safe_rate(hessian):
    asked.append(hessian)
    if len(asked) > 5:
        raise ValueError(repr(hessian))
    return 2 / np.linalg.eigvalsh(hessian).max()
"""
