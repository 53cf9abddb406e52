"""A run ends at Ctrl-C and SIGTERM."""

import signal
import time

import pytest

from hplearn.grading import stopping
from hplearn.grading.stopping import stoppable


@pytest.fixture(autouse=True)
def ctrl_c_is_heard():
    """A shell takes Ctrl-C away from what it starts in the background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_what_was_lost_is_raised_again_and_the_handlers_are_as_before(sign, monkeypatch):
    monkeypatch.setattr(stopping, "AGAIN", 0.05)
    signs = signal.SIGTERM, signal.SIGINT, signal.SIGALRM
    before = [*map(signal.getsignal, signs)]
    with pytest.raises(KeyboardInterrupt), stoppable():  # noqa: PT012
        for _ in range(3):
            try:
                signal.raise_signal(sign)
            except KeyboardInterrupt:
                continue
        time.sleep(30)
    assert [*map(signal.getsignal, signs)] == before
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


def test_a_run_that_ignores_ctrl_c_goes_on_to_do_so():
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with stoppable():
        signal.raise_signal(signal.SIGINT)
