"""Mark one notebook by itself, for a hub, a CI job or a web service."""

import hashlib
import secrets
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hplearn.exercises.submission import MAX_BYTES, Unreadable, read
from hplearn.grading.grade import read_secret
from hplearn.grading.handed_in import HandedIn
from hplearn.grading.marking import marked_together, seed_of, unmarked

NAME = "notebook.ipynb"


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
        path = Path(folder, NAME)
        path.write_bytes(file.read(MAX_BYTES + 1))
        known = read_secret(secret, Path(folder)) if secret else secrets.token_bytes()
        return marked_alone(HandedIn("", exercise, path), known, box)


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
        return unmarked(handed, str(error).replace(str(handed.path), handed.path.name))
    digest = hashlib.sha256(handed.path.read_bytes()).hexdigest()
    known = replace(handed, exercise=exercise, digest=digest)
    (record,) = marked_together([(known, seed_of(secret, known))], box)
    return record
