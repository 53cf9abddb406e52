"""1: counts the rungs by a logarithm, rounded up.

Your number of rungs is one too high at times, because it is 1 more than a logarithm rounded up. How
many networks are left on the last two of your rungs?
"""

import math


def plan_halving(n_configs, min_budget, eta):
    n_cuts = math.ceil(math.log(n_configs) / math.log(eta))
    rungs = [(max(n_configs // eta**i, 1), min_budget * eta**i) for i in range(n_cuts + 1)]
    anew = sum(n * budget for n, budget in rungs)
    return rungs, anew, anew - sum(n * budget // eta for n, budget in rungs[1:])
