"""3: lets a config that comes again train on.

A config that comes again costs too little with you, as if its training went on where it had ended.
Read once more what a trial costs whose config was trained before.
"""


def spend(evaluate, plan, budget):
    scores, so_far = {}, {}
    for place, (config, epochs) in enumerate(plan):
        before = so_far.get(str(config), 0)
        new = max(epochs - before, 0)
        if new <= budget:
            scores[place] = evaluate(config, epochs)
            budget, so_far[str(config)] = budget - new, before + new
    return scores, budget
