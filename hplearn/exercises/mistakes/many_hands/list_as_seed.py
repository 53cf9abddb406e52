"""2: takes a list as seed, so that trial 0 gets the stream of the search's own seed.

With [seed, trial] as the seed, trial 0 gets the stream of default_rng(seed), which other code
may draw from. Spawn the seeds.
"""

import numpy as np


def noise(seed, started):
    return {trial: np.random.default_rng([seed, trial]).random() for trial in started}
