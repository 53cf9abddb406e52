"""Every lesson keeps its form and is committed as built; lessons_in_nbval.py runs it."""

import ast
import socket
from collections import Counter
from pathlib import Path

import nbformat
import pytest

from hplearn.classroom.notebooks import to_text
from hplearn.lab.questions.answer_key import sealed
from tests.in_the_kernel import stays_at_home
from tests.lesson_form import RULES, parsed

LESSONS = sorted((Path(__file__).parents[1] / "lessons").glob("*.ipynb"))


@pytest.fixture(params=LESSONS, ids=lambda path: path.stem)
def lesson(request):
    return request.param


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
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


def test_a_lesson_that_asked_the_network_would_be_caught(monkeypatch):
    monkeypatch.setattr(socket.socket, "connect", stays_at_home(socket.socket.connect))
    with socket.socket() as asking, pytest.raises(AssertionError, match="asks the network"):
        asking.connect(("192.0.2.1", 80))


def test_no_place_is_the_right_options():
    """Learners see the options shuffled; readers of the source see them as they stand."""
    nodes = [
        node
        for path in LESSONS
        for _, _, tree in parsed(nbformat.read(path, as_version=4))
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "predict"
    ]
    places = Counter()
    for call in nodes:
        if len(call.args) == 2:
            (key,) = (word.value.value for word in call.keywords if word.arg == "key")
            places[ast.literal_eval(call.args[1]).index(sealed(key)["answer"])] += 1
    assert len(places) == 4
    assert max(places.values()) <= 0.35 * places.total()
