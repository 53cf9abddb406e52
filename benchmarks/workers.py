"""What a second worker gains, and what the log and the meter cost.

    python benchmarks/workers.py            two processes on this machine
    python benchmarks/workers.py --dask     a Dask cluster of two as well

On a machine that others use, look at the least times. With two idle cores, two workers should be
at least 1.8 times as fast as one for fits that wait; for fits that burn CPU, processes at least 1.7
times and Dask at least 1.5 times.

200 fits of 50 ms through `random_search`, twice. First each fit waits, as if the workers had cores
of their own: what is missing to two times is the pool's. Then each burns CPU time: here the search
and, with --dask, the scheduler take theirs from the same cores. On a busy machine two workers
cannot be twice as fast, so two bare processes that share the fits without any pool stand beside,
and with --dask its own `Client.map` of all fits at once, which keeps no record of anything.
Then the time that `random_search` adds to a trial, without and with a log, and the time to load a
log of 100,000 trials.
"""

import timing  # noqa: F401 # isort: skip -- fixes the number of threads before NumPy loads

import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter, process_time, sleep

import numpy as np

from hplearn.tuning import Trial, Uniform, random_search, read_log
from hplearn.tuning.trial_log import TrialLog

SPACE = {"x": Uniform(-1, 1)}
N_FITS, N_TURNS = 200, 3


def nap(config, budget):
    """Return a loss after 50 ms in which nothing is computed."""
    sleep(0.05)
    return config["x"]


def burn(config, budget):
    """Return a loss after 50 ms of CPU time in small NumPy steps."""
    end = process_time() + 0.05
    weights = np.full(64, config["x"])
    while process_time() < end:
        weights = weights - 0.01 * weights
    return float(weights @ weights)


def seconds(function):
    """Return the wall-clock time of one call."""
    start = perf_counter()
    function()
    return perf_counter() - start


def search(fit, workers):
    """Return a callable that runs all fits on these workers."""
    return lambda: random_search(fit, SPACE, N_FITS, rng=0, workers=workers)


def client_map(client):
    """Return a callable that runs all fits by Dask alone."""
    configs = [{"x": 1.0}] * N_FITS
    return lambda: client.gather(client.map(burn, configs, [None] * N_FITS, pure=False))


def bare():
    """Return a callable that runs half of the fits in each of two processes, which are warm."""
    code = (
        "import sys; from workers import burn\n"
        "for line in sys.stdin: print([burn({'x': 1.0}, None) for _ in range(int(line))][0])"
    )
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "bufsize": 1}
    here = Path(__file__).parent
    both = [subprocess.Popen([sys.executable, "-c", code], cwd=here, **pipes) for _ in range(2)]

    def run():
        for process in both:
            process.stdin.write(f"{N_FITS // 2}\n")
        for process in both:
            process.stdout.readline()

    return run


def compare(fit, **rivals):
    """Print how many times as fast as one worker each rival is, in turns, all of them warm."""
    print(f"{N_FITS} fits, each a {fit.__name__} of 50 ms")
    rivals = {"one": search(fit, None)} | rivals
    for run in list(rivals.values())[1:]:
        run()
    times = {name: [] for name in rivals}
    for _ in range(N_TURNS):
        for name, run in rivals.items():
            times[name].append(seconds(run))
    for name in rivals:
        gains = [one / two for one, two in zip(times["one"], times[name], strict=True)]
        print(f"{name:>10}  {statistics.median(times[name]):6.2f} s  ", end="")
        print(
            f"{statistics.median(gains):.2f} times ({min(gains):.2f} to {max(gains):.2f}), ", end=""
        )
        print(f"{min(times['one']) / min(times[name]):.2f} from the least times of each")


def cost_of_a_trial(folder, n=5000):
    """Print what a search adds to a trial that itself takes no time."""

    def nothing(config, budget):
        return config["x"]

    bare = seconds(lambda: random_search(nothing, SPACE, n, rng=0))
    logged = seconds(lambda: random_search(nothing, SPACE, n, rng=0, log=folder / "cost.jsonl"))
    print(f"a trial costs {bare / n * 1e3:.3f} ms, with a log {logged / n * 1e3:.3f} ms")


def load(folder, n=100_000):
    """Print how long a long log takes to load."""
    path = folder / "long.jsonl"
    with TrialLog(path, {"search": "random_search", "seed": 0}) as log:
        for number in range(n):
            log.append(Trial(number, {"x": number / n, "units": 64}, 9.0, 0.25, 0.01))
    took = seconds(lambda: read_log(path))
    print(f"{n} trials, {path.stat().st_size / 1e6:.0f} MB, load in {took:.2f} s")


def main():
    """Print all figures."""
    with tempfile.TemporaryDirectory() as folder:
        cost_of_a_trial(Path(folder))
        load(Path(folder))
    if "--dask" not in sys.argv:
        compare(nap, processes=search(nap, 2))
        return compare(burn, bare=bare(), processes=search(burn, 2))
    from distributed import Client, LocalCluster

    with (
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        Client(cluster) as client,
    ):
        compare(nap, processes=search(nap, 2), dask=search(nap, client))
        alone = {"bare": bare(), "client_map": client_map(client)}
        return compare(burn, **alone, processes=search(burn, 2), dask=search(burn, client))


if __name__ == "__main__":
    main()
