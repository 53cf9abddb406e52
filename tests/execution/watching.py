"""What tests of workers share: tasks by number, notes that processes leave, waiting for a sign."""

import time
from collections import Counter

from hplearn.execution.workers import open_pool


def compute(workers, function, n_tasks):
    """Return the results of tasks 0, 1, ... by number."""
    results = {}
    with open_pool(workers, function) as pool:
        for number in range(n_tasks):
            pool.submit(number, number)
        while len(results) < n_tasks:
            ended = dict(pool.finished(timeout=600))
            assert ended, "nothing ends"
            assert not results.keys() & ended.keys(), "a task is given back once"
            results |= ended
        assert pool.finished() == []
    return results


def wait_for(condition, seconds=600):
    """Return what `condition` gives once it is true."""
    end = time.monotonic() + seconds
    while not (value := condition()):
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.01)
    return value


def note(file, number):
    """Write a number to the end of `file`."""
    with open(file, "a") as lines:
        lines.write(f"{number}\n")


def noted(file):
    """Return how often each number was written to `file`."""
    return Counter(map(int, file.read_text().split())) if file.exists() else Counter()
