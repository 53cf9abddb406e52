"""A check in the learner's own kernel: it answers soon, and shows what the learner needs."""

import json
import os
from time import process_time

import pytest
from jupyter_client.manager import run_kernel

from hplearn.exercises.questions import exercises

from .answers import solved, verdicts_on

pytestmark = pytest.mark.slow
ENDLESS = "def gd(gradient, start, learning_rate, n_steps):\n    while True:\n        pass"
PLUS = """
import warnings

def gd(gradient, start, learning_rate, n_steps):
    print("noise")
    warnings.warn("careful")
    path = [start]
    for _ in range(n_steps):
        path.append(path[-1] + learning_rate * gradient(path[-1]))
    return np.array(path)
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory):
    """Return a function that runs a cell in one real kernel, and gives its outputs by kind."""
    folder = tmp_path_factory.mktemp("kernel")
    env = os.environ | {"HPLEARN_PROGRESS": str(folder / "progress.json")}

    def run(source):
        outputs = []
        client.execute_interactive(source, output_hook=outputs.append, timeout=600)
        contents = [out["content"] for out in outputs]
        return [[c[key] for c in contents if key in c] for key in ("data", "text", "ename")]

    with run_kernel(kernel_name="python3", env=env) as client:
        run("import numpy as np\nfrom hplearn import check")
        yield run, folder


def test_a_check_shows_text_and_html_once_and_no_noise(ask):
    run, folder = ask
    run(PLUS)
    (shown,), streams, errors = run('check("05.1")')
    assert (streams, errors) == ([], [])
    lines = shown["text/plain"].splitlines()
    assert lines[0] == "05.1: 2 of 10 public and 2 of 13 fresh checks pass: 0 of 2 points."
    hint = "Hint: A known mistake: your answer walks uphill."
    assert lines[-2:] == [hint, "“The rule” in lesson 05 teaches it."]
    assert 'href="../lessons/05-gradient-descent.ipynb#The-rule"' in shown["text/html"]
    assert shown["text/html"].count("<tr>") == 12
    checks = json.loads((folder / "progress.json").read_text())["checks"]
    assert checks["gradient-descent/1"].pop("digest")
    wrong = {"points": 0, "max_points": 2, "verdict": "wrong", "tries": 1}
    assert checks["gradient-descent/1"] == wrong


def test_an_endless_loop_gives_the_kernel_back(ask):
    run, _ = ask
    run(ENDLESS)
    (shown,), _, errors = run('check("05.1")')
    assert errors == []
    assert "gd is too slow: a call takes longer than 2 s." in shown["text/plain"]
    assert run("1 + 1")[0][0]["text/plain"] == "2"


def seconds_for(exercise, seed):
    names, start = solved(exercise), process_time()
    verdicts_on(names, exercise, seed)
    return process_time() - start


def test_checks_answer_soon():
    seconds = {exercise: seconds_for(exercise, seed=1) for exercise in exercises()}
    again = {e: seconds_for(e, seed=2) for e, first in seconds.items() if first > 1}
    seconds |= {exercise: min(seconds[exercise], second) for exercise, second in again.items()}
    assert sum(time > 1 for time in seconds.values()) <= 1, seconds
    assert max(seconds.values()) <= 3, seconds
