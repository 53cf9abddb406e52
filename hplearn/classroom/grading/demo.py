"""A made-up class that has handed in an exercise, to try the grader on."""

import json
from pathlib import Path

import numpy as np

from hplearn.classroom.course import CourseError, course_files
from hplearn.classroom.exercises.mistakes import mistakes_of
from hplearn.classroom.exercises.questions import questions_of
from hplearn.classroom.exercises.solution import code_of

STUDENTS = (
    *("ada", "ben", "chen", "dana", "emil", "fatima", "goran", "hana", "ivo", "jana"),
    *("kofi", "lena"),
)
SHARES = {"right": 0.7, "wrong": 0.25, "untouched": 0.05}
TRICK = "import os, signal\nos.kill(os.getppid(), signal.SIGKILL)  # at whoever marks this\n"


def write_demo(folder: Path, topic: str = "gradient-descent") -> None:
    """Write a folder for each made-up student, with the exercise as they handed it in.

    Their answers are our solution, a known mistake, or nothing, as a fixed seed draws. The last but
    one wants the grader to fail, and the last handed in an empty file.

    Parameters
    ----------
    folder : Path
        Missing or empty.
    topic : str
        Of the exercise.

    Raises
    ------
    CourseError
        If the folder holds something.
    """
    if folder.exists() and (folder.is_file() or any(folder.iterdir())):
        raise CourseError(
            f"The made-up class needs a folder that is empty or missing, got {folder}."
        )
    questions = questions_of(topic)
    name = f"{questions[0].number[:2]}-{topic}.ipynb"
    (exercise,) = course_files(kinds=[f"exercises/{name}"]).values()
    rng = np.random.default_rng(0)
    for student in STUDENTS:
        notebook = json.loads(exercise.read_text(encoding="utf-8"))
        answers = {question.grade_id: _answer(question, rng) for question in questions}
        for cell in notebook["cells"]:
            answer = answers.get(cell["metadata"].get("nbgrader", {}).get("grade_id"))
            cell["source"] = answer or cell["source"]
        if student == STUDENTS[-2]:
            notebook["cells"][1]["source"] = TRICK
        text = "" if student == STUDENTS[-1] else json.dumps(notebook, indent=1)
        (folder / student).mkdir(parents=True)
        (folder / student / name).write_text(text, encoding="utf-8")


def _answer(question, rng):
    """Return the code of an answer, empty if there is none."""
    kind = rng.choice([*SHARES], p=[*SHARES.values()])
    if kind == "untouched" or question.written:
        return ""
    known = mistakes_of(question)
    return code_of(question) if kind == "right" else known[rng.integers(len(known))].code
