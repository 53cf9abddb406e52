"""A learner's JupyterLab is JupyterLab: no news, and what a school's tools add stays off."""

import json
import logging
import os
import socket
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from unittest.mock import Mock
from urllib.request import urlopen

import pytest
from jupyterlab_server.config import get_static_page_config
from jupyterlab_server.settings_utils import _get_overrides

from hplearn.classroom.launch import (
    CONFIG_FOLDER,
    check_port,
    find_lesson,
    jupyter_arguments,
    start_jupyterlab,
)
from hplearn.course_files import CourseError
from hplearn.syllabus import TOPICS
from tests.browser.lab.jupyterlab import TOKEN, served

PACKAGE = Path(__file__).parents[2]
ADDRESS = "http://localhost:8888/lab?token=f00"


def run_callbacks(server):
    """Do what was left to the server's loop."""
    for (function, *arguments), options in server.io_loop.add_callback.call_args_list:
        function(*arguments, **options)


@pytest.fixture
def server(monkeypatch, tmp_path):
    """Return a server that only runs callbacks, where JupyterLab would make a real one."""
    for name in ("CONFIG_DIR", "DATA_DIR", "RUNTIME_DIR"):
        monkeypatch.setenv(f"JUPYTER_{name}", str(tmp_path / name))
    for name in ("JUPYTER_CONFIG_PATH", "HPLEARN_HOLD"):
        monkeypatch.setenv(name, "/theirs")
    server = Mock(public_url=ADDRESS, log=logging.getLogger("toy server"))
    server.start = Mock(side_effect=lambda: run_callbacks(server))
    monkeypatch.setattr("jupyterlab.labapp.LabApp.initialize_server", Mock(return_value=server))
    yield server
    server.log.filters.clear()


@pytest.mark.parametrize(("hold", "told"), [({}, "1"), ({"hold": False}, "")])
def test_kernels_are_told_whether_to_hold_back(server, hold, told, tmp_path):
    start_jupyterlab([], **hold, home=tmp_path)
    assert os.environ["HPLEARN_HOLD"] == told


def test_jupyters_own_folders_are_tried_before_it_starts(server, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("mine")
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path / "file" / "runtime"))
    with pytest.raises(NotADirectoryError) as caught:
        start_jupyterlab([], home=tmp_path)
    assert caught.value.filename == str(tmp_path / "file" / "runtime")
    server.start.assert_not_called()


def test_without_a_home_that_can_be_written_its_files_go_to_the_lessons(
    server, monkeypatch, tmp_path
):
    (tmp_path / "file").write_text("mine")
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path / "file" / "home"))
    for name in ("CONFIG_DIR", "DATA_DIR", "RUNTIME_DIR"):
        monkeypatch.delenv(f"JUPYTER_{name}")
    start_jupyterlab([], home=tmp_path / "course")
    assert Path.home() == tmp_path / "course"
    assert (tmp_path / "course" / ".jupyter").is_dir()
    server.start.assert_called_once()


def test_a_port_that_was_named_is_that_one_or_none():
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
    check_port(port)  # tests/test_cli.py names one that is taken
    assert "--ServerApp.port_retries=0" in jupyter_arguments(Path("x"), "y", port=port)
    assert not [a for a in jupyter_arguments(Path("x"), "y") if "port" in a], "else the next one"


def test_a_lesson_is_found_by_number_topic_and_file():
    file = "lessons/05-gradient-descent.ipynb"
    for name in ("5", "05", "gradient-descent", "05-gradient-descent", file):
        assert find_lesson(name).stem == "05-gradient-descent"
    for name in ("banana", "99", "gradient"):
        last = f"{len(TOPICS) - 1} {TOPICS[-1]}"
        there = rf"the lessons are 00 start-here, .*, {last}\.$"
        with pytest.raises(CourseError, match=rf"^There is no lesson {name!r}; {there}"):
            find_lesson(name)


@pytest.mark.slow
def test_it_ends_although_it_is_asked_without_a_pause(tmp_path):
    """A request under way holds a thread of the server, and Python waits for its threads."""

    def ask_until_it_is_gone(address):
        with suppress(OSError):
            while True:
                urlopen(f"{address}/api/contents/lessons?token={TOKEN}").close()

    with ThreadPoolExecutor(4) as visitors, served(tmp_path, PACKAGE) as (_, address):
        for _ in range(4):
            visitors.submit(ask_until_it_is_gone, address)
        time.sleep(1)


def test_default_settings_turn_the_news_off_and_keep_the_users_own_path(server, tmp_path):
    start_jupyterlab([], home=tmp_path)
    places = os.environ["JUPYTER_CONFIG_PATH"].split(os.pathsep)
    assert places == ["/theirs", str(CONFIG_FOLDER)]
    overrides, error = _get_overrides("nowhere")
    # "none" would make JupyterLab ask; "false" is never
    expected = {"fetchNews": "false", "checkForUpdates": False}
    assert overrides["@jupyterlab/apputils-extension:notification"] == expected
    comms = overrides["@jupyterlab/apputils-extension:kernels-settings"]
    assert comms == {"commsOverSubshells": "disabled"}  # what a learner does is heard in order
    assert not error


def server_parts(settings):
    """Return the parts of JupyterLab's server that a file turns on or off."""
    return json.loads(settings.read_text())["ServerApp"]["jpserver_extensions"]


def test_nbgrader_adds_nothing_to_a_learners_jupyterlab(monkeypatch):
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", str(CONFIG_FOLDER))
    page = get_static_page_config(level="all", include_higher_levels=True)
    off = {name for name, is_off in page["disabledExtensions"].items() if is_off}
    assert off >= {"@jupyter/nbgrader", "@jupyter-notebook/lab-extension"}
    theirs = Path(sys.prefix) / "etc/jupyter/jupyter_server_config.d/nbgrader.json"
    if not theirs.exists():
        pytest.skip('needs nbgrader: python -m pip install -e ".[nbgrader]"')
    ours = server_parts(CONFIG_FOLDER / "jupyter_server_config.json")
    assert ours == dict.fromkeys(server_parts(theirs), False)
