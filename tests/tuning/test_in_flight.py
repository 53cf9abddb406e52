"""How many trials are in flight may change between the runs of one log."""

from functools import partial

import pytest

from hplearn import asynchronous_halving, bayes_search, random_search, tpe_search
from tests.tuning.toys import LINE, crossing, story

WINDOWED = {
    "tpe": partial(tpe_search, n_startup=3),
    "bayes": partial(bayes_search, n_startup=3),
    "asynchronous": asynchronous_halving,
    "random, stopping": partial(random_search, budget=3, stopping="median"),
    "bayes, stopping": partial(bayes_search, n_startup=3, budget=3, stopping="median"),
}


def steps(config):
    """Yield losses of a run that learns step by step."""
    for step in range(3):
        yield crossing(config, step + 1)


@pytest.mark.parametrize("windows", [(1, 4, 2), (4, 1, 1), (3, 2, 5)])
@pytest.mark.parametrize("name", WINDOWED)
def test_in_flight_may_change_from_run_to_run(name, windows, tmp_path):
    search = partial(WINDOWED[name], steps if "stopping" in name else crossing, LINE, rng=0)
    log, seen = tmp_path / "log", []
    for n_trials, in_flight in zip((5, 9, 12), windows, strict=True):
        before = list(seen)
        options = {"n_trials": n_trials, "in_flight": in_flight}
        result = search(log=log, **options)
        seen = story(result)
        assert seen[: len(before)] == before
        assert story(search(log=log, **options)) == seen, "it is read again as it was written"
        assert story(search(log=log, **options | {"in_flight": 9})) == seen
    assert seen[:5] == story(search(n_trials=5, in_flight=windows[0]))


def test_a_search_that_was_killed_with_trials_in_flight_goes_on_with_another_window(tmp_path):
    log = tmp_path / "log"
    tpe = partial(tpe_search, crossing, LINE, 12, n_startup=2, rng=0)
    whole = tpe(in_flight=4, log=log)
    lines = log.read_text().splitlines(keepends=True)
    log.write_text("".join([*lines[:9], lines[10]]))  # trial 8 was under way when 9 was done
    again = tpe(in_flight=1, log=log)
    assert story(again)[:10] == story(whole)[:10], "trial 8 is decided as it was"
    assert len(again.trials) == 12
