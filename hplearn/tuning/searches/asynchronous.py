"""Asynchronous halving: promote as soon as a trial is good enough, wait for no whole rung."""

from itertools import pairwise

from hplearn.tuning.runner import search
from hplearn.tuning.searches.halving import rung_budgets, survivors
from hplearn.tuning.searches.proposals import proposals


def promotion(rungs, promoted, eta):
    """Return a trial to continue and its next budget, from the highest rung that has one.

    `rungs` are the finished trials by budget. Without a trial in the best ``1 / eta`` of its rung
    that is not among the `promoted` numbers: None, and the lowest budget.

    >>> from hplearn.tuning import Trial
    >>> rungs = {1: [Trial(0, {}, 1, 0.5, 0.0), Trial(1, {}, 1, 0.3, 0.0)], 3: []}
    >>> trial, budget = promotion(rungs, promoted=set(), eta=2)
    >>> trial.number, budget
    (1, 3)
    >>> promotion(rungs, promoted={1}, eta=2)
    (None, 1)
    """
    for budget, above in reversed(list(pairwise(rungs))):
        for trial in survivors(rungs[budget], len(rungs[budget]) // eta):
            if trial.number not in promoted:
                return trial, above
    return None, min(rungs)


@search(counts=("n_trials", "in_flight"), extends="n_trials")
def asynchronous_halving(
    runner,
    space,
    n_trials=100,
    *,
    min_budget=1,
    max_budget=27,
    eta=3,
    in_flight=4,
    propose=None,
    rng=None,
    points=(),
):
    """Return the `SearchResult` of promoting trials one by one, and starting new ones otherwise.

    Whenever there is room for a trial, the best ``1 / eta`` of the trials finished on a rung are
    looked at, the highest rung first. One that was not promoted yet goes on with the next budget;
    if none is left, a new configuration starts on the first rung. No trial waits for a rung to be
    full, so that a slow one holds nobody up.

    Parameters
    ----------
    evaluate : callable
        ``evaluate(config, budget) -> loss``, lower better; a `Continuing` trains promoted trials
        further, anything else trains them anew.
    space : dict of str to dimension or list, a list of such dicts, or Space
    n_trials : int
        How many trials in all, promotions included.
    min_budget, max_budget, eta : int
        See `rungs`.
    in_flight : int
        How many trials are under way at once: trial k is decided from trials 0 to k - in_flight. It
        is part of the search, as the number of workers is not. More workers than that are of no
        use; with as many, some wait wherever trials differ in length.
    propose : {None, "tpe"}
        Who proposes new configurations: chance, or a Parzen estimator of the finished trials, as in
        `hyperband`.
    rng : None, int or Generator
    points : sequence of dict
        Configurations to start with.
    **options
        See `Runner`.

    Returns
    -------
    SearchResult

    Raises
    ------
    ValueError
        When an argument is out of its range, or every trial failed.

    Notes
    -----
    In the paper a trial is decided from whatever has finished by then, so that two runs differ with
    the speed of the machine. Here the window `in_flight` moves on in the order of starting: the
    same seed gives the same trials on any number of workers. The price is that a trial slower than
    the `in_flight` - 1 started after it makes the others wait: the less often, the larger
    `in_flight` is.

    Early promotions rest on few trials. Some are wrong, and later ones make up for them. What the
    paper calls the early-stopping rate s is a larger `min_budget` here.

    With ``propose="tpe"`` and `in_flight` 1 the mean error found within 540 epochs, on the table of
    digits networks, is 0.0016 above the lowest of the table; that of Optuna's TPE with its halving
    is 0.0036 above it, of 30 seeds each (`benchmarks/peers.py`).

    References
    ----------
    Li, Jamieson, Rostamizadeh, Gonina, Ben-tzur, Hardt, Recht & Talwalkar (2020), A system for
    massively parallel hyperparameter tuning, MLSys, Algorithm 2.

    Examples
    --------
    >>> from hplearn.tuning import Uniform
    >>> def evaluate(config, budget):
    ...     return (config["x"] - 0.5) ** 2 + 1 / budget
    >>> space = {"x": Uniform(0, 1)}
    >>> result = asynchronous_halving(evaluate, space, 8, max_budget=9, in_flight=1, rng=0)
    >>> [(trial.budget, trial.parent) for trial in result.trials[:4]]
    [(1, None), (1, None), (1, None), (3, 0)]
    """
    rungs = {budget: [] for budget in rung_budgets(min_budget, max_budget, eta)}
    promoted, finished = set(), []
    configs = proposals(space, rng, points, propose, finished)
    runner.expect(n_trials, at_once=in_flight)
    for k in range(n_trials):
        for trial in runner.known(k, in_flight)[len(finished) :]:
            finished.append(trial)
            rungs[trial.budget].append(trial)
        parent, budget = promotion(rungs, promoted, eta)
        if parent:
            promoted.add(parent.number)
        config = parent.config if parent else next(configs)
        runner.start(config, budget, parent, keep=int(budget < max_budget))
