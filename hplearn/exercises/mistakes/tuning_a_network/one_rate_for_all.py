"""1: takes the rate that suits all widths on average.

All widths are compared at one rate, which suits some of them: tune the rate of each.
"""

from hplearn.exercises.compare import close


def at_each_rate(evaluate, widths, rates):
    for rate in rates:
        scores = {width: evaluate({"hidden": width, "learning_rate": rate}) for width in widths}
        yield scores, scores[widths[-1]] - scores[widths[0]]


def compare_widths(evaluate, widths, rates):
    return max(at_each_rate(evaluate, widths, rates), key=lambda found: sum(found[0].values()))


def sign(arguments, outcome):
    calls = outcome.calls["tuning_a_network.accuracy_of_a_network"].arguments
    tried = [{c["learning_rate"] for (c,) in calls if c["hidden"] == w} for w in arguments[1]]
    same_rates = len(tried[0]) in (1, len(arguments[2])) and all(own == tried[0] for own in tried)
    return same_rates and any(
        not close()(found, outcome.value) for found in at_each_rate(*arguments)
    )
