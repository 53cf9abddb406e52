"""The list of lessons is that of the files."""

from pathlib import Path

import pytest

from hplearn.syllabus import TOPICS, number_of

ROOT = Path(__file__).parents[1]


def test_lessons_and_exercises_are_named_by_number_and_topic():
    lessons = [f"{number_of(topic)}-{topic}" for topic in TOPICS]
    assert sorted(path.stem for path in (ROOT / "lessons").glob("*.ipynb")) == lessons
    assert sorted(path.stem for path in (ROOT / "solutions").glob("*.ipynb")) == lessons[1:]


def test_an_unknown_topic_is_a_sentence():
    with pytest.raises(ValueError, match=r"topic must be one of start-here, .*, got 'banana'"):
        number_of("banana")
