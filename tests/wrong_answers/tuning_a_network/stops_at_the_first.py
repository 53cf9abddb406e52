"""3: a while loop that ends with the first trial that is too dear."""


def spend(evaluate, plan, budget):
    results, at = {}, 0
    while at < len(plan) and plan[at][1] <= budget:
        results[at] = evaluate(*plan[at])
        budget -= plan[at][1]
        at += 1
    return results, budget
