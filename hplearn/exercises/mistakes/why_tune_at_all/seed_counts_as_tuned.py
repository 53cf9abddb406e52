"""2: takes the seed for a hyperparameter with several values.

The seed's values are repetitions: their mean is reported, none is chosen.
"""


def is_tuned(study):
    n = 1
    for values in study.values():
        n *= len(values)
    return sorted(name for name in study if len(study[name]) > 1), n
