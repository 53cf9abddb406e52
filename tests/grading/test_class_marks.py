"""A class is marked: by the command, in boxes, once, and the same again."""

import csv
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import nbformat
import pytest
from nbformat.v4 import new_code_cell

from hplearn.exercises.questions import question_of
from hplearn.grading import grade as grading
from hplearn.grading.handed_in import HandedIn
from hplearn.grading.marking import seed_of
from hplearn.grading.marks import Marked
from tests.exercises.answers import ROOT, solution_of
from tests.test_cli import sentence

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("a_box")]
SOLUTION = solution_of("gradient-descent")
OURS = "05.2 is our public solution"
UNTOUCHED = ROOT / "exercises" / SOLUTION.name


@pytest.fixture
def hand_in(tmp_path):
    """Return a function that hands in a copy of a notebook with a cell before all others."""

    def write(student, source=SOLUTION, before=""):
        notebook = nbformat.read(source, as_version=4)
        notebook.cells.insert(0, new_code_cell(before))
        path = tmp_path / "submissions" / student / source.name
        path.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook, path)
        return path

    return write


def test_one_row_and_one_page_for_each_student(hand_in, grade, marks, tmp_path):
    hand_in("alice")
    hand_in("bob", UNTOUCHED)
    hand_in("carol", before="import os; os._exit(0)")
    (tmp_path / "submissions/dave").mkdir()
    (tmp_path / "submissions/dave/05.ipynb").write_text("not JSON")
    (tmp_path / "roster.csv").write_text("student,name\neve,Carola\nbob,Bob\n")
    result = grade("--roster", tmp_path / "roster.csv")
    assert result.exit_code == 0, result.output
    rows = marks()
    assert list(rows) == ["eve", "bob", "alice", "carol", "dave"]
    assert [rows[name]["total"] for name in rows] == ["", "0", "6", "6", ""]
    assert result.stdout.startswith(f"3 marked, 1 not marked: {tmp_path / 'marks/marks.csv'}")
    flags = [rows[name]["flags"] for name in ("eve", "bob", "alice")]
    last = f"{OURS}; not on the roster"
    assert flags == ["nothing handed in", "", last]
    ended = "Cell 1 is left out: it ended Python"
    assert rows["carol"]["flags"] == f"{ended}; {last}; is it eve, who handed in nothing?"
    assert "not JSON" in rows["dave"]["error"]
    assert "it lies in dave; " in rows["dave"]["flags"]
    assert "it lies in" not in (tmp_path / "marks/students/dave.html").read_text()
    assert "dave" in result.stderr
    pages = {path.name for path in (tmp_path / "marks/students").iterdir()}
    assert pages == {"alice.html", "bob.html", "carol.html", "dave.html"}
    page = (tmp_path / "marks/students/carol.html").read_text()
    assert "Cell 1 is left out: it ended Python." in page


def marked_at(folder):
    """Return when the record of each student was written."""
    records = (folder / "marks/records").rglob("*.json")
    return {path.stem: path.stat().st_mtime_ns for path in records}


def test_a_second_run_marks_only_what_is_new(hand_in, grade, marks, tmp_path):
    hand_in("alice")
    hand_in("bob", UNTOUCHED)
    grade()
    first, before = marks(), marked_at(tmp_path)
    hand_in("bob")
    grade()
    changed = dict(marked_at(tmp_path).items() - before.items())
    assert (len(before), [*changed]) == (2, ["bob"])
    assert (marks()["alice"], marks()["bob"]["total"]) == (first["alice"], "6")


def test_no_student_and_no_file_has_the_cases_of_another():
    handed = [
        HandedIn(who, "ridge-regression", Path(), digest=what) for who in "ab" for what in "xy"
    ]
    seeds = {seed_of(secret, one) for one in handed for secret in (b"one", b"other")}
    assert len(seeds) == 8
    (first, *_), (second, *_) = (
        question_of("09.1").cases_of(seed)[-3:] for seed in list(seeds)[:2]
    )
    assert str(first.arguments) != str(second.arguments)


def test_the_secret_makes_the_same_again_and_no_seed_is_told(hand_in, grade, tmp_path):
    hand_in("alice")
    hand_in("bob")
    grade()
    told = [path for path in (tmp_path / "marks").rglob("*.*") if path.suffix in (".json", ".html")]
    assert len(told) == 6
    assert not any("seed" in path.read_text() for path in told)
    secret = (tmp_path / "marks/secret").read_bytes()
    (tmp_path / "kept").write_bytes(secret)
    (tmp_path / "marks").rename(tmp_path / "before")
    grade("--secret", tmp_path / "kept")
    for name in ("marks.csv", "marks.json", "class.html"):
        assert (tmp_path / "marks" / name).read_bytes() == (tmp_path / "before" / name).read_bytes()


def test_late_days_take_off_their_part(hand_in, grade, marks, tmp_path):
    hand_in("alice")
    hand_in("bob", UNTOUCHED)
    times, due = tmp_path / "times.csv", ("--due", "2026-05-01 18:00", "--late-per-day", 10)
    times.write_text("student,time\nalcie,2026-05-03 09:00\n")
    result = grade(*due, "--times", times)
    assert (result.exit_code, "got 'alcie'" in result.stderr) == (2, True)
    assert not (tmp_path / "marks/records").exists(), "it is looked at before anything is marked"
    times.write_text("student,time\nalice,2026-05-03 09:00\n")
    result = grade(*due, "--times", times)
    assert marks()["bob"]["flags"] == ""
    assert "No time in --times, so nothing is taken off (1): bob." in result.stdout
    assert (marks()["alice"]["total"], marks()["alice"]["late"]) == ("4.8", "0.2")
    result = grade()
    assert (result.exit_code, "has days taken off" in result.stderr) == (2, True)


def test_a_flag_says_what_is_odd_and_not_that_it_did_not_run(hand_in, grade, marks):
    hand_in("ada", before="def gd(gradient, start, learning_rate, n_steps): ...")
    hand_in("bob", before="\n".join(["%matplotlib inline"] * 5))
    assert grade().exit_code == 0
    ada, bob = (marks()[name]["flags"] for name in ("ada", "bob"))
    assert ada == f"gd (05.1) is defined in cells 1, 5; the last one counts; {OURS}"
    assert bob.count("`%matplotlib inline` is left out, because it is not Python") == 3
    assert f"; the student's page says more; {OURS}" in bob


def test_the_same_file_is_one_line_before_all_that_look_alike(hand_in, grade, tmp_path):
    own = "\n    ".join(f"if n_steps == {n}: return start * {n} + {n}" for n in range(10))
    handed = hand_in("ada", before=f"def gd(gradient, start, learning_rate, n_steps):\n    {own}")
    shutil.copytree(handed.parent, tmp_path / "submissions/bob")
    hand_in("eve", handed)
    assert grade().exit_code == 0
    page = (tmp_path / "marks/class.html").read_text()
    shared = re.findall("<td>gradient-descent</td><td>(.+)</td>", page)
    assert shared == ["the same file, byte for byte", *["100% of what is not ours"] * 2]


def test_of_a_group_nobody_says_that_its_members_answers_look_alike(hand_in, grade, tmp_path):
    own = "\n    ".join(f"if n_steps == {n}: return start * {n} + {n}" for n in range(10))
    handed = hand_in("x", before=f"def gd(gradient, start, learning_rate, n_steps):\n    {own}")
    handed.parent.rename(tmp_path / "submissions/Team 1_7_assignsubmission_file")
    (tmp_path / "roster.csv").write_text("id,name,group\nada,Ada,Team 1\nbob,Bob,Team 1\n")
    assert "2 marked" in grade("--roster", tmp_path / "roster.csv").output
    page = (tmp_path / "marks/class.html").read_text()
    assert "Answers that look alike" not in page


def test_what_is_late_and_who_is_unclear_is_for_the_teacher_alone(hand_in, grade, marks, tmp_path):
    late = tmp_path / f"submissions/adalovelace_LATE_11_7_{SOLUTION.name}"
    hand_in("Wei Li").rename(late)
    hand_in("Wei Li", UNTOUCHED)
    known = "id,name\nada,Lovelace Ada\nw1,Wei Li\nw2,Wei Li\n"
    (tmp_path / "roster.csv").write_text(known)
    for _ in range(2):  # the second finds the record
        assert grade("--roster", tmp_path / "roster.csv").exit_code == 0
        assert marks()["ada"]["flags"] == f"handed in late; {OURS}"
    assert marks()["Wei Li"]["flags"].startswith("Wei Li may be w1 or w2: rename")
    assert "handed in late" in (tmp_path / "marks/class.html").read_text()
    for page in (tmp_path / "marks/students").iterdir():
        text = page.read_text()
        assert not any(words in text for words in ("in late", "w1", "rename", "public")), text


CANVAS = (
    "\ufeffStudent;ID;SIS Login ID;Section;Exercise 05 (991)\n    Points Possible;;;;6,00\n"
    "Lovelace, Ada;11;ada;A;\nB, Bob;12;bob;A;EX\nZ, Zoë;13;zoe;A;N/A\n"
)


def test_the_gradebook_of_canvas_is_the_roster_and_comes_back_filled(
    hand_in, grade, marks, tmp_path
):
    hand_in("ada")
    hand_in("bob")
    (tmp_path / "gradebook.csv").write_text(CANVAS, encoding="utf-8")
    assert grade("--canvas", tmp_path / "gradebook.csv").exit_code == 0
    text = (tmp_path / "marks/canvas.csv").read_text(encoding="utf-8")
    assert text == CANVAS.replace("ada;A;", "ada;A;6")
    flags = {name: row["flags"] for name, row in marks().items()}
    excused = f"{OURS}; canvas.csv leaves EX, as Canvas has it"
    assert flags == {"ada": OURS, "bob": excused, "zoe": "nothing handed in"}


def test_moodles_grading_worksheet_is_the_roster_and_comes_back_filled(hand_in, grade, tmp_path):
    sheet = "Identifier,Full name,Email address,Grade,Maximum Grade\nParticipant 7,Ada,ada,,{}\n"
    hand_in("ada")
    roster = tmp_path / "worksheet.csv"
    for most, status in ((100, 2), (6, 0)):
        roster.write_text(sheet.format(most))
        done = grade("--roster", roster, "--moodle")
        assert done.exit_code == status
        assert (tmp_path / "marks/records").exists() == (status == 0), "it is looked at first"
    said = (tmp_path / "marks/moodle.csv").read_text()
    assert said == sheet.format(6).replace(",,6", ",6,6")
    with ZipFile(tmp_path / "marks/moodle-feedback.zip") as archive:
        page = archive.read("Ada_7_assignsubmission_file_/marks.html")
    assert page == (tmp_path / "marks/students/ada.html").read_bytes()
    assert grade("--roster", roster).exit_code == 0
    assert not (tmp_path / "marks/moodle-feedback.zip").exists()
    (tmp_path / "own.csv").write_text("student\nada\n")
    assert grade("--roster", tmp_path / "own.csv", "--moodle").exit_code == 0
    assert not (tmp_path / "marks/moodle-feedback.zip").exists(), "nobody's number is known"


def test_a_teachers_mark_with_a_reason_stays(hand_in, grade, marks, tmp_path):
    hand_in("alice", UNTOUCHED)
    grade()
    table = tmp_path / "marks/marks.csv"
    with open(table, encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    with open(table, "w") as file:
        writer = csv.DictWriter(file, [*rows[0], "reason"])
        writer.writeheader()
        writer.writerow(rows[0] | {"05.1": "1", "reason": "shown at the board"})
    for _ in range(2):
        assert grade().exit_code == 0
        assert (marks()["alice"]["05.1"], marks()["alice"]["total"]) == ("1", "1")
    assert "shown at the board" in (tmp_path / "marks/students/alice.html").read_text()
    kept = tmp_path / "marks/by-hand.json"
    before = [[["alice", "gradient-descent", "05.1"], [1.0, "shown at the board"]]]
    kept.write_text(json.dumps(before))  # as version 0.2 wrote it
    assert grade().exit_code == 0
    assert marks()["alice"]["05.1"] == "1"
    table.write_text(table.read_text().replace(",", ";"))  # as a spreadsheet may save it
    assert grade().exit_code == 0
    assert ";05.1;" in table.read_text(), "and opens it again"


def test_a_teachers_mark_waits_where_another_notebook_has_come(hand_in, grade, marks, tmp_path):
    path = hand_in("alice", UNTOUCHED)
    first = path.read_bytes()
    grade()
    table = tmp_path / "marks/marks.csv"
    changed = table.read_text().replace("gradient-descent,0", "gradient-descent,1", 1)
    table.write_text(f"{changed.rstrip()}well said\n")
    grade()
    assert marks()["alice"]["05.1"] == "1"
    path.write_bytes(first + b" ")
    for _ in range(2):
        assert grade().exit_code == 0
        assert marks()["alice"]["05.1"] == ""
        said = "05.1 was marked with 1 (well said): give that mark again if it fits"
        new = "the grader finds the new answer not attempted"
        assert f"{said}; {new}" in marks()["alice"]["flags"]
        page = (tmp_path / "marks/class.html").read_text().partition("05.1 waits for a person")[2]
        assert "<pre>def gd(gradient, start, learning_rate, n_steps):" in page
    path.write_bytes(first)
    grade()
    assert marks()["alice"]["05.1"] == "1"
    assert "has changed" not in marks()["alice"]["flags"]


def given_by_hand(tmp_path, number, points, reason="shown at the board", comma=";"):
    """Give the first row of marks.csv other points, as a German spreadsheet saves it."""
    table = tmp_path / "marks/marks.csv"
    header, row, *rows = csv.reader(table.read_text(encoding="utf-8-sig").splitlines())
    row[header.index(number)], row[header.index("reason")] = points, reason
    with open(table, "w", encoding="utf-8") as file:
        csv.writer(file, delimiter=comma).writerows([header, row, *rows])


def test_marks_by_hand_go_with_the_notebook_when_a_roster_appears(hand_in, grade, tmp_path):
    hand_in("Ada Lovelace")
    hand_in("Bob", UNTOUCHED)
    assert grade().exit_code == 0
    given_by_hand(tmp_path, "05.1", "0,5")
    (tmp_path / "marks/students/notes.txt").write_text("a teacher's own")
    roster = tmp_path / "roster.csv"
    roster.write_text("student,name\ns1,Ada Lovelace\ns2,Bob\n")
    for options in (["--roster", roster], ["--roster", roster], [], ["--roster", roster]):
        done = grade(*options)
        assert done.exit_code == 0
        row = ["s1;Ada Lovelace", "s2;Bob"] if options else ["Ada Lovelace", "Bob"]
        lines = (tmp_path / "marks/marks.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
        assert lines[0].startswith(f"{row[0]};gradient-descent;0,5;2;1;1;4,5;6;0;"), "and its signs"
        assert lines[1].startswith(f"{row[1]};gradient-descent;0;0;0;0;0;6;0;")
        assert "wait" not in done.stdout
        pages = {path.name[:2] for path in (tmp_path / "marks/students").iterdir()}
        assert pages == ({"s1", "s2", "no"} if options else {"ad", "bo", "no"}), "of no other names"


def test_a_mark_by_hand_is_gone_once_its_cell_is_emptied(hand_in, grade, marks, tmp_path):
    hand_in("ada")
    assert grade().exit_code == 0
    for points, reason, total in (("1", "x", "5"), ("", "", "6"), ("1", "x", "5"), ("2", "", "6")):
        given_by_hand(tmp_path, "05.1", points, reason, ",")
        assert grade().exit_code == 0
        assert marks()["ada"]["total"] == total
        kept = json.loads((tmp_path / "marks/by-hand.json").read_text())
        assert len(kept) == (total == "5")


def test_marks_by_hand_whose_student_cannot_be_told_are_named(hand_in, grade, tmp_path):
    first = hand_in("Ada Lovelace")
    assert grade().exit_code == 0
    given_by_hand(tmp_path, "05.1", "1")
    first.parent.rename(first.parent.with_name("ada"))
    shutil.copytree(first.parent.with_name("ada"), first.parent.with_name("bob"))
    said = "the notebook that was read (1): Ada Lovelace 05.1."
    for _ in range(2):
        done = grade()
        assert done.exit_code == 0
        assert said in done.stdout
        assert said in (tmp_path / "marks/class.html").read_text()
    shutil.rmtree(first.parent.with_name("bob"))
    first.parent.with_name("ada").rename(first.parent)
    assert "Ada Lovelace" not in grade().stdout
    assert ";gradient-descent;1;" in (tmp_path / "marks/marks.csv").read_text()


def test_what_a_part_of_the_class_leaves_out_is_named(hand_in, grade, tmp_path):
    hand_in("ada")
    path = hand_in("bob")
    (tmp_path / "roster.csv").write_text("student\nada\nbob\neve\n")
    assert grade("--roster", tmp_path / "roster.csv").exit_code == 0
    shutil.rmtree(path.parent)
    for _ in range(2):
        done = grade("--roster", tmp_path / "roster.csv")
        said = "Marked by an earlier run, and not in what was given now: to keep them, give all of"
        assert f"{said} it (1): bob.\n" in done.stdout
        assert f"{said} it (1): bob." in (tmp_path / "marks/class.html").read_text()


def test_pages_of_two_students_of_one_name_have_other_titles(hand_in, grade, tmp_path):
    for who in ("s1", "s2"):
        hand_in(who, UNTOUCHED)
    (tmp_path / "roster.csv").write_text("student,name\ns1,Lea\ns2,Lea\n")
    assert grade("--roster", tmp_path / "roster.csv", "--exercise", "5").exit_code == 0
    for who in ("s1", "s2"):
        page = (tmp_path / f"marks/students/{who}.html").read_text()
        assert f"<h1>Marks of Lea ({who})</h1>" in page


def test_a_table_in_another_encoding_says_how_to_save_it(hand_in, grade, tmp_path):
    hand_in("ada")
    (tmp_path / "roster.csv").write_bytes("student,name\nada,Jürgen\n".encode("cp1252"))
    done = grade("--roster", tmp_path / "roster.csv")
    said = "roster.csv must be a CSV in UTF-8: in Excel save it as CSV UTF-8."
    assert (done.exit_code, said in " ".join(done.stderr.split())) == (2, True)


def test_the_place_of_a_file_is_its_path_in_the_archive(hand_in, grade, marks, tmp_path):
    path = hand_in("ada/Version 1").with_name("05.pdf")
    hand_in("ada/Version 1").rename(path)
    assert grade().exit_code == 0
    assert marks()["ada"]["flags"] == "it lies in ada/Version 1"


def test_marking_again_shows_what_changes_before_it_is_changed(hand_in, grade, marks, tmp_path):
    hand_in("alice")
    grade()
    path = tmp_path / "marks/records/gradient-descent/alice.json"
    record = Marked.from_json(json.loads(path.read_text()))
    first, *rest = record.questions
    before = replace(record, questions=(replace(first, points=0), *rest), version="0.0.9")
    path.write_text(json.dumps(before.to_json()))
    for answer, points in (("n", 4), ("y", 6)):
        result = grade("--again", "alice", answer=answer)
        assert "alice, 05: 4 points, now 6" in result.stdout
        assert json.loads(path.read_text())["points"] == points
    path.write_text(json.dumps(before.to_json()))
    result = grade()
    assert result.exit_code == 2
    assert "has marks of hplearn 0.0.9; --since" in " ".join(result.stderr.split())
    assert grade("--since", "0.1.0", answer="y").exit_code == 0
    assert marks()["alice"]["total"] == "6"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda at: (at / "marks/secret").unlink(), "secret is missing"),
        (lambda at: (at / "marks/secret").write_text("short"), "at least 16 letters, got 5"),
        (lambda at: (at / "marks/marks.csv").write_text("student,reason\n"), "one with exercise"),
        (lambda at: (at / "marks/by-hand.json").write_text("{"), "by-hand.json is damaged"),
        (lambda at: (at / "marks/by-hand.json").write_text("3"), "by-hand.json is damaged"),
        (lambda at: (at / "marks/by-hand.json").write_text('[[["a"], [1]]]'), "is damaged"),
        (lambda at: (at / "marks/marks.json").write_text('[{"late": 0}]'), "marks.json is damaged"),
    ],
    ids=["no secret", "short secret", "no CSV of ours", "torn", "number", "no pairs", "no records"],
)
def test_what_is_wrong_with_the_output_folder_is_one_sentence(
    hand_in, grade, tmp_path, change, words
):
    hand_in("alice", UNTOUCHED)
    grade()
    change(tmp_path)
    result = grade()
    assert result.exit_code == 2
    assert words in " ".join(result.stderr.split())
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--due", "2026-05-01"], "--due, --times and --late-per-day must be given together."),
        (["--since", "newest"], "--since must be a version, got 'newest'."),
        (["--exercise", "99"], "exercise must be one of"),
        (["--again", "zoe"], "holds no notebook of the id zoe."),
        (["--roster", "no-such.csv"], "no-such.csv cannot be used"),
    ],
)
def test_what_is_wrong_with_an_option_is_one_sentence(hand_in, grade, options, words):
    hand_in("alice", UNTOUCHED)
    result = grade(*options)
    assert result.exit_code == 2
    assert words in " ".join(result.stderr.split())
    assert "Traceback" not in result.output


def test_two_runs_do_not_share_an_output_folder(hand_in, grade, tmp_path):
    from hplearn.grading.journal import alone_in

    hand_in("alice", UNTOUCHED)
    with alone_in(tmp_path / "marks"):
        result = grade()
    assert result.exit_code == 2
    assert "in use by another hplearn grade" in " ".join(result.stderr.split())


def test_an_empty_or_missing_folder_is_one_sentence(grade, tmp_path):
    assert grade().exit_code == 2
    (tmp_path / "submissions").mkdir()
    result = grade()
    assert (result.exit_code, "holds no notebook" in result.stderr) == (2, True)


NO_ROOM = """
import resource, signal, sys
sys.dont_write_bytecode = True  # it would be cut off as well, and stay so
from hplearn.cli import app
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))  # as if the disk were full after so many
app(sys.argv[1:])
"""


def test_a_full_disk_is_one_sentence_and_leaves_no_torn_file(hand_in, grade, marks, tmp_path):
    hand_in("alice", UNTOUCHED)
    folders = [str(tmp_path / "submissions"), "--out", str(tmp_path / "marks"), "--jobs", "1"]
    command = [sys.executable, "-c", NO_ROOM, "grade", *folders]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 2
    assert re.search(r"hplearn: .*alice\.json cannot be used \(File too large\)\.\n", done.stderr)
    assert [path.name for path in (tmp_path / "marks").rglob("*.json*")] == []
    assert grade().exit_code == 0
    assert marks()["alice"]["of"] == "6"


# In the background of a shell, Ctrl-C is ignored.
HANDLED = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
KILLED = "import sys; from hplearn.cli import app; app(sys.argv[1:])"


@pytest.mark.ci
def test_a_run_killed_20_times_goes_on_and_marks_each_once(hand_in, grade, tmp_path, monkeypatch):
    monkeypatch.setattr(grading, "MANY", 2)
    (tmp_path / "secret").write_text("of a test, long enough")
    for at in range(8):
        hand_in(f"s{at}", [SOLUTION, UNTOUCHED][at % 2])
    grade("--secret", tmp_path / "secret")
    whole = (tmp_path / "marks").rename(tmp_path / "whole")
    command = [sys.executable, "-c", KILLED, "grade", str(tmp_path / "submissions"), "--out"]
    command += [str(tmp_path / "marks"), "--secret", str(tmp_path / "secret"), "--jobs", "2"]
    finished = {}
    for at in range(20):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        end = time.monotonic() + 0.2 + at / 5
        while process.poll() is None and time.monotonic() < end:
            time.sleep(0.01)
        process.kill()
        process.wait()
        now = marked_at(tmp_path)
        assert finished.items() <= now.items(), "what was finished is marked again"
        finished = now
    (tmp_path / "marks/students").mkdir(parents=True, exist_ok=True)
    (tmp_path / "marks/students/.s1.html.1.part").write_text("<html")  # killed amid a page
    assert grade("--secret", tmp_path / "secret").exit_code == 0
    for path in (tmp_path / "marks").rglob("*"):
        if path.is_file() and path.name != "written":
            assert path.read_bytes() == (whole / path.relative_to(tmp_path / "marks")).read_bytes()
    assert sorted(marked_at(tmp_path)) == [f"s{at}" for at in range(8)]


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_a_run_that_is_stopped_leaves_nothing_that_it_unpacked(hand_in, tmp_path, sign):
    hand_in("ada", before="import time\ntime.sleep(600)")
    shutil.make_archive(str(tmp_path / "class"), "zip", tmp_path / "submissions")
    (aside := tmp_path / "aside").mkdir()
    command = [sys.executable, "-c", f"{HANDLED}\n{KILLED}"]
    command += ["grade", str(tmp_path / "class.zip"), "--out", str(tmp_path / "marks")]
    places = os.environ | {"TMPDIR": str(aside)}
    process = subprocess.Popen(command, env=places, stderr=subprocess.PIPE, text=True)
    while process.poll() is None and not [*aside.rglob("*.ipynb")]:
        time.sleep(0.05)
    process.send_signal(sign)
    said = process.communicate(timeout=300)[1]
    stopped = "hplearn: Stopped; the next run goes on from here.\n"
    assert (process.returncode, said) == (130, stopped)
    assert [*aside.rglob("*.ipynb")] == []


def test_letters_alone_earn_nothing(hand_in, grade, marks, tmp_path):
    notebook = nbformat.read(SOLUTION, as_version=4)
    (cell,) = (cell for cell in notebook.cells if cell.source.startswith("order = "))
    ours = cell.source.partition("\n")[0]
    given = {"ada": "", "bob": "# the smallest factor of all", "eve": "# D", "dan": ours}
    for student, reason in given.items():
        cell.source = f'{reason}\norder = ["D", "C", "E", "B", "A"]'
        nbformat.write(notebook, tmp_path / SOLUTION.name)
        hand_in(student, tmp_path / SOLUTION.name)
    assert grade().exit_code == 0
    points = {name: row["05.4"] for name, row in marks().items()}
    assert points == {"ada": "0", "bob": "1", "eve": "0", "dan": "0"}
    pages = {name: (tmp_path / f"marks/students/{name}.html").read_text() for name in marks()}
    assert "no comment beside it says why" in pages["ada"]
    assert "Your reason: the smallest factor of all" in pages["bob"]
    reasons = (tmp_path / "marks/class.html").read_text().partition("Reasons of 05.4")[2]
    assert "<bdi>bob</bdi></a></th><td>right</td><td>the smallest factor of all</td>" in reasons


def test_an_archive_has_the_marks_of_its_folder(hand_in, grade, tmp_path):
    hand_in("alice")
    hand_in("bob", UNTOUCHED)
    handed, names = tmp_path / "submissions", ("marks.csv", "marks.json", "class.html")
    assert grade().exit_code == 0
    first = [(tmp_path / "marks" / name).read_bytes() for name in names]
    before = marked_at(tmp_path)
    shutil.make_archive(str(tmp_path / "class"), "zip", handed)
    handed.rename(tmp_path / "unpacked")
    (tmp_path / "class.zip").rename(handed)
    assert grade().exit_code == 0
    assert [(tmp_path / "marks" / name).read_bytes() for name in names] == first
    assert (len(before), marked_at(tmp_path)) == (2, before), "nothing is due"


def test_an_archive_in_which_nobody_is_known_is_named(hand_in, tmp_path):
    for name in ("Abgaben/Garcia Jose", "Abgaben/Alan"):
        hand_in(name)
    shutil.make_archive(str(tmp_path / "class"), "zip", tmp_path / "submissions")
    (tmp_path / "roster.csv").write_text("id,name\ns1,Bob\ns2,José García\ns3,Zoe\n")
    arguments = tmp_path / "class.zip", "--out", tmp_path / "marks"
    said = sentence("grade", *arguments, "--roster", tmp_path / "roster.csv")
    sides = "as Garcia Jose, is on the roster, which has José García, Zoe: "
    assert said.startswith(f"Nobody of {tmp_path / 'class.zip'}, {sides}rename folders or files, ")
    assert "for which an archive must be unpacked, or give a roster" in said


def test_of_a_worksheet_in_another_language_the_cause_is_said(hand_in, tmp_path):
    hand_in("Ada_7_assignsubmission_file_")
    table = "ID,Vollständiger Name,E-Mail-Adresse\nTeilnehmer/in 7,Ada,ada@x.org\n"
    (tmp_path / "roster.csv").write_text(table)
    arguments = tmp_path / "submissions", "--out", tmp_path / "marks"
    said = sentence("grade", *arguments, "--roster", tmp_path / "roster.csv")
    assert said == "Moodle's roster is in another language: export it in English."


MINUTES = "--minutes must be from 0.1 to 1440, got "


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["."], "hplearn grade needs --out, a folder for the marks."),
        (["class", "--demo"], "hplearn grade needs --out, a folder for the marks."),
        ([".", "--out", "."], "--out must be another folder than FOLDER, got . for both."),
        (
            ["class", "--out", "class", "--demo"],
            "--out must be another folder than FOLDER, got class for both.",
        ),
        (
            ["class", "--out", "marks", "--demo", "--nbgrader"],
            "--demo makes up a class without a gradebook: leave out --nbgrader.",
        ),
        *(
            ([".", "--out", "marks", "--minutes", minutes], f"{MINUTES}{minutes}.")
            for minutes in ("nan", "inf", "0", "-1", "1441")
        ),
        (
            ["none", "--out", "marks"],
            "FOLDER must be a folder of notebooks or an archive, got none.",
        ),
        (
            [".", "--out", "marks", "--nbgrader"],
            ". is no course of nbgrader: it has no gradebook.db.",
        ),
    ],
)
def test_options_that_do_not_go_together_are_one_sentence_and_nothing_is_written(
    tmp_path, monkeypatch, arguments, said
):
    monkeypatch.chdir(tmp_path)
    assert sentence("grade", *arguments) == said
    assert not list(tmp_path.iterdir())


def test_an_exercise_that_there_is_not(tmp_path):
    said = sentence("grade", tmp_path, "--out", tmp_path / "marks", "--exercise", "99")
    assert said.startswith("--exercise must be one of 01, 02, ")
    assert said.endswith(", got '99'.")
