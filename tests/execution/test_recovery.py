"""What a pool does when tasks die, on workers whose tasks end when the test says so."""

import math
import pickle
from concurrent.futures import Future

from hplearn.execution.answers import Lost
from hplearn.execution.workers import Pool, WorkerDied


class Workers:
    """Two places; `started` has the futures of what was handed out."""

    size, deadline = 2, math.inf

    def __init__(self):
        self.started, self.n_busy = [], 0

    @property
    def has_room(self):
        return self.n_busy < self.size

    def start(self, task):
        self.n_busy += 1
        self.started.append(Future())
        return self.started[-1]

    def answer(self, future):
        self.n_busy -= 1
        return future.result()


def end(future, result):
    future.set_result(pickle.dumps((result, None)))


def test_a_task_under_suspicion_runs_with_nothing_beside_it():
    workers = Workers()
    pool = Pool(workers)
    for key in "abc":
        pool.submit(key)
    for n_started in (2, 4):
        assert len(workers.started) == n_started
        for future in workers.started[-2:]:
            future.set_exception(Lost(1))
        assert pool.finished(timeout=0.05) == []
    for n_started in (5, 6):
        assert len(workers.started) == n_started
        assert pool.finished(timeout=0.05) == []
        end(workers.started[-1], "alone")
        assert [result for _, result in pool.finished()] == ["alone"]
    assert len(workers.started) == 7, "the third, which nobody suspects"


def test_who_dies_alone_is_given_up_and_says_how_often_it_died():
    workers = Workers()
    pool = Pool(workers)
    for key in "ab":
        pool.submit(key)
    workers.started[0].set_exception(Lost(4))  # as Dask tells
    assert pool.finished(timeout=0.05) == []
    assert len(workers.started) == 2, "it waits until the other has ended"
    end(workers.started[1], 1)
    assert pool.finished() == [("b", 1)]
    workers.started[2].set_exception(Lost(4))
    ((key, result),) = pool.finished()
    assert key == "a"
    assert isinstance(result, WorkerDied)
    assert str(result).startswith("its worker died 8 times, at last with nothing beside it")
