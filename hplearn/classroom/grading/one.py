"""One submission, from its bytes to its record: what a hub, a CI job or a web service asks for."""

import secrets
from pathlib import Path
from tempfile import TemporaryDirectory

from hplearn.classroom.exercises.submission import Unreadable, read
from hplearn.classroom.grading.grade import read_secret
from hplearn.classroom.grading.handed_in import HandedIn
from hplearn.classroom.grading.marking import marked, seed_of, unmarked

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
        A name in `hplearn.classroom.grading.marking.WALLS`, or ``"none"``.
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
        handed = HandedIn("", exercise, path)
        try:
            handed = HandedIn("", read(path, exercise or None).exercise, path)
        except Unreadable as error:
            return unmarked(handed, str(error).replace(str(path), NAME))
        seed = secrets.randbits(64)
        if secret:
            seed = seed_of(read_secret(secret, Path(folder)), "", handed.exercise)
        return marked([(handed, seed)], box)[0]
