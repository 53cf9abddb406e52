"""Time two callables in turn, in one process, on one BLAS thread, and print their ratio.

Import this before NumPy: the number of threads is fixed when NumPy loads.
"""

import os

os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = "1"

import statistics
import tracemalloc
from time import process_time


def cpu_seconds(function, repeats):
    """Return the CPU time of every call, after one that does not count."""
    function()
    times = []
    for _ in range(repeats):
        start = process_time()
        function()
        times.append(process_time() - start)
    return times


def ratio(ours, theirs, *, repeats=5, inner=1):
    """Return the median of theirs / ours over `repeats` turns; ours runs `inner` times a turn."""
    ours(), theirs()
    ratios = []
    for _ in range(repeats):
        mine = statistics.mean(cpu_seconds(ours, inner))
        start = process_time()
        theirs()
        ratios.append((process_time() - start) / mine)
    return statistics.median(ratios)


def peak_bytes(function):
    """Return the most memory that `function` held at once, beyond what was there before."""
    tracemalloc.start()
    function()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak
