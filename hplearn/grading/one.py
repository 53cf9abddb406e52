"""Mark one notebook, or the one of several that is due, for a hub, a CI job or a web service."""

import hashlib
import secrets
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hplearn.exercises.submission import MAX_BYTES, Unreadable, read
from hplearn.grading.grade import read_secret
from hplearn.grading.handed_in import HandedIn
from hplearn.grading.marking import marked_together, record_of, seed_of
from hplearn.grading.people import spelled
from hplearn.syllabus import number_of


def grade_one(file, exercise="", box="bubblewrap", secret=None):
    """Return the record of one notebook, without a student's name.

    Parameters
    ----------
    file : binary file
        The notebook; of one that is too large only the beginning is read.
    exercise : str
        The topic that is due; without it, the notebook itself tells its exercise.
    box : str
        A name in `hplearn.grading.marking.WALLS`, or ``"none"``.
    secret : Path, optional
        A file from which the hidden cases are drawn; without it they are new each time.

    Raises
    ------
    CourseError
        If the secret is missing.
    """
    with TemporaryDirectory() as folder:
        path = Path(folder, "notebook.ipynb")
        path.write_bytes(file.read(MAX_BYTES + 1))
        return grade_files([path], exercise, box, secret)


def grade_files(paths, exercise="", box="bubblewrap", secret=None):
    """Return the record of the one notebook that counts, without a student's name.

    Parameters
    ----------
    paths : list of Path
        One notebook, or several of which one is of the exercise that is due. If none is, or more
        than one, the record's error says so.
    exercise, box, secret
        As `grade_one` takes them.

    Raises
    ------
    CourseError
        If the secret is missing.

    Examples
    --------
    >>> grade_files([Path("a.ipynb"), Path("b.ipynb")], "gradient-descent").error
    'None of a.ipynb, b.ipynb is a notebook of exercise 05.'
    """
    known = read_secret(secret, secret.parent) if secret else secrets.token_bytes()
    if odd := [path for path in paths if path.is_symlink() or path.is_fifo()]:
        error = f"{spelled(odd[0].name)} is a link or a pipe, not a file."
        return record_of(HandedIn("", exercise, odd[0]), error)
    due = [path for path in paths if _is_due(path, exercise)] if len(paths) > 1 else paths
    if len(due) == 1:
        return marked_alone(HandedIn("", exercise, due[0]), known, box)
    names = ", ".join(spelled(path.name) for path in due or paths)
    of = f"a notebook of exercise {number_of(exercise)}" if exercise else "an exercise of ours"
    error = f"Each of {names} is {of}: keep one." if due else f"None of {names} is {of}."
    return record_of(HandedIn("", exercise, paths[0]), error)


def _is_due(path, exercise):
    """Whether a file is a notebook of the exercise that is due, or of any if none is named."""
    try:
        return bool(read(path, exercise or None))
    except Unreadable:
        return False


def marked_alone(handed, secret, box):
    """Return the record of a notebook that tells by its content which exercise it is.

    Parameters
    ----------
    handed : HandedIn
        Its exercise is the topic that is due, or an empty string.
    secret : bytes
        From which the hidden cases are drawn.
    box : str
    """
    try:
        exercise = read(handed.path, handed.exercise or None).exercise
    except Unreadable as error:
        return record_of(handed, str(error).replace(str(handed.path), handed.path.name))
    digest = hashlib.sha256(handed.path.read_bytes()).hexdigest()
    known = replace(handed, exercise=exercise, digest=digest)
    (record,) = marked_together([(known, seed_of(secret, known))], box)
    return record
