"""Errors as a terminal shows them: the command in a process of its own, caused on purpose."""

import os
import shutil
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import nbformat
import pytest
from nbformat import v4

import hplearn

pytestmark = pytest.mark.slow
in_ci = partial(pytest.param, marks=pytest.mark.ci)
HOUSE = Path(hplearn.__file__).parent
READY = "I have begun"
SLOW = f"import time\nopen('ready', 'w').write('{READY}')\ntime.sleep(600)"


@pytest.fixture
def terminal(tmp_path):
    """Return a function that runs ``hplearn`` in an empty folder with a home of its own."""
    home, here = tmp_path / "home", tmp_path / "here"
    home.mkdir()
    here.mkdir()

    def start(*arguments, **places):
        own = {"HOME": str(home), "USERPROFILE": str(home), "PYTHONPATH": str(HOUSE.parent)}
        return subprocess.Popen(
            [sys.executable, "-m", "hplearn", *map(str, arguments)],
            env={k: v for k, v in os.environ.items() if "JUPYTER" not in k} | own | places,
            cwd=here,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    start.here = here
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield start  # it would inherit that Ctrl-C is ignored, as in a shell's background
    signal.signal(signal.SIGINT, before)


def sentence(process, status=2):
    """Return the one sentence that is said on the way out."""
    said = process.communicate(timeout=300)[1]
    assert process.returncode == status, said
    (line,) = said.splitlines()
    assert line.startswith("hplearn: ")
    assert line.endswith(".")
    return line.removeprefix("hplearn: ")


@pytest.mark.ci
def test_build_without_a_checkout_takes_named_notebooks_alone(terminal, tmp_path):
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(HOUSE, tmp_path / "installed/hplearn", ignore=ignored)
    alone = {"PYTHONPATH": str(tmp_path / "installed")}
    said = sentence(terminal("build", **alone))
    assert said == "This hplearn was installed without its sources: name the notebooks."
    nbformat.write(v4.new_notebook(cells=[v4.new_code_cell("1")]), terminal.here / "mine.ipynb")
    out, errors = terminal("build", "mine.ipynb", **alone).communicate(timeout=300)
    assert out == "Changed: mine.ipynb\n", errors


@pytest.mark.skipif(os.name == "nt", reason="Windows sends Ctrl-C to whole groups of processes")
@pytest.mark.parametrize("command", ["build", in_ci("export"), in_ci("check")])
def test_ctrl_c_ends_a_run_in_one_sentence(terminal, command):
    name = "05-gradient-descent.ipynb"
    nbformat.write(v4.new_notebook(cells=[v4.new_code_cell(SLOW)]), terminal.here / name)
    process = terminal(command, name)
    ready = terminal.here / "ready"
    while process.poll() is None and not (ready.exists() and ready.read_text() == READY):
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    assert sentence(process, status=130) == "Stopped by Ctrl-C."


@pytest.mark.skipif(os.name == "nt", reason="Windows sends Ctrl-C to whole groups of processes")
@pytest.mark.parametrize(
    ("home", "presses"), [("is there", "many"), in_ci("cannot be written", "one")]
)
def test_lab_shows_one_address_and_stops_in_silence(terminal, home, presses):
    options, places = ["lab", "--no-browser", "gradient-descent"], {}
    if home == "cannot be written":
        (terminal.here / "file").write_text("mine")
        options += ["--folder", terminal.here / "course"]  # as the doctor says
        places = {"HOME": str(terminal.here / "file/home")}
    process = terminal(*options, **places)
    said = []
    for line in process.stdout:
        said.append(line)
        if line.startswith("Stop"):
            break
    assert said[-1] == "Stop it with Ctrl-C.\n"
    assert said[-2].startswith("JupyterLab is at http")
    assert "/lab/tree/lessons/05-gradient-descent.ipynb?token=" in said[-2]
    assert len(said) < 10
    process.send_signal(signal.SIGINT)
    while presses == "many" and process.poll() is None:
        process.send_signal(signal.SIGINT)
        time.sleep(0.05)
    out, errors = process.communicate(timeout=300)
    assert process.returncode == 0, errors
    assert "token=" not in out + errors, "it was said once"
    assert len(errors.splitlines()) < 5
    assert "Traceback" not in errors
