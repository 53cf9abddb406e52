"""Student and exercise are told by where a file lies; what is no notebook has a sentence."""

import os

import pytest

from hplearn.exercises.questions import exercises
from hplearn.grading.handed_in import handed_in
from hplearn.syllabus import number_of


@pytest.fixture
def put(tmp_path):
    """Return a function that makes files of these names, and gives what is handed in."""

    def write(*names, due=""):
        for name in names:
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("{}")
        return handed_in(tmp_path, due)

    return write


@pytest.mark.parametrize(
    ("name", "student", "exercise"),
    [
        ("alice/05-gradient-descent.ipynb", "alice", "gradient-descent"),
        ("s04/gradient-descent/mine.ipynb", "s04", "gradient-descent"),
        ("alice/19/imperfect.ipynb", "alice", "imperfect-data"),
        ("bob_05.ipynb", "bob", "gradient-descent"),
        ("Jose\u0301_05.ipynb", "Jos\u00e9", "gradient-descent"),
        ("bob-van-dam 05-gradient-descent.ipynb", "bob-van-dam", "gradient-descent"),
        ("bob_06-stochastic-gradient-descent.ipynb", "bob", "stochastic-gradient-descent"),
        ("bob_stochastic-gradient-descent.ipynb", "bob", "stochastic-gradient-descent"),
        ("12_05.ipynb", "12", "gradient-descent"),
        ("alice/ex05.ipynb", "alice", "gradient-descent"),
        ("alice/05-ridge-regression.ipynb", "alice", "gradient-descent"),
        ("alice/2026-03-01 05.ipynb", "alice", "gradient-descent"),
        ("Doe J_1_assignsubmission_/05 (1).ipynb", "Doe J_1_assignsubmission_", "gradient-descent"),
    ],
)
def test_place_and_name_tell_student_and_exercise(put, name, student, exercise):
    (one,) = put(name)
    assert (one.student, one.exercise, one.error) == (student, exercise, "")
    assert len(one.digest) == 64


def test_the_exercise_that_is_due_is_told_for_all_and_another_has_a_sentence(put):
    alice, bob = put("alice/mine.ipynb", "bob/09.ipynb", due="gradient-descent")
    assert (alice.exercise, alice.error) == ("gradient-descent", "")
    assert bob.error == "09.ipynb is for exercise 09, and 05 is due."


@pytest.mark.parametrize("topic", exercises())
def test_every_exercise_is_told_by_the_name_that_we_gave_it(put, topic):
    (one,) = put(f"alice/{number_of(topic)}-{topic}.ipynb", "alice/mine.csv")
    assert (one.exercise, one.error) == (topic, "")


@pytest.mark.parametrize("place", ["alice/", "alice_"])
@pytest.mark.parametrize(
    "name",
    ["mine", "final-2026-03-01", "2026-02-01", "27", "s04", "momentum or grid-search", "momentums"],
)
def test_a_name_that_tells_no_exercise_two_or_one_that_is_not_there_has_a_sentence(
    put, place, name
):
    (one,) = put(f"{place}{name}.ipynb")
    needed = "its name needs a number from 01 to 20, or a topic"
    assert one.error == f"{one.path.name} tells no exercise: {needed}."


def test_two_notebooks_for_one_exercise_are_left_for_a_person(put):
    (one,) = put("alice/05.ipynb", "alice/05-copy.ipynb")
    assert one.error == "alice handed in 05-copy.ipynb, 05.ipynb: keep one of them."


def test_of_a_folder_with_all_exercises_the_one_that_is_due_counts(put):
    (one,) = put("alice/01-a.ipynb", "alice/05.ipynb", due="gradient-descent")
    assert (one.path.name, one.error) == ("05.ipynb", "")


def test_other_files_count_only_where_there_is_no_notebook(put):
    files = ("alice/05.ipynb", "alice/data.csv", "bob/05.zip", "carol_05.zip", "roster.csv")
    found = put(*files, ".hidden/05.ipynb")
    assert [one.student for one in found] == ["alice", "bob", "carol"]
    assert found[1].error == "05.zip is no notebook: its name does not end in .ipynb."


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a Unix")
def test_what_is_no_file_has_a_sentence_and_is_never_opened(put, tmp_path):
    for name in ("link", "folder", "pipe"):
        (tmp_path / name).mkdir()
    (tmp_path / "secret.ipynb").write_text("{}")
    (tmp_path / "link/05.ipynb").symlink_to(tmp_path / "secret.ipynb")
    (tmp_path / "folder/05.ipynb").mkdir()
    os.mkfifo(tmp_path / "pipe/05.ipynb")
    said = {one.student: one.error for one in put()}
    assert said["folder"] == "05.ipynb is a folder, no file."
    assert said["link"] == "05.ipynb is a link, no file."
    assert said["pipe"] == "05.ipynb is a device, no file."
