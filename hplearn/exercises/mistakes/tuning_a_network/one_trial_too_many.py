"""3: looks at the budget after the trial.

Your trials cost more than the budget. Look at a trial's price before it is run.
"""


def spend(evaluate, plan, budget):
    results, left = {}, budget
    for place, (config, epochs) in enumerate(plan):
        if left <= 0:
            break
        results[place] = evaluate(config, epochs)
        left -= epochs
    return results, left


def sign(arguments, outcome):
    calls = outcome.calls["tuning_a_network.accuracy_after"].arguments
    run = {str(call): epochs for call in calls for epochs in call[1:]}
    return sum(run.values()) > arguments[-1]
