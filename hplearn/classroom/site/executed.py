"""Lessons run for the site: a picture for each stop of a film, in files beside the page."""

import shutil
from hashlib import sha256
from pathlib import Path

from hplearn.course_files import PACKAGE, SHIPPED
from hplearn.execution.workers import run_tasks

PAGE, FRAMES = "page.ipynb", "frames"
SECONDS_PER_CELL = 600  # a film draws up to 300 pictures


def executed_pages(lessons: list[Path], kept: Path) -> dict[str, Path]:
    """Return for each lesson the folder with its executed notebook and its films' pictures.

    Parameters
    ----------
    lessons : list of Path
    kept : Path
        Folder of the lessons that were executed before, the latest version of each.

    Returns
    -------
    dict of str to Path
        By the lesson's file name.
    """
    kept.mkdir(parents=True, exist_ok=True)
    package = _digest(path for path in PACKAGE.rglob("*") if _is_code(path))
    folders = {path.name: kept / path.stem / _digest([path], package) for path in lessons}
    missing = [(path, folders[path.name]) for path in lessons if not folders[path.name].exists()]
    run_tasks(_execute, missing, n_jobs=-1)
    return folders


def _is_code(path):
    """Return whether a lesson could depend on this file, unlike other lessons and this folder."""
    others = {SHIPPED, Path(__file__).parent}
    return path.is_file() and not others & set(path.parents) and "__pycache__" not in path.parts


def _digest(paths, start=""):
    digest = sha256(start.encode())
    for path in sorted(paths):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _execute(path, folder):
    """Run a lesson in another folder and rename that, so that `folder` is whole or missing."""
    from hplearn.classroom.notebooks import execute, to_text
    from hplearn.lab.page import FLAG

    shutil.rmtree(folder.parent, ignore_errors=True)  # outdated, or not finished
    new = folder.with_name("new")
    frames = new / FRAMES
    frames.mkdir(parents=True)
    notebook = execute(path, timeout=SECONDS_PER_CELL, env={FLAG: str(frames)})
    (new / PAGE).write_text(to_text(notebook), encoding="utf-8")
    new.rename(folder)
    print(f"{path.name} has run.", flush=True)  # all of them take minutes
