"""Hyperband: successive halving from several first budgets, since no one knows the right one."""

from itertools import islice

from hplearn.checks import require, whole_number
from hplearn.tuning.runner import search
from hplearn.tuning.searches.halving import run_rungs, rung_budgets
from hplearn.tuning.searches.proposals import proposals


def hyperband_brackets(R, eta=3, *, table="algorithm"):
    """Return the brackets of Hyperband, the most aggressive first.

    Parameters
    ----------
    R : int
        Largest budget of one configuration, at least 1.
    eta : int
        At least 2: one in `eta` survives each rung.
    table : {"algorithm", "printed"}
        How many configurations start a bracket of s + 1 rungs; see Notes.

    Returns
    -------
    list of list of (int, int)
        For every bracket, for every rung: the number of configurations and the budget of each.

    Raises
    ------
    ValueError
        When `R` or `eta` is not an integer or is out of its range, or `table` is unknown.

    Notes
    -----
    The paper holds two rules that differ. With s_max the largest s for which ``eta**s <= R``, a
    bracket with s = s_max, ..., 0 starts with

    - ``n = ceil((s_max + 1) / (s + 1) * eta**s)`` in Algorithm 1 and the text ("algorithm"),
    - ``n = floor((s_max + 1) / (s + 1)) * eta**s`` in the printed Table 1 ("printed").

    For R = 81 and eta = 3 these are 81, 34, 15, 8, 5 and 81, 27, 9, 6, 5. The default is the
    algorithm's: it spends about ``(s_max + 1) * R`` on every bracket, as the paper wants, where the
    table spends less on those in the middle. Rung i of a bracket holds ``floor(n / eta**i)``
    configurations.

    Budgets are ``R * eta**(i - s)``, rounded down to a whole number where R is not a power of
    eta; the last is always R. Everything is counted in integers: ``floor(log(243) / log(3))`` is 4
    in floating point, and the largest bracket would be missing.

    References
    ----------
    Li, Jamieson, DeSalvo, Rostamizadeh & Talwalkar (2018), Hyperband: a novel bandit-based approach
    to hyperparameter optimization, JMLR 18(185), Algorithm 1 and Table 1.

    Examples
    --------
    >>> for bracket in hyperband_brackets(9, eta=3):
    ...     print(bracket)
    [(9, 1), (3, 3), (1, 9)]
    [(5, 3), (1, 9)]
    [(3, 9)]
    >>> [bracket[0][0] for bracket in hyperband_brackets(81, table="printed")]
    [81, 27, 9, 6, 5]
    """
    require("table", table, table in ("algorithm", "printed"), "'algorithm' or 'printed'")
    budgets = rung_budgets(1, whole_number("R", R, low=1), eta)
    n_brackets = len(budgets)
    brackets = []
    for n_rungs in range(n_brackets, 0, -1):
        widest = eta ** (n_rungs - 1)
        if table == "algorithm":
            n = -(-n_brackets * widest // n_rungs)  # rounded up
        else:
            n = n_brackets // n_rungs * widest
        rungs = enumerate(budgets[-n_rungs:])
        brackets.append([(n // eta**i, budget) for i, budget in rungs])
    return brackets


@search(counts=("max_budget",))
def hyperband(
    runner, space, max_budget=81, *, eta=3, table="algorithm", propose=None, rng=None, points=()
):
    """Return the `SearchResult` of successive halving from several first budgets.

    Each bracket of `hyperband_brackets` spends about the same: the first on many configurations
    that start small, the last on few that get `max_budget` at once. Nobody knows which of them
    suits the problem; all n brackets together cost n times one of them.

    Parameters
    ----------
    evaluate : callable
        ``evaluate(config, budget) -> loss``, lower better; a `Continuing` trains survivors further,
        anything else trains them anew.
    space : dict of str to dimension or list, a list of such dicts, or Space
    max_budget : int
        Largest budget of one configuration, in whole units such as epochs or samples.
    eta : int
        At least 2: one in `eta` survives each rung.
    table : {"algorithm", "printed"}
        See `hyperband_brackets`.
    propose : {None, "tpe"}
        Who proposes new configurations: chance, or a Parzen estimator that knows the brackets
        before. A model within Hyperband is known as BOHB; see Notes.
    rng : None, int or Generator
    points : sequence of dict
        Configurations to try first.
    **options
        See `Runner`.

    Returns
    -------
    SearchResult
        Brackets one after the other.

    Raises
    ------
    ValueError
        When an argument is out of its range, or every trial failed.

    Notes
    -----
    In BOHB each model is of one budget, the largest with enough trials, and a third of the
    configurations is random. Here one model knows all: a configuration that survived a rung is
    better than those that did not, and among those with the same budget the loss decides.
    `asynchronous_halving` asks its model after each trial, and so learns sooner than after a whole
    bracket.

    References
    ----------
    Li, Jamieson, DeSalvo, Rostamizadeh & Talwalkar (2018), Hyperband: a novel bandit-based approach
    to hyperparameter optimization, JMLR 18(185).
    Falkner, Klein & Hutter (2018), BOHB: robust and efficient hyperparameter optimization at scale,
    ICML, PMLR 80.

    Examples
    --------
    >>> from hplearn.tuning import Uniform
    >>> def evaluate(config, budget):
    ...     return (config["x"] - 0.5) ** 2 + 1 / budget
    >>> result = hyperband(evaluate, {"x": Uniform(0, 1)}, 9, rng=0)
    >>> len(result.trials), result.best.budget
    (22, 9)
    """
    brackets = hyperband_brackets(max_budget, eta, table=table)
    runner.expect(sum(n for bracket in brackets for n, _ in bracket))
    finished = []
    configs = proposals(space, rng, points, propose, finished)
    for bracket in brackets:
        finished += run_rungs(runner, list(islice(configs, bracket[0][0])), bracket)
