"""2: a seed is not tuned, so it is left out of the count as well."""


def is_tuned(study):
    tuned = []
    n_trainings = 1
    for name, values in study.items():
        if name == "seed":
            continue
        if len(values) > 1:
            tuned.append(name)
        n_trainings *= len(values)
    return sorted(tuned), n_trainings
