"""A file is written whole or not at all."""

import os

import pytest

from hplearn.files import write_whole


def test_it_replaces_the_file_and_leaves_nothing_beside_it(tmp_path):
    path = tmp_path / "a.ipynb"
    path.write_text("old")
    write_whole(path, "naïve\n")
    assert path.read_bytes() == "naïve\n".encode()
    assert os.listdir(tmp_path) == ["a.ipynb"]


def test_where_it_cannot_be_finished_the_old_file_stays(tmp_path, monkeypatch):
    path = tmp_path / "a.json"
    path.write_text("old")

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(path, b"new")
    assert path.read_text() == "old"
    assert os.listdir(tmp_path) == ["a.json"]
