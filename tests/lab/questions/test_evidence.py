"""Cells between a question and its answer, in a real IPython shell."""

import pytest
from IPython.core.interactiveshell import InteractiveShell

from hplearn.lab.questions.evidence import HOLD, SESSION, WIDTH, Evidence
from hplearn.lab.questions.prediction import Prediction

from .test_prediction import ASKED, ID


@pytest.fixture
def shell(monkeypatch):
    shell = InteractiveShell()
    shell.displayed = []
    monkeypatch.setattr("IPython.display.display", lambda html: shell.displayed.append(html.data))
    yield shell
    shell.history_manager.end_session()


@pytest.fixture
def asked(shell):
    """Return a prediction on the page, after a cell that has run."""
    evidence, prediction = Evidence(shell), Prediction(ID, ASKED)
    assert shell.run_cell("x = 1  # the first cell").success
    shell.user_ns["guess"] = prediction
    assert shell.run_cell("guess").success
    evidence.ask(prediction)
    return prediction


def test_new_cells_wait_until_the_question_is_done(shell, asked, monkeypatch, capsys):
    monkeypatch.setenv(HOLD, "1")
    for cell in ("y = 2", "%timeit 1", "y = 2"):
        assert not shell.run_cell(cell).success
    said = capsys.readouterr().out
    assert "waits for your prediction above: “You double" in " ".join(said.split())
    assert max(map(len, said.splitlines())) <= WIDTH, "no page has to break a line"
    assert "Traceback" not in said
    assert "y" not in shell.user_ns
    assert shell.run_cell("x = 1").success, "an earlier cell may run again, comment or not"
    assert shell.run_cell("guess").success
    assert not asked.evidence_ran(), "which shows nothing"
    asked.commit("a")
    assert shell.run_cell("y = 2").success


def test_cells_wait_wherever_a_page_opened_the_notebook_unless_it_is_turned_off(
    shell, asked, monkeypatch
):
    monkeypatch.delenv(HOLD, raising=False)
    monkeypatch.setenv(SESSION, "lessons/05-gradient-descent.ipynb")
    assert not shell.run_cell("y = 2").success
    monkeypatch.setenv(HOLD, "")
    assert shell.run_cell("y = 2").success


def test_a_cell_with_skip_skips_where_no_widget_can_be_pressed(shell, asked, monkeypatch):
    monkeypatch.setenv(HOLD, "1")
    assert shell.run_cell("%skip").success
    assert asked.skipped
    assert shell.displayed == [], "no evidence yet"
    assert shell.run_cell("y = 2").success
    assert "You skipped this" in shell.displayed[0]


def test_elsewhere_nothing_waits(shell, asked, monkeypatch):
    monkeypatch.delenv(HOLD, raising=False)
    monkeypatch.delenv(SESSION, raising=False)
    assert shell.run_cell("y = 2").success
    assert shell.displayed == []
    asked.commit("a")
    assert asked.seen, "what shows it has run already"


def test_a_question_that_is_asked_again_still_knows_that_its_answer_was_shown(shell):
    evidence = Evidence(shell)
    evidence.ask(Prediction(ID, ASKED))
    assert shell.run_cell("y = 2").success
    again = Prediction(ID, ASKED)
    evidence.ask(again)
    again.commit("a")
    assert again.seen, "no cell is new any more"


def test_the_answer_comes_with_the_first_new_cell_that_runs_to_its_end(shell, asked, capsys):
    asked.commit("a")
    for cell in ("guess", "x = 1", "1 / 0"):
        shell.run_cell(cell)
    assert not asked.seen
    shell.run_cell("y = 2")
    shell.run_cell("z = 3")
    assert len(shell.displayed) == 1
    assert shell.displayed[0].startswith(
        '<p><strong class="hplearn-wrong">Not so.</strong> You said “about 350”; it is “about 90”.'
    )


def test_a_table_with_a_column_id_is_what_shows_the_answer(shell, asked, capsys):
    asked.commit("a")
    shell.run_cell("import pandas; pandas.DataFrame({'id': [1, 2]})")
    assert asked.seen
    assert "Error in callback" not in capsys.readouterr().out
