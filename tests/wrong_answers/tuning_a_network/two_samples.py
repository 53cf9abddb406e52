"""4: each test score has its own binomial variance, summed in a loop."""

from statistics import mean, stdev


def report(evaluate, open_test, configs, default, seeds):
    chooser, *others = seeds
    scored = [(evaluate(config, chooser), place) for place, config in enumerate(configs)]
    winner = configs[max(scored)[1]]
    fresh = [float(evaluate(winner, seed)) for seed in others]
    reads = open_test([winner, default])
    found = {"winner": winner, "trainings": len(configs) + len(others)}
    found |= {"mean": mean(fresh), "sd": stdev(fresh)}
    found["test"], found["default_test"] = (sum(row) / len(row) for row in reads)
    variance = 0.0
    for share in (found["test"], found["default_test"]):
        variance += found["sd"] ** 2 + share * (1 - share) / reads.shape[1]
    found["error"] = variance**0.5
    return found | {"beaten": bool(found["test"] - found["default_test"] >= 2 * found["error"])}
