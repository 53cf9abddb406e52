"""The learner's progress: one plain JSON file in the course folder.

::

    {"version": 4, "seed": 1789,
     "predictions": {"gradient-descent/edge": {"question": "…", "value": "b", "said": "…",
                                               "was": "…", "right": false, "seen": true,
                                               "words": "the learner's own reason"},
                     "gradient-descent/cliff": {"skipped": true, "seen": true}},
     "quizzes": {"gradient-descent/limit": {"question": "…", "value": "a", "said": "…",
                                            "was": "…", "right": false, "last": "b",
                                            "mended": true}},
     "explanations": {"gradient-descent/flatter": {"words": "…"}},
     "checks": {"gradient-descent/1": {"points": 2, "max_points": 3, "verdict": "…", "tries": 1}}}

A key is a topic and a name. ``seed`` shuffles the options for this learner. ``value`` is the first
answer as it was entered, ``said`` and ``was`` are what was answered and what is right, in words.
``last`` is the last answer, if there was more than one, and ``mended`` whether that is right.
``seen`` says that the learner has run what shows the answer. A question whose exercise was checked,
but not itself, is "not checked". What this version does not know is kept.
"""

import json
import os
import random
from pathlib import Path

from hplearn.files import write_whole
from hplearn.lab.questions.first_edition import upgraded

VERSION = 4
SECTIONS = ("predictions", "quizzes", "explanations", "checks")
NAME = "progress.json"
NUMBERED = "[0-9][0-9]-*.ipynb"
LOCK_SECONDS = 1.0  # how long the notebook may wait for another one
SEEDS = 2**31


class ProgressFile:
    """Records by section and key; no trouble with the file ever stops a lesson.

    Parameters
    ----------
    path : str or path-like, optional
        The file, which may be missing. Left out, it is what the environment variable
        ``HPLEARN_PROGRESS`` names, else ``progress.json`` in `folder`.
    folder : Path, optional
        Where the lessons are; `course_folder` if left out.

    Examples
    --------
    >>> import tempfile
    >>> progress = ProgressFile(Path(tempfile.mkdtemp()) / "progress.json")
    >>> progress.put("checks", "gradient-descent/1", {"points": 2, "max_points": 3})
    ''
    >>> progress.get("checks", "gradient-descent/1")
    {'points': 2, 'max_points': 3}
    """

    def __init__(self, path=None, folder=None):
        chosen = path or os.environ.get("HPLEARN_PROGRESS")
        self.path = Path(chosen or (folder or course_folder()) / NAME)

    def get(self, section, key):
        """Return the record as a dict, empty if there is none that can be read."""
        return self.read()[0][section].get(key, {})

    def read(self):
        """Return ``(sections, message)``: every readable record, and what is wrong if anything is.

        Returns
        -------
        sections : dict of str to dict
            Of each section its records by key; empty if the file is missing or cannot be read.
        message : str
            One sentence for the learner, or nothing.
        """
        try:
            content, message = self._load(), ""
        except Unusable as error:
            content, message = {}, f"{self.path.name} is left out: {error}."
        return {section: _records(content.get(section, {})) for section in SECTIONS}, message

    def put(self, section, key, fields, *, keep=None):
        """Record `fields`, beside what the record holds, and return a message, or ``""`` if saved.

        Parameters
        ----------
        section : str
            One of predictions, quizzes, explanations, checks.
        key : str
            A topic and a name, as in ``"gradient-descent/edge"``.
        fields : dict
            Anything that JSON can hold.
        keep : callable, optional
            ``keep(record) -> bool``: whether the record that is there stays as it is.

        Returns
        -------
        str
            One sentence for the learner: why nothing was saved, or that a damaged file was put
            aside. Nothing is raised: the lesson goes on.
        """
        return self._change(lambda content: _put(content, section, key, fields, keep))

    def seed(self):
        """Return the number that shuffles this learner's options; the first who asks draws it.

        Where nothing can be saved it is 0: nothing is shuffled then.
        """
        drawn = random.SystemRandom().randrange(SEEDS)
        self._change(lambda content: content.setdefault("seed", drawn) == drawn)
        try:
            return self._load().get("seed", 0)
        except Unusable:
            return 0

    def shuffled(self, id, options):
        """Return the options of a question in this learner's own order."""
        seed = self.seed()
        return random.Random(f"{seed} {id}").sample(options, len(options)) if seed else options

    def _change(self, change):
        """Have ``change(content)``, which tells whether it did, change the file; see `put`."""
        from filelock import FileLock, Timeout

        try:
            if self._is_device():
                raise Unusable("it is a device or a pipe")
            with FileLock(self.path.with_name(f".{self.path.name}.lock"), timeout=LOCK_SECONDS):
                try:
                    content, message = self._load(), ""
                except Damaged:
                    content, message = {"version": VERSION}, self._set_aside()
                if change(content):
                    self._write(content)
                return message
        except Timeout:
            reason = "another notebook is writing it"
        except Unusable as error:
            reason = str(error)
        except (OSError, NotImplementedError) as error:  # the second: a disk that knows no locks
            reason = getattr(error, "strerror", None) or str(error)
        return f"This could not be saved in {self.path.name}: {reason}."

    def _load(self):
        """Return what the file holds; a missing or empty one holds nothing yet."""
        try:
            there = self.path.exists() and not self._is_device()
            text = self.path.read_text(encoding="utf-8") if there else ""
            content = json.loads(text) if text.strip() else {"version": VERSION}
        except (ValueError, RecursionError) as error:
            raise Damaged("it is damaged") from error
        except OSError as error:
            raise Unusable(error.strerror) from error
        version = content.get("version") if isinstance(content, dict) else None
        if isinstance(version, int) and version > VERSION:
            raise Unusable("a newer hplearn wrote it, so update hplearn")
        if not (version in range(1, VERSION + 1) and _sound(content)):
            raise Damaged("it is damaged")
        return upgraded(content) if version < VERSION else content

    def _is_device(self):
        """Return whether it is one, or a pipe: empty to us, and a rename would replace it."""
        return self.path.exists() and not (self.path.is_file() or self.path.is_dir())

    def _set_aside(self):
        number = 1
        while (aside := self.path.with_name(f"progress.damaged-{number}.json")).exists():
            number += 1
        os.rename(self.path, aside)
        return f"{self.path.name} was damaged; it is now {aside.name}, and a new one is begun."

    def _write(self, content):
        """Write the file, unless it must not be written."""
        if self.path.exists() and not os.access(self.path, os.W_OK):
            raise PermissionError(13, "the file is read-only")
        text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
        write_whole(self.path, text.encode("utf-8", "replace"))


class Unusable(Exception):
    """The file cannot be used as it is; the message says why."""


class Damaged(Unusable):
    """The file holds something else than progress."""


def course_folder(start=None):
    """Return the folder that holds the lessons, found upwards from here, else the current folder.

    It is the nearest one with a folder ``lessons`` of numbered notebooks, or with ``.hplearn``,
    which marks a learner's own copy.

    Parameters
    ----------
    start : path-like, optional
        Where to begin; the current folder if left out.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp()).resolve()
    >>> (folder / ".hplearn").mkdir()
    >>> course_folder(folder) == folder
    True
    """
    here = Path(start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / ".hplearn").is_dir() or any((folder / "lessons").glob(NUMBERED)):
            return folder
    return here


def answered(question, kind, value, answer):
    """Return the record of what was answered to a question, its text and its kind of guess.

    Examples
    --------
    >>> from hplearn.lab.questions.guesses import NumberGuess
    >>> answered("How many?", NumberGuess("steps"), 8, answer=9)["was"]
    '9 steps'
    """
    said, was = kind.text(value), kind.text(answer)
    right = kind.is_right(value, answer)
    return {"question": question, "value": value, "said": said, "was": was, "right": right}


def _put(content, section, key, fields, keep):
    records = content.setdefault(section, {})
    old = _records(records).get(key, {})
    if old and keep is not None and keep(old):
        return False
    records[key] = old | fields
    return True


def _sound(content):
    return all(isinstance(content.get(section, {}), dict) for section in SECTIONS)


def _records(section):
    return {key: record for key, record in section.items() if isinstance(record, dict)}
