"""Ridge regression: least squares on added rows, shrinkage and the lasso found by trying."""

from itertools import chain, repeat

import numpy as np

from hplearn.exercises.compare import close
from hplearn.exercises.oracles.special import special
from hplearn.exercises.questions import Case, Question


def _ridge(X, y, alpha):
    """Return ridge as least squares on rows that were added: each pulls a coefficient to zero."""
    pull = np.sqrt(alpha) * np.diag([*np.ones(X.shape[1]), 0])
    rows = np.vstack([np.column_stack([X, np.ones(len(X))]), pull])
    found = np.linalg.lstsq(rows, np.concatenate([y, np.zeros(len(pull))]), rcond=None)[0]
    found = found.round(12) + 0.0  # what would be 0 is 0 on each processor
    return found[:-1], float(found[-1])


@special(
    {
        "there are more columns than rows": lambda X, y, alpha: X.shape[1] > len(X),
        "there is one column": lambda X, y, alpha: X.shape[1] == 1,
        "there is one row": lambda X, y, alpha: len(X) == 1,
        "a column is constant": lambda X, y, alpha: (np.ptp(X, axis=0) == 0).any(),
    }
)
def _tables(rng):
    yield Case(np.array([[1.0, 2.0]]), np.array([3.0]), 2.0)
    level = np.array([[0.0, 1.0], [2.0, 1.0]]), np.array([1.0, 5.0]), 2.0
    yield Case(*level)
    for sizes in chain(((12, 3), (6, 9), (4, 7), (5, 1)), repeat(None)):
        n_samples, n_features = sizes or rng.integers([4, 1], [20, 12])
        X = rng.normal(size=(n_samples, n_features)) + rng.normal(0, 2, n_features)
        y = 5 + X @ rng.normal(size=n_features) + rng.normal(size=n_samples)
        yield Case(X, y, float(10 ** rng.uniform(-1, 3)))


def _alpha_for(x, factor):
    """Return the alpha at which a fitted slope has the wanted size; 1 is that of least squares."""
    low, high = -30.0, 30.0  # of the logarithm
    for _ in range(60):
        middle = (low + high) / 2
        coef, _ = _ridge(x[:, None], x, np.exp(middle))
        low, high = (middle, high) if coef[0] > factor else (low, middle)
    return float(np.exp(low))


@special(
    {
        "there are more than two rows": lambda x, factor: len(x) > 2,
        "a number of x is below 0": lambda x, factor: x.min() < 0,
        "factor is above a half": lambda x, factor: factor > 0.5,
    }
)
def _columns(rng):
    yield Case(np.array([0.0, 2000.0]), 0.25)
    while True:
        x = rng.normal(rng.normal(0, 5), 2, rng.integers(3, 30))
        yield Case(x, float(rng.uniform(0.05, 0.95)))


def _new_unit(alpha, scale):
    x = np.array([-1.0, 0.0, 3.0])
    slope = _ridge(x[:, None], x, alpha)[0][0]  # of least squares the slope would be 1
    return _alpha_for(scale * x, slope)


@special(
    {
        "scale is 1": lambda alpha, scale: scale == 1,
        "scale is below 1": lambda alpha, scale: scale < 1,
        "scale is above 1": lambda alpha, scale: scale > 1,
    }
)
def _units(rng):
    yield Case(3.0, 1.0)
    yield Case(3.0, 1000.0)
    while True:
        yield Case(float(10 ** rng.uniform(-2, 3)), float(10 ** rng.uniform(-1, 2)))


def _lasso_slope(x, y, alpha):
    """Return where the derivative of the lasso's loss changes its sign, by halving an interval."""
    x, y = x - x.mean(), y - y.mean()
    size = abs(x @ y) / (x @ x)  # of the slope of least squares
    low, high = -size, size
    for _ in range(200):
        w = (low + high) / 2
        errors = -2 * (x @ (y - w * x))
        if w == 0 and abs(errors) <= alpha:
            return 0.0
        up = errors + alpha * (np.sign(w) or np.sign(-errors)) > 0
        low, high = (low, w) if up else (w, high)
    return float(w)


def _together(x, y):
    return (x - x.mean()) @ (y - y.mean())


@special(
    {
        "the line falls": lambda x, y, alpha: _together(x, y) < 0,
        "the line rises": lambda x, y, alpha: _together(x, y) > 0,
        "the lasso's slope is zero": lambda x, y, alpha: alpha >= 2 * abs(_together(x, y)),
        "the lasso's slope is not zero": lambda x, y, alpha: alpha < 2 * abs(_together(x, y)),
        "the slope and x @ y differ in sign": lambda x, y, alpha: _together(x, y) * (x @ y) < 0,
        "there are more than two rows": lambda x, y, alpha: len(x) > 2,
    }
)
def _lines(rng):
    yield Case(np.array([0.0, 2.0]), np.array([1.0, 5.0]), 4.0)
    yield Case(np.arange(3.0), np.full(3, 3.0), 1.0, where="y is constant")
    yield Case(np.array([0.0, 1e-6]), np.array([0.0, 1e-3]), 1e-10)  # small, but steep
    yield Case(np.array([0.0, 0.1, 0.2]), np.array([3.0, 2.9, 2.8]), 0.06)
    yield Case(np.array([1.0, 2.0, 3.0]), np.array([9.0, 8.0, 5.0]), 1.0)
    while True:
        some = rng.uniform(0.05, 0.95)
        for share, sign in ((0.4, -1), (0.4, 1), (1.2, 1), (1.2, -1), (some, 1)):
            spread = 10 ** rng.uniform(-1.5, 0.5)
            x = rng.normal(rng.normal(0, 5), spread, int(rng.integers(3, 20)))
            y = 3 + sign * rng.uniform(0.5, 4) * x + rng.normal(0, 0.3 * spread, len(x))
            most = 2 * (x - x.mean()) @ (y - y.mean())  # from here on the slope is zero
            yield Case(x, y, float(abs(most) * share))


QUESTIONS = (
    Question(
        1,
        "fit_ridge(X, y, alpha)",
        points=3,
        answer=_ridge,
        cases=_tables,
        n_public=8,
        n_fresh=11,
        compare=close(rtol=1e-7, atol=1e-9),
        section="The rule for many columns",
    ),
    Question(
        2,
        "alpha_for(x, factor)",
        points=2,
        answer=_alpha_for,
        cases=_columns,
        compare=close(rtol=1e-7),
        section="The rule for one column",
    ),
    Question(
        3,
        "alpha_in_new_unit(alpha, scale)",
        points=1,
        answer=_new_unit,
        cases=_units,
        compare=close(rtol=1e-6),
        section="Is 100 a large alpha?",
    ),
    Question(
        4,
        "lasso_slope(x, y, alpha)",
        points=2,
        answer=_lasso_slope,
        cases=_lines,
        n_public=10,
        n_fresh=12,
        compare=close(rtol=1e-7, atol=1e-9),
        section="A penalty on absolute values: the lasso (optional)",
    ),
)
