"""When a run that learns step by step may end early: the median rule."""

import numpy as np

from hplearn.checks import require

N_FIRST = 5  # so many curves make a median that is worth something


def step_limits(rule, trials):
    """Return the loss that the next trial must not exceed after each step, or None without a rule.

    By the median rule that is the median of what the finished `trials` had there: a run that was
    never better by then will hardly be the best in the end. A step that fewer than five of them
    reached has no limit. (Golovin et al. 2017, Google Vizier, section 3.2.2, compare with running
    averages.)

    >>> from hplearn.tuning import Trial
    >>> curves = [[3.0, 1.0], [4.0, 2.0], [5.0, 3.0], [6.0, 4.0], [7.0]]
    >>> step_limits("median", [Trial(0, {}, 2, c[-1], 0.0, info={"curve": c}) for c in curves])
    [5.0]
    """
    require("stopping", rule, rule in (None, "median"), "None or 'median'")
    if rule is None:
        return None
    curves = [trial.info["curve"] for trial in trials if not trial.failed]
    reached = sorted((len(curve) for curve in curves), reverse=True)
    n_steps = reached[N_FIRST - 1] if len(curves) >= N_FIRST else 0
    by_step = [[curve[step] for curve in curves if len(curve) > step] for step in range(n_steps)]
    return [float(np.median(losses)) for losses in by_step]
