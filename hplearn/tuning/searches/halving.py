"""Successive halving: many configurations on a small budget, few on a large one."""

from itertools import chain, islice, pairwise

from hplearn.checks import whole_number
from hplearn.tuning.runner import search
from hplearn.tuning.searches.proposals import proposals
from hplearn.tuning.searches.random import distinct_draws


def rung_budgets(min_budget=1, max_budget=27, eta=3):
    """Return the budgets of all rungs, each `eta` times the one below, the last `max_budget`.

    They are counted down from the top in whole numbers, ``max_budget // eta**k``, so that the last
    rung is exact. The first is the smallest that is not below `min_budget`.

    >>> rung_budgets(1, 27, 3), rung_budgets(2, 100, 3)
    ([1, 3, 9, 27], [3, 11, 33, 100])
    """
    eta = whole_number("eta", eta, low=2)
    min_budget = whole_number("min_budget", min_budget, low=1)
    budgets = [whole_number("max_budget", max_budget, low=min_budget)]
    while budgets[0] >= eta * min_budget:
        budgets.insert(0, budgets[0] // eta)
    return budgets


def rungs(n_configs=27, min_budget=1, max_budget=27, eta=3):
    """Return (number of configurations, budget of each) for every rung of successive halving.

    Parameters
    ----------
    n_configs : int
        Configurations on the first rung; ``n_configs // eta**i`` reach rung i, at least 1.
    min_budget, max_budget, eta : int
        Each budget is `eta` times the one below, counted down from `max_budget` in whole numbers;
        the first is the smallest that is not below `min_budget`.

    Returns
    -------
    list of (int, int)

    Raises
    ------
    ValueError
        When an argument is not an integer or out of its range.

    Examples
    --------
    >>> rungs(27, 1, 27, eta=3)
    [(27, 1), (9, 3), (3, 9), (1, 27)]
    """
    n_configs = whole_number("n_configs", n_configs, low=1)
    budgets = rung_budgets(min_budget, max_budget, eta)
    return [(max(n_configs // eta**i, 1), budget) for i, budget in enumerate(budgets)]


def survivors(trials, n_kept):
    """Return the `n_kept` trials of lowest loss, best first; the earlier where losses tie.

    Failed trials never survive, so that fewer may be left.

    >>> from hplearn.tuning import Trial
    >>> trials = [Trial(i, {}, 1, loss, 0.0) for i, loss in enumerate([0.3, 0.1, 0.2, 0.1])]
    >>> [trial.number for trial in survivors(trials, 2)]
    [1, 3]
    """
    succeeded = [trial for trial in trials if not trial.failed]
    return sorted(succeeded, key=lambda trial: (trial.loss, trial.number))[:n_kept]


def run_rungs(runner, configs, ladder):
    """Run `configs` up the `rungs` of a ladder: from each the best go on to the next.

    Return the trials of all rungs.
    """
    parents, trials = None, []
    for (_, budget), (n_kept, _) in pairwise([*ladder, (0, None)]):
        rung = runner.run(configs, budget, parents, keep=n_kept)
        parents, trials = survivors(rung, n_kept), trials + rung
        configs = [parent.config for parent in parents]
    return trials


@search()
def successive_halving(
    runner,
    space,
    n_configs=27,
    *,
    min_budget=1,
    max_budget=27,
    eta=3,
    distinct=False,
    rng=None,
    points=(),
):
    """Return the `SearchResult` of trying many configurations briefly and the best of them longer.

    All start on the smallest budget. The best ``1 / eta`` go on to a budget `eta` times as large,
    and so on up to `max_budget`; see `rungs`. Where losses tie, the earlier trial goes on. A failed
    trial never does; a rung on which all failed ends the search.

    Parameters
    ----------
    evaluate : callable
        ``evaluate(config, budget) -> loss``, lower better; a `Continuing` trains survivors further,
        anything else trains them anew.
    space : dict of str to dimension or list, a list of such dicts, or Space
    n_configs : int
        Configurations to start with.
    min_budget, max_budget : int
        Budget of the first and of the last rung, in whole units such as epochs or samples.
    eta : int
        At least 2: one in `eta` survives each rung.
    distinct : bool
        Whether no configuration may come twice, as in `random_search`.
    rng : None, int or Generator
    points : sequence of dict
        Configurations to try first.
    **options
        See `Runner`.

    Returns
    -------
    SearchResult
        A trial that continues another names it as its parent.

    Raises
    ------
    ValueError
        When an argument is out of its range, or every trial failed.

    Notes
    -----
    This is the inner loop of Hyperband: the budgets of the rungs are given. The papers below divide
    a total budget equally among the rungs.

    A configuration that starts slowly and would win in the end is lost where curves cross: a small
    `min_budget` buys many configurations with that risk. `hyperband` spreads it.

    References
    ----------
    Karnin, Koren & Somekh (2013), Almost optimal exploration in multi-armed bandits, ICML.
    Jamieson & Talwalkar (2016), Non-stochastic best arm identification and hyperparameter
    optimization, AISTATS.

    Examples
    --------
    >>> from hplearn.tuning import Uniform
    >>> def evaluate(config, budget):
    ...     return (config["x"] - 0.5) ** 2 + 1 / budget
    >>> result = successive_halving(evaluate, {"x": Uniform(0, 1)}, 9, max_budget=9, rng=0)
    >>> [trial.budget for trial in result.trials]
    [1, 1, 1, 1, 1, 1, 1, 1, 1, 3, 3, 3, 9]
    """
    ladder = rungs(n_configs, min_budget, max_budget, eta)
    runner.expect(sum(n for n, _ in ladder))
    configs = proposals(space, rng, points)
    if distinct:
        draws = distinct_draws(space, points[:n_configs], n_configs - len(points), rng)
        configs = chain(points, map(space.from_unit, draws))
    run_rungs(runner, list(islice(configs, n_configs)), ladder)
