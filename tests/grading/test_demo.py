"""The made-up class: any exercise can be handed in by it, and its marks are what its list says."""

import csv
import json

import pytest

from hplearn.course_files import CourseError
from hplearn.exercises.questions import exercises, question_of, questions_of
from hplearn.exercises.submission import read
from hplearn.grading.demo import EMPTY, LIST, ONCE, OTHER, OURS, ROSTER, TERM, TIMES, write_demo
from hplearn.grading.handed_in import handed_in
from hplearn.grading.lateness import read_times
from hplearn.grading.people import read_roster
from hplearn.grading.similarity import hints
from hplearn.syllabus import number_of
from tests.test_cli import run

from .records import a_mark, a_record

BESIDE = {LIST, ROSTER, TIMES}
ABSENT, STRANGER = "petra", "quinn"


def rows_of(path):
    """Return the rows of a CSV, by student and exercise, without empty cells."""
    rows = csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines())
    return {
        (row["student"], row["exercise"]): {name: text for name, text in row.items() if text}
        for row in rows
    }


def roster_of(folder):
    return read_roster((folder / ROSTER).read_text(encoding="utf-8"))


@pytest.fixture(params=exercises(), scope="module")
def of_one(request, tmp_path_factory):
    """Return an exercise's topic, and the folder in which the class has handed it in."""
    folder = tmp_path_factory.mktemp("class")
    write_demo(folder, request.param)
    return request.param, folder


def test_every_exercise_is_handed_in_by_all_who_are_on_the_list(of_one):
    topic, folder = of_one
    did, roster = rows_of(folder / LIST), roster_of(folder)
    found = {one.student: one for one in handed_in(folder, topic, roster)}
    assert {student for student, _ in did} == found.keys()
    assert found.keys() ^ {row["student"] for row in roster} == {ABSENT, STRANGER}
    assert {row.get("what") for row in did.values()} >= {*ONCE}
    different = {one.path.read_text() for one in found.values()}
    assert len(different) >= len(found) / 2
    assert all(json.loads(text)["cells"] for text in different - {""})


def test_nobody_looks_like_another_or_like_us_but_who_is_said_to(of_one):
    topic, folder = of_one
    records = [with_source(one) for one in handed_in(folder, topic, roster_of(folder))]
    alike, flags = hints([one for one in records if one.questions])
    assert {student for (student, _), said in flags.items() if said} <= {"olga"}
    assert [pair[2:] for pair in alike] == [("goran", "hana")] * (topic == "gradient-descent")


def with_source(handed):
    """Return the record of a notebook that says no more than what its functions are."""
    if handed.error or not handed.path.stat().st_size:
        return a_record(handed.student)
    submission = read(handed.path)
    asked = [one for one in questions_of(handed.exercise) if not (one.is_value or one.written)]
    marks = [a_mark(one.number, source=submission.words(one)) for one in asked]
    return a_record(handed.student, *marks)


def test_a_term_is_handed_in_as_schools_name_it(tmp_path):
    write_demo(tmp_path)
    names = {path.name for path in tmp_path.iterdir()}
    for word in ("_assignsubmission_file", "_LATE_", "-1.ipynb", "\udcfc", "陈"):
        assert any(word in name for name in names), word
    assert {exercise for _, exercise in rows_of(tmp_path / LIST)} == {*TERM}
    times = read_times((tmp_path / TIMES).read_text())
    assert {student for student, time in times.items() if time.day > 1} == {"emil", "nour"}


def marks_of(topic):
    """Leave all but one exercise to ``.ci/run``: 06, whose topic holds the name of another's."""
    return [] if topic == "stochastic-gradient-descent" else [pytest.mark.ci]


@pytest.mark.slow
@pytest.mark.usefixtures("a_box")
@pytest.mark.parametrize(
    "topic", [pytest.param(topic, marks=marks_of(topic)) for topic in ("", *exercises())]
)
def test_its_marks_are_what_its_list_says(tmp_path, topic):
    folder, out = tmp_path / "class", tmp_path / "marks"
    only = ["--exercise", number_of(topic)] if topic else []
    done = run("grade", str(folder), "--demo", *only, "--out", str(out))
    assert done.exit_code == 0, done.output
    did, marks = rows_of(folder / LIST), rows_of(out / "marks.csv")
    assert marks.pop((ABSENT, ""))["flags"] == "nothing handed in"
    twice = [key for key in did if "keep one of them" in marks.get(key, {}).get("error", "")]
    assert twice == ([("minh", "gradient-descent")] if not topic else [])
    for key, row in did.items():
        if key not in twice:
            check_row(row, marks.get(key, {}))
    alike = (out / "class.html").read_text().count("of what is not ours")
    assert alike == ("gradient-descent" in ([topic] if topic else TERM))


def check_row(did, marked):
    """Check that an exercise has the marks that the list lets one expect."""
    numbers = [name for name in did if "." in name]
    assert bool(numbers) == (did.get("what") not in (EMPTY, OTHER))
    assert ("error" in marked) == (bool(marked) and not numbers)
    assert ("not on the roster" in marked.get("flags", "")) == (did["student"] == STRANGER)
    assert ("public" in marked.get("flags", "")) <= (did.get("what") == OURS)
    for number in numbers:
        points = question_of(number).points * (did[number] == "right")
        expected = None if did[number] == "written" else str(points)
        assert marked.get(number) == expected, (did["student"], number)


def test_it_is_the_same_each_time(tmp_path):
    for name in ("one", "two"):
        write_demo(tmp_path / name, "grid-search")
    for path in (path for path in (tmp_path / "one").rglob("*") if path.is_file()):
        twin = tmp_path / "two" / path.relative_to(tmp_path / "one")
        assert path.read_bytes() == twin.read_bytes()


def test_a_folder_that_holds_something_stays(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(CourseError, match="needs a folder that is empty or missing"):
        write_demo(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
