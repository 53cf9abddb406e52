"""What only a Dask cluster can get wrong: tasks on their way, its threads, its end."""

import os
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import numpy as np
import pytest

from hplearn.execution import workers as pools
from hplearn.execution.workers import open_pool
from tests.execution.watching import compute, note, noted, wait_for
from tests.extras import extra

pytestmark = pytest.mark.slow
ALONE = {"n_workers": 1, "threads_per_worker": 1, "dashboard_address": None}
ALONE |= {"scheduler_kwargs": {"dashboard_address": ":0"}}  # any port: another Dask may be running


@pytest.mark.parametrize("stays", [False, True])
def test_what_waits_never_runs_once_the_pool_is_closed(stays, cluster, distributed, tmp_path):
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
        wait_for(lambda: not any(client.processing().values()))  # the scheduler called all back
        time.sleep(1)
        before = noted(begun)
        closed.touch()
        time.sleep(1)
        assert noted(begun) == before


def test_an_error_leaves_nothing_on_the_cluster(cluster, dask_cluster):
    with pytest.raises(ZeroDivisionError):
        compute(cluster, lambda number: 1 / number, 1)
    scheduler = dask_cluster.scheduler
    wait_for(lambda: not scheduler.tasks and len(scheduler.clients) <= 1)  # one is its own


def blas_threads():
    """Return the number of threads of each BLAS library that is loaded."""
    import threadpoolctl

    np.ones((2, 2)) @ np.ones((2, 2))
    return [library["num_threads"] for library in threadpoolctl.threadpool_info()]


def test_each_worker_has_one_blas_thread_for_each_pool(cluster):
    def widen(number):  # as another user of the cluster may do
        import threadpoolctl

        time.sleep(0.2)
        before = os.getpid(), blas_threads()
        threadpoolctl.threadpool_limits(2)
        return before

    for _ in range(2):
        results = compute(cluster, widen, 2)
        firsts = dict(results[number] for number in (1, 0))  # one worker may have done both
        assert all(set(counts) == {1} for counts in firsts.values()), results


def test_a_missing_package_names_the_extra(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ImportError, match=r"hplearn\[distributed\]"):
        open_pool("tcp://127.0.0.1:1", int)


def connect_briefly():
    """Let a client wait a moment only for a scheduler that does not answer."""
    return extra("dask", "distributed").config.set({"distributed.comm.timeouts.connect": "1s"})


def test_a_scheduler_that_never_answered_is_named(distributed):
    said = r"workers must be .* got 'tcp://127\.0\.0\.1:1'"
    with connect_briefly(), pytest.raises(ConnectionError, match=said):
        open_pool("tcp://127.0.0.1:1", int)


@pytest.mark.ci
def test_a_scheduler_that_went_away_is_named(distributed):
    short = distributed.LocalCluster(**ALONE)
    with open_pool(short.scheduler_address, time.sleep) as pool:
        pool.submit("long", 60)
        short.close()
        with connect_briefly(), pytest.raises(ConnectionError, match="no longer answers"):
            pool.finished()


def computed(cluster):
    """Return how many answers the workers of a cluster hold."""
    tasks = list(cluster.scheduler.tasks.values())
    return sum("_compute" in str(task.key) and task.state == "memory" for task in tasks)


@pytest.mark.ci
@pytest.mark.filterwarnings("ignore:the Dask cluster has no worker")
def test_an_answer_that_is_lost_on_its_way_is_waited_for_within_the_limit(
    distributed, tmp_path, monkeypatch
):
    begun, go, on_its_way = tmp_path / "begun", tmp_path / "go", threading.Event()

    def task(number):
        note(begun, number)
        while not go.exists():
            time.sleep(0.01)
        return number

    monkeypatch.setattr(pools, "PATIENCE", 0.2)
    with (
        distributed.LocalCluster(**ALONE) as lonely,
        distributed.Client(lonely.scheduler_address, set_as_default=False) as client,
        open_pool(client, task) as pool,
    ):
        pool.submit("a", 3)
        wait_for(lambda: noted(begun))
        client.loop.add_callback(on_its_way.wait, 600)  # what is sent to the client waits
        go.touch()
        wait_for(lambda: computed(lonely))
        lonely.sync(lonely.workers[0].close)
        wait_for(lambda: not lonely.scheduler.workers and not computed(lonely))
        on_its_way.set()
        waiting = ThreadPoolExecutor(1).submit(pool.finished, timeout=1)
        assert waiting.result(timeout=60) == []
        with pytest.warns(UserWarning, match="the Dask cluster has no worker now"):
            assert pool.finished(timeout=1) == []
        lonely.scale(2)  # the one that is gone counts
        assert pool.finished(timeout=600) == [("a", 3)]
    assert noted(begun) == {3: 2}


@pytest.mark.ci
def test_an_answer_that_is_here_outlives_its_worker(distributed, tmp_path):
    with (
        distributed.LocalCluster(**ALONE) as lonely,
        open_pool(lonely.scheduler_address, partial(note, tmp_path / "begun")) as pool,
    ):
        pool.submit("a", 3)
        wait_for(lambda: noted(tmp_path / "begun"))
        wait_for(lambda: not any("_compute" in str(key) for key in list(lonely.scheduler.tasks)))
        lonely.sync(lonely.workers[0].close)
        assert pool.finished(timeout=60) == [("a", None)]


@pytest.mark.ci
def test_an_adaptive_cluster_grows_with_the_work_and_keeps_what_computes(distributed, tmp_path):

    def task(number):
        note(tmp_path / "begun", number)
        note(tmp_path / "pids", os.getpid())
        wait_for(lambda: len(noted(tmp_path / "pids")) >= 2)  # for ever, unless another one comes
        time.sleep(0.1)

    with distributed.LocalCluster(**ALONE | {"n_workers": 2}) as adaptive:
        adaptive.wait_for_workers(2, timeout=300)
        adaptive.adapt(minimum=1, maximum=2, interval="100ms", wait_count=1, target_duration="1s")
        compute(adaptive.scheduler_address, task, 12)
    assert noted(tmp_path / "begun") == dict.fromkeys(range(12), 1)
