"""2: does not pay for repetitions.

Repeating with another seed is a training like any other, and is paid for.
"""


def is_tuned(study):
    names, n = [], 1
    for name in sorted(study):
        if name != "seed":
            n *= len(study[name])
            if len(study[name]) > 1:
                names.append(name)
    return names, n
