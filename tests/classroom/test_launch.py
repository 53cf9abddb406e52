"""A learner's JupyterLab is JupyterLab: no news, and what a school's tools add stays off."""

import json
import os
import sys
from pathlib import Path

import pytest
from jupyterlab.labapp import LabApp
from jupyterlab_server.config import get_static_page_config
from jupyterlab_server.settings_utils import _get_overrides

from hplearn.classroom.launch import CONFIG_FOLDER, start_jupyterlab


def test_default_settings_turn_the_news_off_and_keep_the_users_own_path(monkeypatch):
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", "/theirs")
    monkeypatch.setattr(LabApp, "launch_instance", lambda arguments: None)
    start_jupyterlab([])
    places = os.environ["JUPYTER_CONFIG_PATH"].split(os.pathsep)
    assert places == ["/theirs", str(CONFIG_FOLDER)]
    overrides, error = _get_overrides("nowhere")
    # "none" would make JupyterLab ask; "false" is never
    expected = {"fetchNews": "false", "checkForUpdates": False}
    assert overrides["@jupyterlab/apputils-extension:notification"] == expected
    comms = overrides["@jupyterlab/apputils-extension:kernels-settings"]
    assert comms == {"commsOverSubshells": "disabled"}  # what a learner does is heard in order
    assert not error


@pytest.fixture
def installed():
    """Return what nbgrader and Notebook enabled in this environment, server and browser parts."""
    settings = Path(sys.prefix) / "etc/jupyter/jupyter_server_config.d/nbgrader.json"
    if not settings.exists():
        pytest.skip('needs nbgrader: python -m pip install -e ".[nbgrader]"')
    names = json.loads(settings.read_text())["ServerApp"]["jpserver_extensions"]
    return set(names), {"@jupyter/nbgrader", "@jupyter-notebook/lab-extension"}


def test_nbgrader_adds_nothing_to_a_learners_jupyterlab(installed, monkeypatch):
    server_parts, browser_parts = installed
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", str(CONFIG_FOLDER))
    page = get_static_page_config(level="all", include_higher_levels=True)
    assert {name for name, off in page["disabledExtensions"].items() if off} >= browser_parts
    settings = json.loads((CONFIG_FOLDER / "jupyter_server_config.json").read_text())
    turned_off = settings["ServerApp"]["jpserver_extensions"]
    assert set(turned_off) == server_parts
    assert not any(turned_off.values())
