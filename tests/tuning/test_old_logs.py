"""Logs that earlier versions wrote: every search still writes the same header, and goes on."""

import json
from dataclasses import replace
from inspect import signature
from pathlib import Path

import pytest

from hplearn.tuning import (
    Choice,
    Integer,
    LogUniform,
    Ordered,
    asynchronous_halving,
    bayes_search,
    grid_search,
    hyperband,
    population_based_training,
    random_search,
    read_log,
    successive_halving,
    tpe_search,
)

SPACE = [
    {"kind": ["svm"], "C": LogUniform(0.01, 100.0)},
    {"kind": Choice(["net"]), "hidden": [(8,), (8, 4)], "depth": Integer(1, 3), "n": Ordered([2])},
]
WRITTEN = [
    {
        "kind": {"repr": "Choice(options=('svm',))"},
        "C": {"repr": "LogUniform(low=0.01, high=100.0)"},
    },
    {
        "kind": {"repr": "Choice(options=('net',))"},
        "hidden": {"repr": "Choice(options=((8,), (8, 4)))"},
        "depth": {"repr": "Integer(low=1, high=3, log=False)"},
        "n": {"repr": "Ordered(options=(2,))"},
    },
]
POINT = {"kind": "net", "hidden": (8, 4), "depth": 2, "n": 2}
AS_WRITTEN = {"kind": "net", "hidden": [8, 4], "depth": 2, "n": 2}
HALVING = {"min_budget": 1, "max_budget": 27, "eta": 3, "points": []}
SETTINGS = [
    (grid_search, {"n_points": 2}, {"n_points": 2, "budget": None}),
    (random_search, {}, {"method": "random", "budget": None, "points": []}),
    (successive_halving, {}, HALVING | {"n_configs": 27}),
    (hyperband, {}, {"max_budget": 81, "eta": 3, "table": "algorithm", "points": []}),
    (asynchronous_halving, {}, HALVING | {"in_flight": 4}),
    (
        tpe_search,
        {},
        {"n_startup": 10, "n_candidates": 24, "in_flight": 1, "budget": None, "points": []},
    ),
    (bayes_search, {}, {"n_startup": None, "in_flight": 1, "budget": None, "points": []}),
    (
        population_based_training,
        {},
        {
            "n_members": 8,
            "round_budget": 1,
            "step": 0.1,
            "resample": 0.1,
            "exploit": True,
            "points": [],
        },
    ),
]
OTHERS = {
    grid_search: {"n_points": 3, "budget": 2.5},
    random_search: {"method": "halton", "budget": 4},
    successive_halving: {"n_configs": 4, "min_budget": 2, "max_budget": 9, "eta": 2},
    hyperband: {"max_budget": 4, "eta": 2, "table": "printed"},
    asynchronous_halving: {"min_budget": 2, "max_budget": 9, "eta": 2, "in_flight": 2},
    tpe_search: {"n_startup": 2, "n_candidates": 5, "in_flight": 2, "budget": 3},
    bayes_search: {"n_startup": 2, "in_flight": 2, "budget": 3},
    population_based_training: {
        "n_members": 3,
        "round_budget": 3,
        "step": 0.2,
        "resample": 0.3,
        "exploit": False,
    },
}
HOW_LONG = {"n_trials": 6, "n_rounds": 2}  # a search may go on for longer: these are no settings


def size(config, budget):
    return len(config) + (budget or 0)


def header(search, path, **options):
    path.unlink(missing_ok=True)
    search(size, log=path, callback=lambda trial: True, **options)
    written = json.loads(path.read_text().splitlines()[0])
    assert set(written.pop("evaluate")) == {"code", "values"}  # which the first logs lack
    return written


@pytest.mark.parametrize(("search", "options", "settings"), SETTINGS)
def test_every_search_writes_the_header_that_it_always_wrote(search, options, settings, tmp_path):
    seeded = {} if search is grid_search else {"rng": 1}
    seed = seeded.get("rng", 0)
    written = {"hplearn_log": 1, "search": search.__name__, "settings": settings, "seed": seed}
    written["space"] = WRITTEN
    assert header(search, tmp_path / "log", space=SPACE, **options, **seeded) == written

    others, settings = OTHERS[search], settings | OTHERS[search]
    if search is not grid_search:
        others = others | {"points": [POINT]}
        settings["points"] = [AS_WRITTEN]
    others |= {name: n for name, n in HOW_LONG.items() if name in signature(search).parameters}
    written["settings"] = settings
    assert header(search, tmp_path / "log", space=SPACE, **others, **seeded) == written


def test_distinct_draws_are_a_setting_only_where_they_are_asked_for(tmp_path):
    plain, distinct = (
        header(random_search, tmp_path / "log", space={"x": [1, 2]}, distinct=one, rng=0)
        for one in (False, True)
    )
    assert "distinct" not in plain["settings"]
    assert distinct["settings"] == plain["settings"] | {"distinct": True}


def evaluate(config, budget):
    """A loss, and what it was made of; deep networks fail."""
    if config.get("depth") == 3:
        raise RuntimeError("too deep")
    off = abs(config["C"] - 10) / 10 if "C" in config else config["depth"] + len(config["hidden"])
    return off + 1 / (budget or 1), {"off": off}


RESUMED = {
    "tpe_search": lambda **options: tpe_search(
        evaluate, SPACE, 30, n_startup=4, in_flight=2, points=[POINT], rng=3, **options
    ),
    "successive_halving": lambda **options: successive_halving(
        evaluate, SPACE, 9, max_budget=9, rng=3, **options
    ),
}


@pytest.mark.parametrize("name", RESUMED)
def test_a_log_of_version_0_1_0_is_read_and_goes_on(name, tmp_path):
    """It has the first ten trials: none of them runs again, and those after them are the same."""
    path, search, ran = tmp_path / "log", RESUMED[name], []
    path.write_bytes((Path(__file__).parent / "old_logs" / f"{name}.jsonl").read_bytes())
    old = read_log(path, SPACE).trials
    resumed = search(log=path, callback=ran.append)
    undisturbed = search().trials
    assert len(old) == 10
    assert [trial.number for trial in ran] == list(range(10, len(undisturbed)))
    for trials in (old, resumed.trials, read_log(path, SPACE).trials):
        assert all(
            replace(trial, seconds=0) == replace(new, seconds=0)
            for trial, new in zip(trials, undisturbed, strict=trials is not old)
        )
