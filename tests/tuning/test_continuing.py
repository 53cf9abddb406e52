"""Training that goes on is the same as training in one go, wherever its state was kept."""

from functools import partial

import numpy as np
import pytest

from hplearn import GD, Adam, Continuing, LogUniform, successive_halving
from hplearn.optim import bowl
from hplearn.tuning import Runner

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
