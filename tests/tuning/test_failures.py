"""Trials that fail: what is said of them, when they end a search, and that they are tried again."""

import ctypes
import json
import pickle
import time
import traceback
from functools import partial

import numpy as np
import pytest
from sklearn.exceptions import FitFailedWarning

from hplearn import GridSearchCV, Ridge, Study, grid_search, random_search, read_log, tpe_search
from hplearn.tuning import successive_halving
from hplearn.tuning.trials import AllTrialsFailed, TrialFailed
from tests.tuning.searches.test_every_search import SMALL
from tests.tuning.toys import LINE, Unknown, crossing, story

each_search = pytest.mark.parametrize("search", SMALL.values(), ids=SMALL)


class Failing:
    """An evaluate that fails at the calls of these numbers, or at all of them."""

    def __init__(self, *numbers, error=KeyError):
        self.numbers, self.calls, self.error = Unknown([numbers]), [0], Unknown([error])

    def __call__(self, config, budget=None):
        self.calls[0] += 1
        if not self.numbers[0] or self.calls[0] - 1 in self.numbers[0]:
            raise self.error[0]("depth")
        return crossing(config, budget)


@each_search
def test_three_alike_end_a_search_and_the_error_shows_where(search, tmp_path):
    evaluate, log = Failing(), tmp_path / "log"
    with pytest.raises(
        AllTrialsFailed, match=r"all 3 trials failed; .* 'depth'; .*'ignore'"
    ) as told:
        search(evaluate, LINE, rng=0, log=log)
    assert evaluate.calls[0] == 3
    assert 'raise self.error[0]("depth")' in "".join(traceback.format_exception(told.value))
    logged = [json.loads(line) for line in log.read_text().splitlines() if "traceback" in line]
    assert all('raise self.error[0]("depth")' in trial["traceback"] for trial in logged)
    assert "hplearn/tuning" not in logged[0]["traceback"], "our own calls say nothing"
    with pytest.raises(AllTrialsFailed):  # nothing has changed, and no trial is wasted
        search(evaluate, LINE, rng=0, log=log)
    assert evaluate.calls[0] == 3
    mended = search(Failing(-1), LINE, rng=0, log=log, retry_failed=True)
    assert story(mended) == story(search(crossing, LINE, rng=0)) == story(read_log(log))


def test_where_others_have_succeeded_the_error_does_not_say_that_all_failed():
    def evaluate(config):
        if config["x"] < 3:
            time.sleep(0.5)
            raise KeyError("x")
        return 1.0

    with pytest.raises(TrialFailed, match=r"^the first 3 trials failed; .*'ignore'") as told:
        grid_search(evaluate, {"x": range(5)}, workers=4)
    assert not isinstance(told.value, AllTrialsFailed)
    assert len(told.value.trials) == 3


ALIKE = [
    (lambda k: {}["depth"], True),
    (lambda k: {}[k], True),  # in other words, and at the same place
    (lambda k: np.nan, False),  # which may be the configuration's fault
    (lambda k: int("a") if k else {}["a"], False),
    (lambda k: np.nan if k else int("a"), False),
]


@pytest.mark.parametrize(("answer", "alike"), ALIKE)
def test_what_is_alike(answer, alike):
    calls = []

    def evaluate(config):
        calls.append(config)
        return answer(len(calls) - 1) if len(calls) < 4 else 1.0

    if alike:
        with pytest.raises(AllTrialsFailed):
            random_search(evaluate, LINE, 6, rng=0)
    else:
        assert random_search(evaluate, LINE, 6, rng=0).best_loss == 1.0
    calls.clear()
    assert random_search(evaluate, LINE, 6, rng=0, on_failure="ignore").best_loss == 1.0


def test_the_first_failure_is_raised_if_asked_for(tmp_path):
    log = tmp_path / "log"
    options = {"rng": 0, "log": log, "on_failure": "raise"}
    with pytest.raises(
        TrialFailed, match=r"trial 4 failed with {'x': .*}: KeyError: 'depth'"
    ) as told:
        random_search(Failing(4, 6), LINE, 9, **options)
    assert "Failing" not in str(told.value)
    assert "in __call__" in told.value.__notes__[0]
    assert [trial.failed for trial in read_log(log).trials] == [False] * 4 + [True]
    again = random_search(Failing(-1), LINE, 9, retry_failed=True, **options)
    assert story(again) == story(random_search(crossing, LINE, 9, rng=0))
    with pytest.raises(ValueError, match="on_failure must be 'record', 'raise' or 'ignore', got 1"):
        random_search(crossing, LINE, on_failure=1)


@each_search
def test_failures_that_something_was_decided_by_are_tried_again_at_the_end(search, tmp_path):
    log = tmp_path / "log"
    first = search(Failing(1, 3), LINE, rng=0, log=log)
    assert [trial.number for trial in first.trials if trial.failed] == [1, 3]
    asked = Failing(-1)
    again = search(asked, LINE, rng=0, log=log, retry_failed=True)
    assert asked.calls[0] == 2
    assert [t.config for t in again.trials] == [t.config for t in first.trials]
    mended = [crossing(t.config, t.budget) for t in again.trials]
    np.testing.assert_array_equal(again.losses, mended)
    assert story(read_log(log)) == story(again), "the last line of a trial counts"
    for options in ({}, {"retry_failed": True}):
        assert story(search(asked, LINE, rng=0, log=log, **options)) == story(again)
    assert asked.calls[0] == 2
    assert log.read_text().count('"number"') == len(first.trials) + 2


def test_what_fails_again_can_be_tried_again(tmp_path):
    options = {"rng": 0, "log": tmp_path / "log"}
    random_search(Failing(1), LINE, 4, **options)
    still = random_search(Failing(0), LINE, 4, retry_failed=True, **options)
    assert [trial.failed for trial in still.trials] == [False, True, False, False]
    ended = random_search(
        Failing(-1), LINE, 4, retry_failed=True, callback=lambda t: True, **options
    )
    assert not any(trial.failed for trial in ended.trials)


def test_a_refused_log_keeps_its_failures(tmp_path):
    log = tmp_path / "log"
    random_search(Failing(4, 5), LINE, 6, rng=0, log=log)
    before = log.read_bytes()
    with pytest.raises(ValueError, match="belongs to another search"):
        random_search(crossing, LINE, 6, rng=1, log=log, retry_failed=True)
    assert log.read_bytes() == before


def raised():
    try:
        return {}[1]
    except KeyError as error:
        return error


def test_a_study_that_is_told_of_three_failures_ends():
    study = Study(LINE, tpe_search, rng=0)
    for _ in range(2):
        study.fail(study.ask(), raised())
    with pytest.raises(AllTrialsFailed, match="all 3 trials failed; the first said: KeyError: 1"):
        study.fail(study.ask(), raised())


class Unreadable(Exception):
    """Its text raises."""

    def __str__(self):
        raise RuntimeError("no text")


def test_an_error_whose_text_cannot_be_read_is_a_failed_trial():
    result = random_search(Failing(1, error=lambda text: Unreadable()), LINE, 3, rng=0)
    assert result.trials[1].error == "Unreadable, whose text cannot be read"
    assert "Unreadable" in result.trials[1].traceback

    class Hidden(Ridge):
        def fit(self, X, y):
            raise Unreadable

    X = np.arange(10.0)[:, None]
    with pytest.raises(AllTrialsFailed, match="Unreadable, whose text cannot be read"):
        GridSearchCV(Hidden(), {"alpha": [1, 2]}).fit(X, X.ravel())


def test_a_generator_that_ends_early_is_charged_what_it_did():
    def short(config, n_done=None):
        for step in range(n_done or 0, 4):
            yield config["x"] / (step + 1), step + 1

    result = successive_halving(short, LINE, 9, max_budget=9, rng=0)
    assert [trial.budget for trial in result.trials] == [1] * 9 + [3] * 3 + [9]
    assert result.best.info["ended_at"] == 4
    assert result.spent()[-1] == 9 + 9 + 4
    assert result.spent(continued=True)[-1] == 9 + 3 * 2 + 1


def tell(trial):
    return trial.number == 1


@pytest.mark.parametrize("callback", [tell, lambda trial: trial.number == 1, None])
def test_a_search_with_any_callback_is_pickled_and_keeps_it(callback):
    X = np.arange(10.0)[:, None]
    search = GridSearchCV(Ridge(), {"alpha": [1.0, 2.0, 3.0]}, return_train_score=True)
    search = pickle.loads(pickle.dumps(search.set_params(callback=callback)))
    fitted = pickle.loads(pickle.dumps(search.fit(X, X.ravel())))
    assert len(fitted.search_result_.trials) == (3 if callback is None else 2)


def test_the_traceback_of_a_fit_is_in_the_log(tmp_path):
    class Broken(Ridge):
        def fit(self, X, y):
            if self.alpha > 1:
                raise OSError("the disk")
            return super().fit(X, y)

    X, log = np.arange(10.0)[:, None], tmp_path / "log"
    search = GridSearchCV(Broken(), {"alpha": [1, 2]}, log=log)
    with pytest.warns(FitFailedWarning, match="the disk"):
        search.fit(X, X.ravel())
    assert 'raise OSError("the disk")' in read_log(log).trials[1].traceback


@pytest.mark.slow
def test_a_crash_says_one_sentence_and_no_dump_of_threads(capfd):
    def crash(config):
        return ctypes.string_at(0) if config["x"] == 1 else 1.0

    result = grid_search(crash, {"x": [0, 1]}, workers=2)
    assert "its worker died 3 times" in result.trials[1].error
    assert capfd.readouterr().err == ""


@pytest.mark.slow
def test_workers_fail_alike_too():
    def evaluate(config):
        return 1.0 if config["x"] < 0.5 else {}["depth"]

    broken = partial(random_search, evaluate, LINE, 8, rng=0)
    assert story(broken()) == story(broken(workers=2))
