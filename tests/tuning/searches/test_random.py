"""Random search: what sixty draws are worth, and how evenly sequences lie."""

import numpy as np

from hplearn.tuning import Uniform, random_search
from tests.tuning.toys import LINE, configs_of, crossing


def test_a_sequence_leaves_smaller_gaps_than_independent_draws():
    gaps = {}
    for method in ("random", "halton", "sobol"):
        result = random_search(crossing, LINE, 64, method=method, rng=0)
        gaps[method] = np.diff(sorted(config["x"] for config in configs_of(result))).max() * 64
    assert gaps["sobol"] < 2 + 1e-9  # one point in each of the 64 equal parts
    assert gaps["halton"] < 3 < gaps["random"]


def test_sixty_trials_find_the_best_twentieth():
    # Probability 1 - 0.95**60 = 0.954; over 200 seeds the share has a standard error of 0.015.
    found = [
        random_search(lambda c, b: c["x"] + c["y"], {"x": Uniform(0, 1), "y": [0]}, rng=seed)
        for seed in range(200)
    ]
    share = np.mean([result.best_loss < 0.05 for result in found])
    assert abs(share - (1 - 0.95**60)) < 3 * 0.015
