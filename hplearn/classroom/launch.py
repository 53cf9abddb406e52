"""JupyterLab on the learner's copy of the lessons."""

import asyncio
import os
import re
import signal
import socket
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote

from hplearn.classroom.course_map import course_map
from hplearn.classroom.working_copy import deliver
from hplearn.course_files import CourseError, course_files, course_lessons
from hplearn.files import check_writable
from hplearn.lab.questions.progress_file import NAME, ProgressFile

# A visible folder outside any checkout or environment: `git pull`, an upgrade or a deleted
# environment never touches it.
DEFAULT_FOLDER = Path("~/hplearn-course")

# JupyterLab looks here for default settings; the learner's own settings win over defaults.
# Widgets talk to the kernel's main thread: with subshells two threads would serve them, and might
# handle the press of a button before the move of a slider that came first.
CONFIG_FOLDER = Path(__file__).resolve().parent / "jupyter"
STARTUP = CONFIG_FOLDER / "startup.py"


def open_course(
    arguments: Sequence[str], folder: Path, *, port: int | None, browser: bool, hold: bool
) -> None:
    """Deliver the course to the learner's folder, and run JupyterLab on it until it is stopped.

    Parameters
    ----------
    arguments : sequence of str
        The lesson to open, and arguments for JupyterLab. Without a lesson the course map opens, or
        the first lesson if nothing was answered yet.
    folder : Path
        The learner's folder.
    port, browser
        As in `jupyter_arguments`.
    hold : bool
        As in `start_jupyterlab`.

    Raises
    ------
    CourseError
        If there is no such lesson, or the port or the folder cannot be used.
    """
    name, rest = split_lesson(arguments)
    lesson = f"lessons/{find_lessons([name] if name else [])[0].name}"
    if port is not None:
        check_port(port)
    for message in deliver(course_files(), folder).messages():
        print(message)
    print(f"Your lessons are in {folder}.")
    where = course_map(folder)
    opened = lesson if name else where or lesson
    own = jupyter_arguments(folder, opened, port=port, browser=browser)
    start_jupyterlab([*own, *rest], hold=hold, home=folder)


def split_lesson(arguments: Sequence[str]) -> tuple[str | None, list[str]]:
    """Return the first argument that is neither an option nor an option's value, and the others.

    Only JupyterLab knows which options take a value; a number after one, as in --debug 7, counts
    as the lesson.

    Examples
    --------
    >>> split_lesson(["--debug", "7", "--ip", "0.0.0.0"])
    ('7', ['--debug', '--ip', '0.0.0.0'])
    """
    for at, (before, argument) in enumerate(pairwise(["", *arguments])):
        number = argument.isdecimal() and not re.fullmatch(r"--\w+\.\w+", before)
        word = not argument.startswith("-") and not re.fullmatch("-[^=]*", before)
        if number or word:
            return argument, [*arguments[:at], *arguments[at + 1 :]]
    return None, list(arguments)


def find_lessons(names: Sequence[str]) -> list[Path]:
    """Return the lessons that are named as for `find_lesson`, or all of them if none is named.

    Examples
    --------
    >>> [path.name for path in find_lessons(["5"])], len(find_lessons([])) > 20
    (['05-gradient-descent.ipynb'], True)
    """
    return [find_lesson(name) for name in names] or course_lessons()


def find_lesson(name: str) -> Path:
    """Return the lesson with this number, topic or file name.

    Raises
    ------
    CourseError
        If there is no such lesson; the sentence lists the lessons.

    Examples
    --------
    >>> {find_lesson(name).stem for name in ("9", "09", "ridge-regression")}
    {'09-ridge-regression'}
    """
    lessons, wanted = course_lessons(), Path(name).stem
    for lesson in lessons:
        number, _, topic = lesson.stem.partition("-")
        if wanted in (topic, lesson.stem) or wanted.zfill(2) == number:
            return lesson
    there = ", ".join(lesson.stem.replace("-", " ", 1) for lesson in lessons)
    raise CourseError(f"There is no lesson {name!r}; the lessons are {there}.")


def own_progress() -> ProgressFile:
    """Return the progress file of the copy around this folder, or else of the one at home."""
    here, home = ProgressFile(), ProgressFile(DEFAULT_FOLDER.expanduser() / NAME)
    return here if here.path.exists() else home


def check_port(port: int) -> None:
    """Raise a CourseError if nothing can listen on this port of this machine.

    Examples
    --------
    >>> with socket.create_server(("127.0.0.1", 0)) as other:
    ...     check_port(other.getsockname()[1])  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    hplearn.course_files.CourseError: Port ... cannot be used (...); choose another with --port.
    """
    try:
        socket.create_server(("127.0.0.1", port)).close()
    except OSError as error:
        reason = f"Port {port} cannot be used ({os.strerror(error.errno)})"
        raise CourseError(f"{reason}; choose another with --port.") from None


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
        Where to listen, 1 to 65535, and nowhere else; without it JupyterLab looks for a free port.
    browser : bool
        Whether to open a browser.

    Examples
    --------
    >>> jupyter_arguments(Path("course"), "lessons/07-ridge.ipynb", port=9000)[4:6]
    ['--LabApp.default_url=/lab/tree/lessons/07-ridge.ipynb', '--ServerApp.port=9000']
    """
    arguments = [
        f"--ServerApp.root_dir={folder}",
        # a lesson that was saved and is opened again shows each panel's picture until it is run
        "--ContentsManager.pre_save_hook=hplearn.classroom.notebooks.forget_widgets",
        # a film sends more at once than the server's limit, beyond which it drops messages
        "--ZMQChannelsWebsocketConnection.limit_rate=False",
        "--Application.log_level=ERROR",
        f"--LabApp.default_url=/lab/tree/{quote(lesson)}",
    ]
    if port is not None:
        arguments += [f"--ServerApp.port={port}", "--ServerApp.port_retries=0"]
    if not browser:
        arguments.append("--no-browser")
    if is_root():
        arguments.append("--allow-root")
    return arguments


def is_root() -> bool:
    """Return whether this user may do everything; Windows does not know such a user."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def start_jupyterlab(arguments: Sequence[str], *, hold: bool = True, home: Path) -> None:
    """Run JupyterLab in this process until it is stopped, and say where it is, once.

    Parameters
    ----------
    arguments : sequence of str
        JupyterLab's, as from `jupyter_arguments`.
    hold : bool
        Whether its kernels hold back cells below a prediction until the prediction is made.
    home : Path
        A folder for the files of Jupyter, IPython and others if the home folder is not writable.

    Raises
    ------
    OSError
        If one of the folders in which Jupyter keeps its own files cannot be written.
    """
    from jupyter_core.paths import jupyter_config_dir, jupyter_data_dir, jupyter_runtime_dir
    from jupyterlab.labapp import LabApp

    keep = jupyter_config_dir, jupyter_data_dir, jupyter_runtime_dir
    try:
        check_writable(*(folder() for folder in keep))
    except OSError:
        os.environ |= {"HOME": str(home), "USERPROFILE": str(home)}
        check_writable(*(folder() for folder in keep))
    places = [os.environ.get("JUPYTER_CONFIG_PATH"), str(CONFIG_FOLDER)]
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(filter(None, places))
    os.environ["HPLEARN_HOLD"] = "1" if hold else ""
    os.environ.setdefault("PYTHONSTARTUP", str(STARTUP))  # IPython runs it in each kernel
    server = LabApp.initialize_server(argv=list(arguments))
    address = server.public_url
    where = f"JupyterLab is at {address}\nStop it with Ctrl-C."
    # only once the server listens: two that start together may both find the same port free
    server.io_loop.add_callback(print, where, flush=True)
    server.log.addFilter(lambda record: address not in record.getMessage())  # printed above
    # one Ctrl-C stops it, at any moment, and no question is asked
    before = signal.signal(signal.SIGINT, lambda *_: _stop(server))
    server.start()
    server.io_loop.run_sync(_cancel_requests)
    if signal.getsignal(signal.SIGINT) != signal.SIG_IGN:
        signal.signal(signal.SIGINT, before)


def _stop(server):
    """Stop the server by the first Ctrl-C; another one would break off what it does at its end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    server.stop(from_signal=True)


async def _cancel_requests():
    """Cancel what the server was at: its threads wait for that, and Python waits for threads."""
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
