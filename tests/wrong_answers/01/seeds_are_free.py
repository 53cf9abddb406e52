"""01.2: repetitions are not paid for."""


def is_tuned(study):
    names, n = [], 1
    for name in sorted(study):
        if name != "seed":
            n *= len(study[name])
            if len(study[name]) > 1:
                names.append(name)
    return names, n
