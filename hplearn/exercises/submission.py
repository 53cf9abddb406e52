"""A notebook as it was handed in: its cells, its exercise, and what is odd about it."""

import json
import re
from dataclasses import dataclass

from hplearn.contained.outcomes import tidy
from hplearn.course_files import course_file
from hplearn.exercises.questions import exercises
from hplearn.syllabus import notebook_of, number_of, topic_of

MAX_BYTES, MAX_CELLS = 10 * 10**6, 500
MAX_CELL = 200_000  # characters
MAX_PARTS = 500_000  # lists and objects in a file: in Python each takes ten times its place
TOO_LARGE = f"is too large: at most {MAX_BYTES // 10**6} MB are read, so clear all its outputs."
CODE_STUB = "# YOUR CODE HERE"
TEXT_STUB = "YOUR ANSWER HERE"  # nbgrader's words, as is the comment above
CHECKED = re.compile(r"""\bcheck\(["'](\d\d|[a-z-]+)""")
DEFINES = re.compile(r"^(?:def )?(\w+)(?:[ \t]*(?::[^=\n]*)?=(?!=)|\()", re.MULTILINE)
# Comments, and strings, in which a # begins none. No part looks back, so that no text takes long.
TOKEN = re.compile(r"""#.*|\"{3}[\s\S]*?\"{3}|'{3}[\s\S]*?'{3}|"[^"\n]*"|'[^'\n]*'""")


class Unreadable(Exception):
    """A file cannot be checked; the message is one sentence that says why.

    Examples
    --------
    >>> raise Unreadable("04.ipynb is not there.")
    Traceback (most recent call last):
    hplearn.exercises.submission.Unreadable: 04.ipynb is not there.
    """


@dataclass(frozen=True)
class Cell:
    """A cell of any notebook; fields that its file leaves out have a default.

    Parameters
    ----------
    number : int
        From 1, as a person counts.
    kind : str
        code, markdown or raw.
    source : str
    grade_id : str
        nbgrader's name of the cell, if it still has one.
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

    @property
    def all_code(self):
        """Return the source of all code cells as one text."""
        return "\n".join(source for _, source in self.code)

    def written(self, question):
        """Return the text of a written answer, or None if its cell is missing."""
        own = (cell.source for cell in self.cells if cell.grade_id == question.grade_id)
        return next(own, None)

    def defining(self, question):
        """Return the cells that look as if they defined a question's name; only a box parses."""
        return [cell for cell in self.cells if question.name in DEFINES.findall(cell.source)]

    def words(self, question):
        """Return an answer's text or its code; for a value, the reason beside it."""
        if question.written:
            return self.written(question) or ""
        cells = self.defining(question)
        if not question.is_value:
            return "\n".join(cell.source for cell in cells)
        said = (comment for cell in cells for comment in _comments(cell.source))
        return tidy(" ".join(one for one in said if _is_own(one, question)))

    def oddities(self, questions):
        """Yield a sentence for what is gone, and for answer cells that are no code or doubled."""
        first = our_notebook("exercises", self.exercise).code[0][1].splitlines()
        gone = [one for one in first if one not in self.all_code and "import check" not in one]
        if gone:
            yield f"The first cell of the exercise, with `{gone[0]}`, is gone or changed."
        absent = [question.name for question in questions if not self.defining(question)]
        if 2 * len(absent) > len(questions):
            yield f"No cell defines {', '.join(absent)}: it may be an old version of the exercise."
            return
        for question in questions:
            own = [cell for cell in self.cells if cell.grade_id == question.grade_id]
            yield from _odd(question, own, self.defining(question))


def is_untouched(text):
    """Whether a written answer is still as it was handed out."""
    return text.strip() in ("", TEXT_STUB)


def read(path, due=None, by_name=True):
    """Return a notebook file as a Submission.

    Parameters
    ----------
    path : Path
    due : str, optional
        The topic of the exercise that it must be.
    by_name : bool
        Whether the file's name tells which exercise it is, if nothing in it does.

    Raises
    ------
    Unreadable
        If it is missing, too large, not a notebook, a lesson or another exercise, or if nothing
        in it tells which exercise it is.
    """
    try:
        content = json.loads(_content(path))
        cells = [_cell(number, cell) for number, cell in enumerate(content["cells"], start=1)]
        ours = content.get("metadata", {}).get("hplearn", {})
        said = ours.get("exercise")
        if "introduces" in ours:
            raise Unreadable(f"{path} is a lesson; its exercise has its name, in exercises.")
    except FileNotFoundError:
        raise Unreadable(f"{path} is not there.") from None
    except OSError as error:
        raise Unreadable(f"{path} cannot be read ({error.strerror}).") from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        reason = "not JSON" if isinstance(error, (ValueError, RecursionError)) else "without cells"
        raise Unreadable(f"{path} is not a notebook: it is {reason}; save it again.") from None
    if len(cells) > MAX_CELLS or any(len(cell.source) > MAX_CELL for cell in cells):
        raise Unreadable(f"{path} has more than {MAX_CELLS} cells, or one of {MAX_CELL:,} letters.")
    exercise = _exercise(said, cells, path.name[:2] if by_name else "", path)
    if due and exercise != due:
        numbers = number_of(exercise), number_of(due)
        raise Unreadable("{} is exercise {}, and {} is due.".format(path, *numbers))
    return Submission(exercise, cells)


def our_notebook(folder, topic):
    """Return our own notebook as a Submission, from the folder exercises or solutions."""
    return read(course_file(f"{folder}/{notebook_of(topic)}"))


def source_of(folder, question, part=""):
    """Return the source of a cell of our notebook: the question's answer, or its ``-text``."""
    cells, name = our_notebook(folder, question.topic).cells, question.grade_id + part
    return next(cell.source for cell in cells if cell.grade_id == name)


def _content(path):
    with open(path, "rb") as file:
        content = file.read(MAX_BYTES + 1)
    if not content:
        raise Unreadable(f"{path} is not a notebook: it is empty; save it again.")
    if len(content) > MAX_BYTES or content.count(b"[") + content.count(b"{") > MAX_PARTS:
        raise Unreadable(f"{path} {TOO_LARGE}")
    return content


def _cell(number, cell):
    grade_id = cell.get("metadata", {}).get("nbgrader", {}).get("grade_id", "")
    kind = str(cell.get("cell_type", "raw"))
    return Cell(number, kind, "".join(cell.get("source", "")), str(grade_id))


def _exercise(said, cells, begins, path):
    """Return the topic that the first trace of one of our exercises names."""
    traces = [said, *(re.sub(r"-\d+(-\w+)?$", "", cell.grade_id) for cell in cells)]
    traces += [number for cell in cells for number in CHECKED.findall(cell.source)]
    traces.append(begins)
    for trace in map(str, traces):
        if (topic := topic_of(trace)) in exercises():
            return topic
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


def _comments(source):
    """Yield what a cell says in comments, wherever they stand, and in texts of several lines."""
    for token in TOKEN.findall(source):
        is_mark = token.startswith("###") or token == CODE_STUB
        if token.startswith(("#", '"""', "'''")) and not is_mark:
            yield token.strip("#\"' ")


def _is_own(comment, question):
    """Whether a comment is a student's: no code, and nothing that the exercise says."""
    is_code = re.fullmatch(rf"(?:{question.name} *=|print\().*[\])}}]", comment)
    given = " ".join(source_of("exercises", question, part) for part in ("-text", ""))
    return not is_code and _bare(comment) not in _bare(given)


def _bare(text):
    """Return the words of a text alone."""
    return " ".join(["", *re.findall(r"\w+", text.casefold()), ""])
