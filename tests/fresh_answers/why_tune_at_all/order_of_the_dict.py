"""2: the names come in the order in which the study lists them."""

import numpy as np


def is_tuned(study):
    tuned = [name for name in study if name != "seed" and len(study[name]) > 1]
    return tuned, int(np.prod([len(values) for values in study.values()]))
