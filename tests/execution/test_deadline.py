"""A call ends when its time is up, and leaves every alarm as it was."""

import contextvars
import gc
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest

from hplearn.execution.deadline import call_within, call_within_cpu
from tests.execution.watching import compute, wait_for


def in_thread(seconds, function, *args):
    """Return what `call_within` gives where there can be no alarm."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(call_within, seconds, function, *args).result()


both = pytest.mark.parametrize("call", [call_within, in_thread])


@both
def test_what_ends_in_time_comes_back_and_an_error_keeps_its_words(call):
    def connect():
        raise TimeoutError("no answer from the database")

    assert call(60, divmod, 7, 2) == (3, 1)
    with pytest.raises(ZeroDivisionError):
        call(60, divmod, 7, 0)
    with pytest.raises(TimeoutError, match="database"):
        call(60, connect)


@both
def test_what_takes_too_long_is_ended(call):
    start = time.monotonic()
    with pytest.raises(TimeoutError, match=r"^took longer than timeout=0\.05 s$"):
        call(0.05, time.sleep, 30)
    assert 0.05 <= time.monotonic() - start < 25


def test_a_function_that_swallows_exceptions_is_ended_too():
    def stubborn():
        try:
            time.sleep(30)
        except Exception:
            return "swallowed"

    with pytest.raises(TimeoutError, match="took longer"):
        call_within(0.05, stubborn)


on_unix = pytest.mark.skipif(not hasattr(signal, "SIGPROF"), reason="the alarm is Unix's")


@pytest.mark.parametrize("then", [lambda: "swallowed", lambda: divmod(1, 0)])
@pytest.mark.parametrize("call", [call_within, pytest.param(call_within_cpu, marks=on_unix)])
def test_what_swallows_even_the_alarm_has_taken_too_long_when_it_ends(call, then):
    def stubborn():
        with suppress(BaseException):
            while True:
                pass
        return then()

    with pytest.raises(TimeoutError, match=r"^took longer than timeout=0\.05 s$"):
        call(0.05, stubborn)


def begin_to_collect(*_):
    """Where the garbage collector calls Python, an alarm raises what nobody can catch."""
    time.sleep(0.2)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_an_alarm_that_is_lost_while_the_garbage_collector_runs_rings_again():
    def collect_then_compute():
        gc.collect()
        time.sleep(30)

    gc.callbacks.append(begin_to_collect)
    try:
        start = time.monotonic()
        with pytest.raises(TimeoutError, match="took longer"):
            call_within(0.05, collect_then_compute)
    finally:
        gc.callbacks.remove(begin_to_collect)
    assert time.monotonic() - start < 25


def test_an_alarm_that_was_set_before_still_rings_and_none_is_left_behind():
    def ring(*_):
        rung.append(time.monotonic())

    rung, handler = [], signal.signal(signal.SIGALRM, ring)
    try:
        call_within(60, int)
        assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)
        assert signal.getsignal(signal.SIGALRM) is ring
        start = time.monotonic()
        signal.setitimer(signal.ITIMER_REAL, 0.2)
        call_within(60, time.sleep, 0.05)
        wait_for(lambda: rung, seconds=60)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, handler)
    assert len(rung) == 1
    assert rung[0] - start >= 0.19


def test_of_two_deadlines_the_inner_may_pass_alone():
    def outer():
        with pytest.raises(TimeoutError, match=r"0\.05 s"):
            call_within(0.05, time.sleep, 30)
        return "went on"

    assert call_within(60, outer) == "went on"
    with pytest.raises(TimeoutError, match=r"0\.2 s"):
        call_within(0.2, lambda: (call_within(60, int), time.sleep(30)))


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["processes", "cluster"])
def test_a_worker_that_hangs_is_free_again(kind, workers):
    def task(number):
        try:
            return call_within(1, time.sleep, 300 if number < 2 else 0)
        except TimeoutError as error:
            return str(error), threading.current_thread() is threading.main_thread()

    start = time.monotonic()
    results = compute(workers, task, 5)
    assert time.monotonic() - start < 150, "a hanging task holds its worker for a second only"
    by_alarm = kind == "processes"
    assert results[0] == results[1] == ("took longer than timeout=1 s", by_alarm)
    assert results[2] is results[3] is results[4] is None


def test_a_thread_sees_the_context_of_its_caller():
    color = contextvars.ContextVar("color", default="none")

    def compute():
        color.set("red")
        return call_within(60, color.get)

    assert in_thread(None, compute) == "red"
