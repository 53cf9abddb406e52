"""Student and exercise are told by where a file lies; what is not a notebook has a sentence."""

import json
import os
import subprocess

import pytest

from hplearn.course_files import CourseError
from hplearn.exercises.questions import exercises
from hplearn.exercises.submission import MAX_BYTES
from hplearn.grading.handed_in import handed_in
from hplearn.syllabus import number_of


@pytest.fixture
def put(tmp_path):
    """Return a function that makes files of these names, and gives what is handed in."""

    def write(*names, due="", roster=(), content="{}"):
        for name in names:
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content)
        return handed_in(tmp_path, due, roster)

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
        ("05-gradient-descent (1) - Bob - Lee.ipynb", "Bob - Lee", "gradient-descent"),
        ("Bob Lee - 05-gradient-descent.ipynb", "Bob Lee", "gradient-descent"),
        ("12_05.ipynb", "12", "gradient-descent"),
        ("alice/ex05.ipynb", "alice", "gradient-descent"),
        ("alice/05-ridge-regression.ipynb", "alice", "gradient-descent"),
        ("alice/2026-03-01 05.ipynb", "alice", "gradient-descent"),
        ("Doe J_1_assignsubmission_file/05 (1).ipynb", "Doe J_1", "gradient-descent"),
        ("Doe J_1_assignsubmission_file_/sub/05.ipynb", "Doe J_1", "gradient-descent"),
        ("Doe J_1_assignsubmission_file_05.ipynb", "Doe J_1", "gradient-descent"),
        (
            "lovelaceada_12345_678_05-gradient-descent-1.ipynb",
            "lovelaceada_12345",
            "gradient-descent",
        ),
        ("lovelaceada_LATE_12345_678_mine 05.ipynb", "lovelaceada_12345", "gradient-descent"),
        (
            "Eve_3_assignsubmission_file_x_1_assignsubmission_file_05.ipynb",
            "Eve_3",
            "gradient-descent",
        ),
        ("evileve_103_9003_x_1_assignsubmission_file_05.ipynb", "evileve_103", "gradient-descent"),
        ("Eve_3_assignsubmission_file_x_1_2_05.ipynb", "Eve_3", "gradient-descent"),
        (
            "\u0936\u0930\u094d\u092e\u093e_9334_88180_05.ipynb",
            "\u0936\u0930\u094d\u092e\u093e_9334",
            "gradient-descent",
        ),
        ("anon_ab3Xz_678_05.ipynb", "anon_ab3Xz", "gradient-descent"),
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
    put("alice/05.ipynb", content="{ }")
    (one,) = put("alice/05-copy.ipynb")
    assert one.error == "alice/05-copy.ipynb, alice/05.ipynb: keep one of them."
    assert one.flags == ("where they came in an archive, unpack it first",)


def test_files_that_are_the_same_to_the_last_byte_are_one(put):
    (one,) = put("ada/05.ipynb", "ada/05 (1).ipynb")
    assert (one.path.name, one.error, one.flags) == ("05 (1).ipynb", "", ())


@pytest.mark.parametrize("due", ["", "gradient-descent"])
def test_a_notebook_that_is_no_exercise_gives_way_to_one_that_is(put, due):
    put("ada/mine.ipynb", "bob_7_9_FINAL.ipynb", content=says("gradient-descent"))
    ada, bob = put("ada/a scratch.ipynb", "bob_7_8_scratch.ipynb", due=due)
    assert [one.path.name for one in (ada, bob)] == ["mine.ipynb", "bob_7_9_FINAL.ipynb"]
    assert not ada.error + bob.error


def test_which_of_two_it_is_is_told_by_their_paths_in_the_archive(put):
    names = [f"Abgaben/s1/{n}/05.ipynb" for n in ("Version 2", "copy")]
    put(names[0], content="{ }")
    (one,) = put(names[1], roster=ROSTER)
    assert one.error == f"{', '.join(names)}: keep one of them."


def test_of_versions_the_last_counts(put):
    (one,) = put(*(f"Abgaben/s1/Version {n}/05.ipynb" for n in (2, 10, 9)), roster=ROSTER)
    assert (one.student, one.error, one.path.parent.name) == ("s1", "", "Version 10")


@pytest.mark.parametrize("name", ["s1/05.ipynb.txt", "s1_05.IPYNB.txt", "s1_9_8_05.ipynb.txt"])
def test_a_notebook_that_a_browser_saved_as_text_is_one(put, name):
    (one,) = put(name, roster=ROSTER, content=says("gradient-descent"))
    assert (one.student, one.exercise, one.error) == ("s1", "gradient-descent", "")


def test_of_files_that_are_no_notebooks_all_are_named_and_typed_words_last(put):
    typed = "Ben_7_assignsubmission_onlinetext_/onlinetext.html"
    files = [f"Ben_7_assignsubmission_file_/{name}" for name in ("photo.jpg", "work.zip")]
    (one,) = put(*files, typed, due="gradient-descent")
    said = "photo.jpg is not a notebook: hand in the file whose name ends in .ipynb"
    assert one.error == f"{said}; beside it: {files[1]}, {typed}."
    (one,) = put("Ben_7_assignsubmission_file_/09.ipynb", due="gradient-descent")
    assert one.error.startswith("09.ipynb is for exercise 09, and 05 is due; beside it: ")


def test_of_a_folder_with_all_exercises_the_one_that_is_due_counts(put):
    (one,) = put("alice/01-a.ipynb", "alice/05.ipynb", due="gradient-descent")
    assert (one.path.name, one.error) == ("05.ipynb", "")


def test_other_files_count_only_where_there_is_no_notebook(put):
    files = ("alice/05.ipynb", "alice/data.csv", "bob/05.zip", "carol_05.zip", "roster.csv")
    found = put(*files, ".hidden/05.ipynb")
    assert [one.student for one in found] == ["alice", "bob", "carol"]
    assert found[1].error == "05.zip is not a notebook: hand in the file whose name ends in .ipynb."


@pytest.mark.parametrize(
    ("name", "student"),
    [
        ("smithjr_55127_7700433_report.pdf", "smithjr_55127"),
        ("texttom_LATE_55192_text.html", "texttom_55192"),
        ("linklia_55193_link.html", "linklia_55193"),
        ("zipzed_55128_7700434_hw10.zip", "zipzed_55128"),
        ("Doe J_7_assignsubmission_file_abgabe.pdf", "Doe J_7"),
        ("Doe J_7_assignsubmission_onlinetext_onlinetext.html", "Doe J_7"),
        ("points of 2026.csv", ""),
    ],
)
def test_a_file_with_a_schools_name_was_handed_in_though_it_is_no_notebook(put, name, student):
    found = [one for one in put(name, "ada_05.ipynb") if one.student != "ada"]
    assert [one.student for one in found] == [student] * bool(student)
    assert all("is not a notebook" in one.error for one in found)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a Unix")
def test_what_is_no_file_has_a_sentence_and_is_never_opened(put, tmp_path):
    for name in ("link", "folder", "pipe"):
        (tmp_path / name).mkdir()
    (tmp_path / "secret.ipynb").write_text("{}")
    (tmp_path / "link/05.ipynb").symlink_to(tmp_path / "secret.ipynb")
    (tmp_path / "folder/05.ipynb").mkdir()
    os.mkfifo(tmp_path / "pipe/05.ipynb")
    said = {one.student: one.error for one in put()}
    assert said["folder"] == "05.ipynb is a folder, not a file."
    assert said["link"] == "05.ipynb is a link, not a file."
    assert said["pipe"] == "05.ipynb is a device, not a file."


def says(topic):
    """Return a notebook that says which exercise it is."""
    return json.dumps({"cells": [], "metadata": {"hplearn": {"exercise": topic}}})


def test_what_a_notebook_says_counts_more_than_its_name(put):
    (one,) = put("ada/05-gradient-descent.ipynb", content=says("ridge-regression"))
    assert (one.student, one.exercise) == ("ada", "ridge-regression")
    (one,) = put(
        "ada/05-gradient-descent.ipynb", due="gradient-descent", content=says("ridge-regression")
    )
    assert one.error == "05-gradient-descent.ipynb is for exercise 09, and 05 is due."


def test_a_notebook_that_says_its_exercise_needs_no_name(put):
    (one,) = put("Ada Lovelace.ipynb", content=says("ridge-regression"))
    assert (one.student, one.exercise, one.error) == ("Ada Lovelace", "ridge-regression", "")


ROSTER = [
    {
        "student": "s1",
        "name": "Ada Lovelace",
        "e-mail": "ada@x.org",
        "identifier": "Participant 77",
    },
    {"student": "s2", "name": "Jos\u00e9 M\u00fcller", "number": "Canvas's 12345"},
    {"student": "s3", "name": "\u674e \u4f1f"},
    {"student": "0042", "name": "Wei Li"},
    {"student": "s5", "name": "Li Wei"},
]


@pytest.mark.parametrize(
    ("name", "student"),
    [
        ("Ada Lovelace_5_assignsubmission_file/05.ipynb", "s1"),
        ("ada lovelace/05.ipynb", "s1"),
        ("Lovelace, Ada/05.ipynb", "s1"),
        ("ADA@X.ORG_05.ipynb", "s1"),
        ("S1_05.ipynb", "s1"),
        ("Somebody_77_assignsubmission_file/05.ipynb", "s1"),
        ("lovelaceada_9_8_05.ipynb", "s1"),
        ("m\u00fcllerjos\u00e9_LATE_9_8_05.ipynb", "s2"),
        ("Jose\u0301 Mu\u0308ller/05.ipynb", "s2"),
        (os.fsdecode(b"Jos\x82 M\x81ller/05.ipynb"), "s2"),
        (os.fsdecode(b"Jos\xe9 M\xfcller/05.ipynb"), "s2"),
        ("x_12345_8_05.ipynb", "s2"),
        ("\u674e\u4f1f_05.ipynb", "s3"),
        ("42/05.ipynb", "0042"),
        ("77/05.ipynb", "77"),  # another table's number
        ("12345/05.ipynb", "12345"),
    ],
)
def test_who_is_on_the_roster_is_found_by_id_mail_or_name(put, name, student):
    (one,) = put(name, roster=ROSTER)
    assert (one.student, one.error) == (student, "")


@pytest.mark.parametrize(
    ("name", "status", "flags"),
    [
        ("lovelaceada_LATE_9_8_05.ipynb", "", ("handed in late",)),
        ("lovelaceada_9_8_05.ipynb", "", ()),
        ("lovelaceada_9_8_LATE_05.ipynb", "", ()),  # a student's own words
        (
            "S1/05.ipynb",
            "Submitted for grading - 2 days 3 hours late - Graded",
            ("handed in late",),
        ),
        ("S1/05.ipynb", "Submitted for grading - 4 mins late", ("handed in late",)),
        ("S1/05.ipynb", "Submitted for grading", ()),
        ("S1/05.ipynb", "Submitted for grading - Extension granted until: Friday", ()),
    ],
)
def test_what_the_school_calls_late_is_flagged(put, name, status, flags):
    (one,) = put(name, roster=[ROSTER[0] | {"status": status}, *ROSTER[1:]])
    assert (one.student, one.error, one.flags) == ("s1", "", flags)


def test_a_name_that_two_have_is_nobody_s(put):
    (one,) = put("Li, Wei_5_assignsubmission_file/05.ipynb", roster=ROSTER)
    assert (one.error, *one.flags) == (
        "It is not clear whose notebook this is.",  # which a student may read
        "Li, Wei may be 0042 or s5: rename the folder or file to the right one's id",
    )


def test_of_names_that_differ_in_the_order_of_words_it_is_who_is_spelled_so(put):
    found = put("Wei Li/05.ipynb", "Li Wei/05.ipynb", roster=ROSTER)
    assert {one.student: one.path.parent.name for one in found} == {
        "0042": "Wei Li",
        "s5": "Li Wei",
    }


def test_a_number_that_is_another_students_than_the_name_is_nobody_s(put):
    (one,) = put("Li Wei_77_assignsubmission_file/05.ipynb", roster=[ROSTER[0], ROSTER[4]])
    assert one.error == "It is not clear whose notebook this is."
    assert one.flags[0].startswith("Li Wei may be s1 or s5: rename")


def test_canvass_own_test_student_is_nobody(put):
    found = put(
        "studenttest_55400_77_05.ipynb", "studenttest_LATE_55400_78_05.ipynb", "S1_05.ipynb"
    )
    assert [one.student for one in found] == ["S1"]


HIDDEN = [("ada", "a\u200bda"), ("ada", "\u2060ada"), ("zo\u00eb", "zo\u00eb\u202e")]
ALIKE = [("ada", "\u0430da"), ("ada", "Ada"), ("ace", "\u0430\u0441\u0435")]


@pytest.mark.parametrize(("one", "twin"), HIDDEN)
def test_what_is_hidden_in_a_name_is_written_out(put, one, twin):
    found = [each.student for each in put(f"{one}/05.ipynb", f"{twin}/05.ipynb")]
    assert one in found
    assert all(each.isprintable() for each in found)
    assert len(set(found)) == 2


@pytest.mark.parametrize(("one", "twin"), ALIKE)
def test_names_that_look_alike_are_refused_by_both(put, one, twin):
    *both, bob = sorted(
        put(f"{one}/05.ipynb", f"{twin}/09.ipynb", "bob/05.ipynb"), key=lambda each: not each.error
    )
    assert len({each.student for each in both}) == 2
    for each in both:
        assert each.error == "It is not clear whose notebook this is."
        names = " and ".join(map(ascii, sorted((one, twin))))
        rename = "rename the folder or file to the right one's id"
        assert each.flags == (f"{names} look alike: {rename}",)
    assert (bob.student, bob.error) == ("bob", "")


@pytest.mark.parametrize(("name", "twin"), [*HIDDEN, *ALIKE])
def test_a_name_and_its_twin_are_the_same_person_of_the_roster(put, name, twin):
    put(f"{name}/05.ipynb", content="{ }")
    (one,) = put(f"{twin}/05 (1).ipynb", roster=[{"student": name}])
    assert (one.student, one.error[-17:]) == (name, "keep one of them.")


def test_a_file_that_is_too_large_is_never_read(put, tmp_path, monkeypatch):
    put("ada/05.ipynb")
    os.truncate(tmp_path / "ada/05.ipynb", 3 * 10**9)
    (one,) = put("bob/data.csv")[:1]
    assert one.error == "05.ipynb is too large: at most 10 MB are read, so clear all its outputs."
    assert (tmp_path / "ada/05.ipynb").stat().st_size > MAX_BYTES


GRADESCOPE = """---
submission_7:
  :submitters:
  - :name: Ada Lovelace
    :sid: s1
    :email: ada@x.org
  - :name: Zoe
    :sid:
    :email: zoe@x.org
  :created_at: 2026-05-01 17:59:00.000000000 Z
"""


def test_a_group_of_gradescope_has_each_its_record(put, tmp_path):
    (tmp_path / "submission_metadata.yml").write_text(GRADESCOPE)
    found = put("submission_7/05.ipynb", roster=ROSTER)
    assert [(one.student, one.error) for one in found] == [("s1", ""), ("zoe@x.org", "")]


def test_two_of_gradescope_who_share_a_name_have_a_sentence_each(put, tmp_path):
    one = "submission_{}:\n  :submitters:\n  - :name: Li, Wei\n"
    (tmp_path / "submission_metadata.yml").write_text(one.format(7) + one.format(8))
    names = "submission_7/05.ipynb", "submission_8/05.ipynb"
    found = put(*names, roster=ROSTER)
    assert [one.student for one in found] == ["Li, Wei_submission_7", "Li, Wei_submission_8"]
    assert all(one.flags[0].startswith("Li, Wei may be 0042 or s5") for one in found)
    assert not any(one.error for one in put(*names))


GROUPED = [row | {"group": name} for row, name in zip(ROSTER, "AAB B", strict=True)]


def test_a_group_of_moodle_has_each_its_record(put):
    found = put(
        "A_901_assignsubmission_file/05.ipynb",
        "Ada Lovelace_77_assignsubmission_file/05.ipynb",  # the name of a group, its own number
        "B_902_assignsubmission_file_05.ipynb",
        roster=[*GROUPED, {"student": "s6", "group": "Ada Lovelace"}],
    )
    assert [(one.student, one.path.parts[-2][:2], one.error) for one in found[:3]] == [
        ("s1", "A_", ""),
        ("s2", "A_", ""),
        ("s6", "Ad", ""),
    ]
    assert [one.student for one in found[3:]] == ["s3", "s5"]


WRAPPED = {
    "students": (["Garcia Jose/05.ipynb", "s1/05.ipynb"], ["Garcia Jose", "s1"]),
    "files": (["s1_05.ipynb", "bob_05.ipynb"], ["bob", "s1"]),
    "groups": (["A_9_assignsubmission_file/05.ipynb"], ["s1", "s2"]),
}


@pytest.mark.parametrize("names", WRAPPED)
def test_a_folder_around_them_all_is_looked_into(put, names):
    inside, students = WRAPPED[names]
    noise = [".DS_Store", "Abgaben/.DS_Store", "__MACOSX/Abgaben/s1/._05.ipynb"]
    found = put(*(f"Abgaben/{name}" for name in inside), *noise, roster=GROUPED)
    assert [(one.student, one.error) for one in found] == [(name, "") for name in students]
    if names == "students":
        assert [one.student for one in put()] == students, "without a roster"


@pytest.mark.parametrize(
    ("name", "other", "student"),
    [
        ("s1/mine/05.ipynb", "s1/s2/notes.txt", "s1"),
        ("Zoe/05/mine.ipynb", "Zoe/06/mine.ipynb", "Zoe"),
        ("Zoe/05.ipynb", "Zoe/06.ipynb", "Zoe"),
        ("Zoe/hw/05.ipynb", "Zoe/hw/06.ipynb", "Zoe"),
        ("Zoe/week 1/05.ipynb", "Zoe/week 2/06.ipynb", "Zoe"),
        ("Zoe/05.ipynb", "Zoe/old/05.ipynb", "Zoe"),
        ("Abgaben/s1/05.ipynb", "s2/06.ipynb", "Abgaben"),
    ],
)
def test_one_student_alone_is_no_folder_around_them_all(put, name, other, student):
    assert student in {one.student for one in put(name, other, roster=ROSTER)}


@pytest.mark.parametrize(
    "text", ["[", "submission_7:\n- x\n", "a", "submission_7: {':submitters': 3}"]
)
def test_what_gradescope_would_not_write_is_one_sentence(put, tmp_path, text):
    (tmp_path / "submission_metadata.yml").write_text(text)
    with pytest.raises(
        CourseError, match=r"submission_metadata.yml is not as Gradescope writes it"
    ):
        put("submission_7/05.ipynb")


def test_a_path_that_is_too_long_is_one_students_sentence(put, tmp_path, monkeypatch):
    put("bob/05.ipynb")
    before = os.getcwd()
    (tmp_path / "eve").mkdir()
    try:
        os.chdir(tmp_path / "eve")
        for _ in range(17):
            os.mkdir("d" * 250)
            os.chdir("d" * 250)
        open("05.ipynb", "w").close()
    finally:
        os.chdir(before)
    found = {one.student: one.error for one in put("ada/05.ipynb")}
    assert (found["ada"], found["bob"]) == ("", "")
    assert "eve" not in found or "File name too long" in found["eve"]


def test_a_thousand_folders_within_each_other_stop_nobody(put, tmp_path):
    deep = tmp_path / "eve"
    deep.mkdir()
    here = os.open(deep, os.O_RDONLY)
    for _ in range(1900):
        os.mkdir("d", dir_fd=here)
        inner = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = inner
    os.close(here)
    try:
        found = {one.student: one.error for one in put("ada/05.ipynb")}
    finally:  # too deep for what pytest deletes old folders with
        subprocess.run(["rm", "-rf", deep], check=True)
    assert found == {"ada": "", "eve": "d is a folder, not a file."}


def test_of_a_group_only_whoever_shares_a_name_is_unsure(put, tmp_path):
    group = GRADESCOPE.replace("Ada Lovelace", "Li, Wei").replace(":sid: s1", ":sid:")
    (tmp_path / "submission_metadata.yml").write_text(group.replace(":email: ada@x.org", ":email:"))
    found = put("submission_7/05.ipynb", roster=ROSTER)
    unsure, sure = sorted(found, key=lambda one: one.student)
    assert unsure.flags[0].startswith("Li, Wei may be 0042 or s5")
    assert (sure.student, sure.error) == ("zoe@x.org", "")
