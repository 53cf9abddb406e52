"""What a pool does when tasks die, with a crew whose tasks end when the test says so."""

from concurrent.futures import Future

import pytest

from hplearn.execution.pools.recovery import Pool, WorkerDied


class Crew:
    """Two places; `started` has the futures of what was handed out."""

    size = n_out = 2
    alone_after = 1
    heartbeat = 0.01

    def __init__(self):
        self.started, self.trouble = [], None

    def start(self, payload):
        self.started.append(Future())
        return self.started[-1]

    def result(self, future):
        return future.result()

    def notice(self):
        if self.trouble:
            raise self.trouble


def test_a_task_under_suspicion_runs_with_nothing_beside_it():
    crew = Crew()
    pool = Pool(crew)
    pool.submit("a")
    pool.submit("b")
    for future in list(crew.started):
        future.set_result(WorkerDied())
    assert pool.finished(timeout=0.05) == []
    for n_started in (3, 4):
        pool.submit("c")
        assert pool.finished(timeout=0.05) == []
        assert len(crew.started) == n_started
        crew.started[-1].set_result("alone")
        assert [result for _, result in pool.finished()] == ["alone"]
    assert len(crew.started) == 6, "the others, side by side"


def test_what_has_ended_is_told_before_trouble_is():
    crew = Crew()
    pool = Pool(crew)
    pool.submit("a")
    crew.started[0].set_result(1)
    crew.trouble = ConnectionError("gone")
    assert pool.finished() == [("a", 1)]
    pool.submit("b")
    with pytest.raises(ConnectionError):
        pool.finished(timeout=0.05)
