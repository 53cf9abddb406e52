"""New configurations for searches with budgets: at random, or from a model of the trials."""

from itertools import islice

import numpy as np
import pytest

from hplearn import Space, Trial, Uniform, asynchronous_halving, hyperband, read_log
from hplearn.tuning.searches.proposals import proposals
from hplearn.tuning.searches.tpe import propose
from tests.tuning.toys import configs_of

SPACE = Space({"x": Uniform(0, 1)})


def trial(number, x, budget, loss, **more):
    return Trial(number, {"x": x}, budget, loss, 0.0, **more)


def test_without_a_model_they_are_the_spaces_own_draws():
    for options in ({}, {"propose": None, "finished": [trial(i, i / 20, 1, i) for i in range(20)]}):
        found = proposals(SPACE, np.random.default_rng(3), [{"x": 0.5}], **options)
        rng = np.random.default_rng(3)
        assert [*islice(found, 5)] == [{"x": 0.5}, *(SPACE.sample(rng) for _ in range(4))]


def test_the_model_ranks_by_the_largest_budget_then_by_the_loss():
    """Of 12 configurations two are good: of the two on the largest budget the better, then the
    other, although each of the rest has a lower loss on a smaller budget; one failed."""
    finished = [trial(i, (i + 0.5) / 12, 1, 0.1 * i) for i in range(12)]
    finished += [trial(12, 8.5 / 12, 3, 5.0, parent=8), trial(13, 9.5 / 12, 3, 4.0, parent=9)]
    finished[0] = trial(0, 0.5 / 12, 1, np.inf, error="it broke")
    found = next(proposals(SPACE, np.random.default_rng(0), (), "tpe", finished))
    order = [9, 8, 1, 2, 3, 4, 5, 6, 7, 10, 11, 0]
    tried = (np.array(order)[:, None] + 0.5) / 12
    losses = [*range(11), np.inf]
    assert found["x"] == propose(SPACE, tried, losses, 24, np.random.default_rng(0))[0]


def flat_at_first(config, budget):
    """A loss whose noise falls with the budget; the bottom is at 0.7."""
    x = config["x"]
    return (x - 0.7) ** 2 + (0.1 * np.sin(97 * x) + 0.2) / budget


@pytest.mark.parametrize("search", [hyperband, asynchronous_halving])
def test_a_model_draws_new_configurations_to_where_survivors_were(search, tmp_path):
    options = {"max_budget": 27, "rng": 1}
    off = {}
    for who in (None, "tpe"):
        result = search(flat_at_first, SPACE, propose=who, **options)
        new = [t.config["x"] for t in result.trials if t.parent is None]
        off[who] = np.abs(np.array(new[27:]) - 0.7).mean()
    assert off["tpe"] < off[None] / 2
    log, halfway = tmp_path / "log", len(result.trials) // 2
    done = []
    search(
        *(flat_at_first, SPACE),
        **options,
        propose="tpe",
        log=log,
        callback=lambda t: done.append(t) or len(done) == halfway,
    )
    resumed = search(flat_at_first, SPACE, propose="tpe", log=log, **options)
    assert configs_of(resumed) == configs_of(result) == configs_of(read_log(log, SPACE))
    with pytest.raises(ValueError, match="settings"):
        search(flat_at_first, SPACE, log=log, **options)


def test_another_model_is_refused():
    with pytest.raises(ValueError, match="propose must be None or 'tpe', got 'forest'"):
        hyperband(flat_at_first, SPACE, 9, propose="forest", rng=0)
