"""The made-up class: any exercise can be handed in by it, and its marks are what its list says."""

import csv
import json

import pytest

from hplearn.course_files import CourseError
from hplearn.exercises.questions import exercises, questions_of
from hplearn.grading.demo import LIST, STUDENTS, write_demo
from hplearn.syllabus import number_of
from tests.test_cli import run


def table(path):
    """Return the rows of a CSV, by student."""
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    return {row.pop("student"): row for row in csv.DictReader(lines)}


@pytest.mark.parametrize("topic", exercises())
def test_every_exercise_is_handed_in_by_all(tmp_path, topic):
    write_demo(tmp_path, topic)
    assert {path.name for path in tmp_path.iterdir()} == {*STUDENTS, LIST}
    assert {*table(tmp_path / LIST)} == {*STUDENTS}
    different = {path.read_text() for path in tmp_path.glob("*/*.ipynb")}
    assert len(different) > len(STUDENTS) / 2
    assert all(json.loads(text)["cells"] for text in different - {""})


def marks_of(topic):
    """Leave all but one exercise to ``.ci/run``: 06, whose topic holds the name of another's."""
    return [] if topic == "stochastic-gradient-descent" else [pytest.mark.ci]


@pytest.mark.slow
@pytest.mark.usefixtures("a_box")
@pytest.mark.parametrize(
    "topic", [pytest.param(topic, marks=marks_of(topic)) for topic in exercises()]
)
def test_its_marks_are_what_its_list_says(tmp_path, topic):
    folder, out = tmp_path / "class", tmp_path / "marks"
    done = run("grade", str(folder), "--demo", "--exercise", number_of(topic), "--out", str(out))
    assert done.exit_code == 0, done.output
    did, marks = table(folder / LIST), table(out / "marks.csv")
    assert marks.pop(STUDENTS[-1])["error"].endswith("is no notebook: it is no JSON.")
    for student, row in marks.items():
        assert row["error"] == "", student
        for question in questions_of(topic):
            points = question.points * (did[student][question.number] == "right")
            assert row[question.number] == str(points), (student, question.number)


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
