"""Whose notebook for which exercise a file is: told by its place and name, never by its content."""

import hashlib
import os
import re
import stat
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path

from hplearn.exercises.questions import exercises
from hplearn.syllabus import number_of

# Two digits that begin a word, 05 or ex05, and are no part of a date.
NUMBER = re.compile(
    r"(?<![^\W_])(?<!\d{4}-)(?<!\d{4}-\d\d-)(?:ex|exercise|lesson)?(\d\d)(?!\d)", re.IGNORECASE
)
# A whole topic, the one that begins first: "gradient-descent" is a part of a longer one.
TOPIC = re.compile(rf"(?<![^\W_])(?:{'|'.join(exercises())})(?![^\W_])")


@dataclass(frozen=True)
class HandedIn:
    """A file that a student handed in.

    Parameters
    ----------
    student : str
    exercise : str
        Its topic; nothing if no place tells.
    path : Path
    error : str
        One sentence if it cannot be marked as it is.
    digest : str
        Of its content.

    Examples
    --------
    >>> HandedIn("alice", "gradient-descent", Path("alice/05.ipynb")).error
    ''
    """

    student: str
    exercise: str
    path: Path
    error: str = ""
    digest: str = ""


def handed_in(folder, due=""):
    """Return what lies in a folder, in the order of names.

    Below it is a folder for each student, or all notebooks lie in it and their names begin with
    the student: ``alice_05.ipynb``. The exercise is told by a number or topic in the name of the
    file or of a folder between. Other files, and notebooks of other exercises than the one that is
    due, count only where a student has nothing better.

    Parameters
    ----------
    folder : Path
    due : str
        The topic of the one exercise that is marked; without it, all that are told.

    Returns
    -------
    list of HandedIn

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "bob_05-gradient-descent.ipynb").write_text("{}")
    >>> [(one.student, one.exercise) for one in handed_in(folder)]
    [('bob', 'gradient-descent')]
    """
    found = [_placed(folder, path, due) for path in _files(folder)]
    good = [one for one in found if not one.error]
    students = {one.student for one in good}
    worse = (one for one in found if one.error and one.student not in students)
    kept = [*good, *{one.student: one for one in worse if _is_meant(one, folder)}.values()]
    together = defaultdict(list)
    for one in sorted(kept, key=lambda one: one.path):
        together[one.student, one.exercise].append(one)
    return [_alone(group) for group in together.values()]


def _files(folder):
    for place, folders, names in os.walk(folder):
        odd = {name for name in folders if name.endswith(".ipynb")}
        folders[:] = sorted(name for name in folders if name[0] != "." and name not in odd)
        yield from (Path(place, name) for name in sorted([*names, *odd]) if name[0] != ".")


def _placed(folder, path, due):
    folders, flat = path.relative_to(folder).parts[:-1], _flat(path.stem)
    student = folders[0] if folders else path.stem[:flat].rstrip(" _-")
    student = unicodedata.normalize("NFC", student)  # a Mac's archive spells é as two letters
    name = path.stem if folders else path.stem[flat:] or path.stem
    names = [name, *reversed(folders[1:])]
    told = next(filter(None, map(_exercise, names)), "")
    return HandedIn(student, due or told, path, _oddity(path, due, told))


def _flat(name):
    """Return where the exercise begins in a name that begins with the student, or its end."""
    found = NUMBER.search(name, 1) or TOPIC.search(name)
    return (found and found.start()) or len(name)


def _exercise(name):
    """Return the topic that a name tells: its first number decides, then a whole topic."""
    numbers = {number_of(topic): topic for topic in exercises()}
    number, topics = NUMBER.search(name), set(TOPIC.findall(name))
    if number and number[1] in numbers:
        return numbers[number[1]]
    return topics.pop() if len(topics) == 1 else ""


def _oddity(path, due, told):
    """Return why a file cannot be marked, if its kind, its name or its place says so."""
    kind = path.lstat().st_mode
    if not stat.S_ISREG(kind):
        what = "a link" if stat.S_ISLNK(kind) else "a folder" if stat.S_ISDIR(kind) else "a device"
        return f"{path.name} is {what}, no file."
    if path.suffix.lower() != ".ipynb":
        return f"{path.name} is no notebook: its name does not end in .ipynb."
    if due and told not in ("", due):
        return f"{path.name} is for exercise {number_of(told)}, and {number_of(due)} is due."
    needed = f"its name needs a number from 01 to {number_of(exercises()[-1])}, or a topic"
    return "" if due or told else f"{path.name} tells no exercise: {needed}."


def _is_meant(one, folder):
    """Whether a file that cannot be marked was handed in, and does not just lie there."""
    is_named = _flat(one.path.stem) < len(one.path.stem)
    return one.path.parent != folder or is_named or one.path.suffix == ".ipynb"


def _alone(group):
    """Return what a student handed in for an exercise, if it is one notebook."""
    one, names = group[0], ", ".join(one.path.name for one in group)
    if len(group) > 1:
        return replace(one, error=f"{one.student} handed in {names}: keep one of them.")
    return one if one.error else _digested(one)


def _digested(one):
    try:
        with open(one.path, "rb") as file:
            return replace(one, digest=hashlib.file_digest(file, hashlib.sha256).hexdigest())
    except OSError as error:
        return replace(one, error=f"{one.path.name} cannot be read ({error.strerror}).")
