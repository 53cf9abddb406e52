"""Population-based training: hyperparameters that change while the models train."""

from itertools import islice

import numpy as np

from hplearn.checks import require, whole_number
from hplearn.tuning.runner import search
from hplearn.tuning.searches.halving import survivors
from hplearn.tuning.searches.proposals import proposals

BEYOND = 1e-9  # the end of a cell


def sources(trials, rng):
    """Return, for each member's trial, the one to continue: its own, or for the worst a better one.

    The worst quarter, and all that failed, each take one of the best quarter at random. A quarter
    is rounded down, and at least one member.

    >>> from hplearn.tuning import Trial
    >>> trials = [Trial(i, {}, 1, loss, 0.0) for i, loss in enumerate([0.3, 0.9, 0.1, 0.2])]
    >>> [trial.number for trial in sources(trials, np.random.default_rng(0))]
    [0, 2, 2, 3]
    """
    quarter = max(len(trials) // 4, 1)
    best = survivors(trials, quarter)
    staying = {trial.number for trial in survivors(trials, len(trials) - quarter)}
    return [trial if trial.number in staying else best[rng.integers(len(best))] for trial in trials]


def lineage(result, trial=None):
    """Return a trial's ancestors and itself, oldest first: the schedule that led to it.

    Parameters
    ----------
    result : SearchResult
    trial : Trial or None
        None is the best one.

    Returns
    -------
    list of Trial

    Examples
    --------
    >>> from hplearn.tuning import SearchResult, Trial
    >>> first = Trial(0, {"x": 1}, 1, 0.5, 0.0)
    >>> second = Trial(1, {"x": 2}, 2, 0.4, 0.0, parent=0)
    >>> [trial.config["x"] for trial in lineage(SearchResult((first, second)))]
    [1, 2]
    """
    by_number = {one.number: one for one in result.trials}
    line = [result.best if trial is None else trial]
    while line[-1].parent is not None:
        line.append(by_number[line[-1].parent])
    return line[::-1]


@search(counts=("n_rounds", "round_budget"), extends="n_rounds")
def population_based_training(
    runner,
    space,
    n_members=8,
    *,
    n_rounds=10,
    round_budget=1,
    step=0.1,
    resample=0.1,
    exploit=True,
    rng=None,
    points=(),
):
    """Return the `SearchResult` of training a population whose members learn from each other.

    All members train for a round. Then the worst quarter *exploits*: each goes on from the weights
    and hyperparameters of one of the best quarter, as its new parent, and *explores*: its
    hyperparameters are perturbed. The other members go on as they were. What comes out is not one
    configuration but a schedule, the `lineage` of the best trial.

    Parameters
    ----------
    evaluate : Continuing
        A plain ``evaluate(config, budget)`` inherits no weights: it trains each trial anew with its
        last hyperparameters, so that no schedule is learned.
    space : dict of str to dimension or list, a list of such dicts, or Space
    n_members : int
        At least 2.
    n_rounds : int
        How often all members train.
    round_budget : int
        Added to the budget by every round; round r has the budget ``r * round_budget``.
    step : float
        How far each hyperparameter moves, up or down, as a share of its range in the unit cube (on
        the log scale where it has one). Whole numbers and `Ordered` values move by one at least,
        the options of a `Choice` stay.
    resample : float
        Probability, for each hyperparameter, of a fresh draw instead. With `step` and `resample` 0,
        members exploit only.
    exploit : bool
        If false, nobody copies and every member perturbs its own hyperparameters: explore only.
    rng : None, int or Generator
    points : sequence of dict
        Configurations for the first members.
    **options
        See `Runner`.

    Returns
    -------
    SearchResult
        Round after round; trial ``r * n_members + m`` is that of member m.

    Raises
    ------
    ValueError
        When an argument is out of its range, or every trial failed.

    Notes
    -----
    The paper multiplies each hyperparameter by 0.8 or 1.2. Here it moves by a tenth of its range in
    the unit cube, either way: that works for a hyperparameter of 0, stays inside the space, and
    follows its scale; over four decades it is a factor of 2.5. The paper's populations are
    asynchronous; here they wait for each other every round, so that the same seed gives the same
    trials. If all members fail in a round, the search ends.

    References
    ----------
    Jaderberg et al. (2017), Population based training of neural networks, arXiv:1711.09846,
    Algorithm 1; truncation selection as in section 4.1.1, with a quarter for its 20 %.

    Examples
    --------
    Members add up their own rates; those that learn from the better catch up:

    >>> from hplearn.tuning import Continuing, Uniform
    >>> def train(config, budget, state):
    ...     total = (state or 0) + config["rate"]
    ...     return -total, total
    >>> result = population_based_training(
    ...     Continuing(train), {"rate": Uniform(0, 1)}, 4, n_rounds=6, rng=0
    ... )
    >>> [trial.budget for trial in lineage(result)]
    [1, 2, 3, 4, 5, 6]
    """
    n_members = whole_number("n_members", n_members, low=2)
    require("step", step, 0 <= step <= 1, "from 0 to 1")
    require("resample", resample, 0 <= resample <= 1, "from 0 to 1")
    runner.expect(n_members * n_rounds)
    configs = list(islice(proposals(space, rng, points), n_members))
    keep = n_members - max(n_members // 4, 1) if exploit else n_members
    trials = runner.run(configs, round_budget, keep=keep)
    for r in range(2, n_rounds + 1):
        if all(trial.failed for trial in trials):
            break
        parents = sources(trials, rng) if exploit else trials
        configs = [
            parent.config
            if exploit and parent is trial
            else perturb(space, parent.config, rng, step=step, resample=resample)
            for trial, parent in zip(trials, parents, strict=True)
        ]
        trials = runner.run(configs, r * round_budget, parents, keep=keep)


def perturb(space, config, rng, *, step=0.1, resample=0.1):
    """Return a configuration near `config`, of the same branch of the space.

    Each hyperparameter is drawn anew with probability `resample`. Otherwise it moves by `step` of
    its range in the unit cube, up or down, and is reflected at the ends. Whole numbers and
    `Ordered` values move by one at least; the options of a `Choice` have no neighbours and stay.

    >>> from hplearn.tuning import LogUniform, Space
    >>> space = Space({"learning_rate": LogUniform(1e-4, 1)})
    >>> near = perturb(space, {"learning_rate": 1e-2}, np.random.default_rng(0), resample=0)
    >>> round(near["learning_rate"], 4)  # a tenth of four decades up
    0.0251
    """
    near = {}
    for name, dimension in space.branches[space.branch_of(config)].items():
        chance, fresh, up = rng.random(3)
        if chance < resample:
            near[name] = dimension.from_unit(fresh)
        else:
            near[name] = _moved(dimension, config[name], step if up < 0.5 else -step)
    return near


def _moved(dimension, value, shift):
    """Return the value that lies `shift` further in [0, 1], or at least the one beside `value`."""
    if shift == 0 or not dimension.is_ordered:
        return value
    start = dimension.to_unit(value)
    u = (start + shift) % 2  # from 1 to 2 it goes back: reflected at both ends
    moved = dimension.from_unit(min(u, 2 - u))
    (low,), (high,) = dimension.cells(np.array([start]))
    if moved == value and low < high:
        upwards = high < 1 if shift > 0 else low <= 0  # the way of the shift, but away from an end
        return dimension.from_unit(high + BEYOND if upwards else low - BEYOND)
    return moved
