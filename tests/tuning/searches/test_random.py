"""Random search: how evenly its sequences lie."""

import numpy as np

from hplearn.tuning import random_search
from tests.tuning.toys import LINE, configs_of, crossing


def test_a_sequence_leaves_smaller_gaps_than_independent_draws():
    gaps = {}
    for method in ("random", "halton", "sobol"):
        result = random_search(crossing, LINE, 64, method=method, rng=0)
        gaps[method] = np.diff(sorted(config["x"] for config in configs_of(result))).max() * 64
    assert gaps["sobol"] < 2 + 1e-9  # one point in each of the 64 equal parts
    assert gaps["halton"] < 3 < gaps["random"]
