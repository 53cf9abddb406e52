"""A NameError in a notebook is followed by the cell that defines the name."""

import json

import pytest
from IPython.core.interactiveshell import InteractiveShell

from hplearn.lab.out_of_order import watch

CELLS = ["%matplotlib inline", "# The step\nrate = 0.1", "def walk():\n    return rate", "rate * 2"]


@pytest.fixture
def shell(monkeypatch):
    shell = InteractiveShell()
    monkeypatch.setattr("IPython.get_ipython", lambda: shell)
    watch()
    yield shell
    shell.history_manager.end_session()


def test_a_name_is_traced_to_its_cell_where_the_notebook_is_known(
    shell, tmp_path, monkeypatch, capsys
):
    path = tmp_path / "lesson.ipynb"
    cells = [{"cell_type": "code", "source": source} for source in CELLS]
    path.write_text(json.dumps({"cells": [{"cell_type": "markdown", "source": "walk"}, *cells]}))
    monkeypatch.setenv("JPY_SESSION_NAME", str(path))
    for cell, line in (("rate * 2", "“# The step”"), ("walk()", "“def walk():”")):
        shell.run_cell(cell)
        assert f"begins with {line}" in capsys.readouterr().out
    for cell in ("nowhere", "1 / 0", "rate = rate + 1; rate"):
        shell.run_cell(cell)
    shell.run_cell(CELLS[1])
    shell.run_cell(CELLS[3])
    assert capsys.readouterr().out.count("begins with") == 1, "of rate = rate + 1"
    for content in ("{", "[]", '{"cells": [1]}'):
        path.write_text(content)
        shell.run_cell("walk()")
    path.unlink()
    shell.run_cell("walk()")
    monkeypatch.delenv("JPY_SESSION_NAME")
    shell.run_cell("walk()")
    assert "begins with" not in capsys.readouterr().out
