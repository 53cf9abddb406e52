"""A lesson on paper: what stands on it, what does not, and on how many pages."""

import re

import pytest
from bs4 import BeautifulSoup

from hplearn.classroom import handout as module
from hplearn.classroom.course import CourseError, course_lessons
from hplearn.classroom.handout import handout, write_handout
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
    with pytest.raises(CourseError, match="printed by Chromium or Chrome, and there is none"):
        write_handout(LESSONS[0], tmp_path / "new")
    assert not (tmp_path / "new").exists()


@pytest.mark.slow
def test_a_browser_that_hangs_is_named(tmp_path, monkeypatch):
    (tmp_path / "browser").write_text("#!/bin/sh\nexec sleep 60\n")
    (tmp_path / "browser").chmod(0o755)
    monkeypatch.setattr(module, "which", lambda name: str(tmp_path / "browser"))
    monkeypatch.setattr(module, "SECONDS", 0.5)
    with pytest.raises(CourseError, match=r"browser printed nothing in 0\.5 seconds"):
        write_handout(LESSONS[0], tmp_path / "new")


@pytest.mark.slow
def test_a_browser_that_fails_is_named_and_nothing_is_written(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "which", lambda name: "/bin/false")
    with pytest.raises(CourseError, match="/bin/false printed nothing"):
        write_handout(LESSONS[0], tmp_path)
    assert not list(tmp_path.iterdir())
