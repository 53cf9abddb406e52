"""Ask and tell: the trials of the function, whatever the loop around them, and sentences else."""

import gc
import random
import time
from functools import partial
from threading import Thread

import numpy as np
import pytest

from hplearn import Study, Uniform, grid_search, hyperband, random_search, read_log, tpe_search
from hplearn.optim import bowl
from hplearn.tuning import Continuing, successive_halving
from hplearn.tuning.trial_log import TrialLog
from tests.tuning.searches.test_every_search import SMALL
from tests.tuning.toys import LINE, configs_of, crossing, story

each_search = pytest.mark.parametrize("search", SMALL.values(), ids=SMALL)
small_tpe = partial(tpe_search, n_trials=8, n_startup=3, rng=0)


def loop(study, evaluate=crossing, order=None, at_most=10**9):
    """Do the trials of a study, one by one or, with an `order`, many at once, told as it says."""
    n_told, open_trials = 0, []
    while (study.n_ready or open_trials) and n_told < at_most:
        while study.n_ready and (order or not open_trials):
            open_trials.append(study.ask())
        trial = open_trials.pop(order.randrange(len(open_trials)) if order else 0)
        study.tell(trial, evaluate(trial.config, trial.budget))
        n_told += 1
    return study


@pytest.mark.parametrize("order", [None, 1])
@each_search
def test_a_study_proposes_what_the_function_tries(search, order):
    for seed in (0, 3):
        study = Study(LINE, search, rng=seed)
        loop(study, order=order and random.Random(seed))
        assert story(study.result) == story(search(crossing, LINE, rng=seed))
        assert study.result.stopped_by == "the end of its plan"


@each_search
def test_a_study_that_was_left_goes_on_from_its_log(search, tmp_path):
    whole, log = search(crossing, LINE, rng=0), tmp_path / "log"
    with Study(LINE, search, rng=0, log=log) as study:
        loop(study, order=random.Random(0), at_most=6)
    assert len(read_log(log).trials) == len(study.result.trials) == 6
    again = loop(Study(LINE, search, rng=0, log=log))
    assert story(again.result) == story(whole) == story(read_log(log))


def test_more_at_once_is_in_flight():
    asked = Study(LINE, tpe_search, n_trials=8, in_flight=3, rng=0)
    assert asked.n_ready == 3
    trials = [asked.ask() for _ in range(3)]
    with pytest.raises(ValueError, match="depends on trials that were not told yet: tell one of 0"):
        asked.ask()
    asked.tell(trials[2], 1.0)
    assert asked.n_ready == 0, "the fourth trial is decided by the first"
    asked.tell(trials[0], 1.0)
    assert asked.n_ready == 1


def test_when_all_were_asked_for_none_is_left(tmp_path):
    for search, space in [(random_search, LINE), (grid_search, {"x": [1, 2, 3]})]:
        count = {"n_trials": 3, "rng": 0} if search is random_search else {}
        with Study(space, search, **count) as study:
            first, second, third = [study.ask() for _ in range(3)]
            study.tell(second, 1.0)
            with pytest.raises(ValueError, match="no trial is left to ask for: tell one of 0, 2"):
                study.ask()
            study.tell(first, 1.0)
            study.tell(third, 1.0)
            with pytest.raises(ValueError, match="no trial is left to ask for: the search ended"):
                study.ask()


def test_a_loop_may_keep_its_states():
    hill = bowl(curvatures=(1, 10))

    def train(config, budget, state):
        done, params = state or (0, hill.bounds[:, 1])
        for _ in range(done, budget):
            params = params - config["x"] * hill(params)[1] / 10
        return float(hill(params)[0]), (budget, params)

    study, states = Study(LINE, hyperband, max_budget=9, rng=0), {None: None}
    while study.n_ready:
        trial = study.ask()
        loss, states[trial.number] = train(trial.config, trial.budget, states[trial.parent])
        study.tell(trial, loss, {"note": trial.number})
    expected = hyperband(Continuing(train), LINE, 9, rng=0)
    assert [vars(t) | {"info": {}, "seconds": 0} for t in study.result.trials] == story(expected)
    assert study.result.trials[5].info == {"note": 5}


def test_of_scores_the_highest_is_best_and_failures_lose(tmp_path):
    study = Study({"x": [1, 2, 3]}, grid_search, direction="maximize", log=tmp_path / "log")
    study.tell(study.ask(), np.float32(0.5))
    study.fail(study.ask(), KeyError("lost"))
    study.fail(study.ask(), "no room")
    assert study.result.best_score == 0.5
    assert [trial.error for trial in study.result.trials] == [None, "KeyError: 'lost'", "no room"]
    assert read_log(tmp_path / "log") == study.result


def test_a_loop_may_change_its_config_or_send_the_trial_elsewhere():
    import pickle

    study = Study(LINE, small_tpe)
    first = study.ask()
    x = first.config.pop("x")
    study.tell(first, 1.0)
    assert study.result.trials[0].config == {"x": x}
    study.tell(pickle.loads(pickle.dumps(study.ask())), 1.0)
    assert len(study.result.trials) == 2


def test_several_threads_may_ask_and_tell():
    study = Study(LINE, random_search, n_trials=40, rng=0)

    def work():
        while study.n_ready:
            try:
                trial = study.ask()
            except ValueError:  # another one has taken the last
                return
            study.tell(trial, crossing(trial.config, None))

    threads = [Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert story(study.result) == story(random_search(crossing, LINE, 40, rng=0))


ENDS = [
    ({"callback": lambda trial: trial.number == 1}, "its callback"),
    ({"time_limit": 1e-9}, "time_limit=1e-09 s"),
    ({"n_trials": 2}, "the end of its plan"),
]


@pytest.mark.parametrize(("options", "reason"), ENDS)
def test_at_its_end_nothing_is_left_to_ask_for(options, reason):
    study = Study(LINE, small_tpe, **options)
    loop(study)
    with pytest.raises(ValueError, match=f"no trial is left to ask for: .* ended by {reason}"):
        study.ask()


def ended(options, **more):
    """Return a study that has ended with four trials under way, and a fifth that ended it."""
    study = Study(LINE, random_search, n_trials=9, rng=0, **options, **more)
    open_trials = [study.ask() for _ in range(5)]
    if "callback" in options:
        study.tell(open_trials.pop(), 0.5)
    elif "time_limit" in options:
        time.sleep(0.5)
        assert study.n_ready == 0
    else:
        study.close()
    return study, open_trials


EARLY = [{"callback": lambda trial: trial.number == 4}, {"time_limit": 0.4}, {}]


@pytest.mark.parametrize("options", EARLY, ids=["callback", "time_limit", "close"])
@pytest.mark.parametrize("order", [1, -1])
def test_what_was_asked_for_before_the_end_is_recorded_after_it(options, order, tmp_path):
    log = tmp_path / "log"
    study, late = ended(options, log=log)
    numbers = {trial.number for trial in late}
    study.fail(late.pop(1), "no room")
    for trial in late[::order]:
        study.tell(trial, crossing(trial.config, None))
        with pytest.raises(ValueError, match=r"trial must be one that ask.* told yet"):
            study.tell(trial, 1.0)
    with pytest.raises(ValueError, match="no trial is left to ask for"):
        study.ask()
    assert numbers <= {trial.number for trial in study.result.trials}
    assert [trial.number for trial in study.result.trials if trial.failed] == [1]
    assert read_log(log) == study.result
    again = loop(Study(LINE, random_search, n_trials=9, rng=0, log=log))
    assert story(again.result)[: len(study.result.trials)] == story(study.result)
    assert configs_of(again.result) == configs_of(random_search(crossing, LINE, 9, rng=0))


@each_search
def test_trials_told_after_the_end_leave_a_log_that_goes_on(search, tmp_path):
    whole, log, order = search(crossing, LINE, rng=0), tmp_path / "log", random.Random(0)
    study, open_trials = Study(LINE, search, rng=0, log=log), []
    for n_told in range(8):
        open_trials += [study.ask() for _ in range(study.n_ready)]
        if n_told == 5:
            study.close()
        if open_trials:
            trial = open_trials.pop(order.randrange(len(open_trials)))
            study.tell(trial, crossing(trial.config, trial.budget))
    told = story(study.result)
    assert told == [one for one in story(whole) if one["number"] in {t["number"] for t in told}]
    assert story(loop(Study(LINE, search, rng=0, log=log)).result) == story(whole)
    assert story(read_log(log)) == story(whole)


def test_a_trial_that_is_tried_again_may_be_told_after_the_end(tmp_path):
    log = tmp_path / "log"
    with Study(LINE, small_tpe, log=log) as study:
        study.fail(study.ask(), "no room")
        loop(study)
    again = Study(LINE, small_tpe, log=log, retry_failed=True)
    trial = again.ask()
    again.close()
    again.tell(trial, 1.0)
    assert again.result.trials[trial.number].loss == read_log(log).trials[0].loss == 1.0
    assert [trial.failed for trial in read_log(log).trials] == [False] * 8


def test_what_comes_once_another_study_went_on_from_the_log_is_refused(tmp_path):
    log = tmp_path / "log"
    first, late = ended({}, log=log)
    with Study(LINE, random_search, n_trials=9, rng=0, log=log) as second:
        second.tell(second.ask(), 1.0)
    before = log.read_bytes()
    with pytest.raises(ValueError, match="told before another study goes on from the log"):
        first.tell(late[1], 1.0)
    assert log.read_bytes() == before


def test_a_log_that_is_full_after_the_end_takes_the_trial_when_it_has_room(tmp_path, monkeypatch):
    study, late = ended({}, log=tmp_path / "log")

    def full(log, trial):
        raise OSError("no room")

    with monkeypatch.context() as patched:
        patched.setattr(TrialLog, "append", full)
        with pytest.raises(OSError, match="no room"):
            study.tell(late[0], 1.0)
    study.tell(late[0], 1.0)
    assert len(read_log(tmp_path / "log").trials) == 1


TELL = [
    (lambda s, t: s.tell(t, float("nan")), "loss must be a finite number .*, got nan"),
    (lambda s, t: s.tell(t, -np.inf), "loss must be a finite number .*, got -inf"),
    (lambda s, t: s.tell(t, "good"), "loss must be a finite number .*, got 'good'"),
    (lambda s, t: s.tell(t, None), "loss must be a finite number .*, got None"),
    (lambda s, t: s.tell(t, (1.0, {})), "loss must be a finite number"),
    (lambda s, t: s.tell(t, 1.0, [1]), r"info must be a dict or None, got \[1\]"),
    (lambda s, t: s.fail(t, 3), "error must be an exception or a text, got 3"),
    (lambda s, t: s.tell(3, 1.0), r"trial must be one that ask\(\) gave .*, got 3"),
    (lambda s, t: s.tell(Study(LINE, small_tpe, rng=9).ask(), 1.0), "trial must be one that ask"),
]


@pytest.mark.parametrize(("told", "message"), TELL)
def test_what_cannot_be_told_is_refused_and_the_trial_can_still_be_told(told, message):
    study = Study(LINE, small_tpe)
    trial = study.ask()
    with pytest.raises(ValueError, match=message):
        told(study, trial)
    study.tell(trial, 1.0)
    for again in (study.tell, study.fail):
        with pytest.raises(
            ValueError, match=r"trial must be one that ask.* not told yet, got Trial"
        ):
            again(trial, "2")
    assert study.result.losses.tolist() == [1.0]


UNUSABLE = [
    (ValueError, {"search": max}, "search must be one of the searches, such as tpe_search, got"),
    (ValueError, {"search": tpe_search, "workers": 2}, "workers must be None where your own loop"),
    (ValueError, {"search": tpe_search, "timeout": 2}, "timeout must be None where your own loop"),
    (ValueError, {"search": tpe_search, "n_trials": 0}, "n_trials must be at least 1, got 0"),
    (TypeError, {"search": tpe_search, "n_trails": 2}, "'n_trails': did you mean n_trials"),
    (ValueError, {"search": random_search, "method": "best"}, "method must be random, halton or"),
    (
        ValueError,
        {"search": tpe_search, "budget": 3, "stopping": "median", "n_startup": 1},
        "stopping needs an evaluate that yields",
    ),
]


@pytest.mark.parametrize(("kind", "options", "message"), UNUSABLE)
def test_a_study_that_cannot_be_is_refused_at_once(kind, options, message):
    with pytest.raises(kind, match=message):
        Study(LINE, **options)


def test_one_log_is_of_one_study_at_a_time_and_closes_with_it(tmp_path):
    log = tmp_path / "log"
    first = Study(LINE, small_tpe, log=log)
    first.tell(first.ask(), 1.0)
    with pytest.raises(BlockingIOError, match="is open in another search"):
        Study(LINE, small_tpe, log=log)
    late = first.ask()
    first.close()
    second = Study(LINE, small_tpe, log=log)
    assert (second.ask().config, len(second.result.trials)) == (late.config, 1)
    with pytest.raises(BlockingIOError, match="is open in another search"):
        first.tell(late, 1.0)
    del second
    gc.collect()
    assert len(loop(Study(LINE, small_tpe, log=log)).result.trials) == 8


def test_a_functions_log_is_not_a_studys_unless_it_is_meant(tmp_path):
    other = tmp_path / "other"
    with Study(LINE, small_tpe, log=other) as study:
        loop(study, at_most=4)
    told = r"evaluate\.told is {} there, {} here; accept_changed=True goes on"
    with pytest.raises(ValueError, match=told.format("'by a study'", "None")):
        small_tpe(crossing, LINE, log=other)
    whole = small_tpe(crossing, LINE)
    assert story(small_tpe(crossing, LINE, log=other, accept_changed=True)) == story(whole)
    log = tmp_path / "log"
    small_tpe(crossing, LINE, log=log, callback=lambda trial: trial.number == 4)
    with pytest.raises(ValueError, match=told.format("None", "'by a study'")):
        Study(LINE, small_tpe, log=log)
    study = Study(LINE, small_tpe, log=log, accept_changed=True)
    assert story(loop(study).result) == story(whole)
    for changed in ({"direction": "maximize"}, {"n_startup": 4}, {"space": {"x": Uniform(0, 2)}}):
        with pytest.raises(ValueError, match="belongs to another search"):
            Study(**{"space": LINE, "search": small_tpe, "log": other} | changed)


def test_a_log_that_cannot_be_written_is_told_where_the_loss_is(tmp_path, monkeypatch):
    study = Study(LINE, successive_halving, n_configs=3, max_budget=3, log=tmp_path / "log")

    def full(log, trial):
        raise OSError("no room")

    trial = study.ask()
    monkeypatch.setattr(TrialLog, "append", full)
    with pytest.raises(OSError, match="no room"):
        study.tell(trial, 1.0)
    assert study.n_ready == 0
    with pytest.raises(ValueError, match="the search ended by OSError: no room"):
        study.ask()
