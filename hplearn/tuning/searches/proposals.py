"""New configurations for a search with budgets: at random, or where a model points."""

import numpy as np

from hplearn.checks import require
from hplearn.tuning.searches import tpe

N_STARTUP, N_CANDIDATES = 10, 24  # as in `tpe_search`


def proposals(space, rng, points=(), propose=None, finished=()):
    """Yield the given `points`, then configurations without end.

    They are random ones without `propose`. With ``"tpe"`` they are a Parzen estimator's (`tpe`),
    once ten configurations are among the trials `finished`, to which the caller adds. A
    configuration counts with its last trial, and is the better, the larger its budget, and then the
    lower its loss: one that survived a rung stands above those that did not.
    """
    require("propose", propose, propose in (None, "tpe"), "None or 'tpe'")
    yield from points
    while propose is None:
        yield space.from_unit(rng.random(space.n_dims))
    proposed, last, n_seen = [space.to_unit(point) for point in points], {}, 0
    while True:
        last |= {tuple(space.to_unit(trial.config)): trial for trial in finished[n_seen:]}
        n_seen = len(finished)
        if len(last) < N_STARTUP:
            u = rng.random(space.n_dims)
        else:
            ranked = sorted(last, key=lambda point: last[point].rank_key)
            losses = [np.inf if last[point].failed else rank for rank, point in enumerate(ranked)]
            waiting = [point for point in proposed if tuple(point) not in last]
            u = tpe.propose(space, np.array(ranked + waiting), losses, N_CANDIDATES, rng)
        config = space.from_unit(u)
        proposed.append(space.to_unit(config))
        yield config
