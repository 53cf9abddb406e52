"""11.3: looks at the purse after the trial."""


def spend(evaluate, plan, budget):
    results, left = {}, budget
    for place, (config, epochs) in enumerate(plan):
        if left <= 0:
            break
        results[place] = evaluate(config, epochs)
        left -= epochs
    return results, left
