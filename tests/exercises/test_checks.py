"""`check` and `mark` as a learner and as nbgrader call them, in a shell and outside one."""

import json

import IPython
import numpy as np
import pytest
from IPython.core.interactiveshell import InteractiveShell

from hplearn import check
from hplearn.exercises import checks, mark
from tests.exercises.answers import LEAKING, solved

order = ["D", "C", "E", "B", "A"]  # of 05.4, found in the globals of whoever calls


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
    """Return the records of the progress file, their digests wiped out."""
    records = json.loads((tmp_path / "progress.json").read_text())["checks"]
    return {key: record | {"digest": ""} for key, record in records.items()}


def test_outside_a_notebook_the_callers_names_count_and_nothing_is_recorded(
    capsys, monkeypatch, tmp_path
):
    monkeypatch.setenv("HPLEARN_PROGRESS", str(tmp_path / "progress.json"))
    assert check("05.4") is None
    assert capsys.readouterr().out == "05.4: right: 1 of 1 point.\n"
    assert list(tmp_path.iterdir()) == []


def test_in_a_notebook_its_names_count_and_points_are_recorded(shell, tmp_path):
    shell.user_ns["order"] = sorted(order)
    check("05.4")
    assert "takes the smaller rate for the better one" in repr(shell.shown[0])
    untouched = {"points": 0, "verdict": "not checked", "digest": ""}
    expected = {
        f"gradient-descent/{number}": untouched | {"max_points": points}
        for number, points in ((1, 2), (2, 2), (3, 1), (4, 1))
    }
    expected["gradient-descent/4"] |= {"verdict": "wrong", "tries": 1}
    assert progress(tmp_path) == expected
    shell.user_ns["order"] = order
    check("gradient-descent/4")
    check("05.1")
    expected["gradient-descent/4"] |= {"points": 1, "verdict": "right", "tries": 2}
    expected["gradient-descent/1"] |= {"verdict": "missing"}
    assert progress(tmp_path) == expected


def test_the_last_check_says_that_the_exercise_is_done_and_no_earlier_one(shell):
    done = "All checks of this exercise pass: 7 of 7 points."
    shell.user_ns |= solved("search-spaces-and-random-search")
    for number in ("12.4", "12.1", "12.2", "12.3", "12.2"):
        check(number)
    assert [done in repr(report) for report in shell.shown] == [False] * 3 + [True] * 2
    assert done in shell.shown[-1]._repr_html_()


def test_a_check_says_if_it_marks_the_answer_that_was_there_before_an_error(shell):
    for source in ("order = ['D', 'C', 'E', 'B', 'A']", "order = ['A', 'B'", "other = ("):
        shell.run_cell(source)
        check("05.4")
    assert [checks.FORMER in repr(report) for report in shell.shown] == [False, True, False]


@pytest.mark.parametrize(
    ("source", "is_former"),
    [
        ("order = [D, C, E, B, A]", True),  # quotes are forgotten
        ("first = order[0]\nunknown\norder = ['D']", True),
        ("first = unknown\norder = ['D']", True),
        ("order = [\n    'D',\n    unknown,\n]", True),
        ("order = ['A', 'B']\norder.sort(unknown)", False),
        ("unknown", False),
    ],
)
def test_a_check_says_so_first_after_an_error_at_run_time_too(shell, source, is_former):
    shell.run_cell("order = ['B', 'A']")
    shell.run_cell(source)
    check("05.4")
    said = repr(shell.shown[0]), shell.shown[0]._repr_html_()
    assert said[0].startswith(f"{checks.FORMER}\n\n05.4: wrong") == is_former
    assert said[1].startswith(f"<p><strong>{checks.FORMER}") == is_former


def test_hints_come_in_stages_and_pressing_twice_is_one_try(shell, tmp_path):
    def hint(answer, n_presses=1):
        shell.user_ns["largest_safe_rate"] = answer
        for _ in range(n_presses):
            check("05.3")
        return repr(shell.shown[-1])

    how = "up to where does the factor"
    steepest = np.linalg.norm  # of a symmetric matrix, with 2
    first = hint(lambda hessian: 1 / steepest(hessian, 2), n_presses=3)
    where = "“A hill that lies at an angle” in lesson 05 teaches it."
    assert f"Hint: A known mistake: your answer reports 1/L.\n{where}" in first
    second = hint(lambda hessian: 0.5 / steepest(hessian, 2) * 2)
    assert 'Where: public case 1 of 5, it differs; failing_case("05.3") gives it' in second
    assert how not in first + second
    assert "solution" not in first + second
    third = hint(lambda hessian: 2 / steepest(hessian, 2) / 2, n_presses=2)
    assert how in third
    assert third.endswith(
        'solution("05.3").\n“A hill that lies at an angle” in lesson 05 teaches it.'
    )
    hint(lambda hessian: ...)
    assert progress(tmp_path)["gradient-descent/3"]["tries"] == 4


def test_a_change_elsewhere_that_mends_a_public_case_is_a_try(shell, tmp_path):
    exec("def largest_safe_rate(hessian): return 2 / worst(hessian)", shell.user_ns)
    for worst in (lambda hessian: 1.0, lambda hessian: hessian.max()):
        shell.user_ns["worst"] = worst
        check("05.3")
    assert progress(tmp_path)["gradient-descent/3"]["tries"] == 2


def test_a_value_of_many_items_tells_how_many_are_wrong_and_later_which(shell):
    told = []
    for wrong in (["D", "C", "E", "A", "B"], ["D", "C", "A", "E", "B"], ["C", "D", "E", "B", "A"]):
        shell.user_ns["order"] = wrong
        check("05.4")
        told.append(repr(shell.shown[-1]))
    assert "Hint: order is not right yet: 2 of 5 are wrong.\n" in told[0]
    assert "Hint: order is not right yet: 3 of 5 are wrong.\n" in told[1]
    assert "2 of 5 are wrong. Wrong: the 1st, the 2nd. You may look" in told[2]


def test_a_whole_exercise_has_a_sum_without_written_answers(shell, tmp_path):
    shell.user_ns["order"] = order
    check("05")
    (report,) = shell.shown
    assert [verdict.verdict for verdict in report.verdicts] == ["missing"] * 3 + ["right"]
    assert "Together 1 of 6 points." in repr(report)
    check("20.1")
    exercises = ("gradient-descent", "own-model")
    asked = [f"{exercise}/{number}" for exercise in exercises for number in range(1, 5)]
    assert sorted(progress(tmp_path)) == asked


def test_exit_in_an_answer_keeps_the_kernel(shell, monkeypatch):
    ended = []
    monkeypatch.setattr(shell, "ask_exit", lambda: ended.append(True), raising=False)
    shell.user_ns["largest_safe_rate"] = lambda hessian: shell.ask_exit()
    check("05.3")
    assert "largest_safe_rate stops with SystemExit" in repr(shell.shown[0])
    assert ended == []
    shell.ask_exit()
    assert ended == [True]


@pytest.mark.parametrize("name", ["/dev/null", "folder"])
def test_nobodys_progress_is_not_written_and_trouble_is_a_note(shell, monkeypatch, tmp_path, name):
    (tmp_path / "folder").mkdir()
    monkeypatch.setenv("HPLEARN_PROGRESS", name if name[0] == "/" else str(tmp_path / name))
    monkeypatch.setattr(checks.os, "devnull", "/dev/null")
    check("05.4")
    (report,) = shell.shown
    assert [("could not be saved" in note) for note in report.notes] == [True] * (name == "folder")


def test_mark_tells_a_known_mistake_and_nothing_of_the_hidden_cases(shell):
    shell.user_ns["order"] = ["E", "D", "C", "B", "A"]
    with pytest.raises(AssertionError, match=r"^05.4: wrong: A larger rate helps"):
        mark("05.4", seed=3)
    exec(LEAKING, shell.user_ns)
    with pytest.raises(AssertionError) as error:
        mark("05.3", seed=3)
    said = "largest_safe_rate is right in the public cases, and not in all the others."
    assert str(error.value) == f"05.3: error: {said}"


def test_mark_is_silent_if_right_and_else_raises_the_hint(capfd):
    mark("05.4", seed=3)
    with pytest.raises(AssertionError, match=r"^05.1: missing: gd is not defined here"):
        mark("05.1", seed=3)
    assert capfd.readouterr() == ("", "")
