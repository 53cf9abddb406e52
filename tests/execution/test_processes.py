"""What only processes of this machine can get wrong: their start, their end, whose they are."""

import ctypes
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections import defaultdict

import joblib
import pytest
from psutil import STATUS_ZOMBIE, NoSuchProcess, Process, pid_exists

from hplearn.execution import processes
from hplearn.execution.workers import WorkerDied, WorkerStopped, open_pool
from tests.execution.watching import compute, wait_for

on_unix = pytest.mark.skipif(os.name != "posix", reason="ends processes as Unix does")


def both_workers(folder):
    """Return a task that gives its process once two processes have begun on one."""
    folder.mkdir()

    def task(number=None):
        (folder / str(os.getpid())).touch()
        wait_for(lambda: len(list(folder.iterdir())) >= 2)
        return os.getpid()

    return task


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
    with open_pool(2, both_workers(tmp_path / "outer")) as pool:
        pool.submit(0, 0)  # waits for another
        with pytest.raises(ZeroDivisionError):
            compute(2, lambda number: 1 / number, 2)  # kills what still runs there
        others = compute(2, both_workers(tmp_path / "inner"), 4).values()
        pool.submit(1, 1)
        own = [pid for _ in range(2) for _, pid in pool.finished()]
    assert len({*others, *own}) == 4


@pytest.mark.slow
@on_unix
def test_a_process_that_ended_while_it_was_idle_starts_again(monkeypatch, tmp_path):
    monkeypatch.setattr(processes, "IDLE_SECONDS", 0.5)
    monkeypatch.setattr(processes, "_IDLE", defaultdict(list))

    def task(file):
        wait_for(lambda: file is None or file.exists())
        return os.getpid()

    with open_pool(2, task) as pool:
        pool.submit("long", tmp_path / "go")
        pool.submit("short", None)
        ((_, idle),) = pool.finished(timeout=600)
        wait_for(lambda: not pid_exists(idle))
        pool.submit("short again", None)
        ((key, again),) = pool.finished(timeout=600)
        assert key == "short again"
        assert again != idle
        (tmp_path / "go").touch()
        assert [key for key, _ in pool.finished(timeout=600)] == ["long"]


@pytest.mark.slow
def test_a_worker_that_is_killed_while_it_is_idle_is_replaced(tmp_path):
    with open_pool(2, both_workers(tmp_path / "first")) as pool:
        for _ in range(2):
            pool.submit(0, 0)
            pool.submit(1, 1)
            for pid in [pid for _ in range(2) for _, pid in pool.finished(timeout=600)]:
                os.kill(pid, signal.SIGKILL)
    assert compute(2, abs, 3) == {0: 0, 1: 1, 2: 2}


@pytest.mark.slow
def test_a_worker_that_dies_while_it_sends_a_long_answer_is_noticed(tmp_path):
    killed = tmp_path / "killed"

    def task(number):
        if number == 1 or killed.exists():
            return number
        killed.touch()
        threading.Timer(0.2, os.kill, (os.getpid(), signal.SIGKILL)).start()
        return bytes(50_000_000)

    results = compute(2, task, 2)
    assert results[1] == 1
    assert results[0] in (0, bytes(50_000_000))  # all of it, where it was sent before the end


@pytest.mark.slow
def test_a_function_that_no_worker_survives_to_load_is_named():
    class Deadly:
        def __reduce__(self):
            return os._exit, (7,)

    with pytest.raises(WorkerDied, match="3 workers died while they loaded the function"):
        open_pool(2, Deadly())


@pytest.mark.slow
@on_unix
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


@pytest.mark.slow
@on_unix
def test_a_pool_closed_at_once_leaves_neither_workers_nor_a_traceback(monkeypatch, tmp_path):
    said = []
    monkeypatch.setattr(threading, "excepthook", said.append)
    for turn in range(4):
        here = both_workers(tmp_path / str(turn))

        def task(number, here=here):
            return here() if number < 2 else time.sleep(100)

        with open_pool(2, task) as pool:
            for number in range(2):
                pool.submit(number, number)
            pids = [pid for _ in range(2) for _, pid in pool.finished(timeout=600)]
            for number in (2, 3, 4):  # two start, one waits
                pool.submit(number, number)
        assert not any(pid_exists(pid) for pid in pids)
    assert not said


def script(folder, code):
    """Return the command that runs code as a script of a learner's."""
    (folder / "search.py").write_text(textwrap.dedent(code))
    return [sys.executable, folder / "search.py"]


@pytest.mark.slow
@on_unix
def test_each_process_has_one_blas_thread_and_ends_with_its_parent(tmp_path):
    code = """
        import os
        import numpy as np
        from hplearn.execution.workers import run_tasks

        def task():
            import threadpoolctl

            np.ones((2, 2)) @ np.ones((2, 2))
            counts = {library["num_threads"] for library in threadpoolctl.threadpool_info()}
            return os.getpid(), *counts

        if __name__ == "__main__":
            for answer in run_tasks(task, [()] * 6, n_jobs=2):
                print(*answer)
    """
    several = {name: text for name, text in os.environ.items() if name not in processes.ONE_THREAD}
    search = subprocess.run(
        script(tmp_path, code), env=several, capture_output=True, text=True, check=True
    )
    assert search.stderr == ""
    answers = [line.split() for line in search.stdout.splitlines()]
    assert [counts for _, *counts in answers] == [["1"]] * 6
    assert not any(pid_exists(int(pid)) for pid, *_ in answers)


def is_running(pid):
    """Return whether there is such a process; one that ended but was not asked after is not."""
    try:
        return Process(pid).status() != STATUS_ZOMBIE
    except NoSuchProcess:
        return False


@pytest.mark.slow
@on_unix
@pytest.mark.parametrize("blow", [signal.SIGINT, signal.SIGKILL])
def test_no_worker_computes_on_without_its_parent(blow, tmp_path):
    code = """
        import os, signal, sys, time
        from hplearn.execution.workers import open_pool

        signal.signal(signal.SIGINT, signal.default_int_handler)  # the background ignores it

        def task(number):
            open(sys.argv[1] + "/" + str(os.getpid()), "w").close()
            time.sleep(600)

        if __name__ == "__main__":
            with open_pool(2, task) as pool:
                for number in range(5):
                    pool.submit(number, number)
                pool.finished()
    """
    started = tmp_path / "started"
    started.mkdir()
    env, pipe = os.environ | {"TMPDIR": str(tmp_path)}, subprocess.PIPE
    search = subprocess.Popen([*script(tmp_path, code), started], env=env, stderr=pipe, text=True)
    pids = wait_for(lambda: len(list(started.iterdir())) == 2 and list(started.iterdir()))
    search.send_signal(blow)
    _, said = search.communicate(timeout=600)
    assert search.returncode != 0
    assert blow == signal.SIGKILL or "KeyboardInterrupt" in said
    wait_for(lambda: not any(is_running(int(pid.name)) for pid in pids))
    wait_for(lambda: {file.name for file in tmp_path.iterdir()} == {"search.py", "started"})
