"""Every lesson keeps its form, is committed as built, and draws at every stop of every panel."""

import socket
from pathlib import Path

import nbformat
import pytest

from hplearn.classroom import lesson_form, lesson_parts
from hplearn.classroom.lesson_parts import marked_numbers
from hplearn.classroom.notebooks import to_text

RULES = [*lesson_form.RULES, *lesson_parts.RULES]
LESSONS = sorted((Path(__file__).parents[1] / "lessons").glob("*.ipynb"))


@pytest.fixture(params=LESSONS, ids=lambda path: path.stem)
def lesson(request):
    return request.param


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__.strip("_"))
def test_lesson_keeps_the_form(lesson, rule):
    complaints = list(rule(nbformat.read(lesson, as_version=4)))
    assert not complaints, "\n".join([lesson.name, *complaints])


def test_lesson_is_committed_as_built(lesson):
    text = to_text(nbformat.read(lesson, as_version=4))
    advice = (
        f"{lesson.name} is not as `hplearn build` leaves it: run it, so that diffs show changes"
    )
    assert lesson.read_bytes() == text.encode(), advice
    folder = str(LESSONS[0].parents[1])
    assert folder not in text, f"{lesson.name} names {folder}, a folder of one machine"
    size = lesson.stat().st_size
    assert size < 1_000_000, f"{lesson.name} has {size} bytes; below 1 MB it still opens fast"


def stays_at_home(connect):
    """Return a connect that reaches this machine alone: a lesson works on a train."""

    def connect_here(self, address):
        here = not isinstance(address, tuple) or address[0] in ("127.0.0.1", "::1", "localhost")
        assert here, f"a lesson asks the network for {address}"
        return connect(self, address)

    return connect_here


@pytest.fixture(scope="module", params=LESSONS, ids=lambda path: path.stem)
def finished(request):
    """Return a lesson's path, the names it leaves behind, and every panel that it made."""
    from hplearn import lab

    path, made = request.param, []
    with pytest.MonkeyPatch.context() as patch:
        for name in ("film", "panel"):
            make = getattr(lab, name)
            kept = lambda *a, make=make, **k: made.append(make(*a, **k)) or made[-1]  # noqa: E731
            patch.setattr(lab, name, kept)
        patch.setattr(socket.socket, "connect", stays_at_home(socket.socket.connect))
        patch.chdir(path.parent)
        namespace = {"__name__": "lesson"}
        for number, cell in enumerate(nbformat.read(path, as_version=4).cells, start=1):
            if cell.cell_type == "code":
                exec(compile(cell.source, f"{path.name}, cell {number}", "exec"), namespace)
    return path, namespace, made


@pytest.mark.slow
def test_every_stop_of_every_panel_draws(finished):
    path, _, made = finished
    assert made, f"{path.name} has no panel: each lesson lets the learner move something"
    for panel in made:
        for values in panel.stops():
            png, text = panel.render(**values)
            assert png, f"{path.name}: nothing drawn at {values}"
            assert text, f"{path.name}: no words at {values}"


@pytest.mark.slow
def test_every_marked_number_is_what_its_expression_gives(finished):
    path, namespace, _ = finished
    for cell, written, expression in marked_numbers(nbformat.read(path, as_version=4)):
        n_decimals = len(written.partition(".")[2])
        value = float(eval(expression, dict(namespace)))
        said = f"{path.name}, cell {cell}: {written} is {value} by {expression}"
        assert f"{value:,.{n_decimals}f}" == written, said


def test_a_lesson_that_asked_the_network_would_be_caught(monkeypatch):
    monkeypatch.setattr(socket.socket, "connect", stays_at_home(socket.socket.connect))
    with socket.socket() as asking, pytest.raises(AssertionError, match="asks the network"):
        asking.connect(("192.0.2.1", 80))
