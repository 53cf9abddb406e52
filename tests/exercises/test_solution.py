"""Our solution: never before three tries or full marks, never where answers are marked."""

import os

import pytest
from typer.testing import CliRunner

from hplearn.classroom import launch
from hplearn.cli import app
from hplearn.course_files import CourseError
from hplearn.exercises import mark, solution
from hplearn.exercises.questions import exercises, questions_of
from hplearn.lab.questions.progress_file import ProgressFile

CODE = "path[step + 1] = path[step] - learning_rate * gradient(path[step])"


def run(question):
    return CliRunner().invoke(app, ["solution", question])


@pytest.fixture
def progress(monkeypatch, tmp_path):
    """Return a learner's progress file, which is the one that is looked at."""
    monkeypatch.setenv("HPLEARN_PROGRESS", str(tmp_path / "progress.json"))
    for name in ("HPLEARN_SOLUTIONS", "NBGRADER_EXECUTION"):
        monkeypatch.delenv(name, raising=False)
    return ProgressFile()


@pytest.mark.parametrize(
    ("record", "words"),
    [
        ({}, "3 more tries."),
        ({"verdict": "not attempted"}, "3 more tries."),
        ({"verdict": "wrong", "tries": 1}, "2 more tries."),
        ({"verdict": "wrong", "tries": 2}, "1 more try."),
        ({"verdict": "wrong", "tries": 3}, ""),
        ({"verdict": "right", "tries": 1}, ""),
    ],
)
def test_it_opens_after_three_tries_or_when_all_is_right(progress, record, words):
    progress.put("checks", "gradient-descent/1", record)
    progress.put("checks", "gradient-descent/2", {"verdict": "right", "tries": 9})
    shown = repr(solution("05.1"))
    if words:
        assert shown == f"Our solution of 05.1 opens with full marks or after {words}"
    else:
        assert CODE in shown
        assert shown.startswith("def gd(gradient, start, learning_rate, n_steps):")
        assert "SOLUTION" not in shown + solution("05.1")._repr_markdown_()
        assert "NotImplementedError" not in shown


def test_each_question_has_code_of_ours(progress):
    for exercise in exercises():
        for question in questions_of(exercise):
            progress.put("checks", question.id, {"verdict": "right"})
            shown = solution(question.number)
            assert question.written or question.name in shown
            assert "= ..." not in shown
            compile("" if question.written else shown, question.id, "exec")


@pytest.mark.parametrize(
    ("name", "value"), [("HPLEARN_SOLUTIONS", "off"), ("NBGRADER_EXECUTION", "autograde")]
)
def test_it_can_be_switched_off(progress, monkeypatch, name, value):
    progress.put("checks", "gradient-descent/1", {"verdict": "right"})
    monkeypatch.setenv(name, value)
    with pytest.raises(CourseError, match=r"^Solutions are switched off here.$"):
        solution("05.1")
    result = run("05.1")
    assert (result.exit_code, result.stderr) == (2, "hplearn: Solutions are switched off here.\n")


def gd(*arguments):
    return os.environ["TOLD"] and solution("05.1")


def test_while_an_answer_is_marked_it_is_off(progress, monkeypatch):
    progress.put("checks", "gradient-descent/1", {"verdict": "right"})
    monkeypatch.setenv("TOLD", "yes")
    with pytest.raises(AssertionError, match=r"^05.1: not yours: gd uses hplearn.*\.solution"):
        mark("05.1", seed=1)


def test_the_command_shows_it_or_says_why_not_and_finds_the_copy_at_home(
    progress, monkeypatch, tmp_path
):
    progress.put("checks", "gradient-descent/1", {"verdict": "right"})
    result = run("05.1")
    assert (result.exit_code, CODE in result.stdout) == (0, True)
    monkeypatch.setattr(launch, "DEFAULT_FOLDER", tmp_path)
    monkeypatch.setenv("HPLEARN_PROGRESS", str(tmp_path / "elsewhere.json"))
    assert CODE in run("05.1").stdout
    told = "Our solution of 05.2 opens with full marks or after 3 more tries.\n"
    assert run("05.2").stdout == told
    result = run("05.9")
    assert result.exit_code == 2
    said = "question must be one of 05.1, 05.2, 05.3, 05.4, got '05.9'."
    assert result.stderr == f"hplearn: {said}\n"
