"""2: the number of trainings is the number of values in the whole study."""


def is_tuned(study):
    tuned = []
    n_trainings = 0
    for name in sorted(study):
        n_trainings += len(study[name])
        if name != "seed" and len(study[name]) > 1:
            tuned.append(name)
    return tuned, n_trainings
