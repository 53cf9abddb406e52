"""The report: what the notebooks and the file hold comes out in its lesson's row, of the whole."""

from xml.etree import ElementTree

import nbformat
import pytest
from nbformat import v4

from hplearn.lab.questions import progress_report
from hplearn.lab.questions.progress_file import ProgressFile
from hplearn.lab.questions.progress_report import progress

ASKED = {
    "start-here": {"shower": "prediction"},
    "gradient-descent": {
        **{"way": "prediction", "twice": "prediction", "flatter": "explain"},
        **{"limit": "quiz", "fastest": "quiz"},
    },
    "grid-search": {"winner": "prediction", "number": "quiz"},
}
TITLES = ("00 · Start here: how hot?", "04 · Descent: how <far>?", "09 · Grid search: how many?")
TOP = """**After this lesson you can**

- derive [`gd`](../docs/glossary.md#gradient-descent), and say why;
- do another thing.

**You need:** NumPy & lesson 03.
"""


@pytest.fixture(autouse=True)
def lessons(course, monkeypatch):
    """Make three lessons and two exercises in the course folder, and the questions they ask."""

    def asked(topic, kind):
        return [name for name, its_kind in ASKED[topic].items() if its_kind == kind]

    monkeypatch.setattr(progress_report, "questions_in", asked)
    notebook(course / "lessons/00-start-here.ipynb", f"# {TITLES[0]}", minutes=5)
    notebook(course / "lessons/05-gradient-descent.ipynb", f"# {TITLES[1]}", TOP, minutes=40)
    notebook(course / "lessons/11-grid-search.ipynb", f"# {TITLES[2]}", TOP, minutes=30)
    notebook(course / "exercises/05-gradient-descent.ipynb", minutes=20, points=(2, 3))


def notebook(path, *sources, minutes, points=()):
    path.parent.mkdir(exist_ok=True)
    marks = [{"grade": True, "solution": False, "points": p} for p in points]
    marks += [{"grade": False, "solution": True}, {"grade": True, "solution": True, "points": 16}]
    cells = [
        *map(v4.new_markdown_cell, sources),
        *(v4.new_code_cell(metadata={"nbgrader": mark}) for mark in marks),
    ]
    about = {"hplearn": {"minutes": minutes}}
    nbformat.write(v4.new_notebook(cells=cells, metadata=about), path)


def answer(key, *, right=True, section="predictions", **fields):
    ProgressFile().put(section, key, {"right": right, "seen": True} | fields)


def states():
    return [lesson.state for lesson in progress().lessons]


def parsed(report):
    return ElementTree.fromstring(f"<div>{report._repr_html_().replace('<br>', '<br/>')}</div>")


def test_before_the_first_answer_the_whole_is_open(course):
    report = progress()
    assert [lesson.page.title for lesson in report.lessons] == list(TITLES)
    open_ones = [("0 of 1", "–", "–"), ("0 of 2", "0 of 2", "0 of 5"), ("0 of 1", "0 of 1", "–")]
    assert states() == open_ones
    assert [lesson.minutes_left for lesson in report.lessons] == [5, 60, 30]
    assert (report.begun, report.next.page.title) == (False, TITLES[0])
    assert "About 1.6 hours are left." in repr(report)
    assert "surprises" not in report._repr_html_()
    assert sorted(path.name for path in course.iterdir()) == ["exercises", "lessons"]


def test_what_was_done_is_counted_of_the_whole():
    answer("gradient-descent/way")
    answer("gradient-descent/limit", right=False, section="quizzes")
    answer("gradient-descent/fastest", section="quizzes")
    for number, points in (("1", 2), ("2", 0.5)):
        ProgressFile().put("checks", f"gradient-descent/{number}", {"points": points})
    lesson = progress().lessons[1]
    assert lesson.state == ("1 of 2 made, 1 right", "2 of 2 answered, 1 right", "2.5 of 5")
    assert lesson.minutes_left == 20, "a quarter of 40 minutes and half of the exercise's 20"


def test_an_exercise_that_is_half_done_is_named_and_linked_until_it_is_done():
    for number, points, told in (("1", 0, 0), ("1", 2, 1), ("2", 3, 0)):
        ProgressFile().put("checks", f"gradient-descent/{number}", {"points": points})
        assert ("Exercise 04 is begun: 2 of 5 points." in repr(progress())) == told
        links = [link for link in parsed(progress()).iter("a") if link.text == "Exercise 04"]
        name = "exercises/05-gradient-descent.ipynb"
        assert [link.get("href") for link in links] == [name] * told


def test_a_skipped_prediction_is_neither_open_nor_right():
    ProgressFile().put("predictions", "gradient-descent/way", {"skipped": True})
    answer("gradient-descent/twice")
    assert states()[1][0] == "1 of 2 made, 1 right, 1 skipped"


def test_whether_an_answer_is_right_is_not_told_before_the_learner_has_seen_it():
    for right, name in ((True, "way"), (False, "twice")):
        answer(f"gradient-descent/{name}", right=right, seen=False, question="Which?")
    assert states()[1][0] == "2 of 2 made, 0 right"
    assert progress().surprises == []


def test_in_a_terminal_what_is_next_comes_first_and_what_is_not_begun_takes_a_line():
    answer("gradient-descent/way")
    next_one, *lines = repr(progress()).splitlines()
    assert next_one.startswith(f"Next: {TITLES[1]} About 1.4 hours")
    state = "predictions 1 of 2 made, 1 right; quiz 0 of 2; exercise points 0 of 5; 50 minutes left"
    assert lines == [
        f"{TITLES[0]} (5 minutes)",
        TITLES[1],
        f"    {state}",
        f"{TITLES[2]} (30 minutes)",
    ]


def test_next_is_where_one_stopped_then_the_one_after_it_then_what_was_left_out():
    answer("gradient-descent/way")
    assert progress().next.page.topic == "gradient-descent"
    assert "Not done yet before it: 00." in repr(progress()).splitlines()[0]
    for name in ("twice", "limit", "fastest"):
        answer(f"gradient-descent/{name}", section="quizzes" if name != "twice" else "predictions")
    assert progress().next.page.topic == "grid-search"
    answer("grid-search/winner")
    answer("grid-search/number", section="quizzes")
    assert progress().next.page.topic == "start-here", "left out so far"
    answer("start-here/shower", right=False)
    assert progress().next is None
    assert repr(progress()).startswith("Every prediction and quiz question is answered.")


def test_links_lead_from_the_notebook_that_shows_them(course, monkeypatch):
    def links():
        return [link.get("href") for link in parsed(progress()).iter("a")]

    names = [lesson.page.path.name for lesson in progress().lessons]
    assert links() == [f"lessons/{name}" for name in [names[0], *names]], "first the next one"
    monkeypatch.chdir(course / "exercises")
    assert links()[0] == f"../lessons/{names[0]}"
    (first, *_) = parsed(progress(course)).iter("a")
    assert first.get("href") == f"lessons/{names[0]}", "of a folder that was named: from there"


def test_goal_and_needs_are_read_from_the_lesson_without_the_links():
    row = list(parsed(progress()).iter("tr"))[2]
    assert "".join(row.find("th").itertext()) == TITLES[1] + "derive gd, and say why"
    assert row.find("td").text == "NumPy & lesson 03"


def test_the_last_five_surprises_are_shown_back_with_the_learners_words():
    for number in range(7):
        answer(f"gradient-descent/no{number}", right=False, question=f"How many no{number}?")
    answer("gradient-descent/way", question="Which way?")
    words = {"said": "5", "was": "20", "words": "I <forgot> the root."}
    answer("gradient-descent/last", right=False, question="How many last?", **words)
    report = progress()
    asked = [said[0] for said in report.surprises]
    assert asked == [f"How many {name}?" for name in ("no3", "no4", "no5", "no6", "last")]
    *_, item = parsed(report).iter("li")
    said = "You said 5; it was 20. You wrote: I <forgot> the root."
    assert "".join(item.itertext()) == f"How many last?{said}"
    assert f"How many last?\n{said}" in repr(report)


def test_odd_records_and_lessons_do_no_harm(course):
    (course / "lessons/11-grid-search.ipynb").write_text('{"cells": [')
    (course / "lessons/05-gradient-descent.new.ipynb").write_text("{}")
    (course / "exercises/05-gradient-descent.ipynb").unlink()
    ProgressFile().put("checks", "gradient-descent/1", {"points": "2"})
    ProgressFile().put("predictions", "no-such-lesson/way", {"right": True})
    answer("gradient-descent/way", right="yes")
    assert [lesson.page.title for lesson in progress().lessons] == [*TITLES[:2], "11-grid-search"]
    assert states()[1:] == [("1 of 2 made, 0 right", "0 of 2", "–"), ("0 of 1", "0 of 1", "–")]


def test_a_damaged_file_is_told_and_left_where_it_is(course):
    (course / "progress.json").write_text("{")
    assert "it is damaged." in repr(progress())
    assert "it is damaged." in progress()._repr_html_()
    assert (course / "progress.json").read_text() == "{"
