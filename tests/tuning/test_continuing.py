"""Training that goes on is the same as training in one go, wherever its state was kept."""

import tracemalloc
from functools import partial

import numpy as np
import pytest

from hplearn import (
    GD,
    Adam,
    Continuing,
    LogUniform,
    asynchronous_halving,
    hyperband,
    population_based_training,
    random_search,
    successive_halving,
    tpe_search,
)
from hplearn.optim import bowl
from hplearn.tuning import Runner
from hplearn.tuning.continuing import StateFolder
from tests.tuning.toys import LINE, Unknown, story

HILL = bowl(curvatures=(1, 10))
SPACE = {"learning_rate": LogUniform(1e-3, 0.1)}


def training(kind):
    """Return a `train` of one optimizer on a bowl, its budget counted in steps."""

    def train(config, budget, state):
        optimizer = kind(config["learning_rate"])
        start = np.array([5.0, 2.0])
        done, params, memory = state or (0, start, optimizer.init(start))
        for _ in range(done, budget):
            params, memory = optimizer.step(params, HILL(params)[1], memory)
        return float(HILL(params)[0]), (budget, params, memory)

    return train


@pytest.mark.parametrize("kind", [GD, Adam])
def test_a_search_that_continues_finds_what_one_from_scratch_finds(kind):
    evaluate = Continuing(training(kind))
    continued = successive_halving(evaluate, SPACE, 27, rng=0)
    anew = successive_halving(lambda c, budget: evaluate(c, budget), SPACE, 27, rng=0)
    assert np.array_equal(continued.losses, anew.losses)
    assert [t.parent for t in continued.trials] == [t.parent for t in anew.trials]


def test_children_of_one_parent_share_nothing():
    def train(config, budget, state):
        state = state or []
        state.append(budget)  # in place, as with a model that is fitted further
        return (len(state), {"epoch": budget}), state

    with Runner(Continuing(train), {"x": [0]}, "chain") as runner:
        first = runner.run([{"x": 0}], 1)[0]
        children = runner.run([{"x": 0}] * 3, 3, [first] * 3)
    assert [trial.parent for trial in children] == [0, 0, 0]
    assert [trial.loss for trial in children] == [2.0, 2.0, 2.0]
    assert [trial.info for trial in children] == [{"epoch": 3}] * 3
    np.testing.assert_array_equal(runner.result.spent(continued=True), [1, 3, 5, 7])


class Unkept:
    """A state that refuses to be pickled, in its own words."""

    def __reduce__(self):
        raise RuntimeError("I hold a connection")


def test_a_state_that_cannot_be_kept_is_a_failed_trial():
    evaluate = Continuing(lambda config, budget, state: (0.5, Unkept()))
    with pytest.raises(ValueError, match=r"all .* trials failed; the first said: .*a connection"):
        successive_halving(evaluate, SPACE, 3, max_budget=3, rng=0)


@pytest.mark.parametrize("n_before", [1, 30])
def test_a_resumed_search_trains_no_step_twice(n_before, tmp_path):
    trained, seen, train = [], [], training(Adam)

    def counted(config, budget, state):
        trained.append(budget - (state[0] if state else 0))
        return train(config, budget, state)

    def stop(trial):
        seen.append(trial)
        return len(seen) == n_before

    evaluate, log = Continuing(counted), tmp_path / "search.jsonl"
    successive_halving(evaluate, SPACE, 27, rng=0, log=log, callback=stop)
    assert len(trained) == n_before
    resumed = successive_halving(evaluate, SPACE, 27, rng=0, log=log)
    assert sum(trained) == 81 == resumed.spent(continued=True)[-1]
    undisturbed = successive_halving(Continuing(train), SPACE, 27, rng=0)
    assert np.array_equal(resumed.losses, undisturbed.losses)


@pytest.mark.slow
def test_states_travel_to_workers_and_back():
    search = partial(successive_halving, Continuing(training(Adam)), SPACE, 9, max_budget=9, rng=0)
    assert np.array_equal(search().losses, search(workers=2).losses)


def searches(evaluate, **options):
    """Return searches that go on, by name, each with how many states are left with its log."""
    return {
        "halving": (partial(successive_halving, evaluate, LINE, 9, max_budget=9, **options), 0),
        "hyperband": (partial(hyperband, evaluate, LINE, 9, **options), 0),
        "asynchronous": (partial(asynchronous_halving, evaluate, LINE, 14, **options), None),
        "population": (
            partial(population_based_training, evaluate, LINE, 4, n_rounds=3, **options),
            3,  # the worst learns from another one
        ),
    }


def summed(config, budget, state):
    """A loss that tells the budgets of all trials that this one goes back to."""
    state = (*(state or ()), budget)
    return config["x"] + sum(state), state


@pytest.mark.parametrize("name", searches(None))
def test_states_are_kept_while_somebody_can_go_on_from_them(name, tmp_path):
    log, most = tmp_path / "log", []
    folder = tmp_path / "log.states"

    def watch(trial):
        most.append(len([*folder.iterdir()]) if folder.exists() else 0)

    evaluate = Continuing(summed)
    without, _ = searches(evaluate, rng=0)[name]
    search, n_left = searches(evaluate, rng=0, log=log, callback=watch)[name]
    assert story(search()) == story(without())
    left = {int(file.stem) for file in folder.iterdir()} if folder.exists() else set()
    trials = search().trials
    if n_left is None:  # any that was not promoted may be, in a longer search
        parents = {trial.parent for trial in trials}
        left_to_go_on = {t.number for t in trials if t.number not in parents and t.budget < 27}
        assert left == left_to_go_on
    else:
        assert len(left) == n_left
        assert folder.exists() == bool(n_left)
    if name == "halving":
        assert max(most) == 3, "those that may survive"


def test_a_search_that_is_killed_between_log_and_states_leaves_none_behind(tmp_path, monkeypatch):
    log = tmp_path / "log"
    search, _ = searches(Continuing(summed), rng=0, log=log)["halving"]
    whole = searches(Continuing(summed), rng=0)["halving"][0]()

    def killed(folder, numbers):
        if numbers:
            raise KeyboardInterrupt

    for _ in range(3):
        monkeypatch.setattr(StateFolder, "drop", killed)
        with pytest.raises(KeyboardInterrupt):
            search()
        monkeypatch.undo()
        search(callback=lambda trial: True)
    assert story(search()) == story(whole)
    assert not (tmp_path / "log.states").exists()


def test_the_parent_of_a_failed_trial_is_kept_for_another_try(tmp_path):
    broken = Unknown([True])

    def train(config, budget, state):
        if budget == 3 and broken[0]:
            raise OSError("no room")
        return summed(config, budget, state)

    log = tmp_path / "log"
    search, _ = searches(Continuing(train), rng=0, log=log)["halving"]
    first = search()
    assert sum(trial.failed for trial in first.trials) == 3
    broken[0] = False
    again = search(retry_failed=True)
    assert story(again) == story(searches(Continuing(summed), rng=0)["halving"][0]())


@pytest.mark.parametrize("search", [random_search, tpe_search])
def test_where_nobody_goes_on_no_state_is_kept_or_even_packed(search, tmp_path):
    def train(config, state=None):
        while True:
            yield config["x"], Unkept()

    log = tmp_path / "log"
    options = {"budget": 3, "stopping": "median", "rng": 0, "log": log}
    assert search(train, LINE, 8, **options).best_loss < 0.5
    assert not (tmp_path / "log.states").exists()


@pytest.mark.slow
@pytest.mark.parametrize("with_log", [True, False])
def test_27_configurations_with_states_of_20_mb_need_neither_memory_nor_disk(with_log, tmp_path):
    folder, sizes = tmp_path / "log.states", [0]

    def train(config, budget, state):
        return config["x"], np.full(2_500_000, budget, float)

    def watch(trial):
        sizes.append(sum(file.stat().st_size for file in folder.glob("*")))

    options = {"log": tmp_path / "log", "callback": watch} if with_log else {}
    tracemalloc.start()
    result = successive_halving(Continuing(train), LINE, 27, rng=0, **options)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(result.trials) == 40
    assert most < 120e6
    assert max(sizes) < 9.1 * 20e6, "of nine survivors the states have to be somewhere"
    assert not folder.exists()
