"""A notebook file, checked in a process of its own: what happens there stays there."""

import json
import os
import subprocess
import sys
import time

import nbformat
import numpy as np
import pytest
from typer.testing import CliRunner

from hplearn.classroom.exercises import asking, file_check, submission
from hplearn.classroom.exercises.file_check import check_file
from hplearn.classroom.exercises.mistakes import mistakes_of
from hplearn.classroom.exercises.questions import Question, questions_of
from hplearn.cli import app

from .answers import ROOT, solution_of

SOLUTION = solution_of("04")
EXERCISE = ROOT / "exercises" / SOLUTION.name


@pytest.fixture
def handed_in(tmp_path):
    """Return a function that puts sources in place of answers, and gives the file's path."""

    def write(answers, before="", folder=tmp_path):
        notebook = nbformat.read(SOLUTION, as_version=4)
        for cell in notebook.cells:
            grade_id = cell.metadata.get("nbgrader", {}).get("grade_id", "")
            cell.source = answers.get(grade_id, cell.source)
        notebook.cells.insert(0, nbformat.v4.new_code_cell(before))
        path = folder / "04-handed-in.ipynb"
        nbformat.write(notebook, path)
        return path

    return write


def verdicts(checked):
    return [verdict.verdict for verdict in checked.verdicts]


def test_solution_and_untouched_exercise():
    full, nothing = check_file(SOLUTION, seed=5).record(), check_file(EXERCISE, seed=5).record()
    assert (full["points"], full["max_points"], full["problems"]) == (6, 6, [])
    assert (nothing["points"], nothing["max_points"], nothing["problems"]) == (0, 6, [])
    assert {question["verdict"] for question in nothing["questions"]} == {"not attempted"}


def test_it_says_what_the_check_in_the_notebook_says():
    wrong = ROOT / "hplearn/classroom/exercises/mistakes/04/plus_sign.py"
    names = {}
    exec(wrong.read_text(), names)
    from hplearn.classroom.exercises.checks import examine

    inside = examine(questions_of("04")[0], names, seed=5)
    answered, _ = asking.ask(
        [(1, wrong.read_text())], [inside.question.request(inside.question.cases_of(5))], ROOT
    )
    from hplearn.classroom.exercises.verdicts import verdict_on

    outside = verdict_on(inside.question, inside.question.cases_of(5), answered[0])
    assert outside.record() == inside.record()
    assert outside.mistake == "plus-sign"
    assert [row.faults for row in outside.rows] == [row.faults for row in inside.rows]


BAD = {
    "syntax error": ("def gd(:", "missing", r"Cell 5 is left out: SyntaxError: invalid syntax"),
    "fails when run": ("1 / 0\ndef gd(): pass", "missing", "Cell 5 stops with ZeroDivisionError"),
    "exit": ("exit()", "missing", "is not defined here"),
    "magic cell": ("%%time\ndef gd(): pass", "missing", "Cell 5 is left out, being no Python"),
    "no function": ("gd = 3", "error", "must be a function"),
    "endless": ("def gd(*a):\n    while True: pass", "too slow", "takes longer than 2 s"),
    "exits": ("import sys\ndef gd(*a): sys.exit()", "error", "stops with SystemExit"),
    "prints": ("def gd(*a):\n    print('{' * 9999)", "wrong", "returns None"),
    "looks up": (
        "def gd(*a):\n    from hplearn.classroom.exercises.oracles import q04\n    return q04",
        "not yours",
        "hplearn.classroom.exercises.oracles.q04",
    ),
}


@pytest.mark.parametrize("kind", BAD)
def test_one_bad_answer_costs_its_own_points_alone(handed_in, kind):
    source, verdict, hint = BAD[kind]
    checked = check_file(handed_in({"q04-1": source}), seed=5)
    assert checked.ran
    assert verdicts(checked) == [verdict, "right", "right", "right"]
    assert hint in checked.verdicts[0].hint


@pytest.mark.slow
@pytest.mark.parametrize(
    ("body", "verdict", "hint"),
    [
        ("import os; os._exit(0)", "error", "A call of gd fails: it ended Python."),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "error", "it ended Python"),
        pytest.param(
            "import time\n while True:\n  try: time.sleep(1)\n  except BaseException: pass",
            "too slow",
            "it took",
            marks=pytest.mark.ci,
        ),
    ],
    ids=["exit", "kill", "deaf"],
)
def test_a_call_that_ends_the_process_costs_its_own_points_alone(
    handed_in, monkeypatch, body, verdict, hint
):
    monkeypatch.setattr(asking, "ALL_SECONDS", 1)
    for question in questions_of("04"):
        monkeypatch.setitem(vars(question), "seconds", 1)
    path = handed_in({"q04-1": f"def gd(*a):\n {body}"})
    monkeypatch.setattr(file_check, "ask", lambda *asked: asking.ask(*asked, seconds=10))
    checked = check_file(path, seed=5)
    assert verdicts(checked) == [verdict, "right", "right", "right"]
    assert hint in checked.verdicts[0].hint


@pytest.mark.slow
@pytest.mark.parametrize(
    ("before", "seconds", "words"),
    [
        ("import os; os._exit(3)", 60, "could not be run: it ended Python."),
        ("import os, time\nif not os.fork(): time.sleep(99)\nos._exit(3)", 60, "be run: it ended"),
        (
            "while True:\n  try:\n    while True: pass\n  except BaseException: pass",
            3,
            "longer than 3 s.",
        ),
    ],
    ids=["exit", "leaves a child", "deaf"],
)
def test_cells_that_end_the_process_leave_nothing_to_check(
    handed_in, monkeypatch, before, seconds, words
):
    monkeypatch.setattr(file_check, "ask", lambda *asked: asking.ask(*asked, seconds=seconds))
    monkeypatch.setattr(asking, "ALL_SECONDS", 0)
    for question in questions_of("04"):
        monkeypatch.setitem(vars(question), "seconds", 0)
    started = time.monotonic()
    checked = check_file(handed_in({}, before), seed=5)
    assert time.monotonic() - started < 90
    assert not checked.ran
    assert words in checked.problems[-1]
    assert set(verdicts(checked)) == {"error"}


def test_cells_that_fail_are_named_and_the_rest_is_checked(handed_in):
    checked = check_file(handed_in({}, "%matplotlib inline\nimport nothing_of_that_name"), seed=5)
    assert checked.record()["points"] == 6
    assert checked.problems == [
        "Cell 1, line 1: `%matplotlib inline` is left out, being no Python.",
        "Cell 1 stops with ModuleNotFoundError: No module named 'nothing_of_that_name' (line 2).",
    ]


def test_files_beside_the_notebook_are_there_and_cannot_stand_in_for_ours(handed_in, tmp_path):
    (tmp_path / "mine.py").write_text("x = 1")
    (tmp_path / "json.py").write_text("raise RuntimeError")
    (tmp_path / "numbers.csv").write_text("1,2")
    before = "import mine\nopen('numbers.csv').close()\nimport os\nos.write(1, b'}')"
    checked = check_file(handed_in({}, before), seed=5)
    assert (checked.problems, checked.record()["points"]) == ([], 6)


def test_what_the_cells_leave_running_keeps_nobody_waiting(handed_in):
    child = "import os, threading, time\nif not os.fork():\n    time.sleep(60)\n    os._exit(0)\n"
    thread = "threading.Thread(target=time.sleep, args=(60,)).start()"
    started = time.monotonic()
    checked = check_file(handed_in({}, child + thread), seed=5)
    assert (checked.problems, checked.record()["points"]) == ([], 6)
    assert time.monotonic() - started < 50


def test_the_process_knows_no_question_and_no_oracle():
    script = (
        "import sys, hplearn.classroom.exercises.contained as contained\n"
        "print(*(name for name in contained.TRUSTED for m in sys.modules if m.endswith(name)"
        " and m.startswith('hplearn.classroom.')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []


@pytest.mark.parametrize("name", ["oracles.q04", "questions", "verdicts", "checks"])
def test_cells_cannot_import_what_is_right(handed_in, name):
    before = f"import hplearn.classroom.exercises.{name}"
    (problem,) = check_file(handed_in({}, before), seed=5).problems
    assert problem.startswith("Cell 1 stops with ModuleNotFoundError")


def test_a_seed_decides_and_a_lookup_of_public_cases_earns_nothing(handed_in):
    public = [case.arguments[0] for case in questions_of("04")[2].cases_of(0)[:5]]
    table = {round(h.sum(), 6): 2 / np.linalg.norm(h, 2) for h in map(np.array, public)}
    lookup = f"    return {table!r}.get(round(float(hessian.sum()), 6), 1.0)"
    source = f"def largest_safe_rate(hessian):\n{lookup}".replace("np.float64", "float")
    path = handed_in({"q04-3": source})
    checked = check_file(path, seed=5)
    rows = checked.verdicts[2].rows
    assert [row.faults for row in rows[:5]] == [""] * 5
    assert checked.verdicts[2].points == 0


def test_written_answers_wait_for_a_person(monkeypatch, tmp_path):
    questions = (*questions_of("04"), Question("04.5", "", 0))
    monkeypatch.setattr(file_check, "questions_of", lambda exercise: questions)
    notebook = nbformat.read(SOLUTION, as_version=4)
    about = {"nbgrader": {"grade_id": "q04-5"}}
    path = tmp_path / "04.ipynb"
    for source, verdict in [
        ("YOUR ANSWER HERE", "not attempted"),
        ("I think.", "written"),
        (None, "missing"),
    ]:
        cells = [nbformat.v4.new_markdown_cell(source, metadata=about)] if source else []
        nbformat.write(nbformat.from_dict(notebook | {"cells": notebook.cells + cells}), path)
        checked = check_file(path, seed=5)
        assert verdicts(checked)[-1] == verdict
        assert checked.record()["max_points"] == 6


def run(*arguments):
    return CliRunner().invoke(app, ["check", *map(str, arguments)])


def test_command_speaks_in_words_and_goes_on_past_what_is_no_notebook(tmp_path):
    result = run(EXERCISE, tmp_path / "nope.ipynb", SOLUTION, "--seed", 5)
    lines = result.stdout.splitlines()
    assert lines[0] == f"{EXERCISE}: 0 of 6 points"
    assert lines[1].split()[:6] == ["04.1", "0", "of", "2", "not", "attempted"]
    assert lines[5:7] == [
        f"{tmp_path}/nope.ipynb: not checked",
        f"  {tmp_path}/nope.ipynb is not there.",
    ]
    assert lines[-1] == "  04.4  1 of 1  right"
    assert result.exit_code == 2


def test_command_prints_one_json_object(handed_in):
    path = handed_in({"q04-4": 'order = ["A", "B", "C", "D", "E"]'})
    result = run(path, "--json")
    assert result.exit_code == 0
    (notebook,) = json.loads(result.stdout)["notebooks"]
    assert (notebook["path"], notebook["points"], notebook["max_points"]) == (str(path), 5, 6)
    assert notebook["questions"][3] == {
        "id": "04.4",
        "points": 0,
        "max_points": 1,
        "verdict": "wrong",
        "hint": mistakes_of(questions_of("04")[3])[1].hint,
    }
    result = run("nope.ipynb", "--json")
    assert result.exit_code == 2
    assert json.loads(result.stdout)["notebooks"][0]["problems"] == ["nope.ipynb is not there."]
    assert run("--json").exit_code == 2


def test_nothing_is_left_running_and_nothing_is_recorded(handed_in, monkeypatch, tmp_path):
    monkeypatch.setenv("HPLEARN_PROGRESS", str(tmp_path / "progress.json"))
    before = (
        "import os, subprocess\nchild = subprocess.Popen(['sleep', '60'])\n"
        "open('child', 'w').write(str(child.pid))"
    )
    assert check_file(handed_in({}, before), seed=5).problems == []
    pid = int((tmp_path / "child").read_text())
    stat, end = tmp_path.__class__(f"/proc/{pid}/stat"), time.monotonic() + 50
    while stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z":
        assert time.monotonic() < end, "the child runs on"
        time.sleep(0.05)
    assert not (tmp_path / "progress.json").exists()
    assert os.environ["HPLEARN_PROGRESS"]
    assert submission.read(tmp_path / "04-handed-in.ipynb").exercise == "04"
