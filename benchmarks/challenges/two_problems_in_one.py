"""Challenges to lesson 03: another curve, fresh seeds, scikit-learn's polynomials."""

import numpy as np
from sklearn.linear_model import LinearRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import PolynomialFeatures

from benchmarks.intervals import bounds_of, mean_of
from benchmarks.seeds import fresh

DEGREES = range(13)
LINE = np.linspace(-1, 1, 801)
NOISE = 0.3


def _wave(x):
    return np.sin(3 * x)


def _cubic(x):
    return 4 * x**3 - 3 * x


def _rows(curve, n_rows, rng):
    x = rng.uniform(-1, 1, n_rows)
    return x[:, None], curve(x) + NOISE * rng.normal(size=n_rows)


def _fits(rows):
    return [make_pipeline(PolynomialFeatures(d), LinearRegression()).fit(*rows) for d in DEGREES]


def _loss(model, rows):
    return np.mean((model.predict(rows[0]) - rows[1]) ** 2)


def _true_loss(model, curve):
    return np.mean((model.predict(LINE[:, None]) - curve(LINE)) ** 2) + NOISE**2


def _chosen(curve, n_rows, seed):
    """Return the true losses of what training and validation choose, and both degrees."""
    rng = np.random.default_rng(seed)
    train, validation = _rows(curve, n_rows, rng), _rows(curve, n_rows, rng)
    fits = _fits(train)
    picks = [int(np.argmin([_loss(m, rows) for m in fits])) for rows in (train, validation)]
    return [_true_loss(fits[pick], curve) for pick in picks], picks


def beyond_its_rows_degree_12_is_not_held():
    """With twenty random rows, degree 12 is far off beyond its outermost rows; even rows hold it.

    Two problems

    200 fresh data sets from sin 3x: all the line, between the outermost rows, and 20 even rows.
    """
    off = {"everywhere": [], "between the outermost rows": [], "with even rows": []}
    for seed in fresh(range(200)):
        rng = np.random.default_rng(600 + seed)
        x, y = _rows(_wave, 20, rng)
        even = np.linspace(-1, 1, 20)
        fits = [
            np.polynomial.Legendre.fit(at, values, 12, domain=[-1, 1])
            for at, values in ((x[:, 0], y), (even, _wave(even) + NOISE * rng.normal(size=20)))
        ]
        errors, held = ((curve(LINE) - _wave(LINE)) ** 2 for curve in fits)
        inside = (x.min() <= LINE) & (x.max() >= LINE)
        for values, found in zip(off.values(), (errors, errors[inside], held), strict=True):
            values.append(found.mean() + NOISE**2)
    everywhere, inner, even = (np.median(values) for values in off.values())
    assert everywhere > 20 * inner
    assert even < 0.2
    return f"medians {everywhere:.2g} everywhere, {inner:.2g} between them, {even:.2g} on even rows"


def training_loss_overfits_where_validation_does_not():
    """With twenty rows, the degree that training loss chooses overfits; validation's does not.

    Two problems

    100 fresh data sets from another curve, sin 3x, fitted by scikit-learn's LinearRegression.
    """
    losses, picks = zip(
        *[_chosen(_wave, 20, seed) for seed in fresh(range(50_000, 50_100))], strict=True
    )
    assert min(pick[0] for pick in picks) >= 11  # 12, but where the solver drops a direction
    excess = np.log10(np.array(losses) / NOISE**2)  # in powers of ten above the noise
    assert bounds_of(excess[:, 0] - excess[:, 1])[0] > 1
    by_training, by_validation = (mean_of(column) for column in excess.T)
    return (
        f"powers of ten above the variance of the noise: {by_training} by training,"
        f" {by_validation} by validation"
    )


def validation_finds_the_degree_in_about_half():
    """Validation finds the true degree in about half of the data sets, with 20 rows as with 2,000.

    Two problems

    400 fresh data sets of either size.
    """
    shares = []
    for n_rows in (20, 2000):
        found = []
        for seed in fresh(range(60_000, 60_400)):
            rng = np.random.default_rng([n_rows, seed])
            train, judge = _rows(_cubic, n_rows, rng), _rows(_cubic, n_rows, rng)
            fits = [np.polynomial.Legendre.fit(train[0][:, 0], train[1], d) for d in DEGREES]
            losses = [np.mean((f(judge[0][:, 0]) - judge[1]) ** 2) for f in fits]
            found.append(100.0 * (np.argmin(losses) == 3))
        assert bounds_of(found)[0] > 40
        assert bounds_of(found)[1] < 60
        shares.append(mean_of(found, digits=0))
    return f"{shares[0]} % with 20 rows, {shares[1]} % with 2,000"


def leakage_improves_the_report_and_worsens_the_model():
    """With degrees up to 12, leakage improves the report and worsens the model.

    Fail on purpose: no row wasted

    100 fresh data sets from sin 3x, fitted by scikit-learn's LinearRegression; the honest choice is
    fitted again to all rows; logarithms compared.
    """
    changes = []
    for seed in fresh(range(70_000, 70_100)):
        rng = np.random.default_rng(seed)
        train, judge = _rows(_wave, 20, rng), _rows(_wave, 20, rng)
        both = tuple(np.concatenate(parts) for parts in zip(train, judge, strict=True))
        final, outcome = _fits(both), []
        for fits in (_fits(train), final):
            shown = [_loss(model, judge) for model in fits]
            outcome.append((min(shown), _true_loss(final[int(np.argmin(shown))], _wave)))
        changes.append(np.log10(np.array(outcome[1]) / outcome[0]))
    report, truth = np.transpose(changes)
    assert bounds_of(report)[1] < 0 < bounds_of(truth)[0]
    return f"in powers of ten: report {mean_of(report, 2)}, loss on new rows {mean_of(truth, 2)}"


def a_refit_regains_what_was_held_out():
    """When half of the rows are held out, a refit on all rows lowers the loss on new rows.

    What validation costs

    100 fresh data sets of 40 rows from sin 3x, 20 held out; logarithms compared.
    """
    gains = []
    for seed in fresh(range(80_000, 80_100)):
        rng = np.random.default_rng(seed)
        train, judge = _rows(_wave, 20, rng), _rows(_wave, 20, rng)
        fits = _fits(train)
        best = int(np.argmin([_loss(model, judge) for model in fits]))
        both = tuple(np.concatenate(parts) for parts in zip(train, judge, strict=True))
        kept, refitted = (_true_loss(m[best], _wave) for m in (fits, _fits(both)))
        gains.append(100 * (1 - refitted / kept))
    assert bounds_of(gains)[0] > 0
    return f"{mean_of(gains, 0)} % lower"
