"""Seeds: what a log keeps of one, and the random numbers that it stands for."""

import hashlib
import json

import numpy as np

from hplearn.checks import whole_number


def seed_of(rng):
    """Return what stands for `rng` in a log: a number, a Generator's fingerprint, or None.

    Parameters
    ----------
    rng : int, Generator or None

    Raises
    ------
    ValueError
        When it is none of these.

    Examples
    --------
    >>> seed_of(3), len(seed_of(np.random.default_rng(3)))
    (3, 16)
    """
    if rng is None:
        return None
    if isinstance(rng, np.random.Generator):
        state = json.dumps(rng.bit_generator.state, sort_keys=True, default=str)
        return hashlib.sha256(state.encode()).hexdigest()[:16]
    return whole_number("rng", rng, low=0)


def generator(rng, seed):
    """Return the Generator: `rng` if it is one, else that of `seed`, as a log gave it.

    Raises
    ------
    ValueError
        When the log began with a Generator and `rng` is none.

    Examples
    --------
    >>> generator(None, 3).random() == generator(3, 3).random()
    True
    """
    if isinstance(rng, np.random.Generator):
        return rng
    if isinstance(seed, str):
        raise ValueError(f"rng must be the Generator that the log began with, got {rng!r}")
    return np.random.default_rng(seed)
