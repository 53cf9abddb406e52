"""A worker dies: nothing is lost, its neighbours go on, and the task to blame is found."""

import ctypes
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import pytest

from hplearn.execution.workers import WorkerDied, WorkerStopped, open_pool, run_tasks

pytestmark = pytest.mark.slow
on_two = pytest.mark.parametrize("kind", ["processes", "cluster"])


@pytest.fixture
def workers(kind, request):
    """Return workers of one kind."""
    n_processes = {"processes": 2, "three processes": 3}
    return n_processes.get(kind) or request.getfixturevalue("cluster")


def compute(workers, function, n_tasks):
    """Return the results of tasks 0, 1, ... by number."""
    results = {}
    with open_pool(workers, function) as pool:
        for number in range(n_tasks):
            pool.submit(number, number)
        while len(results) < n_tasks:
            results |= pool.finished()
    return results


def numbers_in(file):
    return sorted(map(int, file.read_text().split()))


@on_two
def test_a_killed_worker_loses_nothing_and_its_neighbour_goes_on(kind, workers, tmp_path):
    done, waits, beside, killed = (
        tmp_path / name for name in ("done", "waits", "beside", "killed")
    )

    def task(number):
        if number == 7 and not killed.exists():
            waits.touch()
            end = time.monotonic() + 5  # Dask keeps no order: the others may have ended before
            while not beside.exists() and time.monotonic() < end:
                time.sleep(0.01)
            killed.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        if waits.exists() and not killed.exists():
            beside.touch()
            while not killed.exists():
                time.sleep(0.01)
        time.sleep(0.02)
        with open(done, "a") as file:
            file.write(f"{number}\n")
        return number**2

    assert compute(workers, task, 20) == {number: number**2 for number in range(20)}
    assert set(numbers_in(done)) == set(range(20))
    if kind == "processes":  # Dask runs again what its dead worker has not yet handed over
        assert numbers_in(done) == list(range(20))


def test_a_worker_that_dies_while_it_sends_a_long_answer_is_noticed(tmp_path):
    killed = tmp_path / "killed"

    def task(number):
        if number == 0 and not killed.exists():
            killed.touch()
            threading.Timer(0.2, os.kill, (os.getpid(), signal.SIGKILL)).start()
        return bytes(50_000_000)

    results = compute(2, task, 2)
    assert all(result == bytes(50_000_000) for result in results.values())


def test_a_worker_that_dies_while_it_is_idle_is_replaced(tmp_path):
    (tmp_path / "first").mkdir()

    def task(number):
        (tmp_path / "first" / str(os.getpid())).touch()
        while len(list((tmp_path / "first").iterdir())) < 2:
            time.sleep(0.01)
        return os.getpid()

    with open_pool(2, task) as pool:
        for _ in range(2):
            for number in range(2):
                pool.submit(number, number)
            pids = [pid for _ in range(2) for _, pid in pool.finished(timeout=600)]
            for pid in pids:
                os.kill(pid, signal.SIGKILL)
    assert compute(2, abs, 3) == {0: 0, 1: 1, 2: 2}


@pytest.mark.parametrize(
    "kind",
    [
        "processes",
        pytest.param("three processes", marks=pytest.mark.ci),
        pytest.param("cluster", marks=pytest.mark.ci),
    ],
)
def test_a_task_that_kills_every_worker_is_given_up_and_no_other(kind, workers, tmp_path):
    starts = tmp_path / "starts"

    def task(number):
        with open(starts, "a") as file:
            file.write(f"{number}\n")
        if number in (1, 4):
            os.kill(os.getpid(), signal.SIGKILL)
        time.sleep(0.5)  # whoever runs beside a killer dies with it
        return number

    results = compute(workers, task, 7)
    for number, result in results.items():
        assert isinstance(result, WorkerDied) if number in (1, 4) else result == number
    for killer in (1, 4):
        n_deaths = 3 if kind != "cluster" else 8  # of which Dask counts four at a time
        assert f"its worker died {n_deaths} times" in str(results[killer])
        assert 1 <= numbers_in(starts).count(killer) <= n_deaths


@pytest.mark.skipif(os.name != "posix", reason="sleeps in the C library")
def test_a_process_that_is_late_in_compiled_code_ends_itself():
    def task(seconds):
        ctypes.PyDLL(None).sleep(seconds)  # which holds Python's lock all the time
        return seconds

    start = time.monotonic()
    with open_pool(2, task) as pool:
        for seconds in (600, 0, 5, 0):
            pool.submit(seconds, seconds, timeout=None if seconds == 5 else 0.5)
        results = [ended for _ in range(4) for ended in pool.finished()]
    assert isinstance(dict(results).pop(600), WorkerStopped)
    assert sorted(key for key, result in results if key == result) == [0, 0, 5]
    assert time.monotonic() - start < 300


SCRIPT = """
    import os, signal, sys, time
    from hplearn.execution.workers import open_pool

    signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background ignores it

    def task(number):
        open(sys.argv[1] + "/" + str(os.getpid()), "w").close()
        time.sleep(600)

    if __name__ == "__main__":
        with open_pool(2, task) as pool:
            for number in range(5):
                pool.submit(number, number)
            pool.finished()
"""


def is_running(pid):
    """Return whether there is such a process; one that ended but was not asked after is not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="reads /proc")
@pytest.mark.parametrize("blow", [signal.SIGINT, signal.SIGKILL])
def test_no_worker_computes_on_without_its_parent(blow, tmp_path):
    started = tmp_path / "started"
    started.mkdir()
    (tmp_path / "search.py").write_text(textwrap.dedent(SCRIPT))
    scratch = os.environ | {"TMPDIR": str(tmp_path)}
    search = subprocess.Popen(
        [sys.executable, tmp_path / "search.py", started],
        env=scratch,
        stderr=subprocess.PIPE,
        text=True,
    )
    pids = wait_for(lambda: len(list(started.iterdir())) == 2 and list(started.iterdir()))
    search.send_signal(blow)
    _, said = search.communicate(timeout=600)
    assert search.returncode != 0
    assert blow == signal.SIGKILL or "KeyboardInterrupt" in said
    wait_for(lambda: not any(is_running(pid.name) for pid in pids))
    wait_for(lambda: {file.name for file in tmp_path.iterdir()} == {"search.py", "started"})


def wait_for(condition, seconds=600):
    """Return what `condition` gives once it is true."""
    end = time.monotonic() + seconds
    while not (value := condition()):
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)
    return value


def test_a_task_that_kills_every_worker_ends_the_run():
    with pytest.raises(WorkerDied, match="died 3 times"):
        run_tasks(lambda: os.kill(os.getpid(), signal.SIGKILL), [()], n_jobs=2)


def test_a_function_that_no_worker_survives_to_load_is_named():
    class Deadly:
        def __reduce__(self):
            return os._exit, (7,)

    with (
        pytest.raises(WorkerDied, match="3 workers died while they loaded the function"),
        open_pool(2, Deadly()),
    ):
        pass
