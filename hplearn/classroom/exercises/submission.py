"""A notebook as it was handed in: its cells, which exercise it is, and what is odd about it."""

import ast
import json
import re
from dataclasses import dataclass
from pathlib import Path

from hplearn.classroom.exercises.questions import exercises
from hplearn.classroom.exercises.student_version import TEXT_STUB
from hplearn.syllabus import number_of

CHECKED = re.compile(r"""\bcheck\(["'](\d\d|[a-z-]+)""")


class Unreadable(Exception):
    """A file cannot be checked; the message is one sentence that says why.

    Examples
    --------
    >>> raise Unreadable("04.ipynb is not there.")
    Traceback (most recent call last):
    hplearn.classroom.exercises.submission.Unreadable: 04.ipynb is not there.
    """


@dataclass(frozen=True)
class Cell:
    """A cell of any notebook, with what may be missing filled in.

    Parameters
    ----------
    number : int
        From 1, as a person counts.
    kind : str
        code, markdown or raw.
    source : str
    grade_id : str
        nbgrader's name of it, if it still has one.
    """

    number: int
    kind: str
    source: str
    grade_id: str = ""


@dataclass(frozen=True)
class Submission:
    """The cells of a notebook, and the topic of its exercise.

    Examples
    --------
    >>> Submission("gradient-descent", [Cell(1, "code", "x = 1"), Cell(2, "raw", "")]).code
    [(1, 'x = 1')]
    """

    exercise: str
    cells: list

    @property
    def code(self):
        """Return number and source of each code cell."""
        return [(cell.number, cell.source) for cell in self.cells if cell.kind == "code"]

    def written(self, question):
        """Return what stands in the cell of a written answer, None if it is not there."""
        for cell in self.cells:
            if cell.grade_id == question.grade_id:
                return cell.source
        return None

    def defining(self, question):
        """Return the cells that define a question's name, or look as if they did."""
        return [cell for cell in self.cells if question.name in _defined(cell)]

    def oddities(self, questions):
        """Return a sentence for each answer cell that is gone, is no code, or is there twice."""
        sentences = []
        for question in questions:
            own = [cell for cell in self.cells if cell.grade_id == question.grade_id]
            if question.written:
                continue
            sentences += _odd(question, own, self.defining(question))
        return sentences


def is_untouched(text):
    """Whether a written answer is still what it was when handed out."""
    return text.strip() in ("", TEXT_STUB)


def read(path):
    """Return a notebook file as a Submission.

    Parameters
    ----------
    path : Path

    Raises
    ------
    Unreadable
        If it is missing, is no notebook, is a lesson, or tells nowhere which exercise it is.
    """
    try:
        content = json.loads(path.read_bytes())
        cells = [_cell(number, cell) for number, cell in enumerate(content["cells"], start=1)]
        ours = content.get("metadata", {}).get("hplearn", {})
        if "introduces" in ours:
            raise Unreadable(f"{path} is a lesson; its exercise has its name, in exercises.")
    except FileNotFoundError:
        raise Unreadable(f"{path} is not there.") from None
    except OSError as error:
        raise Unreadable(f"{path} cannot be read ({error.strerror}).") from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        reason = "no JSON" if isinstance(error, (ValueError, RecursionError)) else "without cells"
        raise Unreadable(f"{path} is no notebook: it is {reason}.") from None
    return Submission(_exercise(ours.get("exercise"), cells, path), cells)


def _cell(number, cell):
    grade_id = cell.get("metadata", {}).get("nbgrader", {}).get("grade_id", "")
    kind = str(cell.get("cell_type", "raw"))
    return Cell(number, kind, "".join(cell.get("source", "")), str(grade_id))


def _exercise(said, cells, path):
    """Return the topic of the exercise: from the first trace of it that names one of ours."""
    traces = [said, *(re.sub(r"-\d+(-\w+)?$", "", cell.grade_id) for cell in cells)]
    traces += [number for cell in cells for number in CHECKED.findall(cell.source)]
    traces.append(Path(path).name[:2])
    known = {name: topic for topic in exercises() for name in (topic, number_of(topic))}
    for trace in map(str, traces):
        if trace in known:
            return known[trace]
    raise Unreadable(f"{path} does not tell which exercise it is: no check of one is in it.")


def _odd(question, own, defining):
    name, code = question.name, [cell for cell in defining if cell.kind == "code"]
    for cell in {cell.number: cell for cell in [*own, *defining]}.values():
        if cell.kind != "code" and not code:
            yield f"Cell {cell.number} ({question.number}) is a {cell.kind} cell, so it is not run."
    if len(code) > 1:
        numbers = ", ".join(str(cell.number) for cell in code)
        yield f"{name} ({question.number}) is defined in cells {numbers}; the last one counts."
    if not own and not defining:
        yield f"The answer cell of {question.number} ({question.grade_id}) is gone."


def _defined(cell):
    """Return the names that the top level of a cell defines; of other than code, by its look."""
    try:
        tree = ast.parse(cell.source)
    except (SyntaxError, ValueError):
        return set(re.findall(r"^(?:def )?(\w+)(?: = |\()", cell.source, re.MULTILINE))
    functions = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    targets = [t for node in tree.body if isinstance(node, ast.Assign) for t in node.targets]
    return functions | {target.id for target in targets if isinstance(target, ast.Name)}
