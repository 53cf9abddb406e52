"""A course folder of one's own, in which answers are kept."""

import pytest


@pytest.fixture(autouse=True)
def course(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path
