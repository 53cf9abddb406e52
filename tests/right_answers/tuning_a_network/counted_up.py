"""3: counts up to the budget, arguments by name."""


def spend(evaluate, plan, budget):
    spent, scores = 0, {}
    for place in range(len(plan)):
        config, epochs = plan[place]
        if spent + epochs > budget:
            continue
        spent += epochs
        scores[place] = evaluate(epochs=epochs, config=config)
    return scores, budget - spent
