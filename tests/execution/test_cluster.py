"""What only a Dask cluster can get wrong: tasks on their way, workers that return, its end."""

import os
import signal
import socket
import threading
import time
from collections import Counter

import pytest

from hplearn.execution.workers import WorkerDied, open_pool
from tests.extras import extra

NO_PAGE = {"dashboard_address": None, "scheduler_kwargs": {"dashboard_address": ":0"}}  # any port

pytestmark = pytest.mark.slow


def compute(workers, function, n_tasks, away=0):
    """Return the results of tasks 0, 1, ... by number, looking after them when back."""
    results = {}
    with open_pool(workers, function) as pool:
        for number in range(n_tasks):
            pool.submit(number, number)
        time.sleep(away)
        while len(results) < n_tasks:
            ended = pool.finished(timeout=300)
            assert ended, "nothing ends"
            results |= ended
    return results


def noted(file):
    """Return how often each number was written to `file`."""
    return Counter(map(int, file.read_text().split())) if file.exists() else Counter()


def note(file, number):
    with open(file, "a") as lines:
        lines.write(f"{number}\n")


@pytest.mark.parametrize("stays", [False, True])
def test_what_waits_at_a_worker_never_runs_once_the_pool_is_closed(stays, cluster, tmp_path):
    distributed = extra("distributed", "distributed")
    begun, closed = tmp_path / "begun", tmp_path / "closed"

    def task(number):
        note(begun, number)
        while number > 1 and not closed.exists():
            time.sleep(0.01)

    with distributed.Client(cluster, set_as_default=False) as client:
        with open_pool(client if stays else cluster, task) as pool:
            for number in range(40):
                pool.submit(number, number)
            while sum(number > 1 for number in noted(begun)) < 2:  # both are in the middle of one
                pool.finished(timeout=0.05)
        while any(client.processing().values()):  # until the scheduler has called all back
            time.sleep(0.05)
        time.sleep(1)
        before = noted(begun)
        closed.touch()
        time.sleep(1)
        assert noted(begun) == before


def test_a_task_waits_for_the_first_free_worker_while_others_take_long(cluster, tmp_path):
    def task(number):
        end = time.monotonic() + 300
        while number == 0 and not (tmp_path / "2").exists():
            assert time.monotonic() < end, "task 2 waits behind this one"
            time.sleep(0.01)
        time.sleep(0.1)
        (tmp_path / str(number)).touch()
        return number

    assert compute(cluster, task, 3) == {0: 0, 1: 1, 2: 2}


class Untravelled(Exception):
    """One that holds what cannot leave its process."""

    def __init__(self, message):
        super().__init__(message)
        self.lock = threading.Lock()


class Unloadable:
    """A function that a worker cannot load."""

    def __reduce__(self):
        return open, ("/no/such/data",)


def test_errors_come_out_whatever_they_hold_and_leave_nothing(cluster, dask_cluster):
    def fail(number):
        raise Untravelled("out of range")

    with pytest.raises(ZeroDivisionError):
        compute(cluster, lambda number: 1 / number, 1)
    with pytest.raises(RuntimeError, match="Untravelled: out of range"):
        compute(cluster, fail, 1)
    with pytest.raises(TypeError, match="what can be pickled"):
        compute(cluster, lambda number: threading.Lock(), 1)
    with pytest.raises(FileNotFoundError, match="/no/such/data"):
        compute(cluster, Unloadable(), 1)
    end = time.monotonic() + 300
    while dask_cluster.scheduler.tasks or len(dask_cluster.scheduler.clients) > 1:  # one is its own
        assert time.monotonic() < end, "tasks or clients are left"
        time.sleep(0.05)


@pytest.mark.ci
def test_a_worker_that_returns_to_its_address_computes_again():
    distributed = extra("distributed", "distributed")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    def task(number):
        if number == 1:
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    options = NO_PAGE | {"threads_per_worker": 1, "worker_port": port}
    with distributed.LocalCluster(n_workers=1, **options) as alone:
        results = compute(alone.scheduler_address, task, 4, away=5)
    assert isinstance(results.pop(1), WorkerDied)
    assert results == {0: 0, 2: 2, 3: 3}


def test_a_worker_computes_as_many_at_once_as_it_has_threads(tmp_path):
    distributed = extra("distributed", "distributed")

    def task(number):
        note(tmp_path / "begun", number)
        begun = time.monotonic()
        while noted(tmp_path / "begun").total() < 3:
            time.sleep(0.01)
        time.sleep(0.1)
        return begun, time.monotonic()

    options = NO_PAGE | {"threads_per_worker": 3}
    with distributed.LocalCluster(n_workers=1, **options) as threads:
        spans = compute(threads.scheduler_address, task, 12).values()
    n_running = [sum(begun <= now < ended for begun, ended in spans) for now, _ in spans]
    assert max(n_running) == 3


@pytest.mark.ci
def test_an_adaptive_cluster_grows_with_the_work_and_keeps_what_computes(tmp_path):
    distributed = extra("distributed", "distributed")

    def task(number):
        note(tmp_path / "begun", number)
        time.sleep(0.4)
        return os.getpid()

    options = NO_PAGE | {"threads_per_worker": 1}
    with (
        distributed.LocalCluster(n_workers=2, **options) as adaptive,
        open_pool(adaptive.scheduler_address, task) as pool,
    ):
        adaptive.wait_for_workers(2, timeout=300)
        adaptive.adapt(minimum=1, maximum=2, interval="100ms", wait_count=1, target_duration="1s")
        for number in range(12):
            pool.submit(number, number)
        pids = {pid for _ in range(12) for _, pid in pool.finished(timeout=300)}
    assert len(pids) >= 2
    assert noted(tmp_path / "begun") == dict.fromkeys(range(12), 1)


@pytest.mark.ci
def test_a_scheduler_that_went_away_is_named():
    distributed = extra("distributed", "distributed")
    dask = extra("dask", "distributed")
    short = distributed.LocalCluster(n_workers=1, threads_per_worker=1, **NO_PAGE)
    with open_pool(short.scheduler_address, time.sleep) as pool:
        pool.submit("long", 60)
        short.close()
        with (
            dask.config.set({"distributed.comm.timeouts.connect": "1s"}),
            pytest.raises(ConnectionError, match="scheduler answers no more"),
        ):
            pool.finished()
