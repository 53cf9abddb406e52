"""One notebook on standard input, one JSON on standard output."""

import json
import os
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from hplearn.cli import app
from hplearn.exercises.submission import TOO_LARGE
from hplearn.grading import one
from hplearn.grading.marking import record_of
from tests.exercises.answers import solution_of
from tests.test_cli import sentence

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("a_box")]
SOLUTION = solution_of("gradient-descent")


def test_in_a_pipe():
    command = [sys.executable, "-m", "hplearn", "grade-one"]
    done = subprocess.run(command, input=SOLUTION.read_bytes(), capture_output=True, check=True)
    record = json.loads(done.stdout)
    assert (record["points"], record["max_points"], record["number"]) == (6, 6, "05")
    assert done.stderr == b""


def graded(content, *options, command=("grade-one",)):
    done = CliRunner().invoke(app, [*command, *options], input=content)
    return done.exit_code, done.stdout, done.stderr


def test_with_a_secret_the_hidden_cases_are_the_same_for_the_same_file_alone(tmp_path, monkeypatch):
    seeds = []

    def marked(submissions, box):
        seeds.append(submissions[0][1])
        yield record_of(submissions[0][0], "")

    monkeypatch.setattr(one, "marked_together", marked)
    (tmp_path / "secret").write_text("of a teacher, and long enough")
    content, secret = SOLUTION.read_bytes(), ("--secret", str(tmp_path / "secret"))
    for handed, options in [(content, secret)] * 2 + [(content + b" ", secret), (content, ())]:
        graded(handed, *options)
    assert seeds[0] == seeds[1]
    assert len(set(seeds)) == 3


@pytest.mark.parametrize(
    ("content", "options", "error"),
    [
        (b"", (), "notebook.ipynb is not a notebook: it is empty; save it again."),
        (b"nonsense", (), "notebook.ipynb is not a notebook: it is not JSON; save it again."),
        (b"{" + b" " * 11 * 10**6, (), f"notebook.ipynb {TOO_LARGE}"),
        (
            SOLUTION.read_bytes(),
            ("--exercise", "06"),
            "notebook.ipynb is exercise 05, and 06 is due.",
        ),
    ],
)
def test_what_cannot_be_marked_is_said_in_the_record(content, options, error):
    status, out, _ = graded(content, *options)
    assert status == 0
    assert json.loads(out)["error"] == error


def test_of_several_files_the_one_that_is_due_counts(tmp_path):
    last_week, answer = solution_of("momentum"), tmp_path / "mine.ipynb"
    answer.write_bytes(SOLUTION.read_bytes())
    (tmp_path / "torn.ipynb").write_text("{")
    files = [*map(str, (last_week, answer, tmp_path / "torn.ipynb"))]

    def said(*options):
        status, out, _ = graded(b"", *options)
        record = json.loads(out)
        assert status == 0
        return record["points"], record["path"], record["error"]

    assert said("--exercise", "05", *files) == (6, "mine.ipynb", "")
    assert said(files[1]) == (6, "mine.ipynb", "")
    assert said(*files[1:]) == (6, "mine.ipynb", "")
    names = f"{last_week.name}, mine.ipynb"
    assert said(*files)[2] == f"Each of {names} is an exercise of ours: keep one."
    none = "is a notebook of exercise 09."
    assert said("--exercise", "09", *files)[2] == f"None of {names}, torn.ipynb {none}"
    assert said(files[2])[2] == "torn.ipynb is not a notebook: it is not JSON; save it again."


def test_the_old_spelling_marks_as_well_and_tells_the_new_one(tmp_path):
    (tmp_path / "secret").write_text("of a teacher, and long enough")
    content, options = SOLUTION.read_bytes(), ["--gradescope", "--secret", tmp_path / "secret"]
    for some in (options, ["--exercise", "99"]):
        old = graded(content, *map(str, some), command=("grade", "-"))
        new = graded(content, *map(str, some))
        assert old[:2] == new[:2]
        assert old[2] == "hplearn grade - is now hplearn grade-one.\n" + new[2]
    assert graded(content, "-", command=("grade", "--gradescope"))[0] == 0, "in any order"


def test_an_exercise_that_there_is_not_is_one_sentence():
    assert sentence("grade-one", "--exercise", "99").startswith("--exercise must be one of 01, 02")


def test_a_link_or_a_pipe_is_never_opened(tmp_path):
    (tmp_path / "link.ipynb").symlink_to(SOLUTION)
    os.mkfifo(tmp_path / "pipe.ipynb")
    for name in ("link.ipynb", "pipe.ipynb"):
        record = one.grade_files([SOLUTION, tmp_path / name], "gradient-descent")
        assert record.error == f"{name} is a link or a pipe, not a file."
