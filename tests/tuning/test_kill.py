"""A search whose worker, or whose own process, is killed ends as one that nobody disturbed."""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from functools import partial
from pathlib import Path

import pytest

from hplearn.tuning import Continuing, Uniform, random_search, successive_halving, tpe_search
from tests.execution.watching import note, noted, wait_for
from tests.tuning.toys import story

pytestmark = pytest.mark.slow
in_ci = partial(pytest.param, marks=pytest.mark.ci)
SPACE = {"x": Uniform(-5, 5), "y": Uniform(-5, 5)}


def search(name, evaluate, **options):
    """Return the result of a search of that name."""
    if name == "random":
        return random_search(evaluate, SPACE, 24, rng=3, **options)
    if name == "tpe":
        return tpe_search(evaluate, SPACE, 24, n_startup=6, in_flight=4, rng=3, **options)
    going_on = {"halving": continuing, "steps": step_by_step}[name](evaluate)
    return successive_halving(going_on, SPACE, 18, max_budget=9, rng=3, **options)


def continuing(evaluate):
    """Return an evaluate whose loss tells how many runs it goes back."""

    def train(config, budget, n_before):
        n_before = n_before or 0
        return evaluate(config, budget) + n_before, n_before + 1

    return Continuing(train)


def step_by_step(evaluate):
    """Return an evaluate that yields, and whose loss falls with the steps it has taken."""

    def train(config, n_steps=None):
        while True:
            n_steps = (n_steps or 0) + 1
            yield evaluate(config, n_steps) / n_steps, n_steps

    return train


def objective(folder, after_nine=None):
    """Return an evaluate that notes in `folder` what is finished.

    What runs once nine are finished calls `after_nine`, until the file `blow` is there.
    """
    finished, blow = folder / "finished", folder / "blow"

    def evaluate(config, budget):
        time.sleep(0.03)
        if after_nine and len(lines(finished)) >= 9 and not blow.exists():
            after_nine()
        note(finished, f"{config['x']!r}@{budget}")
        return (config["x"] - 1) ** 2 + config["y"] ** 2

    return evaluate


def undisturbed(name, folder):
    """Return the result of a search in which nothing is killed, noted in `folder`."""
    folder.mkdir()
    return search(name, objective(folder))


def die_beside_another(folder):
    """Return what kills the process that first calls it, once a second one does nothing either."""
    held, blow = folder / "held", folder / "blow"

    def strike():
        note(held, os.getpid())
        wait_for(lambda: len(noted(held)) >= 2)
        first = held.read_text().split()[0]
        if first == str(os.getpid()):
            blow.write_text(first)
            os.kill(os.getpid(), signal.SIGKILL)
        wait_for(blow.exists)

    return strike


def lines(file):
    """Return the lines of a file, none where it is missing."""
    return file.read_text().splitlines() if file.exists() else []


def runs(folder):
    """Return how often each x and budget was evaluated to the end."""
    return Counter(lines(folder / "finished"))


CI = [("cluster", "halving"), ("processes", "halving"), ("cluster", "tpe")]


@pytest.mark.parametrize(("kind", "name"), [("processes", "tpe"), *(in_ci(*case) for case in CI)])
def test_a_worker_killed_in_the_middle_changes_nothing(kind, name, request, tmp_path):
    workers = 2 if kind == "processes" else request.getfixturevalue("cluster")
    alone = undisturbed(name, tmp_path / "alone")
    result = search(name, objective(tmp_path, die_beside_another(tmp_path)), workers=workers)
    assert (tmp_path / "blow").read_text() != str(os.getpid())
    assert story(result) == story(alone)
    assert set(runs(tmp_path)) == set(runs(tmp_path / "alone"))
    if kind == "processes":  # Dask runs again what its dead worker has not yet handed over
        assert runs(tmp_path) == runs(tmp_path / "alone")


SCRIPT = """
import json, sys
from pathlib import Path
from tests.execution.watching import wait_for
from tests.tuning.test_kill import objective, search, story

if __name__ == "__main__":
    folder, name, workers = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    workers = int(workers) if workers.isdigit() else workers
    evaluate = objective(folder, lambda: wait_for((folder / "blow").exists))
    print(json.dumps(story(search(name, evaluate, workers=workers, log=folder / "log.jsonl"))))
"""
OTHERS = [("steps", 1), ("halving", 2), ("tpe", 2), ("halving", "cluster")]


@pytest.mark.parametrize(("name", "workers"), [("random", 1), *(in_ci(*case) for case in OTHERS)])
def test_a_killed_search_goes_on_from_its_log(name, workers, request, tmp_path):
    workers = request.getfixturevalue("cluster") if workers == "cluster" else workers
    command = [sys.executable, "-c", SCRIPT, tmp_path, name, str(workers)]
    here = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    log, quiet = tmp_path / "log.jsonl", dict.fromkeys(("stdout", "stderr"), subprocess.DEVNULL)
    first = subprocess.Popen(command, env=here, **quiet)
    wait_for(lambda: first.poll() is not None or len(lines(log)) >= 10, seconds=300)
    assert first.poll() is None, "the search ended before it could be killed"
    first.send_signal(signal.SIGKILL)
    first.wait()
    time.sleep(0.5)  # its workers see that it is gone
    (tmp_path / "blow").touch()
    logged = [json.loads(line) for line in lines(log)[1:]]
    assert 9 <= len(logged) < 24
    resumed = subprocess.run(command, env=here, capture_output=True, text=True, check=True)

    alone = undisturbed(name, tmp_path / "alone")
    assert json.loads(resumed.stdout) == json.loads(json.dumps(story(alone)))
    assert set(runs(tmp_path)) == set(runs(tmp_path / "alone"))
    logged = [f"{trial['config']['x']!r}@{trial['budget']}" for trial in logged]
    assert all(runs(tmp_path)[run] == 1 for run in logged), "a logged trial ran again"
