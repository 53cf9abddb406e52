"""A made-up class that has handed in exercises as real ones do, to try the grader on.

``made_up/`` has its roster, its times, how each of them hands in and what is special there, and
what some of them wrote themselves. All other answers are drawn.
"""

import ast
import json
import os
import re
import sys
import tomllib
from pathlib import Path

import numpy as np

from hplearn.course_files import CourseError, course_file
from hplearn.exercises.mistakes import mistakes_of
from hplearn.exercises.questions import exercises, questions_of
from hplearn.exercises.solution import code_of
from hplearn.files import write_whole
from hplearn.grading.tables import csv_of, rows_of
from hplearn.syllabus import notebook_of, number_of

MADE_UP = Path(__file__).parent / "made_up"
LIST, ROSTER, TIMES = "what-they-did.csv", "roster.csv", "times.csv"
EMPTY, OTHER = "empty file", "another exercise"
OLD, OURS = "name in an old encoding", "our solution"


def _read(name):
    return (MADE_UP / name).read_text(encoding="utf-8")


KINDS = tomllib.loads(_read("kinds.toml"))
TERM, SHARES, BODIES, BEFORE = (KINDS[name] for name in ("term", "shares", "bodies", "before"))
ONCE = (EMPTY, OTHER, *BEFORE)  # in one exercise alone


def write_demo(folder: Path, topic: str = "") -> None:
    """Write what a made-up class has handed in, its roster, its times, and what each of them did.

    Some of it lies in folders that are named as Moodle does, some beside them, named as Canvas
    does. Answers are our solution in other words, a known mistake, or none, as a fixed seed draws;
    `LIST` says which, and what is special about a student.

    Parameters
    ----------
    folder : Path
        Missing or empty.
    topic : str, optional
        Of the one exercise that is handed in; by default those of `TERM` are.

    Raises
    ------
    CourseError
        If the folder holds something.
    """
    if folder.exists() and (folder.is_file() or any(folder.iterdir())):
        said = "The made-up class needs a folder that is empty or missing"
        raise CourseError(f"{said}, got {folder}.")
    topics = [topic] if topic else TERM
    odd = topic or TERM[-2]  # in which what is special happens
    rows = [row for one in topics for row in _handed_in(folder, one, one == odd)]
    columns = dict.fromkeys(name for row in rows for name in row)
    table = [columns, *([row.get(name, "") for name in columns] for row in rows)]
    write_whole(folder / LIST, csv_of(table))
    for name in (ROSTER, TIMES):
        write_whole(folder / name, _read(name))


def _handed_in(folder, topic, is_odd):
    """Write an exercise of each student, and yield what is in it; what is special `ONCE` if odd."""
    rng, own = np.random.default_rng([0, *topic.encode()]), tomllib.loads(_read("answers.toml"))
    for _, person in rows_of(_read("people.csv"))[1]:
        student, what = person["student"], person["what"]
        what = "" if what in ONCE and not is_odd else what
        questions = [] if what in (EMPTY, OTHER) else questions_of(topic)
        drawn = {one.grade_id: _answer(one, rng, what) for one in questions}
        drawn |= {id: ("right", code) for id, code in own.get(student, {}).items() if id in drawn}
        kinds = {one.number: drawn[one.grade_id][0] for one in questions}
        yield {"student": student, "exercise": topic, "what": what} | kinds
        name = person["handed in as"].format(f"{number_of(topic)}-{topic}")
        is_old = what == OLD and sys.platform == "linux"
        path = folder / (os.fsdecode(name.encode("cp1252")) if is_old else name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_notebook(topic, drawn, what), encoding="utf-8")


def _notebook(topic, drawn, what):
    """Return the exercise, as JSON, with answers in their cells."""
    if what == EMPTY:
        return ""
    if what == OTHER:
        topic = exercises()[exercises().index(topic) - 1]
    exercise = course_file(f"exercises/{notebook_of(topic)}")
    notebook = json.loads(exercise.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        _, answer = drawn.get(cell["metadata"].get("nbgrader", {}).get("grade_id"), ("", ""))
        cell["source"] = answer or "".join(cell["source"])
    notebook["cells"][1]["source"] = BEFORE.get(what, "") + notebook["cells"][1]["source"]
    return json.dumps(notebook, indent=1)


def _answer(question, rng, what):
    """Return the kind of an answer, a word of `SHARES` or a mistake's name, and its code."""
    kind = str(rng.choice([*SHARES], p=[*SHARES.values()]))
    if question.written:
        return "written", KINDS["study"]
    known = sorted(mistakes_of(question), key=lambda mistake: len(mistake.code))
    if what == OURS:
        return "right", code_of(question)
    if kind == "untouched":
        return kind, ""
    if kind == "mistake" and known:
        mistake = known[min(int(rng.exponential(0.7)), len(known) - 1)]  # the shortest most often
        return mistake.name, _in_other_words(mistake.code, rng)
    if question.is_value:
        bare = re.sub(r"^#.*\n", "", code_of(question), flags=re.MULTILINE)
        return (kind, bare) if kind == "no reason" else ("right", code_of(question))
    if kind in BODIES:
        return kind, f"def {question.name}(*given):\n    {BODIES[kind]}"
    return "right", _in_other_words(code_of(question), rng)


class _OtherWords(ast.NodeTransformer):
    """Writes many expressions in another way, each time in one that is drawn."""

    def __init__(self, rng):
        self.rng = rng

    def visit(self, node):
        """Return a node, or a name that is written as it and a bit more."""
        node = self.generic_visit(node)
        if not isinstance(node, ast.BinOp | ast.Call | ast.Compare) or self.rng.random() < 0.25:
            return node
        return ast.Name(str(self.rng.choice(KINDS["ways"])).format(ast.unparse(node)))


def _in_other_words(code, rng):
    return ast.unparse(_OtherWords(rng).visit(ast.parse(code)))
