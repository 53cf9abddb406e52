"""2: the names come in the order in which the study lists them."""


def is_tuned(study):
    tuned = [name for name in study if len(study[name]) > 1 and name != "seed"]
    n_trainings = 1
    for values in study.values():
        n_trainings = n_trainings * len(values)
    return tuned, n_trainings
