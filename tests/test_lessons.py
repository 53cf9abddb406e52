"""Every lesson keeps its form and is committed as built; lessons_in_nbval.py runs it."""

import re
import socket
from pathlib import Path

import nbformat
import pytest

from benchmarks.claims import claims_of, reasons_of
from hplearn.classroom.notebooks import to_text
from hplearn.lab import choice, figure, linear, panel, quiz
from hplearn.lab.questions.question_file import questions_in
from tests.in_the_kernel import needless, stays_at_home, unnamed
from tests.lesson_form import RULES

LESSONS = sorted((Path(__file__).parents[1] / "lessons").glob("[0-9][0-9]-*.ipynb"))


@pytest.fixture(params=LESSONS, ids=lambda path: path.stem, scope="module")
def lesson(request):
    return request.param


@pytest.fixture(scope="module")
def notebook(lesson):
    return nbformat.read(lesson, as_version=4)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_lesson_keeps_the_form(lesson, notebook, rule):
    complaints = list(rule(notebook))
    assert not complaints, "\n".join([lesson.name, *complaints])


def test_lesson_is_committed_as_built(lesson, notebook):
    advice = f"{lesson.name} is not as `hplearn build` leaves it: run it, so that diffs are clear"
    assert lesson.read_bytes() == to_text(notebook).encode(), advice
    size = lesson.stat().st_size
    assert size < 1_000_000, f"{lesson.name} has {size} bytes; below 1 MB it still opens fast"


def test_the_list_of_its_quiz_is_that_of_the_questions(lesson, notebook):
    for cell in notebook.cells:
        if found := re.search(r'^quiz\("(.*?)"\)$', cell.source, re.MULTILINE):
            (shown,) = cell.outputs
            advice = f"its quiz has changed: run `hplearn build lessons/{lesson.name}`"
            assert shown["data"]["text/plain"] == repr(quiz(found[1])), advice


def test_evidence_is_seen_only_after_its_question(lesson, notebook):
    """No code and no open text has it, nor an output before; a run or a closed part does."""
    closed = re.compile(r"<details class=.*?</details>", re.DOTALL)
    text = "\n".join(closed.sub("", cell.source) for cell in notebook.cells)
    for name, asked in questions_in(lesson.stem[3:], "prediction").items():
        places = [i for i, cell in enumerate(notebook.cells) if f'/{name}")' in cell.source]
        for told in asked.get("evidence", ()):
            seen = [i for i, cell in enumerate(notebook.cells) if told in str(cell.get("outputs"))]
            assert told not in text, f"{name}: {told!r} can be read before the answer"
            assert not [i for i in seen if i <= places[0]], f"{name}: {told!r} is printed before"
            assert seen or any(told in cell.source for cell in notebook.cells), f"{name}: {told!r}"


def test_each_reason_has_its_grounds(lesson, notebook):
    """It is derived in a section, printed by a cell, or its cause was changed alone."""
    topic = lesson.stem[3:]
    grounds = {
        "derived": {
            line.lstrip("# ") for cell in notebook.cells for line in cell.source.split("\n")
        },
        "printed": str([cell.get("outputs") for cell in notebook.cells]),
        "challenged": {claim.__name__ for claim in claims_of(topic)},
    }
    assert {*questions_in(topic, "prediction")} <= {*reasons_of(topic)}
    for name, (kind, where) in reasons_of(topic).items():
        assert where in grounds[kind], f"{name}: {where!r} is not {kind}"


def test_a_lesson_that_asked_the_network_would_be_caught(monkeypatch):
    monkeypatch.setattr(socket.socket, "connect", stays_at_home(socket.socket.connect))
    with socket.socket() as asking, pytest.raises(AssertionError, match="asks the network"):
        asking.connect(("192.0.2.1", 80))


@pytest.mark.parametrize(("n_lines", "mark", "is_told"), [(4, "-", 1), (5, "-", 0), (2, "o", 0)])
def test_a_legend_is_for_five_lines_or_more_and_for_marks(n_lines, mark, is_told):
    _, ax = figure()
    for k in range(n_lines):
        ax.plot([0, 1], mark if k == 0 else "-", label=f"run {k}")
    assert len(list(needless([ax.legend()]))) == is_told


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Rate 1, Adam: it falls.", []),
        ("Rate 10, Adam: it falls by 0.1.", ["rate: 1"]),
        ("Rate 1.5, GD.", ["rate: 1", "rule: Adam"]),
    ],
)
def test_a_caption_names_the_value_of_each_control(text, missing):
    moved = panel(lambda ax, **values: text, rate=linear(1, 3, 3), rule=choice("GD", "Adam"))
    assert unnamed(moved, {"rate": 1, "rule": "Adam"}, text) == missing
