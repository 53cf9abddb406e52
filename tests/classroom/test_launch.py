"""A learner's JupyterLab is JupyterLab: what a school's tools add to it stays off."""

import json
import sys
from pathlib import Path

import pytest

from hplearn.classroom.launch import CONFIG_FOLDER


@pytest.fixture
def installed():
    """Return what nbgrader and Notebook enabled in this environment, server and browser parts."""
    settings = Path(sys.prefix) / "etc/jupyter/jupyter_server_config.d/nbgrader.json"
    if not settings.exists():
        pytest.skip('needs nbgrader: python -m pip install -e ".[nbgrader]"')
    names = json.loads(settings.read_text())["ServerApp"]["jpserver_extensions"]
    return set(names), {"@jupyter/nbgrader", "@jupyter-notebook/lab-extension"}


def test_nbgrader_adds_nothing_to_a_learners_jupyterlab(installed, monkeypatch):
    from jupyterlab_server.config import get_static_page_config

    server_parts, browser_parts = installed
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", str(CONFIG_FOLDER))
    page = get_static_page_config(level="all", include_higher_levels=True)
    assert {name for name, off in page["disabledExtensions"].items() if off} >= browser_parts
    settings = json.loads((CONFIG_FOLDER / "jupyter_server_config.json").read_text())
    turned_off = settings["ServerApp"]["jpserver_extensions"]
    assert set(turned_off) == server_parts
    assert not any(turned_off.values())
