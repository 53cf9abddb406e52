"""3: trains the last network once for the rung and once for its loss.

Some network is trained twice for one rung. Keep what evaluate returned.
"""


def halve(evaluate, configs, min_budget, eta):
    budget = min_budget
    while True:
        ranked = sorted(configs, key=lambda config: evaluate(config, budget)[1])
        if len(ranked) == 1:
            return ranked[0], evaluate(ranked[0], budget)[1]
        configs = ranked[: max(len(ranked) // eta, 1)]
        budget *= eta


def sign(arguments, outcome):
    calls = outcome.calls["halving_and_hyperband.losses_of_a_network"].arguments
    is_again = len({(config["network"], budget) for config, budget in calls}) < len(calls)
    return is_again and len(calls) > _needed(len(arguments[1]), arguments[3])


def _needed(n_configs, eta):
    if n_configs == 1:
        return 1
    return n_configs + _needed(max(n_configs // eta, 1), eta)
