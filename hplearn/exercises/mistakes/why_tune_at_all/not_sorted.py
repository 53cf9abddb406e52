"""2: gives the names in the order of the study.

The names are right, and stand in the order of the study. They are asked for in alphabetical order.
"""

from math import prod


def is_tuned(study):
    names = [name for name, values in study.items() if len(values) > 1 and name != "seed"]
    return names, prod(map(len, study.values()))
