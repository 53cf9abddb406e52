"""3: rounds the number of networks that go on to the nearest whole number, or up.

Where eta does not divide the number of networks, too many of yours go on at times. Which way does
the question round? Of 8 networks and eta 3, how many go on?
"""

from math import ceil


def halve(evaluate, configs, min_budget, eta):
    return _halve(evaluate, configs, min_budget, eta, round)[:2]


def _halve(evaluate, configs, budget, eta, rounded):
    n_calls = len(configs)
    results = [(evaluate(config, budget)[1], i) for i, config in enumerate(configs)]
    if len(configs) == 1:
        return configs[0], results[0][0], n_calls
    n_next = min(max(rounded(len(configs) / eta), 1), len(configs) - 1)
    kept = [configs[i] for _, i in sorted(results)[:n_next]]
    winner, loss, n_more = _halve(evaluate, kept, budget * eta, eta, rounded)
    return winner, loss, n_calls + n_more


def sign(arguments, outcome):
    calls = outcome.calls["halving_and_hyperband.losses_of_a_network"].arguments
    n_calls = len(set(map(str, calls)))  # none of them twice
    down, *others = (_halve(*arguments, rounded)[2] for rounded in (int, round, ceil))
    return len(calls) == n_calls in others and n_calls > down
