"""3: ends at the first trial that does not fit.

You stop at the first trial that does not fit. A shorter one may come later.
"""


def spend(evaluate, plan, budget):
    results = {}
    for place, (config, epochs) in enumerate(plan):
        if epochs > budget:
            break
        results[place] = evaluate(config, epochs)
        budget -= epochs
    return results, budget
