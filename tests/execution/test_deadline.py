"""A call ends when its time is up, and leaves every alarm as it was."""

import contextvars
import signal
import threading
import time

import pytest

from hplearn.execution.deadline import call_within
from hplearn.execution.workers import open_pool


def in_thread(seconds, function, *args):
    """Return what `call_within` gives where there can be no alarm."""
    results = []

    def compute():
        try:
            results.append(call_within(seconds, function, *args))
        except Exception as error:
            results.append(error)

    thread = threading.Thread(target=compute)
    thread.start()
    thread.join()
    if isinstance(results[0], Exception):
        raise results[0]
    return results[0]


both = pytest.mark.parametrize("call", [call_within, in_thread])


@both
def test_what_ends_in_time_comes_back(call):
    assert call(60, divmod, 7, 2) == (3, 1)
    with pytest.raises(ZeroDivisionError):
        call(60, divmod, 7, 0)


@both
def test_what_takes_too_long_is_ended(call):
    start = time.monotonic()
    with pytest.raises(TimeoutError, match=r"^took longer than timeout=0\.05 s$"):
        call(0.05, time.sleep, 30)
    assert 0.05 <= time.monotonic() - start < 25


@both
def test_a_timeout_of_the_function_itself_keeps_its_words(call):
    def connect():
        raise TimeoutError("no answer from the database")

    with pytest.raises(TimeoutError, match="database"):
        call(60, connect)


def test_a_function_that_swallows_exceptions_is_ended_too():
    def stubborn():
        try:
            time.sleep(30)
        except Exception:
            return "swallowed"

    with pytest.raises(TimeoutError, match="took longer"):
        call_within(0.05, stubborn)


def test_a_thread_sees_the_context_of_its_caller():
    color = contextvars.ContextVar("color", default="none")

    def compute():
        color.set("red")
        return call_within(60, color.get)

    assert in_thread(None, compute) == "red"


def test_an_alarm_that_was_set_before_still_rings():
    rung = []
    handler = signal.signal(signal.SIGALRM, lambda *_: rung.append(time.monotonic()))
    try:
        signal.setitimer(signal.ITIMER_REAL, 600)
        call_within(60, time.sleep, 0.1)
        assert 0 < signal.getitimer(signal.ITIMER_REAL)[0] <= 599.9
        assert not rung
        start = time.monotonic()
        signal.setitimer(signal.ITIMER_REAL, 0.3)
        call_within(60, time.sleep, 0.1)
        while not rung and time.monotonic() < start + 60:
            time.sleep(0.01)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, handler)
    assert len(rung) == 1
    assert rung[0] - start >= 0.29


def test_no_alarm_is_left_behind():
    before = signal.getsignal(signal.SIGALRM)
    call_within(60, int)
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)
    assert signal.getsignal(signal.SIGALRM) is before


def test_of_two_deadlines_the_inner_may_pass_alone():
    def outer():
        with pytest.raises(TimeoutError, match=r"0\.05 s"):
            call_within(0.05, time.sleep, 30)
        return "went on"

    assert call_within(60, outer) == "went on"
    with pytest.raises(TimeoutError, match=r"0\.5 s"):
        call_within(0.5, lambda: (call_within(60, int), time.sleep(30)))


@pytest.mark.parametrize("seconds", [0, -1, float("nan"), float("inf")])
def test_a_deadline_is_positive_and_finite(seconds):
    with pytest.raises(ValueError, match="timeout must be a positive number of seconds or None"):
        call_within(seconds, int)
    assert call_within(None, int) == 0


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["processes", "cluster"])
def test_a_worker_that_hangs_is_free_again(kind, request):
    def task(seconds):
        try:
            return call_within(1, time.sleep, seconds)
        except TimeoutError as error:
            is_main = threading.current_thread() is threading.main_thread()
            return str(error), is_main

    workers = 2 if kind == "processes" else request.getfixturevalue("cluster")
    with open_pool(workers, task) as pool:
        for number, seconds in enumerate([300, 300, 0, 0, 0]):
            pool.submit(number, seconds)
        start, results = time.monotonic(), {}
        while len(results) < 5:
            results |= pool.finished()
    assert time.monotonic() - start < 150, "a hanging task holds its worker for a second only"
    by_alarm = kind == "processes"
    assert results[0] == results[1] == ("took longer than timeout=1 s", by_alarm)
    assert results[2] is results[3] is results[4] is None
