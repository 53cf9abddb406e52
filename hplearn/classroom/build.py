"""What ``hplearn build`` does: notebooks in committed form, and exercises made from solutions."""

from hplearn.classroom import notebooks
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
    """Return which files changed: the notebook, and the exercise that a solution becomes.

    Parameters
    ----------
    path : Path
        A solution is a notebook in a folder ``solutions``.

    Raises
    ------
    CourseError, NotebookError
        As `hplearn.classroom.notebooks.build` raises them.
    """
    changed = [notebooks.build(path)]
    if path.resolve().parent.name == "solutions":
        changed.append(build_exercise(path))
    return [written for written in changed if written]


def build_exercise(path):
    """Write the exercise of a solution notebook, and return its path, or None if it was there.

    Parameters
    ----------
    path : Path
        In a folder ``solutions``; the exercise goes to ``exercises`` beside it.

    Examples
    --------
    >>> build_exercise(sources()[-1])  # doctest: +SKIP
    """
    import nbformat

    target = path.resolve().parents[1] / "exercises" / path.name
    text = notebooks.to_text(student_version(nbformat.read(path, as_version=4)))
    return target if write_changed(target, text) else None
