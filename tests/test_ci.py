"""What .ci/run promises: the README's own line, and a failure when any step fails."""

import os
import re
import subprocess
import tomllib
from pathlib import Path
from shutil import which

import pytest

CHECKOUT = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_ci_runs_the_readmes_test_line_word_for_word(page):
    command = re.search(r"^ *(python .* pytest)$", (CHECKOUT / ".ci/run").read_text(), re.MULTILINE)
    assert command[1] in (CHECKOUT / page).read_text(encoding="utf-8").splitlines()


def test_the_line_with_pip_alone_installs_what_the_other_does():
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())
    (dev,) = project["dependency-groups"]["dev"]
    line = f'pip install -e ".{dev.removeprefix("hplearn")}" && .venv/bin/python -m pytest\n'
    assert line in (CHECKOUT / "CONTRIBUTING.md").read_text()


@pytest.mark.skipif(not which("bash"), reason="needs bash")
@pytest.mark.parametrize("failing", ["pip", "pytest", "format", "nothing"])
def test_ci_fails_when_any_of_its_steps_fails(tmp_path, failing):
    for name in ("chromium", "python"):
        (tmp_path / name).write_text(f'#!/bin/sh\ncase "$*" in *{failing}*) exit 3;; esac\n')
        (tmp_path / name).chmod(0o755)
    command = [which("bash"), CHECKOUT / ".ci" / "run"]
    env = os.environ | {"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}
    assert (subprocess.run(command, env=env).returncode == 0) == (failing == "nothing")
