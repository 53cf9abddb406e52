"""One submission, from its bytes to its record: what a hub, a CI job or a web service asks for."""

import secrets
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hplearn.exercises.submission import Unreadable, read
from hplearn.grading.grade import read_secret
from hplearn.grading.handed_in import HandedIn
from hplearn.grading.marking import marked_together, seed_of, unmarked

NAME = "notebook.ipynb"


def grade_one(content, exercise="", box="bubblewrap", secret=None):
    """Return the record of one notebook, in which nobody has a name.

    Parameters
    ----------
    content : bytes
        Of the file.
    exercise : str
        The topic that is due; else the notebook tells.
    box : str
        A name in `hplearn.grading.marking.WALLS`, or ``"none"``.
    secret : Path, optional
        A file, of which hidden cases are drawn; without it they are new each time.

    Raises
    ------
    CourseError
        If the secret is missing.
    """
    with TemporaryDirectory() as folder:
        path = Path(folder, NAME)
        path.write_bytes(content)
        known = read_secret(secret, Path(folder)) if secret else secrets.token_bytes()
        return marked_alone(HandedIn("", exercise, path), known, box)


def marked_alone(handed, secret, box):
    """Return the record of a notebook that tells itself which exercise it is.

    Parameters
    ----------
    handed : HandedIn
        Its exercise is the topic that is due, or nothing.
    secret : bytes
        Of which the hidden cases are drawn.
    box : str
    """
    try:
        exercise = read(handed.path, handed.exercise or None).exercise
    except Unreadable as error:
        return unmarked(handed, str(error).replace(str(handed.path), handed.path.name))
    seed = seed_of(secret, handed.student, exercise)
    return marked_together([(replace(handed, exercise=exercise), seed)], box)[0]
