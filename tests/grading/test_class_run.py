"""Options of ``hplearn grade`` that do not go together are one sentence, and nothing is written."""

import pytest

from tests.test_cli import sentence

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
def test_what_does_not_go_together(tmp_path, monkeypatch, arguments, said):
    monkeypatch.chdir(tmp_path)
    assert sentence("grade", *arguments) == said
    assert not list(tmp_path.iterdir())


def test_an_exercise_that_there_is_not(tmp_path):
    said = sentence("grade", tmp_path, "--out", tmp_path / "marks", "--exercise", "99")
    assert said.startswith("--exercise must be one of 01, 02, ")
    assert said.endswith(", got '99'.")
