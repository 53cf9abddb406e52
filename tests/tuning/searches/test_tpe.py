"""The tree-structured Parzen estimator: each step against its definition, then what it finds."""

import numpy as np
import pytest

from hplearn.tuning.dimensions import Integer, Ordered, Uniform
from hplearn.tuning.searches.density import Mixture
from hplearn.tuning.searches.tpe import propose, split, thinned, tpe_search
from hplearn.tuning.spaces import Space
from tests.tuning.toys import configs_of

SPLITS = [
    ([], 0, []),
    ([3.0, 1.0, 2.0], 3, [1]),
    (np.arange(11.0)[::-1], 11, [9, 10]),
    ([np.inf] * 9 + [2.0, 1.0], 11, [10]),  # a tenth of the two that worked, rounded up
    ([1.0, 0.0, 0.0], 3, [1]),  # the first of equal ones
]


@pytest.mark.parametrize(("losses", "n_tried", "good"), SPLITS)
def test_the_best_tenth_is_good(losses, n_tried, good):
    is_good = split(losses, n_tried)
    assert is_good.shape == (n_tried,)
    assert np.flatnonzero(is_good).tolist() == good


def test_the_proposal_is_where_the_densities_have_the_largest_ratio():
    tried = np.array([0.05, 0.2, 0.3, 0.42, 0.5, 0.61, 0.66, 0.7, 0.83, 0.9, 0.97])
    losses = (tried - 0.55) ** 2
    is_good = np.isin(tried, [0.5, 0.61])
    good, bad = (Mixture([Uniform(0, 1)], tried[part, None]) for part in (is_good, ~is_good))
    u = np.linspace(0, 1, 5001)
    best = u[np.argmax(good.density(u[:, None]) / bad.density(u[:, None]))]
    space, rng = Space({"x": Uniform(0, 1)}), np.random.default_rng(0)
    found = propose(space, tried[:, None], losses, 20_000, rng)
    assert found == pytest.approx(best, abs=1e-3)  # 20,000 draws leave gaps of about 1e-4


def test_a_small_space_is_tried_from_end_to_end_before_anything_comes_twice():
    space = {"depth": Integer(1, 6), "kind": ["a", "b", "c"], "width": Ordered([1, 2])}

    def evaluate(config, budget):
        return config["depth"] + config["width"] + (config["kind"] != "b")

    for in_flight in (1, 5):
        result = tpe_search(evaluate, space, 40, in_flight=in_flight, rng=0)
        tried = [tuple(sorted(config.items())) for config in configs_of(result)]
        assert len(set(tried[:36])) == 36
        assert len(set(tried)) == 36


def test_the_branch_is_learned_as_well_and_failed_trials_repel():
    space = [{"kind": [kind], "x": Uniform(0, 1)} for kind in ("good", "poor", "broken")]

    def evaluate(config, budget):
        if config["kind"] == "broken":
            raise ArithmeticError("it never works")
        return (config["x"] - 0.3) ** 2 + (config["kind"] == "poor")

    results = [tpe_search(evaluate, space, 40, rng=seed) for seed in range(3)]
    later = [config["kind"] for result in results for config in configs_of(result)[10:]]
    assert later.count("good") > 70  # of 90, a third of them by chance
    assert later.count("broken") < 10  # more if failures attracted
    assert max(result.best_loss for result in results) < 1e-3


def test_a_narrow_branch_with_the_better_optimum_is_not_given_up():
    """At first the broad one leads; random search finds 0.017 (median), a branch for good 0.05."""
    space = [
        {"kind": ["broad"], "x": Uniform(0, 1)},
        {"kind": ["narrow"], "x": Uniform(0, 1), "y": Uniform(0, 1)},
    ]

    def evaluate(config, budget):
        if config["kind"] == "broad":
            return 0.05 + 0.5 * (config["x"] - 0.3) ** 2
        return min(1, 6 * (config["x"] - 0.5) ** 2 + 3 * (config["y"] - 0.7) ** 2)

    found = [tpe_search(evaluate, space, 100, rng=seed).best_loss for seed in range(9)]
    assert np.median(found) < 0.01


def test_a_density_of_many_trials_is_that_of_evenly_chosen_ones():
    for n, kept in ((0, 0), (1, 1), (500, 500), (501, 251), (10_000, 500)):
        found = thinned(np.arange(n))
        assert len(found) == kept
        assert len(set(np.diff(found))) <= 1
