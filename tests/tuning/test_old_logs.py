"""Logs that earlier versions wrote: every search still knows them again, and goes on."""

import json
import re
from functools import partial
from inspect import signature
from pathlib import Path

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
    assert set(written.pop("evaluate")) == {"own"}  # which the first logs lack
    return written


def without_news(header, old):
    """Return a header without the settings that the older one lacks, if nothing asks for them."""
    news = header["settings"].keys() - old["settings"].keys()
    kept = {k: v for k, v in header["settings"].items() if v or k not in news}
    return header | {"settings": kept}


@pytest.mark.parametrize(("plain", "chosen"), [*zip(HEADERS[::2], HEADERS[1::2], strict=True)])
def test_every_search_writes_in_its_header_what_it_always_wrote(plain, chosen, tmp_path):
    search, path = getattr(tuning, plain["search"]), tmp_path / "log"
    needed = {"n_points": 2} if plain["search"] == "grid_search" else {"rng": 1}
    assert without_news(header(search, path, space=SPACE, **needed), plain) == plain
    options = {name: n for name, n in HOW_LONG.items() if name in signature(search).parameters}
    options |= needed | chosen["settings"] | ({"points": [POINT]} if "rng" in needed else {})
    assert without_news(header(search, path, space=SPACE, **options), chosen) == chosen


def evaluate(config, budget):
    """A loss, and what it was made of; deep networks fail."""
    if config.get("depth") == 3:
        raise RuntimeError("too deep")
    off = abs(config["C"] - 10) / 10 if "C" in config else config["depth"] + len(config["hidden"])
    return off + 1 / (budget or 1), {"off": off}


OLDER = (
    "is of version 0.3 or older, whose logs do not tell all that evaluate computes with; "
    "accept_changed=True goes on with it all the same"
)


def refused(path, search, sentence=OLDER):
    """Assert that a search refuses the log in this sentence, and leaves it alone."""
    held = path.read_bytes()
    with pytest.raises(ValueError, match=f"^{re.escape(f'{path} {sentence}')}$"):
        search(log=path)
    assert path.read_bytes() == held


def test_a_log_of_version_0_1_0_is_read_and_can_be_accepted(tmp_path):
    """It has the first ten trials: none of them runs again, and those after them are the same."""
    options = {"n_configs": 9, "max_budget": 9, "rng": 3}
    search = partial(tuning.successive_halving, evaluate, SPACE, **options)
    path, ran = tmp_path / "log", []
    path.write_bytes((OLD / "successive_halving.jsonl").read_bytes())
    old = read_log(path, SPACE)
    refused(path, search)
    resumed, undisturbed = search(log=path, accept_changed=True, callback=ran.append), search()
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
        tuning.tpe_search(evaluate, SPACE, 30, log=path, accept_changed=True, **options)
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


LINE = {"x": Uniform(0.0, 1.0)}


@pytest.mark.parametrize("version", ["", "_0_3"])
def test_a_functions_log_of_an_older_version_is_refused_and_can_be_accepted(version, tmp_path):
    path, ran = tmp_path / "log", []
    path.write_bytes((OLD / f"random_search{version}.jsonl").read_bytes())
    search = partial(random_search, off_centre, LINE, 6, rng=0)
    refused(path, search)
    result = search(log=path, callback=ran.append, accept_changed=True)
    assert [trial.number for trial in ran] == [3, 4, 5]
    assert result.losses.tolist() == [off_centre(trial.config) for trial in result.trials]


@pytest.mark.parametrize("new", [(0, 1), (0.0, 1), (np.float64(0), np.int64(1))])
@pytest.mark.parametrize("old", ["low=0, high=1", "low=0.0, high=1", "low=0.0, high=1.0"])
def test_whole_bounds_of_a_continuous_range_are_its_floats(old, new, tmp_path):
    path = tmp_path / "log"
    text = (OLD / "random_search_0_3.jsonl").read_text()
    path.write_text(text.replace("low=0.0, high=1.0", old))
    search = partial(random_search, off_centre, n_trials=3, rng=0, log=path, accept_changed=True)
    ran = []
    search(space={"x": Uniform(*new)}, callback=ran.append)
    assert ran == []
    with pytest.raises(ValueError, match=r"repr is .* there, 'Uniform\(low=0.0, high=2.0\)' here"):
        search(space={"x": Uniform(0, 2)})
    with pytest.raises(ValueError, match=r"repr is .* there, 'Integer\(low=0, high=1, log=F"):
        search(space={"x": Integer(0, 1)})


@pytest.mark.parametrize(
    ("asked", "there"), [({"distinct": True}, None), ({"method": "halton"}, "random")]
)
def test_a_setting_that_an_older_log_does_not_know_counts_where_it_is_asked_for(
    asked, there, tmp_path
):
    path, ((name, here),) = tmp_path / "log", asked.items()
    path.write_bytes((OLD / "random_search_0_3.jsonl").read_bytes())
    said = f"belongs to another search: settings.{name} is {there!r} there, {here!r} here"
    asked |= {"rng": 0, "accept_changed": True}
    refused(path, partial(random_search, off_centre, LINE, 6, **asked), said)


def test_an_estimators_log_of_version_0_2_0_is_refused_and_can_be_accepted(tmp_path):
    path, ran = tmp_path / "log", []
    path.write_bytes((OLD / "grid_search_cv.jsonl").read_bytes())
    refused(path, ridge_searched)
    search = ridge_searched(log=path, accept_changed=True, callback=ran.append)
    assert ran == []
    assert search.best_score_ == pytest.approx(ridge_searched().best_score_)  # another kernel


def test_an_estimators_log_of_version_0_3_0_is_refused_and_can_be_accepted(tmp_path):
    """It knew nothing of what stands inside values, and all data by one hash."""
    path, ran = tmp_path / "log", []
    ridge_searched(log=path)
    first, *others = path.read_text().splitlines()
    header = json.loads(first)
    evaluate = header["evaluate"]
    evaluate["data"] = evaluate.pop("data by content")["X"]
    evaluate["own"] = {"cpython-311": {"code": {}, "values": {}}}
    path.write_text("\n".join([json.dumps(header), *others, ""]))
    refused(path, ridge_searched)
    ridge_searched(log=path, callback=ran.append, accept_changed=True)
    assert ran == []


def test_half_a_line_that_version_0_2_0_left_costs_that_trial_alone(tmp_path):
    path, ran = tmp_path / "log", []
    path.write_bytes((OLD / "random_search.jsonl").read_bytes()[:-20])
    with pytest.warns(UserWarning, match="was cut off while it was written: dropped"):
        random_search(
            off_centre, LINE, 4, rng=0, log=path, accept_changed=True, callback=ran.append
        )
    assert [trial.number for trial in ran] == [2, 3]
