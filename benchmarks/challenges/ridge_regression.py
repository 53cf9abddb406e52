"""What lesson 09 claims of penalties: fresh splits, scikit-learn's models, their own tuning."""

import numpy as np
from sklearn.datasets import load_diabetes, make_regression
from sklearn.linear_model import LassoCV, LinearRegression, Ridge, RidgeCV, lasso_path
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from benchmarks.intervals import bounds_of, mean_of
from benchmarks.seeds import fresh
from hplearn import ridge_path

ALPHAS = np.logspace(-3, 5, 41)


def _patients():
    patients = load_diabetes(scaled=False)
    return patients.data, patients.target


def _splits(n_train, n_splits):
    X, y = _patients()
    for seed in fresh(range(1000, 1000 + n_splits)):
        yield train_test_split(X, y, train_size=n_train, random_state=seed)


def _ridge(*before):
    return make_pipeline(*before, RidgeCV(ALPHAS))


def _lead(model, other, X, X_new, y, y_new):
    """Return by how much one model's R² on new rows exceeds the other's."""
    return model.fit(X, y).score(X_new, y_new) - other.fit(X, y).score(X_new, y_new)


def a_tuned_penalty_pays_with_few_rows_and_not_with_many():
    """A tuned penalty gains R² with 30 patients, and hardly moves it with 300.

    Does tuning the penalty pay?

    200 fresh splits of each size, scikit-learn: alpha by leave-one-out against least squares.
    """
    few, many = (
        np.array([_lead(_ridge(StandardScaler()), LinearRegression(), *s) for s in _splits(n, 200)])
        for n in (30, 300)
    )
    assert np.median(few) > 0.1
    assert bounds_of(np.clip(few, -1, 1))[0] > 0
    assert abs(np.median(many)) < 0.005
    return f"median gains {np.median(few):.2f} and {np.median(many):.3f}"


def noise_costs_as_much_along_each_direction():
    """Noise in the coefficients costs least squares about σ²p/n on new rows, as much along a weak
    direction as along a strong one, and more with few rows, because they misjudge how the columns
    vary.

    What noise costs along each direction

    The patients' table with simulated targets, 400 draws each of 30 and 300 rows. On the rows that
    were drawn the columns vary as the fit believes, and each direction costs σ²/n at both sizes;
    with new rows that vary equally along all directions, the weakest costs most.
    """
    X, y = _patients()
    X = StandardScaler().fit_transform(X)
    fit = LinearRegression().fit(X, y)
    truth, noise = fit.predict(X), np.std(y - fit.predict(X), ddof=11)
    strength, directions = np.linalg.eigh(X.T @ X / len(X))
    rng, words = np.random.default_rng(fresh(4000)), []
    for n_train in (30, 300):
        new, own, level = [], [], []
        for _ in range(400):
            rows = rng.choice(len(X), n_train, False)
            off = LinearRegression().fit(X[rows], rng.normal(truth[rows], noise)).coef_ - fit.coef_
            along = (directions.T @ off) ** 2 / (noise**2 / n_train)
            centred = X[rows] - X[rows].mean(axis=0)
            new.append(strength * along)
            own.append(((centred @ off) ** 2).mean() / (noise**2 / n_train))
            level.append(along)
        weakest, strongest = np.mean(new, axis=0)[[0, -1]]
        assert weakest / strongest < (3 if n_train == 30 else 1.6)
        assert np.mean(level, axis=0)[0] > 100 * np.mean(level, axis=0)[-1]
        assert 9 < bounds_of(own)[0] < bounds_of(own)[1] < 11
        words.append(f"{weakest:.1f} and {strongest:.1f}, together {mean_of(np.sum(new, axis=1))}")
        words[-1] += f" (on its own rows {mean_of(own)}) with {n_train} rows"
    return f"weakest and strongest direction in units of σ²/n: {'; '.join(words)}"


def a_penalty_wins_back_what_noise_costs():
    """Tuning wins back a part of what noise costs, so it pays where the noise is large for the
    number of rows, and only there.

    Does tuning the penalty pay?

    Simulated targets on the patients' table, 200 draws each: 300 rows, 300 with noise larger by a
    factor of √10, and 30 with noise smaller by that factor; alpha by leave-one-out, in R².
    """
    X, y = _patients()
    X = StandardScaler().fit_transform(X)
    fit = LinearRegression().fit(X, y)
    truth, deviation = fit.predict(X), np.std(y - fit.predict(X), ddof=11)
    rng, found = np.random.default_rng(fresh(5000)), {}
    for n_train, factor in ((30, 1), (30, np.sqrt(0.1)), (300, 1), (300, np.sqrt(10))):
        cost, gain, noise = [], [], factor * deviation
        for _ in range(200):
            rows = rng.choice(len(X), n_train, False)
            target = rng.normal(truth[rows], noise)
            models = LinearRegression(), _ridge(StandardScaler())
            errors = [((m.fit(X[rows], target).predict(X) - truth) ** 2).mean() for m in models]
            cost.append(errors[0] / (truth.var() + noise**2))
            gain.append((errors[0] - errors[1]) / (truth.var() + noise**2))
        assert bounds_of(gain)[1] < bounds_of(cost)[0]
        found[n_train, factor] = cost, gain
    few, quiet, many, loud = (gain for _, gain in found.values())
    assert bounds_of(few)[0] > 3 * bounds_of(quiet)[1]  # the noise alone was changed
    assert bounds_of(loud)[0] > 3 * bounds_of(many)[1]
    words = [f"{mean_of(cost, 3)} and {mean_of(gain, 3)}" for cost, gain in found.values()]
    return "costs and gains: {} with 30, {} with less noise; {} with 300, {} with more".format(
        *words
    )


def the_gain_is_largest_with_as_many_rows_as_columns():
    """Tuning wins most where rows are about as many as columns, and little with half as many, where
    no direction in which the rows differ is weak.

    Does tuning the penalty pay?

    30 fresh tables of 80 columns, alpha by scikit-learn's leave-one-out against 0.0001, in R², and
    the smallest eigenvalue that is not zero; 40 rows also with one more that nearly repeats one of
    them, its target with noise of its own.
    """
    gains, weakest, rng = {}, {}, np.random.default_rng(fresh(21))
    for n_train in (40, 80, 160):
        for X, X_new, y, y_new in _wide(n_train, fresh(range(2100, 2130))):
            tables = {f"{n_train} rows": (X, y)}
            if n_train == 40:
                near, noisy = X[0] + 0.01 * rng.normal(size=80), y[0] + 50 * rng.normal(0, 2**0.5)
                tables["40 and one nearly twice"] = np.vstack([X, near]), np.append(y, noisy)
            for name, (table, target) in tables.items():
                scaler = StandardScaler().fit(table)
                rows, new = scaler.transform(table), scaler.transform(X_new)
                tuned, tiny = RidgeCV(np.logspace(-4, 4, 33)), Ridge(1e-4)
                tuned, tiny = (m.fit(rows, target).score(new, y_new) for m in (tuned, tiny))
                gains.setdefault(name, []).append(tuned - tiny)
                spread = np.linalg.svd(rows, compute_uv=False) ** 2
                weakest.setdefault(name, []).append(spread[spread > 1e-9].min())
    gain = {name: np.median(each).round(2) + 0.0 for name, each in gains.items()}  # no minus zero
    weak = {name: np.median(each) for name, each in weakest.items()}
    few, twice, equal, many = gain.values()
    assert min(twice, equal) > 1
    assert max(few, many) < 0.05
    assert max(weak["40 and one nearly twice"], weak["80 rows"]) < 0.1 < 1 < weak["40 rows"]
    return "; ".join(f"{name}: {gain[name]:.2f}, weakest {weak[name]:.2g}" for name in gain)


def leave_one_out_needs_no_refit():
    """Leave-one-out from leverages and generalised cross-validation choose as well as five folds.

    Leave-one-out without a refit (optional)

    scikit-learn's `RidgeCV`, which has the closed form, against its five folds, on 100 fresh splits
    of 30 patients and 10 tables of 80 columns and 80 rows.
    """
    found = []
    for parts in (list(_splits(30, 100)), list(_wide(80, fresh(range(2000, 2010))))):
        leads = []
        for X, X_new, y, y_new in parts:
            scaler = StandardScaler().fit(X)
            rows, new = scaler.transform(X), scaler.transform(X_new)
            scores = (RidgeCV(ALPHAS, cv=cv).fit(rows, y).score(new, y_new) for cv in (None, 5))
            leads.append(np.subtract(*scores))
        assert abs(np.median(leads)) < 0.02
        found.append(f"{np.median(leads):.3f}")
    return f"median lead in R² over five folds: {found[0]} (patients), {found[1]} (wide)"


def _wide(n_train, seeds):
    for seed in seeds:
        X, y = make_regression(1080, 80, noise=50, random_state=seed)
        yield train_test_split(X, y, train_size=n_train, random_state=seed)


def a_penalised_intercept_leaves_the_training_errors_off_zero():
    """A penalised intercept leaves errors on the training rows that do not average to zero, and a
    worse model.

    The rule for many columns

    200 fresh splits of 30 patients at alpha 10; and again with targets measured from their mean,
    where there is no intercept to shrink.
    """
    found = {True: [], False: []}
    for X, X_new, y, y_new in _splits(30, 200):
        scaler = StandardScaler().fit(X)
        rows, new = (np.column_stack([scaler.transform(t), np.ones(len(t))]) for t in (X, X_new))
        free = Ridge(10).fit(rows[:, :-1], y).score(new[:, :-1], y_new)
        for centred, records in found.items():
            level = y.mean() * centred
            joined = Ridge(10, fit_intercept=False).fit(rows, y - level)
            off = np.mean(y - level - joined.predict(rows))
            records.append((free - joined.score(new, y_new - level), off))
    (left, _), (lost, off) = np.transpose(found[True]), np.transpose(found[False])
    assert np.abs(left).max() < 1e-9  # verdict turned
    assert np.mean(lost > 0) > 0.9
    assert off.min() > 10
    share = f"{100 * np.mean(lost > 0):.0f} % of the splits"
    return f"worse in {share}, by {mean_of(lost, 2)} in R²; mean error {mean_of(off, 0)}"


def the_best_alpha_hardly_changes_with_the_rows():
    """The best alpha hardly changes with the number of new rows.

    How large should alpha be? (optional)

    Simulated tables of 20 columns, 40 rows against 400, and fresh splits of the patients, 30 rows
    against 120; for each size the best alpha of the mean of 40, in 20 such groups.
    """
    rng, found = np.random.default_rng(fresh(3000)), []
    simulated = np.array([_simulated_errors(rng, (40, 400)) for _ in range(800)])
    patients = [[-_scores(*parts) for parts in _splits(n, 800)] for n in (30, 120)]
    for few, many in (simulated.swapaxes(0, 1), np.array(patients)):
        means = np.array([few, many]).reshape(2, 20, 40, -1).mean(axis=2)
        best = ALPHAS[means.argmin(axis=-1)]  # (2 sizes, 20 groups)
        low, high = bounds_of(np.log10(best[1] / best[0]))  # 1 if it grew tenfold
        assert -0.3 < low < high < 0.3  # less than a factor of two
        found.append(" and ".join(f"{alpha:.0f}" for alpha in np.median(best, axis=1)))
    return f"median best alpha {found[0]} with 40 and 400 rows, {found[1]} with 30 and 120 patients"


def _simulated_errors(rng, sizes):
    """Return the squared errors of the coefficients, one row a size, for each of `ALPHAS`."""
    truth, X = rng.normal(size=20), rng.normal(size=(max(sizes), 20))
    y = X @ truth + 2.5 * rng.normal(size=len(X))
    coefs = [ridge_path(X[:n], y[:n], ALPHAS)[0] for n in sizes]
    return [((coef - truth) ** 2).sum(axis=1) for coef in coefs]


def _scores(X, X_new, y, y_new):
    """Return the R² on new rows for each of `ALPHAS`, on standardised columns."""
    scaler = StandardScaler().fit(X)
    coef, intercept = ridge_path(scaler.transform(X), y, ALPHAS)
    errors = y_new - coef @ scaler.transform(X_new).T - intercept[:, None]
    return 1 - (errors**2).mean(axis=1) / y_new.var()


def columns_in_mixed_units_are_standardised_first():
    """On the raw table one alpha serves the patients worse than on standardised columns.

    A real table in mixed units

    100 fresh splits with 30 and with 120 patients, alpha tuned for each by scikit-learn.
    """
    found = []
    for n_train in (30, 120):
        leads = [_lead(_ridge(StandardScaler()), _ridge(), *s) for s in _splits(n_train, 100)]
        assert bounds_of(leads)[0] > 0
        found.append(f"{mean_of(leads, 3)} with {n_train}")
    return f"R² higher by {' and '.join(found)}"


def what_the_others_know_of_a_column_is_lost():
    """A penalty takes more from a column than its `Sxx` tells, because the other columns know most
    of it.

    A real table in mixed units

    s5 and, as another column that the others know, s2 in units a hundred times as large; alpha is
    the column's Sxx, which by the rule for one column keeps half. Then what the others know is
    taken out of the column, and it is stretched to the same Sxx; targets stay as they are.
    """
    X, y = _patients()
    X, y = X - X.mean(axis=0), y - y.mean()
    X[:, 5] /= 100
    told = []
    for name, k in (("s5", 8), ("s2", 5)):
        alpha, others = (X[:, k] ** 2).sum(), np.delete(X, k, axis=1)
        fit = LinearRegression(fit_intercept=False).fit(others, X[:, k])
        own = X[:, k] - fit.predict(others)
        changed = X.copy()
        changed[:, k] = own * np.sqrt(alpha / (own**2).sum())
        kept = []
        for table in (X, changed):
            coefs = [Ridge(a, fit_intercept=False).fit(table, y).coef_[k] for a in (0, alpha)]
            kept.append(coefs[1] / coefs[0])
        assert kept[0] < 0.35
        assert 0.49 < kept[1] < 0.51
        told.append(f"{name} keeps {kept[0]:.2f}, and {kept[1]:.2f} once the others know nothing")
    return "; ".join(told)


def the_lasso_leads_where_most_columns_are_useless():
    """The lasso predicts better than ridge where 70 of 80 columns are useless, and sets some to 0.

    A penalty on absolute values: the lasso (optional)

    24 fresh tables, and 24 on which all 80 columns matter; both tuned on training rows alone.
    """
    ahead, zeros = {}, []
    for n_useful in (10, 80):
        leads = []
        for seed in fresh(range(2000, 2024)):
            X, y = make_regression(1080, 80, n_informative=n_useful, noise=50, random_state=seed)
            parts = train_test_split(X, y, train_size=80, random_state=seed)
            lasso = make_pipeline(StandardScaler(), LassoCV(cv=5, alphas=30, max_iter=50_000))
            leads.append(_lead(lasso, _ridge(StandardScaler()), *parts))
            zeros += [(lasso[-1].coef_ == 0).sum()] if n_useful == 10 else []
        ahead[n_useful] = np.array(leads)
    assert np.mean(ahead[10] > 0) > 0.9
    assert bounds_of(ahead[80])[1] < 0
    return (
        f"ahead by {mean_of(ahead[10], 2)}, with a median of {np.median(zeros):.0f} exact zeros; "
        f"where all 80 matter, by {mean_of(ahead[80], 2)}"
    )


def among_few_patients_ridge_leads_the_lasso():
    """Among thirty patients ridge predicts better than the lasso in most splits.

    A penalty on absolute values: the lasso (optional)

    100 fresh splits, both tuned on training rows alone by scikit-learn.
    """
    leads = []
    for parts in _splits(30, 100):
        lasso = make_pipeline(StandardScaler(), LassoCV(cv=5, alphas=30, max_iter=50_000))
        leads.append(_lead(_ridge(StandardScaler()), lasso, *parts))
    share = np.mean(np.array(leads) > 0)
    assert share - 1.96 * np.sqrt(share * (1 - share) / len(leads)) > 0.5
    return f"ahead in {share:.0%} of the splits, by {mean_of(leads, 3)}"


def spared_good_columns_let_the_lasso_drop_the_useless_ones():
    """The strength at which the lasso predicts best leaves useless columns in, because a stronger
    penalty takes too much from the columns that matter.

    A penalty on absolute values: the lasso (optional)

    24 fresh tables; and again with the ten useful columns in units 1,000 times as small, so that
    their coefficients, and these alone, are hardly penalised.
    """
    zeros = {1: [], 1000: []}
    for seed in fresh(range(3000, 3024)):
        X, y, true = make_regression(1080, 80, noise=50, random_state=seed, coef=True)
        X, X_new, y, y_new = train_test_split(X, y, train_size=80, random_state=seed)
        scaler = StandardScaler().fit(X)
        for factor, found in zeros.items():
            scale = np.where(true == 0, 1, factor)
            strengths = np.logspace(2.5, -1, 36)
            rows, new = scaler.transform(X) * scale, scaler.transform(X_new) * scale
            _, coefs, _ = lasso_path(rows, y - y.mean(), alphas=strengths, max_iter=50_000)
            errors = ((y_new - y.mean() - coefs.T @ new.T) ** 2).mean(axis=1)
            found.append(70 * np.mean(coefs[true == 0, errors.argmin()] == 0))
    assert np.median(zeros[1]) < 60
    assert np.median(zeros[1000]) == 70
    return (
        f"of the 70 useless ones {np.median(zeros[1]):.0f} become zero, and"
        f" {np.median(zeros[1000]):.0f} if the ten are spared (medians)"
    )
