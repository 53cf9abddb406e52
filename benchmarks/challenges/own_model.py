"""What lesson 20 claims of the table of patients: other cuts, another search, another model."""

import numpy as np
from scipy.stats import loguniform, randint
from sklearn.datasets import load_diabetes, make_friedman1
from sklearn.ensemble import HistGradientBoostingRegressor
from sklearn.linear_model import RidgeCV
from sklearn.model_selection import (
    KFold,
    ParameterSampler,
    RandomizedSearchCV,
    cross_val_predict,
    cross_val_score,
    train_test_split,
)
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from threadpoolctl import threadpool_limits

from benchmarks.intervals import bounds_of, mean_of
from benchmarks.seeds import fresh

SCORE = "neg_mean_absolute_error"
SEEDS, CUT = fresh(range(1, 21)), fresh(0)
SPACE = {
    "learning_rate": loguniform(0.03, 1),
    "max_leaf_nodes": randint(2, 65),
    "min_samples_leaf": randint(2, 101),
    "l2_regularization": loguniform(1e-3, 1e3),
}


def _trees(**settings):
    return HistGradientBoostingRegressor(random_state=fresh(0), **settings)


def _ridge():
    return make_pipeline(StandardScaler(), RidgeCV(np.logspace(-2, 4, 25)))


def _error(model, X, y, seed=CUT, folds=3):
    cut = KFold(folds, shuffle=True, random_state=seed)
    return -cross_val_score(model, X, y, cv=cut, scoring=SCORE).mean()


def _leads(seed):
    """Return the winner's lead on its folds, and on locked rows over untuned trees and ridge."""
    X, y = load_diabetes(return_X_y=True, scaled=False)
    X, locked, y, truth = train_test_split(X, y, test_size=111, random_state=seed)
    cut = KFold(3, shuffle=True, random_state=seed)
    untuned = _trees(early_stopping=True, max_iter=500)
    search = RandomizedSearchCV(untuned, SPACE, n_iter=15, scoring=SCORE, cv=cut, random_state=seed)
    search.fit(X, y)
    tuned, *rivals = (
        abs(truth - model.fit(X, y).predict(locked)).mean()
        for model in (search.best_estimator_, untuned, _ridge())
    )
    return [_error(untuned, X, y, seed) + search.best_score_, *np.subtract(rivals, tuned)]


def what_the_search_brings():
    """The winner leads on its own folds; on locked rows it leads neither untuned trees nor ridge.

    Open the locked rows, once

    20 other cuts, and 15 trials of scikit-learn's random search instead of TPE.
    """
    with threadpool_limits(1, "openmp"):
        own, untuned, ridge = np.array([_leads(seed) for seed in SEEDS]).T
    assert bounds_of(own)[0] > 0
    assert bounds_of(untuned)[0] < 0.5
    assert bounds_of(ridge)[1] < 0
    return (
        f"own folds {mean_of(own)}, locked rows {mean_of(untuned)} over the untuned trees, "
        f"{mean_of(ridge)} over the ridge"
    )


def ridge_is_ahead():
    """With a few hundred patients the ridge is ahead of boosted trees on default settings.

    Baselines first

    20 other cuts, three folds each.
    """
    X, y = load_diabetes(return_X_y=True, scaled=False)
    with threadpool_limits(1, "openmp"):
        leads = []
        for seed in SEEDS:
            rows, _ = train_test_split(np.arange(442), test_size=111, random_state=seed)
            both = (_error(model, X[rows], y[rows], seed) for model in (_trees(), _ridge()))
            leads.append(np.subtract(*both))
    assert bounds_of(leads)[0] > 0
    return f"the ridge leads by {mean_of(leads)}"


def the_ridge_leads_where_lines_are_straight():
    """With these columns, rows and this noise, a straight target lets the ridge lead, one that is
    bent without turning back, too, and one that turns back on itself the trees.

    Baselines first

    20 shufflings: the ridge's own fit with its errors dealt out anew; the same fit bent, as its
    exponential; and turned, as far from its mean instead of above or below it. All have the same
    spread, and what changes is the form of the target alone.
    """
    X, y = load_diabetes(return_X_y=True, scaled=False)
    fit = _ridge().fit(X, y).predict(X)
    scaled = (fit - fit.mean()) / fit.std()
    forms = {"straight": scaled, "bent": np.exp(scaled), "turned": abs(scaled)}
    leads = {name: [] for name in forms}
    with threadpool_limits(1, "openmp"):
        for seed in SEEDS:
            errors = np.random.default_rng(seed).permutation(y - fit)
            for name, form in forms.items():
                signal = fit.mean() + (form - form.mean()) * fit.std() / form.std()
                both = (_error(model, X, signal + errors, seed) for model in (_trees(), _ridge()))
                leads[name].append(np.subtract(*both))
    assert bounds_of(leads["straight"])[0] > 0 > bounds_of(leads["turned"])[1]
    assert bounds_of(leads["bent"])[0] > 0
    return "; ".join(f"{name}: the ridge leads by {mean_of(lead)}" for name, lead in leads.items())


def the_guess_of_the_interval():
    """The ± over locked rows is guessed to a factor of two, mostly, from the untuned model and a
    setting drawn from the space.

    The report

    6 other cuts; the ± of the winner of 8 random trials over the untuned trees, and four guesses
    from three folds of the other rows.
    """
    X, y = load_diabetes(return_X_y=True, scaled=False)
    early, ratios = {"early_stopping": True, "max_iter": 500}, []
    with threadpool_limits(1, "openmp"):
        for seed in SEEDS[:6]:
            rest, locked, y_rest, truth = train_test_split(X, y, test_size=111, random_state=seed)
            cut, untuned = KFold(3, shuffle=True, random_state=seed), _trees(**early)
            options = {"n_iter": 8, "scoring": SCORE, "cv": cut, "random_state": seed}
            winner = RandomizedSearchCV(untuned, SPACE, **options).fit(rest, y_rest)
            models = untuned.fit(rest, y_rest), winner.best_estimator_
            spread = np.std(np.subtract(*(abs(truth - m.predict(locked)) for m in models)), ddof=1)
            drawn = ParameterSampler(SPACE, 4, random_state=seed + 50)
            out = [
                abs(y_rest - cross_val_predict(model, rest, y_rest, cv=cut))
                for model in (untuned, *(_trees(**early, **setting) for setting in drawn))
            ]
            ratios += [np.std(off - out[0], ddof=1) / spread for off in out[1:]]
    inside = np.mean([0.5 < ratio < 2 for ratio in ratios])
    assert 0.7 < np.median(ratios) < 1.7
    assert inside > 0.75
    return f"guess / ±: median {np.median(ratios):.1f}, within a factor of two {inside:.0%}"


def the_visits_tell_of_their_own_patient():
    """The column from the future lowers the error by what it tells of each patient's own target.

    Fail on purpose: a column from the future

    20 draws, the ridge; the same numbers of visits, dealt out to the patients by lot.
    """
    X, y = load_diabetes(return_X_y=True, scaled=False)
    falls = []
    for seed in SEEDS:
        rng = np.random.default_rng(seed + 200)
        visits, before = rng.poisson(y / 20), _error(_ridge(), X, y, seed)
        columns = visits, rng.permutation(visits)
        after = [_error(_ridge(), np.column_stack([X, column]), y, seed) for column in columns]
        falls.append(before - np.array(after))
    own, lots = np.array(falls).T
    assert bounds_of(own)[0] > 8
    assert bounds_of(lots)[1] < 0.5
    return f"the error falls by {mean_of(own)}, dealt out by lot by {mean_of(lots)}"


def leak_by_a_quarter():
    """A column drawn around a twentieth of the target takes away a quarter of the error or so.

    Fail on purpose: a column from the future

    20 other draws, and the ridge instead of trees; the column is also judged alone.
    """
    X, y = load_diabetes(return_X_y=True, scaled=False)
    before, falls, best = _error(_ridge(), X, y), [], []
    honest = min(_error(_ridge(), X[:, [k]], y) for k in range(10))
    for seed in SEEDS:
        visits = np.random.default_rng(seed + 100).poisson(y / 20)
        falls.append(1 - _error(_ridge(), np.column_stack([X, visits]), y) / before)
        best.append(_error(_ridge(), visits[:, None], y) < honest)
    assert bounds_of(falls)[0] > 0.2
    assert bounds_of(falls)[1] < 0.35
    assert all(best)
    return f"{mean_of(100 * np.array(falls))} % less; alone ahead of every honest column in all 20"


def alone_nearly_as_well_as_all():
    """Alone it is ahead of the ten honest columns together, and nearly as good as all eleven.

    Fail on purpose: a column from the future

    20 other draws and cuts, boosted trees.
    """
    X, y = load_diabetes(return_X_y=True, scaled=False)
    errors = []
    with threadpool_limits(1, "openmp"):
        for seed in SEEDS:
            visits = np.random.default_rng(seed + 100).poisson(y / 20)
            tables = visits[:, None], np.column_stack([X, visits]), X
            errors.append([_error(_trees(), table, y, seed) for table in tables])
    alone, eleven, ten = np.array(errors).T
    assert 0 < bounds_of(alone - eleven)[0] < bounds_of(alone - eleven)[1] < 4
    assert bounds_of(ten - alone)[0] > 8
    return f"alone {mean_of(alone)}, all eleven {mean_of(eleven)}, without it {mean_of(ten)}"


def _factor(errors, rates):
    """Return by what factor the rate may vary within two hundredths of the lowest error."""
    good = rates[errors <= 1.02 * errors.min()]
    return good.max() / good.min()


def stopping_widens_the_range():
    """With early stopping the error stays low over a wider range of learning rates.

    Early stopping and the rate (optional)

    20 data sets from Friedman's function, 331 rows each, 7 rates; within 2 % of the lowest error.
    """
    rates, ways = np.geomspace(0.01, 1, 7), ({"early_stopping": True, "max_iter": 300}, {})
    factors = []
    with threadpool_limits(1, "openmp"):
        for seed in SEEDS:
            X, y = make_friedman1(331, noise=4.0, random_state=seed)
            curves = [[_error(_trees(learning_rate=r, **w), X, y) for r in rates] for w in ways]
            factors.append([_factor(np.array(errors), rates) for errors in curves])
    stopped, fixed = np.log10(factors).T
    assert bounds_of(stopped - fixed)[0] > 0
    return (
        f"a factor of {10 ** stopped.mean():.0f} with early stopping, "
        f"{10 ** fixed.mean():.0f} with 100 trees"
    )


def trees_that_follow_the_rate():
    """What keeps the error low over many rates is that the number of trees follows the rate.

    Early stopping and the rate (optional)

    5 other cuts of the patients, three folds; no early stopping: 100 trees, or 4 / rate of them.
    """
    X, y = load_diabetes(return_X_y=True, scaled=False)
    rates, factors = np.geomspace(0.01, 1, 7), []
    with threadpool_limits(1, "openmp"):
        for number in (lambda rate: 100, lambda rate: max(4, round(4 / rate))):
            errors = [
                [
                    _error(_trees(learning_rate=rate, max_iter=number(rate)), X, y, seed)
                    for rate in rates
                ]
                for seed in fresh(range(20, 25))
            ]
            mean = np.mean(errors, axis=0)
            good = rates[mean <= mean.min() + 2]
            factors.append(good.max() / good.min())
    assert factors[0] < 11 < 20 < factors[1]
    return (
        f"within two units: a factor of {factors[0]:.0f} with 100, {factors[1]:.0f} with 4 / rate"
    )


def within_two_units_on_a_finer_grid():
    """Early stopping keeps the error within two units over a factor of twenty or more, 100 trees
    of less than ten.

    Early stopping and the rate (optional)

    The mean of 6 other cuts of the patients, 13 rates instead of 7, with three folds.
    """
    X, y = load_diabetes(return_X_y=True, scaled=False)
    rates, factors = np.geomspace(0.01, 1, 13), []
    with threadpool_limits(1, "openmp"):
        for way in ({"early_stopping": True, "max_iter": 500}, {}):
            errors = [
                [_error(_trees(learning_rate=rate, **way), X, y, seed) for rate in rates]
                for seed in SEEDS[:6]
            ]
            mean = np.mean(errors, axis=0)
            good = rates[mean <= mean.min() + 2]
            factors.append(good.max() / good.min())
    assert factors[0] > 20 > 11 > factors[1]
    return f"a factor of {factors[0]:.0f} with early stopping, {factors[1]:.0f} with 100 trees"


def the_last_ten_trees_do_harm_at_a_large_rate():
    """At a rate of 1 early stopping fails in part because the last ten trees are kept.

    Early stopping and the rate (optional)

    20 other cuts of the patients: the error with all trees, and up to the best one.
    """
    X, y = load_diabetes(return_X_y=True, scaled=False)
    harm = []
    with threadpool_limits(1, "openmp"):
        for seed in SEEDS:
            X_train, locked, y_train, truth = train_test_split(
                X, y, test_size=111, random_state=seed
            )
            model = _trees(learning_rate=1, early_stopping=True, max_iter=500)
            model.fit(X_train, y_train)
            errors = [abs(truth - off).mean() for off in model.staged_predict(locked)]
            harm.append(errors[-1] - errors[int(np.argmax(model.validation_score_[1:]))])
    assert bounds_of(harm)[0] > 2
    return f"they add {mean_of(harm)} to the error"
