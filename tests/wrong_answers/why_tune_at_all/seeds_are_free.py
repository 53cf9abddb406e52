"""2: multiplies the lengths of all but the seed."""

from math import prod


def is_tuned(study):
    lengths = {name: len(values) for name, values in study.items() if name != "seed"}
    return [name for name in sorted(lengths) if lengths[name] >= 2], prod(lengths.values())
