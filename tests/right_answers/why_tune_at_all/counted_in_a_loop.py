"""2: the trainings are counted in a loop, the names collected in a list."""


def is_tuned(study):
    names, n_trainings = [], 1
    for name, values in study.items():
        n_trainings = n_trainings * len(values)
        if name != "seed" and len(values) >= 2:
            names.append(name)
    names.sort()
    return [names, n_trainings]
