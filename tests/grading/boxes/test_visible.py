"""No folder that a box shows holds an answer, wherever another Python keeps its packages."""

import sys

import pytest

from hplearn.grading.boxes import visible

PLACES = (
    "lib/python3.12/site-packages",
    "local/lib/python3.11/dist-packages",
    "envs/teaching/lib/python3.12/site-packages",
    "pkgs/hplearn-0.2.0-py_0/site-packages",
    "pkgs/hplearn-0.2.0-py312_0/lib/python3.12/site-packages",
)


@pytest.mark.parametrize("place", PLACES)
def test_every_copy_of_hplearn_below_the_prefix_is_hidden(place, tmp_path, monkeypatch):
    for name in ("hplearn", "sklearn", "numpy"):
        (tmp_path / place / name).mkdir(parents=True)
    monkeypatch.setattr(sys, "base_prefix", str(tmp_path))
    below = {path.name for path in visible.hidden(()) if tmp_path in path.parents}
    assert below == {"hplearn", "sklearn"}
    below = {path.name for path in visible.hidden(("sklearn.metrics",)) if tmp_path in path.parents}
    assert below == {"hplearn"}


def test_a_clone_below_the_prefix_is_hidden(tmp_path, monkeypatch):
    (tmp_path / "src/hplearn").mkdir(parents=True)
    monkeypatch.setattr(sys, "base_prefix", str(tmp_path))
    monkeypatch.setattr(visible, "PACKAGE", tmp_path / "src/hplearn")
    assert tmp_path / "src/hplearn" in visible.hidden(())
