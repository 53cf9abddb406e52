"""What .ci/run promises: the README's own line, a browser, and a failure when any step fails."""

import os
import re
import subprocess
from pathlib import Path
from shutil import which

import pytest

CHECKOUT = Path(__file__).resolve().parents[1]
NEEDS_BASH = pytest.mark.skipif(not which("bash"), reason="needs bash")


def test_ci_runs_the_readmes_test_line_word_for_word():
    command = re.search(r"^ *(python .* pytest)$", (CHECKOUT / ".ci/run").read_text(), re.MULTILINE)
    assert command[1] in (CHECKOUT / "README.md").read_text().splitlines()


def test_the_full_run_begins_with_ci():
    commands = (CHECKOUT / ".ci" / "full").read_text().splitlines()
    assert commands.index(".ci/run") < min(n for n, c in enumerate(commands) if "pytest" in c)


def fake(folder, name, script=":"):
    """Put a command of this name into the folder."""
    (folder / name).write_text(f"#!/bin/sh\n{script}\n")
    (folder / name).chmod(0o755)


def ci(path):
    """Return the exit status of .ci/run when commands are found on this path."""
    command = [which("bash"), str(CHECKOUT / ".ci" / "run")]
    return subprocess.run(command, env={**os.environ, "PATH": path}).returncode


@NEEDS_BASH
@pytest.mark.parametrize("failing", ["pip", "pytest", "check", "format", "nothing"])
def test_ci_fails_when_any_of_its_steps_fails(tmp_path, failing):
    fake(tmp_path, "chromium")
    fake(tmp_path, "python", f'case "$*" in *{failing}*) exit 3;; esac')
    assert (ci(f"{tmp_path}{os.pathsep}{os.environ['PATH']}") == 0) == (failing == "nothing")


@NEEDS_BASH
@pytest.mark.parametrize("browser", ["chromium", "google-chrome", None])
def test_ci_installs_a_browser_where_none_is_and_requires_it(tmp_path, browser):
    fake(tmp_path, "dirname", f'echo "{CHECKOUT / ".ci"}"')
    fake(tmp_path, "apt-get", f'echo "$*" >> "{tmp_path / "installed"}"')
    fake(tmp_path, "python", '[ "$HPLEARN_BROWSER" = required ]')
    if browser:
        fake(tmp_path, browser)
    assert ci(str(tmp_path)) == 0
    assert (tmp_path / "installed").exists() == (browser is None)
    if not browser:
        assert (tmp_path / "installed").read_text().endswith(" chromium\n")
