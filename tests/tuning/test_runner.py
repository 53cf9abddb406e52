"""The runner: what it records, what it resumes, when it ends, and that workers change nothing."""

import os
import pickle
import signal
import sys
from contextlib import suppress
from inspect import signature
from time import monotonic, sleep

import numpy as np
import pytest

from hplearn import Continuing, Integer, Uniform, grid_search, random_search, read_log
from hplearn.tuning import Runner
from tests.tuning.toys import Unknown, configs_of, story

SPACE = {"x": Uniform(-1, 1), "n": Integer(1, 3)}


def square(config, budget):
    return config["x"] ** 2 + config["n"]


class Counted:
    """Counts its calls, and breaks off at the one whose number is `stop`."""

    def __init__(self, stop=None):
        self.calls, self.stop = [], Unknown([stop])

    def __call__(self, config, budget):
        if [len(self.calls)] == self.stop:
            raise KeyboardInterrupt
        self.calls.append(config)
        return square(config, budget)


@pytest.mark.parametrize("stop", [0, 7])
def test_an_interrupted_search_resumes_and_runs_nothing_twice(tmp_path, stop):
    whole = random_search(square, SPACE, 20, rng=5)
    first, second = Counted(stop), Counted()
    with pytest.raises(KeyboardInterrupt):
        random_search(first, SPACE, 20, rng=5, log=tmp_path / "log.jsonl")
    resumed = random_search(second, SPACE, 20, rng=5, log=tmp_path / "log.jsonl")
    assert story(resumed) == story(whole)
    assert len(first.calls) == stop
    assert first.calls + second.calls == configs_of(whole)


def test_states_that_are_lost_are_told_and_found_again_once_they_are_back(tmp_path):
    evaluate = Continuing(lambda config, budget, state: ((state or 0) + 1, (state or 0) + 1))
    log, states, gone = (tmp_path / name for name in ("log", "log.states", "gone"))

    def search(max_budget):
        with Runner(evaluate, {"x": [0]}, "chain", log=log) as runner:
            trial = None
            for budget in range(1, max_budget + 1):
                trial = runner.run([{"x": 0}], budget, [trial] if trial else None)[0]
            return trial.loss

    assert search(1) == 1
    states.rename(gone)
    with pytest.raises(ValueError, match="lacks the state of trial 0, which trial 1 continues"):
        search(2)
    gone.rename(states)
    assert search(2) == 2


def test_a_plan_that_proposes_something_else_is_told(tmp_path):
    log, told = tmp_path / "log", r"as trial 0 it has .*0.5.*, this search proposes .*0.25"
    with Runner(square, SPACE, "mine", log=log) as runner:
        runner.run([{"x": 0.5, "n": 1}])
    with Runner(square, SPACE, "mine", log=log) as runner, pytest.raises(ValueError, match=told):
        runner.run([{"x": 0.25, "n": 1}])


NO_LOSS = "TypeError: evaluate must return a loss, or a loss and a dict, got"


FAILURES = [
    (lambda: np.nan, "evaluate returned nan, expected a finite number"),
    (lambda: {}[3], "KeyError: 3"),
    (lambda: sys.exit("no data"), "SystemExit: no data"),
    (lambda: "good", f"{NO_LOSS} 'good'"),
    (lambda: (1.0, None), f"{NO_LOSS} None as dict"),
    (lambda: [1.0, 2.0], f"{NO_LOSS} [1.0, 2.0]"),
]


@pytest.mark.parametrize(("answer", "error"), FAILURES)
def test_what_came_of_it_stays_with_the_trial(answer, error):
    def evaluate(config, budget):
        return answer() if config["x"] else (5.0, {"score": -5})

    good, bad = grid_search(evaluate, {"x": [0, 1]}).trials
    assert (good.loss, good.error, good.info) == (5.0, None, {"score": -5})
    assert (bad.loss, bad.error, bad.failed) == (np.inf, error, True)
    with pytest.raises(ValueError, match="all 2 trials failed; the first said: "):
        grid_search(evaluate, {"x": [1, 2]})


def empties(config, budget):
    """A loss; and a config, and a value in it, that are no longer what they were."""
    config["widths"].append(9)
    return config.pop("x") + len(config["widths"])


@pytest.mark.parametrize("workers", [None, pytest.param(2, marks=pytest.mark.slow)])
def test_an_evaluate_that_changes_its_config_changes_nothing_else(workers, tmp_path):
    space = {"x": Uniform(0, 1), "widths": [[8], [4, 4]]}
    options = {"rng": 0, "log": tmp_path / "log", "workers": workers}
    first = random_search(empties, space, 6, **options)
    for trial in first.trials:
        assert trial.config["widths"] in ([8], [4, 4])
        assert trial.loss == trial.config["x"] + len(trial.config["widths"]) + 1
    assert story(random_search(empties, space, 6, **options)) == story(first)
    assert len(random_search(empties, space, 9, **options).trials) == 9


def test_a_hanging_trial_fails_and_the_search_goes_on():
    def evaluate(config, budget):
        sleep(30 * (config["x"] == 1))
        return config["x"]

    result = grid_search(evaluate, {"x": [0, 1, 2]}, timeout=0.3)
    assert [trial.failed for trial in result.trials] == [False, True, False]
    assert "timeout=0.3 s" in result.trials[1].error
    assert result.trials[1].seconds < 25


def stubborn(config):
    """A loss, or, for 1, the same after more than the timeout, whatever is raised in it."""
    end = monotonic() + 0.6 * (config["x"] == 1)
    while monotonic() < end:
        with suppress(BaseException):
            sleep(0.6)
    return float(config["x"])


@pytest.mark.parametrize("workers", [None, pytest.param(2, marks=pytest.mark.slow)])
def test_a_trial_that_swallows_its_timeout_has_failed_when_it_ends(workers):
    result = grid_search(stubborn, {"x": [0, 1, 2]}, timeout=0.2, workers=workers)
    said = "TimeoutError: took longer than timeout=0.2 s"
    assert [trial.error for trial in result.trials] == [None, said, None]
    assert 0.6 <= result.trials[1].seconds < 25


def deaf(config, budget):
    """A loss, or, for 2, a call that hears no alarm, as compiled code does not."""
    if config["x"] == 2:
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM])
        sleep(120)
    return float(config["x"])


def deadly(config, budget):
    """A loss, or, for 2, the end of the process."""
    if config["x"] == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return float(config["x"])


class Together:
    """An evaluate that wants all configurations at once."""

    def __init__(self, evaluate):
        self.evaluate = evaluate

    def __call__(self, config, budget):
        return self.evaluate(config, budget)

    def group(self, configs, budget=None):
        return [range(len(configs))]

    def evaluate_many(self, configs, budget=None):
        return [(self.evaluate(config, budget), {}) for config in configs]


DEAF = [deaf, pytest.param(Together(deaf), id="together")]


@pytest.mark.ci
@pytest.mark.skipif(not hasattr(signal, "SIGALRM"), reason="the alarm is Unix's")
@pytest.mark.parametrize("evaluate", DEAF)
def test_a_trial_that_hears_no_alarm_is_ended_with_its_worker(evaluate, tmp_path):
    log = tmp_path / "log"
    options = {"timeout": 1, "workers": 2, "log": log}
    result = grid_search(evaluate, {"x": [0, 1, 2, 3, 4]}, **options)
    assert result.losses.tolist() == [0, 1, np.inf, 3, 4]
    error = result.trials[2].error
    assert error == "TimeoutError: took longer than timeout=1 s, and had to be killed"
    assert sorted(trial.number for trial in read_log(log).trials) == [0, 1, 2, 3, 4]


@pytest.mark.ci
def test_of_trials_that_run_together_only_the_deadly_one_is_lost():
    result = grid_search(Together(deadly), {"x": [0, 1, 2, 3]}, workers=2)
    assert result.losses.tolist() == [0, 1, np.inf, 3]
    assert "its worker died 3 times" in result.trials[2].error


def test_a_time_limit_starts_no_further_trial(monkeypatch):
    seconds = [0.0]
    monkeypatch.setattr("hplearn.tuning.runner.monotonic", lambda: sum(seconds))

    def evaluate(config):
        seconds.append(0.1)
        return 1.0

    result = grid_search(evaluate, {"x": [*range(500)]}, time_limit=0.35)
    assert (len(result.trials), result.stopped_by) == (4, "time_limit=0.35 s")
    monkeypatch.undo()
    with pytest.raises(ValueError, match="no trial finished within time_limit=1e-09 s"):
        grid_search(square, {"x": [0], "n": [1]}, time_limit=1e-9)


@pytest.mark.parametrize(
    ("answer", "n_done"), [(True, 1), (np.True_, 1), (np.False_, 5), (1, 5), ("yes", 5), (None, 5)]
)
def test_a_callback_ends_the_search_by_true_of_python_or_numpy(answer, n_done):
    result = grid_search(
        lambda config: float(config["x"]), {"x": [*range(5)]}, callback=lambda trial: answer
    )
    assert len(result.trials) == n_done


def test_a_callback_that_raises_costs_no_finished_trial(tmp_path):
    def tell(trial):
        raise KeyboardInterrupt

    log = tmp_path / "log.jsonl"
    with pytest.raises(KeyboardInterrupt):
        grid_search(Together(lambda c, b: c["x"]), {"x": [0, 1, 2]}, log=log, callback=tell)
    assert [trial.loss for trial in read_log(log).trials] == [0, 1, 2]


def test_a_runner_runs_one_search():
    runner = Runner(square, SPACE, "mine")
    outside = "a Runner runs trials inside its with block only"
    with pytest.raises(ValueError, match=outside):
        runner.start({"x": 1.0, "n": 1})
    with runner:
        runner.run([{"x": 1.0, "n": 1}])
        with pytest.raises(ValueError, match="number must be from 0 to 0, got 1"):
            runner.wait(1)
    with pytest.raises(ValueError, match=outside):
        runner.run([{"x": 0.5, "n": 1}])
    with pytest.raises(ValueError, match="a Runner runs one search: make another one for the next"):
        runner.__enter__()
    assert runner.result.best_loss == 2


OUTSIDE = [
    ({"x": 2.0, "n": 1}, "must lie inside the space, got .* x: 2.0 lies outside"),
    ({"x": 0.5, "n": 4}, "n: 4 lies outside Integer"),
    ({"x": "a", "n": 1}, "must lie inside the space, got .* x: "),
    ({"x": 0.5}, r"must lie inside the space, got .* names \['x'\] fit no branch"),
    (0.5, r"configs must be a list of configurations, got \[.*0.5\]"),
]


@pytest.mark.parametrize(("config", "message"), OUTSIDE)
def test_a_configuration_outside_the_space_is_not_run(config, message, tmp_path):
    log, inside, counted = tmp_path / "log", {"x": 0.5, "n": 1}, Counted()
    with Runner(counted, SPACE, "mine", log=log) as runner:
        with pytest.raises(ValueError, match=message):
            runner.run([inside, config])
        with pytest.raises(ValueError, match=message):
            runner.start(config)
        assert counted.calls == list(read_log(log, SPACE).trials) == []
        runner.run([inside])
    assert configs_of(read_log(log, SPACE)) == [inside]


REFUSED = {"n_trials": 0, "method": "grid", "distinct": True, "points": [{"x": 9.0, "n": 1}]}


@pytest.mark.parametrize("name", REFUSED)
def test_a_search_that_is_refused_begins_no_log(name, tmp_path):
    log = tmp_path / "log"
    with pytest.raises(ValueError, match=r"must be|distinct draws need a list|inside the space"):
        random_search(square, SPACE, log=log, rng=0, **{name: REFUSED[name]})
    assert len(random_search(square, SPACE, 3, log=log, rng=1).trials) == 3


def test_a_search_says_how_it_is_called():
    """As it is called, not as its steps are written: `evaluate` first, and options at the end."""
    assert [*signature(random_search).parameters][:4] == ["evaluate", "space", "n_trials", "method"]
    assert random_search(evaluate=square, space=SPACE, n_trials=2).best_loss >= 1
    assert pickle.loads(pickle.dumps(random_search)) is random_search
    for wrong, message in (
        (lambda: random_search(square), r"random_search\(\) missing .* argument: 'space'"),
        (lambda: random_search(square, SPACE, 3, "halton"), "too many positional arguments"),
        (lambda: random_search(square, SPACE, n_trails=2), "'n_trails': did you mean n_trials?"),
        (lambda: random_search(square, SPACE, seed=2), "'seed': did you mean rng?"),
        (lambda: random_search(square, SPACE, storage=2), "'storage': did you mean log?"),
        (lambda: random_search(square, SPACE, sampler=2), "'sampler': did you mean another search"),
        (lambda: grid_search(square, SPACE, zzz=2), "'zzz': did you mean n_points, budget, direct"),
        (lambda: random_search(square, SPACE, settings={}), "no option 'settings'"),
    ):
        with pytest.raises(TypeError, match=message):
            wrong()


def test_a_generator_draws_a_seed_that_the_log_knows_again(tmp_path):
    options = {"n_trials": 3, "log": tmp_path / "log"}
    rngs = (np.random.default_rng(7) for _ in range(2))
    first, again = (random_search(square, SPACE, rng=rng, **options) for rng in rngs)
    assert again.trials == first.trials, "all of them come from the log, with their seconds"


def test_a_bar_knows_how_many_trials_there_will_be(capsys):
    random_search(square, SPACE, 7, rng=0, progress=True)
    assert "7/7" in capsys.readouterr().err


UNUSABLE = [
    ({"timeout": 0}, "timeout must be a positive number of seconds or None, got 0"),
    ({"time_limit": -1}, "time_limit must be a positive number of seconds or None, got -1"),
    ({"rng": -1}, "rng must be at least 0, got -1"),
    ({"rng": np.random.RandomState(0)}, "rng must be an integer, a numpy.random.Generator or None"),
    ({"callback": 3}, "callback must be a function of a trial or None, got 3"),
]


@pytest.mark.parametrize(("options", "message"), UNUSABLE)
def test_an_unusable_option_is_named(options, message):
    with pytest.raises(ValueError, match=message):
        random_search(square, SPACE, **options)
