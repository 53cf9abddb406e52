"""Folds run side by side where trials cannot, and nothing but the time depends on it."""

import os
from functools import partial

import pytest
from sklearn.datasets import load_iris
from sklearn.naive_bayes import GaussianNB

from hplearn import BayesSearchCV, GridSearchCV, HalvingSearchCV, TPESearchCV
from hplearn.tuning import LogUniform, Runner
from hplearn.tuning.dispatch import Dispatch
from hplearn.tuning.objective import Objective
from tests.execution.watching import note, noted, wait_for
from tests.model_selection.tables import same_table

X, y = load_iris(return_X_y=True)
SPACE = {"var_smoothing": LogUniform(1e-9, 1.0)}


class Parts:
    """An evaluate of three parts, whose loss is their sum."""

    n_parts = 3

    def __call__(self, config, budget=None):
        return self.joined([self.part(config, budget, k) for k in range(3)])

    def part(self, config, budget, number):
        if config["x"] == number:
            raise ValueError(f"part {number}")
        return config["x"] * 10**number

    def joined(self, parts):
        return float(sum(parts))


class Queue:
    """A pool of so many workers that keeps what it is given, and does it backwards."""

    def __init__(self, objective, size):
        self.size, self.objective, self.tasks = size, objective, []

    def submit(self, key, *args, timeout=None):
        self.tasks.append((key, args))

    def finished(self, timeout=None):
        key, args = self.tasks.pop()
        return [(key, self.objective.measure(*args))]


@pytest.mark.parametrize(("size", "n_tasks"), [(1, [1, 1]), (2, [3, 1]), (3, [3, 3])])
def test_a_trial_is_done_in_parts_where_a_worker_would_be_idle(size, n_tasks):
    objective = Objective(Parts())
    pool = Queue(objective, size)
    with Runner(Parts(), {"x": [0, 1, 2, 3, 4]}, "mine") as runner:
        runner.work = Dispatch(objective, pool)
        sizes = []
        for x in (3, 4):
            before = len(pool.tasks)
            runner.start({"x": x})
            sizes.append(len(pool.tasks) - before)
        runner.finish()
        assert sizes == n_tasks
        assert [trial.loss for trial in runner.result.trials] == [333.0, 444.0]
        (bad,) = runner.run([{"x": 2}])
        assert bad.error == "ValueError: part 2"


def test_the_time_of_a_trial_is_that_of_its_parts():
    objective = Objective(Parts())
    parts = [{"part": 1, "seconds": 0.4}] * 3
    assert objective.joined(parts, None)["seconds"] == pytest.approx(1.2)
    assert objective.joined(parts, 2.0)["loss"] == 3.0
    assert objective.joined(parts, 1.0)["error"] == "TimeoutError: took longer than timeout=1 s"


class Meeting(GaussianNB):
    """Its fits on folds wait until two of them run."""

    def __init__(self, folder=None, var_smoothing=1e-9):
        super().__init__(var_smoothing=var_smoothing)
        self.folder = folder

    def fit(self, X, y, sample_weight=None):
        if len(X) < 150 and len(noted(self.folder)) < 2:
            note(self.folder, os.getpid())
            wait_for(lambda: len(noted(self.folder)) >= 2)
        return super().fit(X, y)


@pytest.mark.slow
def test_two_folds_of_one_trial_run_at_the_same_time(tmp_path):
    search = TPESearchCV(Meeting(tmp_path / "met"), SPACE, n_trials=2, n_jobs=2, random_state=0)
    search.fit(X, y)
    assert len({*noted(tmp_path / "met")}) == 2


class Picky(GaussianNB):
    """Fails on one fold where `var_smoothing` is large, and on all where it is larger."""

    def fit(self, X, y, sample_weight=None):
        if self.var_smoothing > 1e-3 and (X[0, 0] != 5.1 or self.var_smoothing > 0.1):
            raise ValueError("value is too large")
        return super().fit(X, y)


SEARCHES = {
    "tpe": partial(TPESearchCV, n_trials=6, random_state=0),
    "bayes": partial(BayesSearchCV, n_trials=6, random_state=0),
    "halving": partial(HalvingSearchCV, n_candidates=6, random_state=1),
}


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::sklearn.exceptions.FitFailedWarning")
@pytest.mark.parametrize("name", SEARCHES)
def test_the_table_does_not_depend_on_the_number_of_jobs(name, tmp_path):
    scores = {"scoring": ["accuracy", "neg_log_loss"], "refit": "neg_log_loss"}
    searches = [
        SEARCHES[name](Picky(), SPACE, cv=3, return_train_score=True, n_jobs=n, **scores)
        for n in (None, 2, 3)
    ]
    one = searches[0].set_params(log=tmp_path / "log").fit(X, y)
    for search in searches[1:]:
        same_table(one, search.fit(X, y))
        same_table(one, search.set_params(log=tmp_path / "log").fit(X, y))


@pytest.mark.slow
def test_more_jobs_than_can_help_are_told():
    search = TPESearchCV(GaussianNB(), SPACE, n_trials=2, cv=2, n_jobs=3, random_state=0)
    with pytest.warns(UserWarning, match="of 3 workers 2 can help at once, .* a larger in_flight"):
        search.fit(X, y)
    GridSearchCV(GaussianNB(), {"var_smoothing": [0.1]}, cv=2, n_jobs=3).fit(X, y)
