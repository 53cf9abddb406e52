"""3: runs the short trials first.

The plan has an order, and you change it: a trial that would have been run no longer fits.
"""


def spend(evaluate, plan, budget):
    results, left = {}, budget
    for place, (config, epochs) in sorted(enumerate(plan), key=lambda pair: pair[1][1]):
        if epochs <= left:
            results[place] = evaluate(config, epochs)
            left -= epochs
    return results, left
