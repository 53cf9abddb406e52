"""A search whose worker, or whose own process, is killed ends as one that nobody disturbed."""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter

import pytest

from hplearn.tuning import Continuing, Uniform, random_search, successive_halving, tpe_search

pytestmark = pytest.mark.slow

SPACE = {"x": Uniform(-5, 5), "y": Uniform(-5, 5)}
SEARCHES = {
    "random": lambda evaluate, **options: random_search(evaluate, SPACE, 24, rng=3, **options),
    "tpe": lambda evaluate, **options: tpe_search(
        evaluate, SPACE, 24, n_startup=6, in_flight=4, rng=3, **options
    ),
    "halving": lambda evaluate, **options: successive_halving(
        continuing(evaluate), SPACE, 18, max_budget=9, rng=3, **options
    ),
    "steps": lambda evaluate, **options: successive_halving(
        step_by_step(evaluate), SPACE, 18, max_budget=9, rng=3, **options
    ),
}


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
        n_finished = finished.read_text().count("\n") if finished.exists() else 0
        if after_nine and n_finished >= 9 and not blow.exists():
            after_nine()
        with open(finished, "a") as file:
            file.write(f"{config['x']!r}@{budget}\n")
        return (config["x"] - 1) ** 2 + config["y"] ** 2

    return evaluate


def die_beside_another(folder):
    """Return what kills the process that first calls it, once a second one does nothing either."""
    held, blow = folder / "held", folder / "blow"

    def strike():
        with open(held, "a") as file:
            file.write(f"{os.getpid()}\n")
        while len({*(pids := held.read_text().split())}) < 2:
            time.sleep(0.01)
        if pids[0] == str(os.getpid()):
            blow.write_text(pids[0])
            os.kill(os.getpid(), signal.SIGKILL)
        while not blow.exists():
            time.sleep(0.01)

    return strike


def wait(folder):
    """Return what waits for the blow."""

    def strike():
        while not (folder / "blow").exists():
            time.sleep(0.01)

    return strike


def story(result):
    return [(trial.number, trial.config, trial.loss) for trial in result.trials]


def runs(folder):
    """Return how often each x and budget was evaluated to the end."""
    return Counter((folder / "finished").read_text().split())


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("processes", "tpe"),
        ("cluster", "halving"),
        pytest.param("processes", "random", marks=pytest.mark.ci),
        pytest.param("processes", "halving", marks=pytest.mark.ci),
        pytest.param("cluster", "random", marks=pytest.mark.ci),
        pytest.param("cluster", "tpe", marks=pytest.mark.ci),
    ],
)
def test_a_worker_killed_in_the_middle_changes_nothing(kind, name, request, tmp_path):
    workers = 2 if kind == "processes" else request.getfixturevalue("cluster")
    (tmp_path / "alone").mkdir()
    undisturbed = SEARCHES[name](objective(tmp_path / "alone"))
    struck = objective(tmp_path, die_beside_another(tmp_path))
    result = SEARCHES[name](struck, workers=workers)
    assert (tmp_path / "blow").read_text() != str(os.getpid())
    assert story(result) == story(undisturbed)
    assert set(runs(tmp_path)) == set(runs(tmp_path / "alone"))
    if kind == "processes":  # Dask runs again what its dead worker has not yet handed over
        assert runs(tmp_path) == runs(tmp_path / "alone")


SCRIPT = """
import json, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from test_kill import SEARCHES, objective, story, wait

if __name__ == "__main__":
    folder, name, workers = Path(sys.argv[2]), sys.argv[3], sys.argv[4]
    workers = int(workers) if workers.isdigit() else workers
    evaluate = objective(folder, wait(folder))
    print(json.dumps(story(SEARCHES[name](evaluate, workers=workers, log=folder / "log.jsonl"))))
"""


@pytest.mark.parametrize(
    ("name", "workers"),
    [
        ("random", 1),
        ("steps", 2),
        pytest.param("steps", 1, marks=pytest.mark.ci),
        pytest.param("halving", 2, marks=pytest.mark.ci),
        pytest.param("tpe", 2, marks=pytest.mark.ci),
        pytest.param("random", "cluster", marks=pytest.mark.ci),
        pytest.param("halving", "cluster", marks=pytest.mark.ci),
    ],
)
def test_a_killed_search_goes_on_from_its_log(name, workers, request, tmp_path):
    workers = request.getfixturevalue("cluster") if workers == "cluster" else workers
    here = os.path.dirname(__file__)
    command = [sys.executable, "-c", SCRIPT, here, tmp_path, name, str(workers)]
    log = tmp_path / "log.jsonl"
    first = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    end = time.monotonic() + 300
    while not log.exists() or log.read_text().count("\n") < 10:
        assert first.poll() is None, "the search ended before it could be killed"
        assert time.monotonic() < end, "finished trials are not in the log"
        time.sleep(0.01)
    first.send_signal(signal.SIGKILL)
    first.wait()
    time.sleep(0.5)  # its workers see that it is gone
    (tmp_path / "blow").touch()
    logged = [json.loads(line) for line in log.read_text().splitlines()[1:]]
    assert 9 <= len(logged) < 24
    resumed = subprocess.run(command, capture_output=True, text=True, check=True)

    (tmp_path / "alone").mkdir()
    undisturbed = SEARCHES[name](objective(tmp_path / "alone"))
    assert json.loads(resumed.stdout) == json.loads(json.dumps(story(undisturbed)))
    assert set(runs(tmp_path)) == set(runs(tmp_path / "alone"))
    logged = [f"{trial['config']['x']!r}@{trial['budget']}" for trial in logged]
    assert all(runs(tmp_path)[run] == 1 for run in logged), "a logged trial ran again"
