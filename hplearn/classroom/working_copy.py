"""The learner's own copy of the course: delivered, updated, and never overwritten.

It has the folders of the checkout, so that links between files work in both. Only the course map,
whose links are made when it is drawn, is at the top.

=========  ==========================================================================
course     the file as this version of hplearn ships it
mine       the file in the learner's folder
delivered  the version last put into that folder under that name, kept as a digest
=========  ==========================================================================

A notebook counts as changed when its cell sources differ, so running it is not a change. It is
delivered without outputs, because those below a question would answer it.
"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count, groupby
from pathlib import Path, PurePosixPath

from hplearn.course_files import CourseError
from hplearn.files import check_writable, write_whole
from hplearn.lab.questions.first_edition import DIVIDED
from hplearn.syllabus import TOPICS, notebook_of

MANIFEST = ".hplearn/delivered.json"
OURS = re.compile(r"(lessons|exercises|docs)/[^/]+|course-map[^/]*")  # names that may be removed
NEW = re.compile(r"\.new\d*(?=\.)")  # in the name of a newer version beside a changed file
DAMAGED = f"""The record of delivered files ({MANIFEST}) could not be read. It starts afresh, \
and every file that differs from the course is left as it is."""
PUT_BESIDE = """You changed {}, so it stays as you left it. \
The course's newer version is beside it: {}"""
OUTDATED = "You changed {}, so it stays. In this edition it is {}."
LISTED = 3  # names of one folder in a message; if there are more, it gives their number


@dataclass
class Delivery:
    """The changes that one delivery made, by names in the folder, and the messages about them.

    Examples
    --------
    >>> Delivery(added=["lessons/05-gradient-descent.ipynb"]).messages()
    ['Delivered: lessons/05-gradient-descent.ipynb']
    """

    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    put_beside: dict[str, str] = field(default_factory=dict)
    removed: list[str] = field(default_factory=list)
    outdated: dict[str, str] = field(default_factory=dict)
    manifest_damaged: bool = False

    def messages(self) -> list[str]:
        """Return one sentence for each change, or an empty list if nothing changed."""
        said = [DAMAGED] if self.manifest_damaged else []
        said += [f"Delivered: {name}" for name in _listed(self.added)]
        said += [f"Updated: {name}" for name in _listed(self.updated)]
        said += [f"Removed, of the edition before: {name}" for name in _listed(self.removed)]
        said += [PUT_BESIDE.format(*names) for names in self.put_beside.items()]
        return said + [OUTDATED.format(*names) for names in self.outdated.items()]


def _listed(names: Sequence[str]) -> list[str]:
    """Return the names, with many of one folder summed up in one phrase."""
    phrases = []
    for folder, group in groupby(names, lambda name: PurePosixPath(name).parent):
        inside = list(group)
        phrases += inside if len(inside) <= LISTED else [f"{len(inside)} files in {folder}"]
    return phrases


def digest(content: bytes) -> str:
    """Return a digest of a notebook's cell types and sources, or of the bytes of another file.

    Empty cells do not count: JupyterLab adds one below when the last cell is run.

    Examples
    --------
    >>> run = b'{"cells": [{"cell_type": "code", "source": ["x"], "execution_count": 3}]}'
    >>> digest(run) == digest(b'{"cells": [{"cell_type": "code", "source": "x"}]}')
    True
    """
    try:
        cells = json.loads(content)["cells"]
        sources = [(cell["cell_type"], "".join(cell["source"])) for cell in cells]
    except (ValueError, KeyError, TypeError, RecursionError):
        return hashlib.sha256(content).hexdigest()
    written = [(kind, source) for kind, source in sources if source.strip()]
    return hashlib.sha256(json.dumps(written).encode()).hexdigest()


def never_run(notebook: bytes) -> bytes:
    """Return a notebook without outputs, with the language metadata of this Python's kernel.

    JupyterLab would add missing metadata, and mark a lesson as changed that was only opened.

    Examples
    --------
    >>> ran = b'{"cells": [{"cell_type": "code", "outputs": ["4"]}], "metadata": {}}'
    >>> json.loads(never_run(ran))["cells"]
    [{'cell_type': 'code', 'outputs': [], 'execution_count': None}]
    """
    from ipykernel.ipkernel import IPythonKernel

    content = json.loads(notebook)
    for cell in content["cells"]:
        if cell["cell_type"] == "code":
            cell |= {"outputs": [], "execution_count": None}
    content["metadata"]["language_info"] = IPythonKernel.language_info
    return json.dumps(content, ensure_ascii=False, indent=1).encode() + b"\n"


def deliver(files: Mapping[str, Path], folder: Path) -> Delivery:
    """Bring `folder` up to date without touching the learner's changes, and return what was done.

    Parameters
    ----------
    files : mapping of str to Path
        The course's files by their names in it, as from `course_files`.
    folder : Path
        The learner's folder; created if it is missing.

    Raises
    ------
    CourseError
        If `folder` is a file or cannot be written.
    """
    try:
        if folder.exists() and not folder.is_dir():
            raise CourseError(f"{folder} is a file, not a folder; choose another with --folder.")
        check_writable(folder)
        return _deliver(files, folder)
    except OSError as error:
        reason = f"{folder} cannot be used ({error.strerror})"
        raise CourseError(f"{reason}; choose another with --folder.") from error


def _deliver(files: Mapping[str, Path], folder: Path) -> Delivery:
    delivered, damaged = _read_manifest(folder / MANIFEST)
    before, copy = dict(delivered), Copy(folder, delivered, Delivery(manifest_damaged=damaged))
    for name, path in files.items():
        content = path.read_bytes()
        content = never_run(content) if path.suffix == ".ipynb" else content
        copy.bring(name, content)
    for name in list(filter(OURS.fullmatch, delivered)):
        if NEW.sub("", name) not in files:
            copy.take_back(name)
    if delivered != before:
        manifest = json.dumps({"digests": delivered}, indent=1, sort_keys=True)
        write_whole(folder / MANIFEST, manifest)
    return copy.delivery


@dataclass
class Copy:
    """The learner's folder, what was ever delivered to it, and what this delivery changes."""

    folder: Path
    delivered: dict[str, str]
    delivery: Delivery

    def bring(self, name: str, content: bytes) -> None:
        """Put a file of the course there, or beside it if the learner changed it."""
        course, mine = digest(content), self._digest(name)
        known, self.delivered[name] = self.delivered.get(name), course
        is_told = mine is not None and mine != known == course  # theirs, and of this version
        if mine == course or is_told:
            return
        where = name
        if mine is None:
            self.delivery.added.append(name)
        elif mine == known:
            self.delivery.updated.append(name)
        else:
            where = self._name_beside(name, course)
            self.delivered[where] = course
            self.delivery.put_beside[name] = where
        write_whole(self.folder / where, content)

    def take_back(self, name: str) -> None:
        """Remove a file that this edition no longer has, unless the learner changed it."""
        is_file = (self.folder / name).is_file()
        mine, known = self._digest(name) if is_file else None, self.delivered.pop(name)
        if mine == known:
            (self.folder / name).unlink()
            self.delivery.removed.append(name)
        elif mine is not None:
            self.delivery.outdated[name] = _name_now(name)

    def _name_beside(self, name: str, course: str) -> str:
        """Return the first ``.new`` name that is free, or whose file is not the learner's."""
        whole = PurePosixPath(name)
        for number in count(1):
            new = f"{whole.stem}.new{number if number > 1 else ''}{whole.suffix}"
            beside = whole.with_name(new).as_posix()
            if self._digest(beside) in (None, course, self.delivered.get(beside)):
                return beside

    def _digest(self, name: str) -> str | None:
        path = self.folder / name
        return digest(path.read_bytes()) if path.exists() else None


def _name_now(name: str) -> str:
    """Return where this edition treats the topic of a file of the edition before.

    Examples
    --------
    >>> _name_now("exercises/04-gradient-descent.ipynb")
    'exercises/05-gradient-descent.ipynb'
    >>> _name_now("lessons/06-momentum-and-adam.ipynb")
    'lessons/07-momentum.ipynb and lessons/08-adam-and-schedules.ipynb'
    """
    folder, _, file = name.rpartition("/")
    topic = NEW.sub("", file).removesuffix(".ipynb").partition("-")[2]
    topics = [part for part in DIVIDED.get(topic, (topic,)) if part in TOPICS]
    now = [f"{folder}/{notebook_of(part)}" for part in topics]
    return " and ".join(now) or "no part of the course"


def _read_manifest(path: Path) -> tuple[dict[str, str], bool]:
    """Return the digests by name, and whether the manifest exists but is damaged."""
    if not path.exists():
        return {}, False
    try:
        digests = json.loads(path.read_bytes())["digests"]
        return {str(name): str(value) for name, value in digests.items()}, False
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}, True
