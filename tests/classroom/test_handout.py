"""A lesson on paper: what stands on it, what does not, and on how many pages."""

import os
import re
from itertools import permutations
from pathlib import Path
from unittest.mock import Mock

import nbformat
import pytest
from bs4 import BeautifulSoup

from hplearn.classroom import handout as module
from hplearn.classroom.handout import handout, write_handout
from hplearn.course_files import CourseError, course_lessons
from hplearn.lab.questions.question_file import questions_in
from tests.browser.chromium import chromium
from tests.test_nothing_tells import COMMON, Answer, tokens

LESSONS = course_lessons()
SOME = ("04", "18")  # the fullest, and one with cards
INNOCENT = [("other-alpha", 0.0001, "wide")]  # an alpha, and a gamma is asked for
WORD = re.compile(r"\w+(?:\.\w+)*")
PAGE = re.compile(rb"/Type\s*/Page\b")


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_every_prediction_is_there_and_no_reason(path):
    before, _, after, *cards = BeautifulSoup(handout(path), "html.parser")("section")
    every = questions_in(path.stem.partition("-")[2], "prediction")
    asked = {name: one for name, one in every.items() if one.get("paper") != ""}
    assert len(before(class_="question")) == len(asked)
    n_more = len(every) - len(asked)
    assert (f"The lesson asks {n_more} more" in before.text) == bool(n_more)
    assert not before("a") + after("a")  # on paper nothing is followed
    for one in asked.values():
        assert one["why"].partition("`")[0] not in before.text
        for text, *_ in one.get("options", {}).values():
            assert text.replace("`", "") in before.text
    assert len(cards) == 2 * any("items" in one for one in asked.values())
    if path.name > "01":
        assert after.h2.text == "You now know"
        assert len(after.ul("li")) > 1


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_questions_stand_in_the_lessons_order_and_the_optional_are_marked(path):
    (before, *_) = BeautifulSoup(handout(path), "html.parser")("section")
    sources = [cell.source for cell in nbformat.read(path, as_version=4).cells]
    text, asked = "\n".join(sources), questions_in(path.stem[3:], "prediction")
    place = {name: text.index(f'predict("{path.stem[3:]}/{name}")') for name in asked}
    expected = []
    for name in sorted(asked, key=place.get):
        words = asked[name].get("paper", asked[name]["question"])
        section = re.findall(r"^## (.+)", text[: place[name]], re.MULTILINE)[-1:]
        optional = "(optional) " * section[0].endswith("(optional)") if section else ""
        expected += [optional + words.replace("`", "")] if words else []
    assert [question.p.text for question in before(class_="question")] == expected


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_on_paper_a_question_says_less_and_never_more(path):
    for one in questions_in(path.stem[3:], "prediction").values():
        question = iter(WORD.findall(one["question"].replace("`", "")))
        said = WORD.findall(one.get("paper", "").replace("`", "").replace("___", ""))
        assert all(word in question for word in said), one["paper"]  # in this order


def told_on(path, words):
    """Return (prediction, number of its answer, question that has it) for the sheet of a lesson."""
    asked = questions_in(path.stem[3:], "prediction")
    texts = {name: text for name, one in asked.items() if (text := words(one))}
    rare = {token for text in texts.values() for token in tokens(text)}
    return [
        (name, told, other)
        for name, other in permutations(texts, 2)
        for told in Answer(asked[name], "").told_by(texts[other], "below", rare)
        if isinstance(told, float) and told not in COMMON
    ]


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_no_question_on_the_sheet_has_the_number_that_answers_another(path):
    told = told_on(path, lambda one: one.get("paper", one["question"]))
    assert [found for found in told if found not in INNOCENT] == []


def test_the_words_of_the_screen_would_tell():
    (path,) = [path for path in LESSONS if path.name.startswith("05")]
    assert told_on(path, lambda one: one["question"]) == [("twice", 87.0, "again")]


@pytest.mark.slow
@pytest.mark.parametrize(
    "path",
    [
        pytest.param(path, id=path.stem, marks=[] if path.name[:2] in SOME else pytest.mark.ci)
        for path in LESSONS
    ],
)
def test_each_part_is_a_sheet_of_its_own_printed_on_both_sides_too(path, tmp_path):
    with chromium():  # or the test is skipped
        pass
    n_cards = "Cards to put in order" in handout(path)
    pdf = write_handout(path, tmp_path / "new")
    assert pdf == tmp_path / "new" / f"{path.stem}.pdf"
    assert len(PAGE.findall(pdf.read_bytes())) == 3 + 2 * n_cards


def test_without_a_browser_it_says_so_and_writes_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "which", lambda name: None)
    with pytest.raises(CourseError, match="printed by Chromium or Chrome; install one of them"):
        write_handout(LESSONS[0], tmp_path / "new")
    assert not (tmp_path / "new").exists()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("does", "said"),
    [("exec sleep 60", r"browser printed nothing in 0\.5 seconds"), ("exit 1", "printed nothing")],
)
def test_a_browser_that_hangs_or_fails_is_named_and_nothing_is_written(
    tmp_path, monkeypatch, does, said
):
    browser = tmp_path / "browser"
    browser.write_text(f"#!/bin/sh\n{does}\n")
    browser.chmod(0o755)
    monkeypatch.setattr(module, "which", lambda name: str(browser))
    monkeypatch.setattr(module, "SECONDS", 0.5)
    with pytest.raises(CourseError, match=said):
        write_handout(LESSONS[0], tmp_path)
    assert list(tmp_path.iterdir()) == [browser]


def test_only_root_has_no_sandbox_around_the_browser(tmp_path, monkeypatch):
    def print_to(command, **how):
        Path(command[-2].removeprefix("--print-to-pdf=")).write_bytes(b"PDF")

    printed = Mock(side_effect=print_to)
    monkeypatch.setattr(module.subprocess, "run", printed)
    monkeypatch.setattr(module, "which", lambda name: name)
    for user in (0, 1000, None):  # Windows knows no numbers of users
        if user is None:
            monkeypatch.delattr(os, "geteuid")
        else:
            monkeypatch.setattr(os, "geteuid", lambda user=user: user, raising=False)
        write_handout(LESSONS[0], tmp_path)
        assert ("--no-sandbox" in printed.call_args.args[0]) == (user == 0)
