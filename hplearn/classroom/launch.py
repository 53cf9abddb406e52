"""JupyterLab on the learner's copy of the lessons."""

import os
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from hplearn.classroom.course import CourseError

# In sight, outside any checkout or environment: `git pull`, an upgrade or a deleted
# environment never touches it.
DEFAULT_FOLDER = Path("~/hplearn-course")

# JupyterLab looks here for default settings; the learner's own settings win over defaults.
# Widgets speak with the kernel's main thread: with subshells, two widgets are heard by two threads,
# and a button that was pressed after a slider was moved may be heard before it.
CONFIG_FOLDER = Path(__file__).resolve().parent / "jupyter"


def find_lesson(lessons: Sequence[Path], number: str | None = None) -> Path:
    """Return the lesson with this number, or the first one if no number is given.

    Raises
    ------
    CourseError
        If there is no such lesson.

    Examples
    --------
    >>> find_lesson([Path("04-gradient-descent.ipynb"), Path("07-ridge.ipynb")], "7").name
    '07-ridge.ipynb'
    """
    if number is None:
        return lessons[0]
    for lesson in lessons:
        if lesson.name.startswith(f"{number.zfill(2)}-"):
            return lesson
    there = ", ".join(lesson.name[:2] for lesson in lessons)
    raise CourseError(f"There is no lesson {number!r}; the lessons here are {there}.")


def jupyter_arguments(
    folder: Path, lesson: str, *, port: int | None = None, browser: bool = True
) -> list[str]:
    """Return JupyterLab's arguments for opening `lesson` in `folder`.

    Parameters
    ----------
    folder : Path
        The learner's folder.
    lesson : str
        Name of a file in it, as in ``"lessons/07-ridge.ipynb"``.
    port : int, optional
        Where to listen, 1 to 65535; JupyterLab takes the next free one if it is in use.
    browser : bool
        Whether to open a browser.

    Examples
    --------
    >>> jupyter_arguments(Path("course"), "lessons/07-ridge.ipynb", port=9000)[4:6]
    ['--LabApp.default_url=/lab/tree/lessons/07-ridge.ipynb', '--ServerApp.port=9000']
    """
    arguments = [
        f"--ServerApp.root_dir={folder}",
        "--ServerApp.answer_yes=True",  # one Ctrl-C stops, no question asked
        # a lesson that was saved and is opened again shows each panel's picture until it is run
        "--ContentsManager.pre_save_hook=hplearn.classroom.notebooks.forget_widgets",
        # a film sends more than a server lets through at once, which then drops anything
        "--ZMQChannelsWebsocketConnection.limit_rate=False",
        f"--LabApp.default_url=/lab/tree/{quote(lesson)}",
    ]
    if port is not None:
        arguments.append(f"--ServerApp.port={port}")
    if not browser:
        arguments.append("--no-browser")
    if getattr(os, "geteuid", lambda: -1)() == 0:
        arguments.append("--allow-root")
    return arguments


def start_jupyterlab(arguments: Sequence[str]) -> None:
    """Run JupyterLab in this process until it is stopped; its news pop-up is off by default."""
    places = [os.environ.get("JUPYTER_CONFIG_PATH"), str(CONFIG_FOLDER)]
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(filter(None, places))
    from jupyterlab.labapp import LabApp

    LabApp.launch_instance(list(arguments))
