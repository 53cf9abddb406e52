"""2: seeds each trial by its place in the list.

You seed by a place in a list, in `started` or in one that you sorted. That changes with what else
was started; the number of the trial does not.
"""

import numpy as np


def noise(seed, started):
    seeds = np.random.SeedSequence(seed).spawn(len(started))
    return {
        trial: np.random.default_rng(own).random()
        for trial, own in zip(started, seeds, strict=True)
    }


def sign(arguments, outcome):
    seed, started = arguments
    return sorted(outcome.value.values()) == sorted(noise(seed, started).values())
