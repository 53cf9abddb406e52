"""Logs that earlier versions wrote: every search still writes the same header, and goes on."""

import json
import re
from functools import partial
from inspect import signature
from pathlib import Path
from types import FunctionType

import numpy as np
import pytest
from sklearn.metrics import make_scorer, mean_absolute_error

from hplearn import GridSearchCV, Ridge, tuning
from hplearn.tuning import Choice, Integer, LogUniform, Ordered, Uniform, random_search, read_log
from tests.tuning.toys import story

OLD = Path(__file__).parent / "old_logs"
SPACE = [
    {"kind": ["svm"], "C": LogUniform(0.01, 100.0)},
    {"kind": Choice(["net"]), "hidden": [(8,), (8, 4)], "depth": Integer(1, 3), "n": Ordered([2])},
]
POINT = {"kind": "net", "hidden": (8, 4), "depth": 2, "n": 2}
# Two for each search: with the settings that it has by itself, and with others.
HEADERS = [json.loads(line) for line in (OLD / "headers.jsonl").read_text().splitlines()]
HOW_LONG = {"n_trials": 6, "n_rounds": 2}  # a search may go on for longer: these are no settings


def header(search, path, **options):
    path.unlink(missing_ok=True)
    search(lambda config, budget: 1.0, log=path, callback=lambda trial: True, **options)
    written = json.loads(path.read_text().splitlines()[0])
    assert set(written.pop("evaluate")) == {"code", "values", "own"}  # which the first logs lack
    return written


@pytest.mark.parametrize(("plain", "chosen"), [*zip(HEADERS[::2], HEADERS[1::2], strict=True)])
def test_every_search_writes_the_header_that_it_always_wrote(plain, chosen, tmp_path):
    search, path = getattr(tuning, plain["search"]), tmp_path / "log"
    needed = {"n_points": 2} if plain["search"] == "grid_search" else {"rng": 1}
    assert header(search, path, space=SPACE, **needed) == plain
    options = {name: n for name, n in HOW_LONG.items() if name in signature(search).parameters}
    options |= needed | chosen["settings"] | ({"points": [POINT]} if "rng" in needed else {})
    assert header(search, path, space=SPACE, **options) == chosen


def test_distinct_draws_are_a_setting_only_where_they_are_asked_for(tmp_path):
    options = {"space": {"x": [1, 2]}, "rng": 0}
    plain, distinct = (
        header(random_search, tmp_path / "log", distinct=d, **options) for d in (False, True)
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
    "successive_halving": partial(tuning.successive_halving, n_configs=9, max_budget=9),
}


@pytest.mark.parametrize("name", RESUMED)
def test_a_log_of_version_0_1_0_is_read_and_goes_on(name, tmp_path):
    """It has the first ten trials: none of them runs again, and those after them are the same."""
    search, path, ran = partial(RESUMED[name], evaluate, SPACE, rng=3), tmp_path / "log", []
    path.write_bytes((OLD / f"{name}.jsonl").read_bytes())
    old = read_log(path, SPACE)
    resumed, undisturbed = search(log=path, callback=ran.append), search()
    assert len(old.trials) == 10
    assert [trial.number for trial in ran] == list(range(10, len(undisturbed.trials)))
    assert story(old) == story(undisturbed)[:10]
    assert story(resumed) == story(read_log(path, SPACE)) == story(undisturbed)


def test_a_log_of_the_earlier_tpe_is_read_and_refused(tmp_path):
    """Its densities had other widths, and so proposed other trials; they serve as `points`."""
    path = tmp_path / "log"
    path.write_bytes((OLD / "tpe_search.jsonl").read_bytes())
    old = read_log(path, SPACE)
    assert len(old.trials) == 10
    options = {"n_startup": 4, "in_flight": 2, "points": [POINT], "rng": 3}
    with pytest.raises(ValueError, match="belongs to another search: as trial 4 it has"):
        tuning.tpe_search(evaluate, SPACE, 30, log=path, **options)
    assert path.read_bytes() == (OLD / "tpe_search.jsonl").read_bytes()
    points = [trial.config for trial in old.trials]
    again = tuning.tpe_search(evaluate, SPACE, 12, rng=3, points=points)
    np.testing.assert_array_equal(again.losses[:10], old.losses)


def off_centre(config, *, centre=0.25):
    """A loss that a log of version 0.2.0 has: its code may not be changed."""
    return (config["x"] - centre) ** 2


def ridge_searched(**options):
    """A search that a log of version 0.2.0 has."""
    X = np.arange(24.0).reshape(12, 2) ** 2
    folds = [(np.arange(6), np.arange(6, 12)), (np.arange(6, 12), np.arange(6))]
    scorer = make_scorer(mean_absolute_error, greater_is_better=False)
    return GridSearchCV(Ridge(), {"alpha": [1.0, 10.0]}, cv=folds, scoring=scorer, **options).fit(
        X, X.sum(axis=1)
    )


def test_a_functions_log_of_version_0_2_0_goes_on(tmp_path):
    path, ran = tmp_path / "log", []
    path.write_bytes((OLD / "random_search.jsonl").read_bytes())
    result = random_search(
        off_centre, {"x": Uniform(0.0, 1.0)}, 6, rng=0, log=path, callback=ran.append
    )
    assert [trial.number for trial in ran] == [3, 4, 5]
    assert result.losses.tolist() == [off_centre(trial.config) for trial in result.trials]
    changed = FunctionType(off_centre.__code__, globals())
    changed.__kwdefaults__ = {"centre": 0.5}
    with pytest.raises(ValueError, match=r"evaluate\.values\.centre is 0\.25 there, 0\.5 here"):
        random_search(changed, {"x": Uniform(0.0, 1.0)}, 6, rng=0, log=path)


def test_an_estimators_log_of_version_0_2_0_is_refused_and_can_be_accepted(tmp_path):
    path, ran = tmp_path / "log", []
    path.write_bytes((OLD / "grid_search_cv.jsonl").read_bytes())
    sentence = (
        f"{path} is of version 0.2, which did not note an estimator's code, so that it may have "
        "changed; accept_changed=True goes on with it all the same"
    )
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        ridge_searched(log=path)
    assert path.read_bytes() == (OLD / "grid_search_cv.jsonl").read_bytes()
    search = ridge_searched(log=path, accept_changed=True, callback=ran.append)
    assert ran == []
    assert search.best_score_ == pytest.approx(ridge_searched().best_score_)  # another kernel


def test_half_a_line_that_version_0_2_0_left_costs_that_trial_alone(tmp_path):
    path, ran = tmp_path / "log", []
    path.write_bytes((OLD / "random_search.jsonl").read_bytes()[:-20])
    with pytest.warns(UserWarning, match="was cut off while it was written: dropped"):
        random_search(off_centre, {"x": Uniform(0.0, 1.0)}, 4, rng=0, log=path, callback=ran.append)
    assert [trial.number for trial in ran] == [2, 3]
