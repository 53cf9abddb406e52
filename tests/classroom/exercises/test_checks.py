"""`check` and `mark` as a learner and as nbgrader call them, in a shell and outside one."""

import json

import IPython
import pytest
from IPython.core.interactiveshell import InteractiveShell

from hplearn import check
from hplearn.classroom import mark
from hplearn.classroom.exercises import checks

order = ["D", "C", "E", "B", "A"]  # of 04.4, found in the globals of whoever calls


@pytest.fixture
def shell(monkeypatch, tmp_path):
    """Return a notebook's shell; its progress goes to a file of the test."""
    shell = InteractiveShell(user_ns={})
    monkeypatch.setattr(IPython, "get_ipython", lambda: shell)
    monkeypatch.setenv("HPLEARN_PROGRESS", str(tmp_path / "progress.json"))
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    shell.shown = []
    monkeypatch.setattr("IPython.display.display", shell.shown.append)
    return shell


def progress(tmp_path):
    return json.loads((tmp_path / "progress.json").read_text())["checks"]


def test_outside_a_notebook_the_callers_names_count_and_nothing_is_recorded(
    capsys, monkeypatch, tmp_path
):
    monkeypatch.setenv("HPLEARN_PROGRESS", str(tmp_path / "progress.json"))
    assert check("04.4") is None
    assert capsys.readouterr().out == "04.4: right: 1 of 1 point.\n"
    assert list(tmp_path.iterdir()) == []


def test_in_a_notebook_its_names_count_and_points_are_recorded(shell, tmp_path):
    shell.user_ns["order"] = sorted(order)
    check("04.4")
    assert "Hint: A small rate is safe, and slow." in repr(shell.shown[0])
    untouched = {
        f"04-{number}": {"points": 0, "max_points": points, "verdict": "not checked"}
        for number, points in ((1, 2), (2, 2), (3, 1))
    }
    wrong = {"points": 0, "max_points": 1, "verdict": "wrong"}
    assert progress(tmp_path) == untouched | {"04-4": wrong}
    shell.user_ns["order"] = order
    check("04.4")
    right = {"points": 1, "max_points": 1, "verdict": "right"}
    assert progress(tmp_path) == untouched | {"04-4": right}


def test_what_was_never_checked_counts_in_the_sum(shell, tmp_path):
    shell.user_ns["order"] = order
    for asked in ("04.4", "04.1"):
        check(asked)
        records = progress(tmp_path).values()
        assert sum(record["points"] for record in records) == 1
        assert sum(record["max_points"] for record in records) == 6
    verdicts = [record["verdict"] for record in records]
    assert verdicts == ["right", "missing", "not checked", "not checked"]


def test_a_whole_exercise_has_a_sum_without_written_answers(shell, tmp_path):
    shell.user_ns["order"] = order
    check("04")
    (report,) = shell.shown
    assert [verdict.verdict for verdict in report.verdicts] == ["missing"] * 3 + ["right"]
    assert "Together 1 of 6 points." in repr(report)
    check("16.1")
    asked = [f"{exercise}-{number}" for exercise in ("04", "16") for number in range(1, 5)]
    assert sorted(progress(tmp_path)) == asked


def test_exit_in_an_answer_keeps_the_kernel(shell, monkeypatch):
    ended = []
    monkeypatch.setattr(shell, "ask_exit", lambda: ended.append(True), raising=False)
    shell.user_ns["largest_safe_rate"] = lambda hessian: shell.ask_exit()
    check("04.3")
    assert "largest_safe_rate stops with SystemExit" in repr(shell.shown[0])
    assert ended == []
    shell.ask_exit()
    assert ended == [True]


@pytest.mark.parametrize("name", ["/dev/null", "folder"])
def test_nobodys_progress_is_not_written_and_trouble_is_a_note(shell, monkeypatch, tmp_path, name):
    (tmp_path / "folder").mkdir()
    monkeypatch.setenv("HPLEARN_PROGRESS", name if name[0] == "/" else str(tmp_path / name))
    monkeypatch.setattr(checks.os, "devnull", "/dev/null")
    check("04.4")
    (report,) = shell.shown
    assert [("could not be saved" in note) for note in report.notes] == [True] * (name == "folder")


def test_mark_tells_a_known_mistake_and_nothing_of_the_hidden_cases(shell):
    shell.user_ns["order"] = ["E", "D", "C", "B", "A"]
    with pytest.raises(AssertionError, match=r"^04.4: wrong: A larger rate helps"):
        mark("04.4", seed=3)
    exec("def largest_safe_rate(hessian): raise ValueError(hessian)", shell.user_ns)
    with pytest.raises(AssertionError) as error:
        mark("04.3", seed=3)
    assert str(error.value) == "04.3: error"


def test_mark_is_silent_if_right_and_else_raises_the_hint(capfd):
    mark("04.4", seed=3)
    with pytest.raises(AssertionError, match=r"^04.1: missing: gd is not defined here"):
        mark("04.1", seed=3)
    assert capfd.readouterr() == ("", "")
