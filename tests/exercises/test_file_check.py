"""A notebook file, checked in a process of its own: what happens there stays there."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell
from typer.testing import CliRunner

from hplearn.cli import app
from hplearn.exercises import asking, file_check, submission
from hplearn.exercises.file_check import check_file
from hplearn.exercises.mistakes import mistakes_of
from hplearn.exercises.questions import Question, questions_of
from hplearn.exercises.verdicts import examine

from .answers import PLUS_SIGN, ROOT, solution_of

SOLUTION = solution_of("gradient-descent")
EXERCISE = ROOT / "exercises" / SOLUTION.name


@pytest.fixture
def handed_in(tmp_path):
    """Return a function that puts sources in place of answers, and gives the file's path."""

    def write(answers, before="", folder=tmp_path):
        notebook = nbformat.read(SOLUTION, as_version=4)
        for cell in notebook.cells:
            grade_id = cell.metadata.get("nbgrader", {}).get("grade_id", "")
            cell.source = answers.get(grade_id, cell.source)
        notebook.cells.insert(0, new_code_cell(before))
        path = folder / "05-handed-in.ipynb"
        nbformat.write(notebook, path)
        return path

    return write


def verdicts(checked):
    return [verdict.verdict for verdict in checked.verdicts]


def full_marks(checked):
    return checked.problems == [] and checked.record()["points"] == 6


def test_it_says_what_the_check_in_the_notebook_says(handed_in):
    source, names = PLUS_SIGN.read_text(), {}
    exec(source, names)
    inside = examine(questions_of("05")[0], names, seed=5)
    outside = check_file(handed_in({"gradient-descent-1": source}), seed=5).verdicts[0]
    assert outside.record() == inside.record()
    assert outside.mistake == "plus-sign"
    assert [row.fault for row in outside.rows] == [row.fault for row in inside.rows]


@pytest.fixture
def hasty(monkeypatch):
    """Allow a cell a second, and a call half of one."""
    monkeypatch.setattr(asking, "CELL_SECONDS", 1)
    monkeypatch.setattr(asking, "CALL_SECONDS", 0.5)


DEAF = "import time\n while True:\n  try: time.sleep(1)\n  except BaseException: pass"
BUSY = "while True:\n  try:\n   while True: pass\n  except BaseException: pass"
GD = "def gd(*a):\n "
KILLED = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
ORACLE = "hplearn.exercises.oracles.gradient_descent"


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize(
    ("source", "verdict", "hint"),
    [
        ("1 / 0\ndef gd(): pass", "missing", "Cell 5 stops with ZeroDivisionError"),
        (GD + "while True: pass", "too slow", "longer than 0.5 s"),
        (GD + "import sys; sys.exit()", "error", "stops with SystemExit"),
        (GD + f"import {ORACLE} as g; return g", "not yours", ORACLE),
        *(
            pytest.param(*case, marks=pytest.mark.slow)
            for case in [
                (GD + "import os; os._exit(0)", "error", "A call of gd fails: it ended Python."),
                (GD + KILLED, "error", "it ended Python"),
                (GD + DEAF, "too slow", "longer than 0.5 s"),
                (GD + BUSY, "too slow", "longer than 0.5 s"),
            ]
        ),
    ],
    ids=["fails when run", "endless", "exits", "looks up", "ends", "is killed", "deaf", "busy"],
)
def test_one_bad_answer_costs_its_own_points_alone(handed_in, source, verdict, hint):
    checked = check_file(handed_in({"gradient-descent-1": source}), seed=5)
    assert checked.ran
    assert verdicts(checked) == [verdict, "right", "right", "right"]
    assert hint in checked.verdicts[0].hint


def test_an_answer_that_calls_what_it_was_given_for_ever_is_too_slow(handed_in, monkeypatch):
    monkeypatch.setattr(asking, "MAX_FRAMES", 1000)  # sooner than time is up
    endless = "def gd(gradient, start, *more):\n while True: gradient(start)"
    checked = check_file(handed_in({"gradient-descent-1": endless}), seed=5)
    assert verdicts(checked) == ["too slow", "right", "right", "right"]
    assert checked.verdicts[0].hint == "gd is too slow: it calls what it was given too often."


STOPPED = [  # by the alarm inside, or where that comes too late by the grader
    "Cell 1 takes longer than 1 s and was stopped.",
    "Cell 1 is left out: it took longer than 1 s.",
]
ENDS = "import os; os._exit(3)"
FORKED = "import os, time\nif not os.fork(): time.sleep(99)\nos._exit(3)"


@pytest.mark.slow
@pytest.mark.parametrize("before", [ENDS, FORKED], ids=["exit", "leaves a child"])
def test_a_cell_that_ends_the_process_is_left_out(handed_in, before):
    checked = check_file(handed_in({}, before), seed=5)
    assert checked.record()["points"] == 6
    assert checked.problems == ["Cell 1 is left out: it ended Python."]


@pytest.mark.slow
@pytest.mark.usefixtures("hasty")
def test_a_cell_that_takes_too_long_is_left_out(handed_in):
    checked = check_file(handed_in({}, BUSY.replace("\n ", "\n")), seed=5)
    assert checked.record()["points"] == 6
    assert checked.problems in [[sentence] for sentence in STOPPED]


def test_cells_that_end_the_process_twice_leave_nothing_to_check(handed_in):
    checked = check_file(handed_in({"gradient-descent-1": ENDS}, ENDS), seed=5)
    assert not checked.ran
    assert checked.problems[-1].endswith("could not be run: it ended Python.")
    assert set(verdicts(checked)) == {"error"}


def test_calls_that_end_the_process_twice_end_the_questions(handed_in):
    names = {1: "gd", 3: "largest_safe_rate"}
    answers = {f"gradient-descent-{n}": f"def {name}(*a): {ENDS}" for n, name in names.items()}
    checked = check_file(handed_in(answers), seed=5)
    assert verdicts(checked) == ["error", "right", "error", "error"]


def test_files_beside_the_notebook_are_there_and_cannot_stand_in_for_ours(handed_in, tmp_path):
    (tmp_path / "mine.py").write_text("x = 1")
    (tmp_path / "json.py").write_text("raise RuntimeError")
    (tmp_path / "numbers.csv").write_text("1,2")
    before = "import mine\nopen('numbers.csv').close()\nimport os\nos.write(1, b'}')"
    assert full_marks(check_file(handed_in({}, before), seed=5))


def test_the_process_knows_no_question_and_no_oracle():
    script = """
import sys, hplearn.contained.notebook
rooms = {name.split(".")[1] for name in sys.modules if name.startswith("hplearn.")}
print(rooms & {"exercises", "grading", "classroom"})
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.stdout == "set()\n"


IMPORTS = """
from importlib import import_module
rooms = ("exercises.oracles.gradient_descent", "exercises.mistakes", "exercises.questions")
for name in (*rooms, "exercises.checks", "grading", "grading.marking", "classroom.notebooks"):
    try:
        import_module(f"hplearn.{name}")
    except ModuleNotFoundError:
        continue
    raise RuntimeError(name)
"""


def test_cells_cannot_import_what_is_right(handed_in):
    assert check_file(handed_in({}, IMPORTS), seed=5).problems == []


def test_cells_that_ask_for_our_solution_get_a_sentence_and_whoever_plays_loses_nothing(handed_in):
    asks = "import hplearn\nprint(hplearn.solution('05.1'))"
    plays = 'from hplearn import failing_case, solution\nfailing_case("05.1")\nsolution("05.1")'
    (problem,) = check_file(handed_in({}, asks), seed=5).problems
    assert problem == "Cell 1 stops with CourseError: Solutions are switched off here. (line 2)."
    assert full_marks(check_file(handed_in({}, plays), seed=5))


def test_written_answers_wait_for_a_person(monkeypatch, tmp_path):
    questions = (*questions_of("05"), Question(5, "", 0, topic="gradient-descent"))
    monkeypatch.setattr(file_check, "questions_of", lambda exercise: questions)
    path, about = tmp_path / "05.ipynb", {"nbgrader": {"grade_id": "gradient-descent-5"}}
    for answer, verdict in [
        ([], "missing"),
        (["YOUR ANSWER HERE"], "not attempted"),
        (["I think."], "written"),
    ]:
        notebook = nbformat.read(SOLUTION, as_version=4)
        notebook.cells += [new_markdown_cell(source, metadata=about) for source in answer]
        nbformat.write(notebook, path)
        checked = check_file(path, seed=5)
        assert verdicts(checked)[-1] == verdict
        assert checked.record()["max_points"] == 6


def run(*arguments):
    return CliRunner().invoke(app, ["check", *map(str, arguments)])


def test_command_speaks_in_words_and_goes_on_past_what_is_no_notebook(tmp_path):
    (tmp_path / "page.md").write_text("# Mine")
    reasons = {
        tmp_path / "nope.ipynb": "is not there.",
        tmp_path / "page.md": "is not a notebook: it is not JSON; save it again.",
        tmp_path: "cannot be read (Is a directory).",
        ROOT / "lessons" / SOLUTION.name: "is a lesson; its exercise has its name, in exercises.",
    }
    result = run(EXERCISE, *reasons, SOLUTION, "--seed", 5)
    lines = result.stdout.splitlines()
    assert lines[0] == f"{EXERCISE}: 0 of 6 points"
    assert lines[1].split()[:6] == ["05.1", "0", "of", "2", "not", "attempted"]
    assert all("not attempted" in line for line in lines[1:5])
    assert "save the notebook first" in lines[5]
    assert lines[6:14:2] == [f"{path}: not checked" for path in reasons]
    assert lines[7:14:2] == [f"  {path} {reason}" for path, reason in reasons.items()]
    assert lines[-1] == "  05.4  1 of 1  right"
    assert (result.exit_code, result.stderr) == (2, "")


def test_command_prints_one_json_object(handed_in):
    path = handed_in({"gradient-descent-4": 'order = ["A", "B", "C", "D", "E"]'})
    result = run(path, "nope.ipynb", "--json")
    assert result.exit_code == 2
    notebook, none = json.loads(result.stdout)["notebooks"]
    assert none["problems"] == ["nope.ipynb is not there."]
    assert (notebook["path"], notebook["points"], notebook["max_points"]) == (str(path), 5, 6)
    hints = {mistake.name: mistake.hint for mistake in mistakes_of(questions_of("05")[3])}
    assert notebook["questions"][3] == {
        "id": "gradient-descent/4",
        "number": "05.4",
        "points": 0,
        "max_points": 1,
        "verdict": "wrong",
        "hint": hints["smaller-is-safer"],
    }
    assert run("--json").exit_code == 2


STARTED = """
import os, subprocess, threading, time
child = subprocess.Popen(["sleep", "60"])
open("child", "w").write(str(child.pid))
threading.Thread(target=time.sleep, args=(60,)).start()
if not os.fork():
    time.sleep(60)
    os._exit(0)
"""


def test_nothing_is_left_running_and_nothing_is_recorded(handed_in, monkeypatch, tmp_path):
    monkeypatch.setenv("HPLEARN_PROGRESS", str(tmp_path / "progress.json"))
    end = time.monotonic() + 50
    assert full_marks(check_file(handed_in({}, STARTED), seed=5))
    assert time.monotonic() < end, "it waited for what the cells had started"
    stat = Path("/proc", (tmp_path / "child").read_text(), "stat")
    while stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z":
        assert time.monotonic() < end, "the child runs on"
        time.sleep(0.05)
    assert not (tmp_path / "progress.json").exists()
    assert os.environ["HPLEARN_PROGRESS"]
    assert submission.read(tmp_path / "05-handed-in.ipynb").exercise == "gradient-descent"
