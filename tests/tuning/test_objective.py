"""An `evaluate` as people write it: by one argument or two, step by step, a loss or a score."""

from functools import partial
from itertools import count

import numpy as np
import pytest

from hplearn import (
    asynchronous_halving,
    bayes_search,
    grid_search,
    hyperband,
    successive_halving,
    tpe_search,
)
from hplearn.tuning import Continuing, SearchResult, Trial, random_search, read_log
from hplearn.tuning.stopping import step_limits
from tests.tuning.toys import LINE, configs_of, story

DATA = np.array([3.0, 1.0])  # which has no truth value


class Held:
    def __call__(self, config):
        return config["x"] ** 2


def with_data(config, data=DATA):
    return config["x"] ** 2 * data[0]


def by_budget(config, budget=None):
    return config["x"] + (budget or 0)


FORMS = [
    (lambda config: config["x"] ** 2, 0.25),
    (lambda config, budget: config["x"] ** 2, 0.25),
    (lambda *given: given[0]["x"] + len(given), 2.5),
    (with_data, 0.75),
    (partial(with_data, data=[2.0]), 0.5),
    (Held(), 0.25),
    (by_budget, 0.5),
    (Continuing(lambda config, budget, state: (1.0, None)), 1.0),
    (lambda config: np.array(0.5), 0.5),
]


@pytest.mark.parametrize(("evaluate", "loss"), FORMS)
def test_one_argument_or_two(evaluate, loss):
    assert grid_search(evaluate, {"x": [0.5]}).best_loss == loss


def test_a_budget_that_evaluate_would_not_see_is_told():
    for search in (successive_halving, hyperband, partial(random_search, budget=3)):
        with pytest.raises(ValueError, match=r"evaluate must take \(config, budget\), as trials"):
            search(Held(), LINE)
    assert random_search(by_budget, LINE, 2, budget=3).best_loss > 3


def score(config):
    return 1 - (config["x"] - 0.3) ** 2


@pytest.mark.parametrize("search", [random_search, tpe_search])
def test_a_score_is_maximized_as_minus_it_is_minimized(search, tmp_path):
    ours = search(score, LINE, 25, rng=0, direction="maximize", log=tmp_path / "log")
    mirrored = search(lambda config: -score(config), LINE, 25, rng=0)
    assert configs_of(ours) == configs_of(mirrored)
    np.testing.assert_array_equal(ours.losses, mirrored.losses)
    assert ours.best_score == score(ours.best_config) == -ours.best_loss > 0.99
    assert (mirrored.best_score, mirrored.measure) == (mirrored.best_loss, "loss")
    assert read_log(tmp_path / "log") == ours, "and the log knows the direction"
    assert "best score" in repr(ours)
    message = r"another search: evaluate\.direction is 'maximize' there"
    with pytest.raises(ValueError, match=message):
        search(score, LINE, 25, rng=0, log=tmp_path / "log")


class Trained:
    """A step-by-step objective that counts the epochs it trains."""

    def __init__(self, keeps=True):
        self.n_epochs, self.keeps = [0], keeps

    def __call__(self, config, epoch=None):
        for epoch in count((epoch or 0) + 1):  # noqa: B020 -- as a learner goes on
            self.n_epochs[0] += 1
            loss = curve(config, epoch)
            yield (loss, epoch) if self.keeps else loss


def curve(config, epoch):
    return abs(config["x"] - 0.3) + np.sin(20 * config["x"] + epoch) / epoch


HALVINGS = {  # the epochs of 27 configurations, going on or trained anew
    "halving": (partial(successive_halving, n_configs=27, max_budget=27), 81, 108),
    "asynchronous": (partial(asynchronous_halving, n_trials=40, in_flight=1), None, None),
}


@pytest.mark.parametrize("name", HALVINGS)
def test_a_run_that_yields_its_state_trains_no_epoch_twice(name):
    search, n_continued, n_anew = HALVINGS[name]
    going_on, anew = Trained(), Trained(keeps=False)
    ours = search(going_on, LINE, rng=0)
    again = search(anew, LINE, rng=0)
    plain = search(curve, LINE, rng=0)
    assert configs_of(ours) == configs_of(again) == configs_of(plain)
    np.testing.assert_array_equal(ours.losses, plain.losses)
    np.testing.assert_array_equal(again.losses, plain.losses)
    assert going_on.n_epochs[0] == ours.spent(continued=True)[-1]
    assert anew.n_epochs[0] == ours.spent()[-1]
    if n_anew:
        assert (going_on.n_epochs[0], anew.n_epochs[0]) == (n_continued, n_anew)


def test_its_curve_is_kept_and_what_ends_early_is_at_its_end():
    def train(config):
        yield from (3.0, 2.0, 1.0)

    trial = random_search(train, LINE, 1, budget=9).best
    info = {"curve": [3.0, 2.0, 1.0], "ended_at": 3}
    assert (trial.loss, trial.info, trial.budget) == (1.0, info, 9)


def test_a_dict_that_it_yields_is_remembered_as_of_its_last_step():
    def train(config):
        yield 3.0, {"epoch": 1, "first": True}
        yield 2.0, {"epoch": 2}

    trial = random_search(train, LINE, 1, budget=2).best
    assert (trial.loss, trial.info) == (2.0, {"epoch": 2, "curve": [3.0, 2.0]})


TAKES = r"evaluate must take \(config\) or \(config, budget\), got <lambda>\("
FAILED = "all 1 trials failed; the first said:"
NO_LOSS = "TypeError: evaluate must return a loss, .* got"
NOTHING = "ValueError: evaluate yielded nothing, expected a loss"
STEPS = "budget, the number of steps of evaluate, must be an integer, got"
DIRECTION = "direction must be 'minimize' or 'maximize', got"
MEDIAN, TWO = {"budget": 9, "stopping": "median"}, {"budget": 2}
UNUSABLE = [
    (3, {}, "evaluate must be a function, got 3"),
    *((evaluate, {}, TAKES) for evaluate in (lambda: 0, lambda a, b, c: 0, lambda a, *, b: 0)),
    (score, {"direction": "max"}, f"{DIRECTION} 'max'"),
    (Trained(), {}, f"{STEPS} None"),  # it could go on for ever
    (by_budget, MEDIAN, "stopping needs an evaluate that yields a loss after"),
    (Trained(), MEDIAN | {"stopping": "mean"}, "stopping must be None or 'median', got 'mean'"),
    (lambda c: (yield "good"), TWO, f"{FAILED} {NO_LOSS} 'good'"),
    (lambda c: (yield from ()), TWO, f"{FAILED} {NOTHING}"),
]


@pytest.mark.parametrize(("evaluate", "options", "message"), UNUSABLE)
def test_an_evaluate_or_a_rule_that_cannot_be_followed_is_told(evaluate, options, message):
    with pytest.raises(ValueError, match=message):
        random_search(evaluate, LINE, 1, **options)


def stopped_by_hand(configs, n_steps):
    """Return the steps that each configuration takes by the median rule, one after another."""
    curves = []
    for config in configs:
        own = []
        for step in range(n_steps):
            own.append(curve(config, step + 1))
            others = [c[step] for c in curves if len(c) > step]
            if len(others) >= 5 and min(own) > np.median(others):
                break
        curves.append(own)
    return [len(c) for c in curves]


@pytest.mark.parametrize(
    "search", [random_search, tpe_search, bayes_search, partial(bayes_search, n_startup=20)]
)
def test_the_median_rule_ends_runs_that_were_never_good(search, tmp_path):
    options = {"n_trials": 30, "budget": 9, "stopping": "median", "rng": 1}
    trained = Trained()
    result = search(trained, LINE, log=tmp_path / "log", **options)
    steps = [len(trial.info["curve"]) for trial in result.trials]
    assert steps == stopped_by_hand(configs_of(result), 9)
    assert trained.n_epochs[0] == sum(steps) < 0.75 * 30 * 9
    assert [trial.budget for trial in result.trials] == steps
    assert result.best.budget == 9
    n_trained = sum(trained.n_epochs)
    assert story(search(trained, LINE, log=tmp_path / "log", **options)) == story(result)
    assert trained.n_epochs[0] == n_trained, "a log with trials that were stopped is read again"


@pytest.mark.slow
def test_stopping_does_not_depend_on_the_workers():
    options = {"n_trials": 20, "budget": 9, "stopping": "median", "in_flight": 3, "rng": 1}
    here, there = (random_search(Trained(), LINE, workers=n, **options) for n in (None, 2))
    assert story(here) == story(there)
    assert any("stopped_at" in trial.info for trial in here.trials)


def test_of_scores_the_worse_are_stopped_too():
    def train(config):
        for _ in range(3):
            yield config["x"]

    points = [{"x": x} for x in (0.5, 0.6, 0.7, 0.8, 0.9, 0.65, 0.75)]
    options = {"budget": 3, "stopping": "median", "direction": "maximize"}
    result = random_search(train, LINE, 7, points=points, **options)
    assert [trial.budget for trial in result.trials] == [3, 3, 3, 3, 3, 1, 3]
    assert (result.best_score, result.best.info["curve"]) == (0.9, [-0.9] * 3)


def test_a_limit_needs_five_curves_that_got_there():
    def trials(lengths):
        infos = [{"curve": [float(i)] * n} for i, n in enumerate(lengths)]
        return [Trial(i, {}, n, 0.0, 0.0, info=infos[i]) for i, n in enumerate(lengths)]

    assert step_limits("median", trials([2, 2, 2, 2])) == []
    assert step_limits("median", trials([2, 3, 2, 1, 2, 2])) == [2.5, 2.0]
    failed = [*trials([1] * 4), Trial(4, {}, 1, np.inf, 0.0, error="lost")]
    assert step_limits("median", failed) == []
    assert step_limits(None, trials([2] * 9)) is None


SUMMARY = """\
best score   0.91, of trial 1
best config  rate=0.001235, hidden=(8, 4), kind=a
trials       3, 1 of them failed, as trial 2: lost
cost         3.5 s in evaluate, budget 30 (27 if trials went on from their parents)
ended by     time_limit=60 s"""


def test_a_result_is_a_summary_of_a_dozen_lines():
    config = {"rate": 0.00123456, "hidden": (8, 4), "kind": "a"}
    trials = (
        Trial(0, config, 3, -0.5, 1.0),
        Trial(1, config, 9, -0.91, 2.0, parent=0),
        Trial(2, config | {"kind": "<b>"}, 18, np.inf, 0.5, error="lost"),
    )
    result = SearchResult(trials, "maximize", "time_limit=60 s")
    assert repr(result) == SUMMARY
    wide = {f"parameter_{i}": "<" + "x" * 30 for i in range(60)}
    many = SearchResult((Trial(0, wide, 3, 1.0, 0.1),))
    assert len(repr(many).splitlines()) <= 12
    assert max(map(len, repr(many).splitlines())) <= 100
    lost = SearchResult((Trial(0, config, None, np.inf, 0.1, error="lost"),))
    assert repr(lost) == "trials       1, 1 of them failed, as trial 0: lost"


def test_what_ended_a_search_is_told():
    assert random_search(score, LINE, 2).stopped_by == "the end of its plan"
    ended = random_search(score, LINE, 9, callback=lambda trial: trial.number == 3)
    assert ended.stopped_by == "its callback"
