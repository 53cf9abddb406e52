"""A made-up class that has handed in an exercise, to try the grader on."""

import json
from pathlib import Path

import numpy as np

from hplearn.course_files import CourseError, course_files
from hplearn.exercises.mistakes import mistakes_of
from hplearn.exercises.questions import questions_of
from hplearn.exercises.solution import code_of
from hplearn.files import write_whole
from hplearn.grading.tables import csv_of

STUDENTS = (
    *("ada", "ben", "chen", "dana", "emil", "fatima", "goran", "hana", "ivo", "jana"),
    *("kofi", "lena"),
)
SHARES = {"right": 0.7, "wrong": 0.25, "untouched": 0.05}
LIST = "what-they-did.csv"
TRICK = "import os, signal\nos.kill(os.getppid(), signal.SIGKILL)  # at whoever marks this\n\n"


def write_demo(folder: Path, topic: str = "gradient-descent") -> None:
    """Write a folder for each made-up student, with the exercise as they handed it in.

    Their answers are our solution, a known mistake, or nothing, as a fixed seed draws; `LIST` says
    which. The last but one wants the grader to fail, and the last handed in an empty file.

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
    rows = [["student", *(question.number for question in questions)]]
    for student in STUDENTS:
        notebook = json.loads(exercise.read_text(encoding="utf-8"))
        drawn = {question.grade_id: _answer(question, rng) for question in questions}
        for cell in notebook["cells"]:
            _, answer = drawn.get(cell["metadata"].get("nbgrader", {}).get("grade_id"), ("", ""))
            cell["source"] = answer or cell["source"]
        if student == STUDENTS[-2]:
            notebook["cells"][1]["source"] = TRICK + "".join(notebook["cells"][1]["source"])
        is_empty = student == STUDENTS[-1]
        (folder / student).mkdir(parents=True)
        text = "" if is_empty else json.dumps(notebook, indent=1)
        (folder / student / name).write_text(text, encoding="utf-8")
        rows.append([student, *("empty file" if is_empty else kind for kind, _ in drawn.values())])
    write_whole(folder / LIST, csv_of(rows))


def _answer(question, rng):
    """Return a kind of answer, right, untouched or a mistake's name, and its code."""
    kind = rng.choice([*SHARES], p=[*SHARES.values()])
    if kind == "untouched" or question.written:
        return "untouched", ""
    if kind == "right":
        return "right", code_of(question)
    known = mistakes_of(question)
    mistake = known[rng.integers(len(known))]
    return mistake.name, mistake.code
