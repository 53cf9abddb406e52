"""Whatever computes the tasks, the results are the same; what cannot compute them is named."""

import os
import subprocess
import sys
import threading
import time
from collections import defaultdict
from time import sleep

import joblib
import numpy as np
import pytest

from hplearn.execution import processes
from hplearn.execution.workers import open_pool, run_tasks
from tests.extras import extra


def compute(workers, function, n_tasks):
    """Return the results of tasks 0, 1, ... by number."""
    results = {}
    with open_pool(workers, function) as pool:
        for number in range(n_tasks):
            pool.submit(number, number)
        while len(results) < n_tasks:
            ended = pool.finished()
            assert not results.keys() & dict(ended).keys(), "a task is given back once"
            results |= ended
        assert pool.finished() == []
    return results


def exists(pid):
    """Return whether there is such a process."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_the_number_of_workers_does_not_show_in_the_results():
    weights = np.random.default_rng(0).normal(size=(200, 200))

    def task(number):
        return float(np.linalg.norm(weights @ weights[number]))

    here = compute(None, task, 20)
    assert list(here) == list(range(20))
    for workers in (1, 2, 3, np.int64(2)):
        assert compute(workers, task, 20) == here


@pytest.mark.slow
def test_a_cluster_gives_the_same_results_and_its_client_stays_open(cluster):
    import distributed

    def task(number):
        return number**2, os.getpid()

    with distributed.Client(cluster, set_as_default=False) as client:
        results = compute(client, task, 20)
        assert client.submit(int).result() == 0
    assert [square for square, _ in map(results.get, range(20))] == [n**2 for n in range(20)]
    assert {pid for _, pid in results.values()}.isdisjoint({os.getpid()})


@pytest.mark.parametrize("kind", ["processes", pytest.param("cluster", marks=pytest.mark.slow)])
def test_a_thousand_tasks_at_once(kind, request):
    workers = 2 if kind == "processes" else request.getfixturevalue("cluster")
    assert compute(workers, abs, 1000) == {number: number for number in range(1000)}


@pytest.mark.parametrize("workers", [0, 2.5, "bogus", True, [2]])
def test_workers_that_are_none_are_refused(workers):
    with (
        pytest.raises(ValueError, match=r"^workers must be None, a number of .*, got ") as caught,
        open_pool(workers, int),
    ):
        pass
    assert repr(workers) in str(caught.value)


def test_a_cluster_without_its_package_names_the_extra(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with (
        pytest.raises(ImportError, match=r"hplearn\[distributed\]"),
        open_pool("tcp://127.0.0.1:1", int),
    ):
        pass


@pytest.mark.slow
def test_an_address_where_nobody_answers_is_named():
    dask = extra("dask", "distributed")
    extra("distributed", "distributed")
    with (
        dask.config.set({"distributed.comm.timeouts.connect": "0.5s"}),
        pytest.raises(ConnectionError, match=r"workers must be .* got 'tcp://127\.0\.0\.1:1'"),
        open_pool("tcp://127.0.0.1:1", int),
    ):
        pass


@pytest.mark.parametrize(
    ("n_cores", "workers", "n_processes"),
    [(3, -1, 3), (3, -2, 2), (3, -3, 1), (3, -9, 1), (1, -1, 1), (3, 5, 5)],
)
def test_negative_numbers_count_from_the_cores(n_cores, workers, n_processes, monkeypatch):
    started = []

    class Started:
        def __init__(self, size, function):
            started.append(size)

        def close(self):
            pass

    monkeypatch.setattr(joblib, "cpu_count", lambda: n_cores)
    monkeypatch.setattr("hplearn.execution.workers.Processes", Started)
    with open_pool(workers, int):
        assert started == ([] if n_processes == 1 else [n_processes])


def test_what_cannot_be_pickled_is_refused_before_any_work():
    lock = threading.Lock()
    with pytest.raises(TypeError, match="pickled"), open_pool(2, lambda number: lock):
        pass
    with open_pool(2, int) as pool, pytest.raises(TypeError, match="pickled"):
        pool.submit(0, lock)


def test_an_exception_of_the_function_comes_out_and_the_next_pool_works():
    with pytest.raises(ZeroDivisionError):
        compute(2, lambda number: 1 / (number - 3), 8)
    assert compute(2, lambda number: -number, 3) == {0: 0, 1: -1, 2: -2}


class Untravelled(Exception):
    """One that cannot be loaded where it arrives."""

    def __init__(self, part, whole):
        super().__init__(f"{part} of {whole}")


def test_an_exception_that_cannot_travel_says_what_it_was():
    def fail(number):
        raise Untravelled(number, 3)

    with pytest.raises(RuntimeError, match="Untravelled: 0 of 3"):
        compute(2, fail, 1)


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="asks after processes by a signal")
def test_a_pool_closed_at_once_leaves_neither_workers_nor_a_traceback(monkeypatch, tmp_path):
    said = []
    monkeypatch.setattr(threading, "excepthook", said.append)
    for turn in range(4):
        here = both_workers(tmp_path / str(turn))
        with open_pool(2, lambda number, here=here: here() if number < 2 else sleep(100)) as pool:
            pool.submit(0, 0)
            pool.submit(1, 1)
            pids = [pid for _ in range(2) for _, pid in pool.finished(timeout=600)]
            for number in (2, 3, 4):  # two start, one waits
                pool.submit(number, number)
        assert not any(exists(pid) for pid in pids)
    assert not said


def test_waiting_may_have_a_limit(tmp_path):
    def task(number):
        while not (tmp_path / "go").exists():
            time.sleep(0.01)
        return number

    with open_pool(2, task) as pool:
        pool.submit("slow", 5)
        start = time.monotonic()
        assert pool.finished(timeout=0.2) == []
        assert time.monotonic() - start >= 0.2
        (tmp_path / "go").touch()
        assert pool.finished(timeout=600) == [("slow", 5)]


def test_each_worker_loads_the_function_once_and_writes_to_its_own_arrays(tmp_path):
    file = tmp_path / "loads"

    class Loaded:
        def __init__(self, weights):
            self.weights = weights

        def __setstate__(self, state):
            self.__dict__ = state
            with open(file, "a") as loads:
                loads.write(f"{os.getpid()}\n")

        def __call__(self, number):
            self.weights[number] = -1
            return float(self.weights[number + 100])

    weights = np.ones(1000)
    results = compute(2, Loaded(weights), 20)
    assert set(results.values()) == {1.0}
    assert weights.all()
    loads = file.read_text().split()
    assert len(loads) == len(set(loads)) <= 2


def both_workers(folder):
    """Return a task that gives its process once two processes have begun on one."""
    folder.mkdir()

    def task(number=None):
        (folder / str(os.getpid())).touch()
        while len(list(folder.iterdir())) < 2:
            time.sleep(0.01)
        return os.getpid()

    return task


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="asks after processes by a signal")
def test_a_process_that_ended_while_it_was_idle_starts_again(monkeypatch, tmp_path):
    monkeypatch.setattr(processes, "IDLE_SECONDS", 0.5)
    monkeypatch.setattr(processes, "_IDLE", defaultdict(list))

    def task(file):
        while file and not file.exists():
            sleep(0.01)
        return os.getpid()

    with open_pool(2, task) as pool:
        pool.submit("long", tmp_path / "go")
        pool.submit("short", None)
        ((_, idle),) = pool.finished(timeout=600)
        while exists(idle):
            sleep(0.05)
        pool.submit("short again", None)
        ((key, again),) = pool.finished(timeout=600)
        assert key == "short again"
        assert again != idle
        (tmp_path / "go").touch()
        assert [key for key, _ in pool.finished(timeout=600)] == ["long"]


def test_neither_joblib_nor_we_take_the_others_workers(tmp_path):
    def ours(name):
        return set(compute(2, both_workers(tmp_path / name), 4).values())

    def joblibs(name):
        task = both_workers(tmp_path / name)
        return set(joblib.Parallel(n_jobs=2)(joblib.delayed(task)(n) for n in range(4)))

    crews = [ours("a"), joblibs("b"), ours("c"), joblibs("d")]
    assert [len(crew) for crew in crews] == [2] * 4
    assert crews[:2] == crews[2:], "warm workers compute the next search too"
    assert crews[0].isdisjoint(crews[1])


def test_searches_at_the_same_time_have_workers_of_their_own(tmp_path):
    outer, inner = both_workers(tmp_path / "outer"), both_workers(tmp_path / "inner")
    with open_pool(2, outer) as pool:
        pool.submit(0, 0)  # waits for another
        with pytest.raises(ZeroDivisionError):
            compute(2, lambda number: 1 / number, 2)  # kills what still runs there
        others = set(compute(2, inner, 4).values())
        pool.submit(1, 1)
        results = {}
        while len(results) < 2:
            results |= pool.finished()
    assert len(others | set(results.values())) == 4


SCRIPT = """
import os
from hplearn.execution.workers import run_tasks

if __name__ == "__main__":
    print(*run_tasks(os.getpid, [()] * 4, n_jobs=2))
"""


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="asks after processes by a signal")
def test_idle_workers_end_with_their_process(tmp_path):
    (tmp_path / "search.py").write_text(SCRIPT)
    command = [sys.executable, tmp_path / "search.py"]
    search = subprocess.run(command, capture_output=True, text=True, check=True, timeout=6000)
    assert search.stderr == ""
    assert not any(exists(int(pid)) for pid in search.stdout.split())


BLAS_SCRIPT = """
import numpy as np
from hplearn.execution.workers import run_tasks

def blas_threads():
    import threadpoolctl

    np.ones((2, 2)) @ np.ones((2, 2))
    return [library["num_threads"] for library in threadpoolctl.threadpool_info()]

if __name__ == "__main__":
    print(*[n for counts in run_tasks(blas_threads, [()] * 6, n_jobs=2) for n in counts])
"""


def blas_threads():
    import threadpoolctl

    np.ones((2, 2)) @ np.ones((2, 2))
    return [library["num_threads"] for library in threadpoolctl.threadpool_info()]


@pytest.mark.slow
def test_each_process_has_one_blas_thread(tmp_path):
    (tmp_path / "search.py").write_text(BLAS_SCRIPT)
    command = [sys.executable, tmp_path / "search.py"]
    environment = {
        name: text for name, text in os.environ.items() if name not in processes.ONE_THREAD
    }
    said = subprocess.check_output(command, env=environment, text=True)
    assert set(said.split()) == {"1"}


@pytest.mark.slow
def test_each_worker_of_a_cluster_has_one_blas_thread_for_each_pool(cluster):
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


def test_tasks_come_back_in_their_order_whoever_computes_them():
    shared = np.arange(1000.0)
    tasks = [(shared, number) for number in range(9)]

    def task(data, number):
        time.sleep(0.02 * (number % 3 == 0))
        return data.sum() + number

    expected = [499500.0 + number for number in range(9)]
    for n_jobs in (None, 1, 2, -1):
        assert run_tasks(task, tasks, n_jobs=n_jobs) == expected
