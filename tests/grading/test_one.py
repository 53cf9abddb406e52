"""One notebook on standard input, one JSON on standard output."""

import json
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from hplearn.cli import app
from hplearn.grading import one
from hplearn.grading.marking import unmarked
from tests.exercises.answers import solution_of

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("a_box")]
SOLUTION = solution_of("gradient-descent")


def test_in_a_pipe():
    command = [sys.executable, "-m", "hplearn", "grade", "-"]
    done = subprocess.run(command, input=SOLUTION.read_bytes(), capture_output=True, check=True)
    record = json.loads(done.stdout)
    assert (record["points"], record["max_points"], record["number"]) == (6, 6, "05")
    assert done.stderr == b""


def graded(content, *options):
    done = CliRunner().invoke(app, ["grade", "-", *options], input=content)
    return done.exit_code, done.stdout, done.stderr


def test_with_a_secret_the_hidden_cases_are_the_same_for_the_same_file_alone(tmp_path, monkeypatch):
    seeds = []

    def marked(submissions, box):
        seeds.append(submissions[0][1])
        yield unmarked(submissions[0][0], "")

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
        (b"nonsense", (), "notebook.ipynb is no notebook: it is no JSON."),
        (b"{" + b" " * 11 * 10**6, (), "notebook.ipynb is too large: at most 10 MB are read."),
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


@pytest.mark.parametrize(
    "arguments", [["-", "--out", "x"], ["."], [".", "--out", "x", "--gradescope"]]
)
def test_options_that_do_not_fit_are_one_sentence(arguments):
    done = CliRunner().invoke(app, ["grade", *arguments])
    assert done.exit_code == 2
    assert done.stderr == (
        "hplearn: A folder needs --out; - needs none, and it alone has --gradescope.\n"
    )
