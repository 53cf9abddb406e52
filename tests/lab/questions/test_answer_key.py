"""Answers beside the course: every file fits its form, and nothing right is guessed from length."""

import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from hplearn.lab import predict, question, quiz
from hplearn.lab.questions.answer_key import sealed, sealed_quiz

ANSWERS = sorted(Path(files("hplearn.lab.questions") / "answers").glob("*.toml"))


@pytest.mark.parametrize("path", ANSWERS, ids=lambda path: path.name)
def test_a_file_fits_its_form(path):
    sections = tomllib.loads(path.read_text("utf-8"))
    asked = sections.pop("quiz", [])
    assert path.name == "00.toml" or 4 <= len(asked) <= 6, "a quiz has 4 to 6 questions"
    for one in asked:
        question(**one)
    for name, section in sections.items():
        assert section.keys() <= {"answer", "why", "notes"}, name
        assert sealed(f"{path.name[:2]}-{name}")["why"].strip()


@pytest.mark.parametrize(
    "path", [path for path in ANSWERS if path.name != "00.toml"], ids=lambda path: path.name
)
def test_the_right_option_does_not_stick_out(path):
    asked = tomllib.loads(path.read_text("utf-8"))["quiz"]
    longest = [max(one["options"], key=len) == one["answer"] for one in asked]
    places = [list(one["options"]).index(one["answer"]) for one in asked]
    assert not all(longest), "the longest option is always right"
    assert len(set(places)) > 1, "the right option always stands at the same place"


def test_what_the_course_does_not_have_is_said():
    with pytest.raises(ValueError, match="needs answer and why: the course has none for '99-x'"):
        predict("How?", ["a", "b"], key="99-x")
    with pytest.raises(ValueError, match="needs questions: the course has none for '99-quiz'"):
        quiz(key="99-quiz")
    with pytest.raises(ValueError, match="course has none"):
        sealed_quiz("99-quiz")


def test_notes_belong_to_options_that_are_asked(monkeypatch):
    known = {"answer": "a", "why": "So it is.", "notes": {"c": "Not asked."}}
    monkeypatch.setattr("hplearn.lab.questions.prediction.sealed", lambda key: known)
    with pytest.raises(ValueError, match=r"notes are on options that are not asked: \['c'\]"):
        predict("How?", ["a", "b"], key="04-x")
