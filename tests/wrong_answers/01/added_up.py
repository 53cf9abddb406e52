"""01.2: the numbers of values are added up."""


def is_tuned(study):
    names = [name for name in sorted(study) if len(study[name]) > 1 and name != "seed"]
    return names, sum(len(values) for values in study.values())
