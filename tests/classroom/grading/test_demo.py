"""The made-up class: any exercise can be handed in by it, and it is the same each time."""

import json

import pytest

from hplearn.classroom.course import CourseError
from hplearn.classroom.exercises.questions import exercises
from hplearn.classroom.grading.demo import STUDENTS, write_demo
from tests.test_cli import run


@pytest.mark.parametrize("topic", exercises())
def test_every_exercise_is_handed_in_by_all(tmp_path, topic):
    write_demo(tmp_path, topic)
    assert {path.name for path in tmp_path.iterdir()} == {*STUDENTS}
    different = {path.read_text() for path in tmp_path.glob("*/*.ipynb")}
    assert len(different) > len(STUDENTS) / 2
    assert all(json.loads(text)["cells"] for text in different - {""})


def test_it_is_the_same_each_time(tmp_path):
    for name in ("one", "two"):
        write_demo(tmp_path / name)
    for path in (tmp_path / "one").glob("*/*"):
        assert path.read_bytes() == (tmp_path / "two" / path.parent.name / path.name).read_bytes()


def test_a_folder_that_holds_something_stays(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(CourseError, match="needs a folder that is empty or missing"):
        write_demo(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("arguments", [["class"], ["class", "--out", "class"], ["-"]])
def test_without_a_folder_and_another_for_the_marks_nothing_is_made_up(
    tmp_path, monkeypatch, arguments
):
    monkeypatch.chdir(tmp_path)
    assert run("grade", *arguments, "--demo").exit_code == 2
    assert not list(tmp_path.iterdir())
