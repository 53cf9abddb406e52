"""The learner's own copy of the lessons: delivered, updated, and never overwritten.

=========  ==========================================================================
course     the lesson as this version of hplearn ships it
mine       the file in the learner's folder
delivered  what was last put into that folder under that name, known by its digest
=========  ==========================================================================

A file counts as changed when its cell sources differ, so running a lesson is not a change.
"""

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
SHIPPED = PACKAGE / "course" / "lessons"  # inside a wheel
CHECKOUT = PACKAGE.parent / "lessons"
MANIFEST = ".hplearn/delivered.json"


class CourseError(Exception):
    """The course cannot be opened; the message is one sentence for the learner."""


@dataclass
class Delivery:
    """What one delivery did, by lesson name, and what to tell the learner about it.

    Examples
    --------
    >>> Delivery(added=["04-gradient-descent.ipynb"]).messages()
    ['Delivered: 04-gradient-descent.ipynb']
    """

    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    put_beside: dict[str, str] = field(default_factory=dict)
    manifest_damaged: bool = False

    def messages(self) -> list[str]:
        """Return one sentence per thing that happened; an empty list if nothing did."""
        damaged = (
            f"The record of delivered lessons ({MANIFEST}) could not be read. It starts afresh, "
            "and every file that differs from the course is left as it is."
        )
        return [
            *([damaged] if self.manifest_damaged else []),
            *(f"Delivered: {name}" for name in self.added),
            *(f"Updated: {name}" for name in self.updated),
            *(
                f"You changed {name}, so it stays as you left it. "
                f"The course's newer version is beside it: {beside}"
                for name, beside in self.put_beside.items()
            ),
        ]


def course_lessons(places: Sequence[Path] = (SHIPPED, CHECKOUT)) -> list[Path]:
    """Return the lessons in order, from the first of `places` that has any.

    Raises
    ------
    CourseError
        If there is no lesson in any place.
    """
    for place in places:
        if lessons := sorted(place.glob("[0-9][0-9]-*.ipynb")):
            return lessons
    raise CourseError(
        f"No lessons were found in {' or '.join(map(str, places))}; clone or install hplearn again."
    )


def digest(content: bytes) -> str:
    """Return a digest of a notebook's cell types and sources, or of the bytes if it is no notebook.

    Empty cells do not count: JupyterLab adds one below when the last cell is run.

    Examples
    --------
    >>> run = b'{"cells": [{"cell_type": "code", "source": ["x"], "execution_count": 3}]}'
    >>> digest(run) == digest(b'{"cells": [{"cell_type": "code", "source": "x"}]}')
    True
    """
    try:
        cells = [
            (cell["cell_type"], "".join(cell["source"])) for cell in json.loads(content)["cells"]
        ]
    except (ValueError, KeyError, TypeError, RecursionError):
        return hashlib.sha256(content).hexdigest()
    written = [(kind, source) for kind, source in cells if source.strip()]
    return hashlib.sha256(json.dumps(written).encode()).hexdigest()


def deliver(lessons: Sequence[Path], folder: Path) -> Delivery:
    """Return what was done to bring `folder` up to date without touching what the learner changed.

    Parameters
    ----------
    lessons : sequence of Path
        The course's notebooks.
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
        folder.mkdir(parents=True, exist_ok=True)
        if not os.access(folder, os.W_OK):
            raise PermissionError(13, "Permission denied")
        return _deliver(lessons, folder)
    except OSError as error:
        raise CourseError(
            f"{folder} cannot be used ({error.strerror}); choose another with --folder."
        ) from error


def _deliver(lessons: Sequence[Path], folder: Path) -> Delivery:
    delivered, damaged = _read_manifest(folder / MANIFEST)
    before, delivery = dict(delivered), Delivery(manifest_damaged=damaged)
    for lesson in lessons:
        _deliver_one(lesson, folder, delivered, delivery)
    if delivered != before:
        manifest = json.dumps({"digests": delivered}, indent=1, sort_keys=True)
        _write(folder / MANIFEST, manifest.encode())
    return delivery


def _deliver_one(lesson: Path, folder: Path, delivered: dict[str, str], delivery: Delivery) -> None:
    name, content = lesson.name, lesson.read_bytes()
    course, mine = digest(content), _digest_of(folder / name)
    known, delivered[name] = delivered.get(name), course
    if mine == course or (mine is not None and mine != known == course):
        return
    if mine is None:
        delivery.added.append(name)
    elif mine == known:
        delivery.updated.append(name)
    else:
        name = _name_beside(name, course, folder, delivered)
        delivered[name] = course
        delivery.put_beside[lesson.name] = name
    _write(folder / name, content)


def _name_beside(name: str, course: str, folder: Path, delivered: dict[str, str]) -> str:
    """Return the first ``.new`` name that is free, or that the learner has not written in."""
    stem, number = name.removesuffix(".ipynb"), 1
    while True:
        beside = f"{stem}.new{number if number > 1 else ''}.ipynb"
        if _digest_of(folder / beside) in (None, course, delivered.get(beside)):
            return beside
        number += 1


def _digest_of(path: Path) -> str | None:
    return digest(path.read_bytes()) if path.exists() else None


def _read_manifest(path: Path) -> tuple[dict[str, str], bool]:
    """Return the digests by name, and whether the manifest was there but damaged."""
    if not path.exists():
        return {}, False
    try:
        digests = json.loads(path.read_bytes())["digests"]
        return {str(name): str(value) for name, value in digests.items()}, False
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}, True


def _write(path: Path, content: bytes) -> None:
    """Write to a file of another name, then rename: a crash leaves the old file or the new one."""
    path.parent.mkdir(exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    unfinished.write_bytes(content)
    os.replace(unfinished, path)
