"""Searches with a model: gains by integration, means by a bordered inverse, hills one by one."""

from math import exp, fsum, pi, sqrt

import numpy as np

from hplearn.exercises.compare import close
from hplearn.exercises.oracles.special import special
from hplearn.exercises.questions import Case, Question

PLACES, WEIGHTS = np.polynomial.legendre.leggauss(100)


def _gain(lead, sd):
    """Return the integral of lead - sd z, times the density of z, over all z where it gains."""
    if sd == 0:
        return max(lead, 0.0)
    low, high = -10.0, np.clip(lead / sd, -10, 10)
    z = low + (high - low) * (PLACES + 1) / 2
    return WEIGHTS @ ((lead - sd * z) * np.exp(-(z**2) / 2)) * (high - low) / 2 / sqrt(2 * pi)


def _improvement(mean, sd, best):
    return np.array([_gain(best - m, s) for m, s in zip(mean, sd, strict=True)])


@special(
    {
        "some sd are zero": lambda mean, sd, best: (sd == 0).any(),
        "some sd are below 0.01": lambda mean, sd, best: (sd < 0.01).any(),
        "an sd is below 0.01, and its mean is close to best": lambda mean, sd, best: (
            abs(mean - best)[sd < 0.01] < 0.05
        ).any(),
        "every sd is zero": lambda mean, sd, best: (sd == 0).all(),
        "no sd is zero": lambda mean, sd, best: (sd > 0).all(),
        "some sd are zero where mean is above best": lambda mean, sd, best: (
            mean[sd == 0] > best
        ).any(),
        "best is below 0": lambda mean, sd, best: best < 0,
    }
)
def _beliefs(rng):
    yield Case(np.array([0.2, 0.3, 0.3, 0.5]), np.array([0.0, 0.0, 0.1, 0.2]), 0.3)
    small = np.array([5e-7, 2e-4, 0.1])
    yield Case(np.array([0.3, 0.2999, 0.4]), small, 0.3, where="an sd is very small")
    means = np.array([0.4, 0.7]) + np.round(rng.uniform(0, 0.1), 3)
    yield Case(means, np.zeros(2), 0.6)
    yield Case(np.array([-0.5, -1.25, -2.0, 0.25]), np.array([0.0, 0.3, 0.0, 0.0]), -0.5)
    yield Case(np.array([0.1, 0.25]), np.array([0.1, 0.2]), 0.3)
    whole = "mean is an array of whole numbers"
    yield Case(np.array([0, 1, 2]), np.full(3, 0.5), 1, where=whole)
    while True:
        n = int(rng.integers(3, 9))
        sd = np.round(rng.uniform(0.05, 1.5, n), 3)
        mean, best = np.round(rng.normal(-1, 0.7, n), 3), float(np.round(rng.normal(-1.3, 0.5), 3))
        yield Case(mean, sd, best)
        sd[0], mean[0] = 0, best - np.round(rng.uniform(0.1, 0.9), 3)  # a certain gain
        yield Case(mean, sd * np.r_[0, 1, rng.random(n - 2) > 0.3], best)


def _mean_of_one(K, row, losses, prior):
    """Return the conditional mean from the inverse covariance of the trials and one candidate."""
    joint = np.block([[np.asarray(K), np.c_[row]], [np.r_[row], 10.0]])
    precision = np.linalg.inv(joint)[-1]
    return prior - precision[:-1] @ (losses - prior) / precision[-1]


def _posterior_mean(K, k, losses, prior):
    return np.array([_mean_of_one(K, row, losses, prior) for row in k])


@special(
    {
        "there is one trial": lambda K, k, losses, prior: len(losses) == 1,
        "there is more than one trial": lambda K, k, losses, prior: len(losses) > 1,
        "there are as many trials as candidates": lambda K, k, losses, prior: len(k) == len(losses),
        "there is more than one candidate": lambda K, k, losses, prior: len(k) > 1,
    }
)
def _covariances(rng):
    yield _covariance(rng, [0.2], 0.5)
    for tried in ([0.1, 0.5], [0.9, 0.2, 0.6]):
        yield _covariance(rng, tried, 0.02, where="the trials are far apart", x=[0.21, 0.51])
    yield _covariance(rng, [0.1, 0.15, 0.9], 0.3, x=[0.4])
    yield _covariance(rng, rng.random(5), 0.4)
    while True:
        for n_tried in (int(rng.integers(2, 8)), 1):
            yield _covariance(rng, rng.random(n_tried), float(rng.uniform(0.1, 0.6)))


def _covariance(rng, tried, length_scale, where="", x=None):
    def alike(a, b):
        r = np.sqrt(5) * abs(np.subtract.outer(a, b)) / length_scale
        return 0.5 * (1 + r + r**2 / 3) * np.exp(-r)

    x = rng.random(int(rng.integers(1, 5))) if x is None else x
    prior = float(np.round(rng.uniform(-2, -0.5), 2))
    K = alike(tried, tried) + 0.01 * np.eye(len(tried))
    losses = np.round(prior + rng.normal(0, 0.7, len(tried)), 3)
    return Case(K, alike(x, tried), losses, prior, where=where)


def _height(at, trials, width):
    hills = [exp(-(((at - trial) / width) ** 2) / 2) for trial in trials]
    return fsum(hills) / len(hills)


def _choice(good, rest, candidates, width, promise=lambda good, rest: good / rest):
    heights = {u: [_height(u, trials, width) for trials in (good, rest)] for u in candidates}
    return float(max(candidates, key=lambda u: promise(*heights[u])))


@special(
    {
        "both densities are low at the right candidate": lambda good, rest, candidates, width: (
            max(_height(_choice(good, rest, candidates, width), t, width) for t in (good, rest))
            < 0.1
        ),
    }
)
def _trials(rng):
    yield Case(np.array([0.6, 0.7]), np.array([0.1, 0.3, 0.65, 0.9]), np.array([0.66, 0.55]), 0.1)
    far = rng.uniform(0.9, 1, 2), np.array([0.3, 0.46])
    yield Case(np.array([0.5, 0.52]), *far, 0.04, where="the other trials are far away")
    tails = np.array([0.5, 0.6]), np.array([0.15, 0.56]), np.array([0.4, 0.8])
    yield Case(*tails, 0.1)  # a small number added to both densities changes the choice
    others = [lambda good, rest: good, lambda good, rest: -rest, lambda good, rest: good - rest]
    while True:
        good, rest, candidates = (rng.random(int(n)) for n in rng.integers([2, 4, 6], [5, 15, 14]))
        where = 0.3 + 0.4 * good, rest, candidates, float(np.round(rng.uniform(0.1, 0.3), 2))
        if len({_choice(*where, promise) for promise in [*others, lambda g, r: g / r]}) == 4:
            yield Case(*where)  # a candidate for each misunderstanding


NEEDS = ("scipy.stats",)
QUESTIONS = (
    Question(
        1,
        "expected_improvement(mean, sd, best)",
        points=2,
        answer=_improvement,
        cases=_beliefs,
        compare=close(rtol=1e-6, atol=1e-9),
        n_public=7,
        n_fresh=12,
        section="Where to look next",
    ),
    Question(
        2,
        "posterior_mean(K, k, losses, prior)",
        points=2,
        answer=_posterior_mean,
        cases=_covariances,
        compare=close(rtol=1e-6, atol=1e-8),
        n_public=7,
        n_fresh=12,
        section="Where to look next",
    ),
    Question(
        3,
        "tpe_choice(good, rest, candidates, width)",
        points=2,
        answer=_choice,
        cases=_trials,
        n_public=6,
        section="Two densities instead of a model of the loss",
    ),
)
