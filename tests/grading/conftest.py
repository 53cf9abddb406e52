"""What tests of the grader share: the command, and the table that it writes."""

import csv

import pytest
from typer.testing import CliRunner

from hplearn.cli import app


@pytest.fixture
def grade(tmp_path):
    """Return a function that runs the command on what was handed in, and gives its result."""

    def run(*options, answer=""):
        folders = [tmp_path / "submissions", "--out", tmp_path / "marks", "--jobs", 1]
        arguments = ["grade", *map(str, [*folders, *options])]
        return CliRunner().invoke(app, arguments, input=answer)

    return run


@pytest.fixture
def marks(tmp_path):
    """Return a function that reads marks.csv, by student."""

    def read():
        text = (tmp_path / "marks/marks.csv").read_text(encoding="utf-8-sig")
        return {row["student"]: row for row in csv.DictReader(text.splitlines())}

    return read
