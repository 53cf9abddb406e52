"""One JupyterLab for all tests here, on a working copy, of the package as the wheel installs it."""

from contextlib import contextmanager
from shutil import copytree

import pytest

from tests.browser.lab.jupyterlab import Lesson, served


@pytest.fixture(scope="session")
def course(tmp_path_factory, toy, installed):
    """Return the folder of the working copy, and the address of JupyterLab on it.

    Nothing is held back there: all cells run at once, and answers come when they are given.
    """
    with _with_toy(tmp_path_factory.mktemp("home"), toy, installed, "--no-predictions") as place:
        yield place


@pytest.fixture(scope="module")
def held_course(tmp_path_factory, toy, installed):
    """Return another one, as a learner has it: cells wait for predictions."""
    with _with_toy(tmp_path_factory.mktemp("held"), toy, installed) as place:
        yield place


@contextmanager
def _with_toy(home, toy, installed, *options):
    copytree(toy.parent, home / "hplearn-course")
    with served(home, installed, *options) as place:
        yield place


@pytest.fixture(scope="module")
def open_lesson(browser, course):
    """Return a function that opens a lesson of the working copy; all share one cache."""
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    return lambda path: Lesson(context, course, path.stem)


@pytest.fixture(scope="module")
def toy_lesson(open_lesson, toy):
    """Return the toy lesson, run in JupyterLab; its kernel ends with the file's last test."""
    lesson = open_lesson(toy).start()
    yield lesson.finish()
    lesson.close()
