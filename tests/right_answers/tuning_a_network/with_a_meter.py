"""4: a counting evaluate, the best so far, and the two tests in the other order."""

from statistics import mean, stdev


def report(evaluate, open_test, configs, default, seeds):
    n_calls = 0

    def train(config, seed):
        nonlocal n_calls
        n_calls += 1
        return evaluate(config, seed)

    best, winner = float("-inf"), None
    for config in configs:
        score = train(config, seeds[0])
        if score > best:
            best, winner = score, config
    scores = [float(train(winner, seed)) for seed in seeds[1:]]
    found = {"winner": dict(winner), "mean": mean(scores), "sd": stdev(scores)}
    other, own = (row.tolist() for row in open_test((default, winner)))
    found["default_test"], found["test"] = mean(other), mean(own)
    differences = [mine - theirs for mine, theirs in zip(own, other, strict=True)]
    variance = 2 * found["sd"] ** 2 + stdev(differences) ** 2 / len(differences)
    found["error"] = variance**0.5
    found["beaten"] = bool(found["test"] - 2 * variance**0.5 >= found["default_test"])
    found["trainings"] = n_calls
    return found
