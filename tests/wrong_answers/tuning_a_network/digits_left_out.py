"""4: measures the lead in standard deviations of the seeds."""

from statistics import mean, stdev, variance


def report(evaluate, open_test, configs, default, seeds):
    chooser, *others = seeds
    scored = [(evaluate(config, chooser), place) for place, config in enumerate(configs)]
    winner = configs[max(scored)[1]]
    fresh = [float(evaluate(winner, seed)) for seed in others]
    own, rival = open_test([winner, default]).mean(axis=1)
    return {
        "winner": winner,
        "trainings": len(configs) + len(others),
        "mean": mean(fresh),
        "sd": stdev(fresh),
        "test": own,
        "default_test": rival,
        "error": (2 * variance(fresh)) ** 0.5,
        "beaten": bool((own - rival) ** 2 >= 8 * variance(fresh)) and own > rival,
    }
