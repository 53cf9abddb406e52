"""One line each: the figures of a finished search, of losses and of scores."""

from functools import partial

import numpy as np
import pytest

from hplearn import LogUniform, Uniform, random_search, successive_halving
from hplearn.lab import plot_importance, plot_parameters, plot_search
from hplearn.lab.plots import overview, plot_slice
from hplearn.lab.style import figure
from hplearn.tuning.analysis.forest import forest_importance

from .drawn import points

SPACE = {"x": Uniform(0, 1), "rate": LogUniform(1e-3, 1), "kind": ["a", "b"], "n": [3]}


def score(config):
    return 1 - (config["x"] - 0.5) ** 2 + 0.1 * (config["kind"] == "a")


FOUND = random_search(score, SPACE, 40, rng=0, direction="maximize")


def test_a_score_is_drawn_as_it_was_returned():
    (ax,) = plot_search(FOUND).axes
    assert ax.get_ylabel() == "score (higher is better)"
    best = np.maximum.accumulate([score(trial.config) for trial in FOUND.trials])
    assert points(ax, "incumbent") == list(enumerate(best, start=1))
    ax = plot_slice(figure()[1], FOUND, "x", SPACE)
    assert ax.collections[0].get_offsets()[:, 1].max() == FOUND.best_score


def test_failed_trials_long_names_and_budgets_are_no_obstacle_to_what_mattered(monkeypatch):
    quick = partial(forest_importance, n_resamples=5)
    monkeypatch.setattr(overview, "forest_importance", quick)

    def evaluate(config, budget):
        if config["trees__n"] > 0.9:
            raise ValueError("too many")
        return config["trees__n"] + 1 / budget

    space = {f"trees__{name}": Uniform(0, 1) for name in "nabc"}
    result = successive_halving(evaluate, space, 30, max_budget=3, rng=0)
    fig = plot_importance(result, space)
    assert len(fig.axes[0].patches) == 10
    assert repr(fig) == "importance, the largest of n"
    assert f'alt="{fig!r}"' in fig._repr_mimebundle_()[0]["text/html"]
    axes = plot_parameters(result, space).axes
    assert [ax.get_xlabel() for ax in axes] == list("nabc")
    assert len({ax.get_position().y0.round(1) for ax in axes}) == 2, "three in a row"
    assert [ax.get_legend() is None for ax in axes] == [False, *[True] * 3]
    n_full = sum(trial.budget == 3 for trial in result.trials)
    assert len(axes[0].collections[0].get_offsets()) == n_full < 30
    with pytest.raises(ValueError, match="space must hold the hyperparameters of the trials"):
        plot_parameters(result, SPACE)
