"""A lesson on paper: what stands on it, what does not, and on how many pages."""

import os
import re
from pathlib import Path
from unittest.mock import Mock

import pytest
from bs4 import BeautifulSoup

from hplearn.classroom import handout as module
from hplearn.classroom.handout import handout, write_handout
from hplearn.course_files import CourseError, course_lessons
from hplearn.lab.questions.question_file import questions_in
from tests.browser.chromium import chromium

LESSONS = course_lessons()
SOME = ("04", "18")  # the fullest, and one with cards
PAGE = re.compile(rb"/Type\s*/Page\b")


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_every_prediction_is_there_and_no_reason(path):
    before, after, *cards = BeautifulSoup(handout(path), "html.parser")("section")
    asked = questions_in(path.stem.partition("-")[2], "prediction")
    assert len(before(class_="question")) == len(asked)
    assert not before("a") + after("a")  # on paper nothing is followed
    for one in asked.values():
        assert one["why"].partition("`")[0] not in before.text
        for text, *_ in one.get("options", {}).values():
            assert text.replace("`", "") in before.text
    assert len(cards) == any("items" in one for one in asked.values())
    if path.name > "01":
        assert after.h2.text == "You now know"
        assert len(after.ul("li")) > 1


@pytest.mark.slow
@pytest.mark.parametrize(
    "path",
    [
        pytest.param(path, id=path.stem, marks=[] if path.name[:2] in SOME else pytest.mark.ci)
        for path in LESSONS
    ],
)
def test_it_has_two_pages_and_one_for_cards(path, tmp_path):
    with chromium():  # or the test is skipped
        pass
    n_cards = "Cards to put in order" in handout(path)
    pdf = write_handout(path, tmp_path / "new")
    assert pdf == tmp_path / "new" / f"{path.stem}.pdf"
    assert len(PAGE.findall(pdf.read_bytes())) == 2 + n_cards


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
