"""What ``hplearn build`` does: notebooks in committed form, and exercises made from solutions."""

from hplearn.classroom.notebooks import execute, to_text
from hplearn.classroom.student_version import student_version
from hplearn.course_files import CHECKOUT, LESSONS, MAP_SOURCE, CourseError, course_files
from hplearn.files import write_changed

SOLUTIONS = "solutions/[0-9][0-9]-*.ipynb"


def sources():
    """Return the notebooks of the checkout that are edited by hand: lessons, map and solutions.

    Raises
    ------
    CourseError
        If hplearn was installed without them.

    Examples
    --------
    >>> [sources()[at].parent.name for at in (0, -1)]
    ['lessons', 'solutions']
    """
    if not any(CHECKOUT.glob(LESSONS)):
        raise CourseError("This hplearn was installed without its sources: name the notebooks.")
    return list(course_files([CHECKOUT], [LESSONS, MAP_SOURCE, SOLUTIONS]).values())


def build(path):
    """Run a notebook and write it in its committed form, and the exercise that a solution becomes.

    Parameters
    ----------
    path : Path
        A solution is a notebook in a folder ``solutions``; its exercise goes to ``exercises``
        beside that.

    Returns
    -------
    list of Path
        The files that changed.

    Raises
    ------
    CourseError
        If the file is not a notebook.
    NotebookError
        If a cell fails; no file is changed.
    """
    notebook = execute(path)
    texts = {path: to_text(notebook)}
    if path.resolve().parent.name == "solutions":
        exercise = path.resolve().parents[1] / "exercises" / path.name
        texts[exercise] = to_text(student_version(notebook))
    return [written for written, text in texts.items() if write_changed(written, text)]
