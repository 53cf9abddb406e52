"""The command line as a learner meets it."""

import json
import os
import re
import socket
from pathlib import Path
from unittest.mock import Mock, call

import nbformat
import pytest
from nbformat import v4
from typer.testing import CliRunner

from hplearn import course_files as course_place
from hplearn.classroom import build as building
from hplearn.classroom import doctor, export, launch
from hplearn.cli import app

CHECKOUT = Path(__file__).resolve().parents[1]


@pytest.fixture
def course(tmp_path, monkeypatch):
    """Return the arguments that JupyterLab was started with; the course has two toy lessons."""
    place = tmp_path / "lessons"
    place.mkdir()
    for name in ("04-toy.ipynb", "07-toy.ipynb"):
        nbformat.write(v4.new_notebook(cells=[v4.new_code_cell("1")]), place / name)
    files = course_place.course_files([tmp_path])
    lessons = list(files.values())
    monkeypatch.setattr(launch, "course_lessons", lambda: lessons)
    monkeypatch.setattr(launch, "course_files", lambda: files)
    monkeypatch.setattr(building, "course_files", lambda places, kinds: files)
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path))
    started = []
    start = Mock(side_effect=lambda arguments, hold, home: started.extend(arguments))
    monkeypatch.setattr(launch, "start_jupyterlab", start)
    return started


def run(*arguments):
    return CliRunner().invoke(app, list(arguments))


def sentence(*arguments):
    """Run the command, and return the one sentence that it says on the way out."""
    result = run(*map(str, arguments))
    assert result.exit_code == 2, result.output
    (line,) = result.stderr.splitlines()
    assert re.fullmatch(r"hplearn: .*\.", line)
    return line.removeprefix("hplearn: ")


def test_lab_delivers_to_the_home_folder_and_opens_the_first_lesson(course, tmp_path):
    result = run("lab")
    assert result.exit_code == 0
    assert launch.start_jupyterlab.call_args.kwargs == {
        "hold": True,
        "home": tmp_path / "hplearn-course",
    }
    folder = tmp_path / "hplearn-course"
    assert (folder / "lessons" / "07-toy.ipynb").is_file()
    assert f"--ServerApp.root_dir={folder}" in course
    assert "--LabApp.default_url=/lab/tree/lessons/04-toy.ipynb" in course
    assert "--no-browser" not in course
    assert result.output.splitlines() == [
        "Delivered: lessons/04-toy.ipynb",
        "Delivered: lessons/07-toy.ipynb",
        f"Your lessons are in {folder}.",
    ]


def test_lab_opens_the_course_map_when_there_is_progress(course, monkeypatch):
    monkeypatch.setattr(launch, "course_map", lambda folder: "course-map.ipynb")
    run("lab")
    assert "--LabApp.default_url=/lab/tree/course-map.ipynb" in course
    course.clear()
    run("lab", "7")
    assert "--LabApp.default_url=/lab/tree/lessons/07-toy.ipynb" in course, "which was asked for"


def test_lab_tries_a_port_that_was_named(course):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        said = sentence("lab", "--port", port)
    assert re.fullmatch(rf"Port {port} cannot be used \(.+\); choose another with --port\.", said)
    assert course == []


def test_lab_passes_its_options_and_the_rest_through(course, tmp_path, monkeypatch):
    folder = tmp_path / "my course"
    monkeypatch.setattr(launch, "check_port", lambda port: None)  # who knows who listens there
    options = ["--folder", str(folder), "--port", "9000", "--no-browser", "--no-predictions"]
    rest = ["--ServerApp.token=abc", "--ip", "0.0.0.0"]
    assert run("lab", "7", *options, *rest).exit_code == 0
    place = f"--ServerApp.root_dir={folder}", "--LabApp.default_url=/lab/tree/lessons/07-toy.ipynb"
    assert {*place, "--ServerApp.port=9000", "--no-browser"} < set(course)
    assert course[-3:] == rest
    assert launch.start_jupyterlab.call_args.kwargs == {"hold": False, "home": folder}


@pytest.mark.parametrize(
    ("arguments", "lesson", "rest"),
    [
        (["--debug", "7", "--ip", "0.0.0.0"], "07", ["--debug", "--ip", "0.0.0.0"]),
        (["7", "extra", "4"], "07", ["extra", "4"]),
        (["--ServerApp.token=abc", "lessons/07-toy.ipynb"], "07", ["--ServerApp.token=abc"]),
        (["--ServerApp.port_retries", "7"], "04", ["--ServerApp.port_retries", "7"]),
    ],
)
def test_lab_finds_the_lesson_among_what_it_passes_on(course, tmp_path, arguments, lesson, rest):
    assert run("lab", *arguments).exit_code == 0
    opening = launch.jupyter_arguments(tmp_path / "hplearn-course", f"lessons/{lesson}-toy.ipynb")
    assert course == [*opening, *rest]


def test_root_is_allowed_only_when_it_is_root(course, monkeypatch):
    for user, allowed in ((1000, False), (0, True)):
        monkeypatch.setattr(os, "geteuid", lambda user=user: user, raising=False)
        run("lab")
        assert ("--allow-root" in course) == allowed


def test_lab_says_what_is_wrong_in_one_sentence_with_status_2(course, tmp_path):
    file = tmp_path / "file"
    file.write_text("mine")
    for arguments, words in [
        (["--folder", file], "is a file, not a folder"),
        (["--folder", file / "folder"], f"{file / 'folder'} cannot be used (Not a directory)"),
        (["--folder", tmp_path / ("x" * 300)], "cannot be used (File name too long)"),
        (["12"], "There is no lesson '12'; the lessons are 04 toy, 07 toy."),
    ]:
        assert words in sentence("lab", *arguments)
    assert run("lab", "--port", "70000").exit_code == 2
    assert course == []
    assert not (tmp_path / "hplearn-course").exists()
    assert f"There are no lessons in {file / 'x'}" in sentence("progress", "--folder", file / "x")


@pytest.mark.parametrize(("mend", "status"), [("", 0), ("pip install numpy", 1)])
def test_doctor_status(monkeypatch, mend, status):
    findings = [doctor.Finding("Python 3.11"), doctor.Finding("numpy", mend)]
    monkeypatch.setattr(doctor, "examine", lambda: findings)
    result = run("doctor")
    assert result.exit_code == status
    assert result.output.splitlines() == [str(finding) for finding in findings]


def test_build_takes_the_named_notebooks_or_every_lesson(course, tmp_path, monkeypatch):
    fourth, seventh = sorted((tmp_path / "lessons").iterdir())
    build = Mock(side_effect=lambda path: [path] if path == fourth else [])
    monkeypatch.setattr(building, "build", build)
    assert run("build", str(seventh)).stdout == ""
    assert run("build").stdout == f"Changed: {fourth}\n"
    assert build.call_args_list == [call(seventh), call(fourth), call(seventh)]


@pytest.mark.parametrize(
    ("module", "command", "error", "status"),
    [
        (building, "build", course_place.NotebookError("04-toy.ipynb, cell 3: NameError: x"), 1),
        (export, "export", course_place.CourseError("no room"), 2),
    ],
)
def test_why_a_command_stopped(course, tmp_path, monkeypatch, module, command, error, status):
    monkeypatch.setattr(module, command, Mock(side_effect=error))
    result = run(command, str(tmp_path / "lessons" / "04-toy.ipynb"))
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (status, f"hplearn: {error}")


@pytest.mark.parametrize("error", [TimeoutError("timed out"), OSError(99, "No address")])
def test_what_failed_without_a_file_is_told_in_its_own_words(monkeypatch, error):
    monkeypatch.setattr(doctor, "examine", Mock(side_effect=error))
    assert sentence("doctor") == f"{error}."


BROKEN = [b"", b"{}", b"\xff\xfe{", b"[" * 100_000]


@pytest.mark.parametrize("command", ["build", "export"])
def test_what_is_no_notebook_is_one_sentence(tmp_path, command):
    path = tmp_path / "bad.ipynb"
    assert sentence(command, path) == f"{path} cannot be used (No such file or directory)."
    assert sentence(command, tmp_path) == f"{tmp_path} cannot be used (Is a directory)."
    for content in BROKEN:
        path.write_bytes(content)
        said = f"{path} is not a notebook that Jupyter can read."
        assert sentence(command, path) == said, content[:9]
        assert path.read_bytes() == content
    assert run("export").exit_code == 2, "it must be told which"


def test_a_notebook_or_page_that_cannot_be_written(course, tmp_path):
    path, place = tmp_path / "lessons" / "04-toy.ipynb", tmp_path / "file" / "folder"
    place.parent.write_text("mine")  # not even root can make a folder in it
    assert sentence("export", path, "-o", place) == f"{place} cannot be used (Not a directory)."
    path.parent.chmod(0o555)
    if os.access(path.parent, os.W_OK):
        pytest.skip("root may write anywhere: run the tests as an ordinary user")
    assert sentence("build", path) == f"{path} cannot be used (Permission denied)."


def within(pattern):
    return [path.relative_to(CHECKOUT).as_posix() for path in CHECKOUT.glob(pattern)]


@pytest.mark.slow
def test_wheel_carries_the_course_its_solutions_and_the_settings(installed):
    names = {path.relative_to(installed).as_posix() for path in installed.rglob("*")}
    settings = "hplearn/classroom/jupyter/labconfig/default_setting_overrides.json"
    assert json.loads((installed / settings).read_text())
    course = [*course_place.course_files([CHECKOUT]).values(), *CHECKOUT.glob("solutions/*.ipynb")]
    assert {f"hplearn/course/{path.relative_to(CHECKOUT).as_posix()}" for path in course} <= names
    assert "hplearn/course/docs/glossary.md" in names
    mistakes = within("hplearn/exercises/mistakes/*/*.py")
    assert set() < set(mistakes) <= names
    assert not [name for name in names if "conftest" in name]
