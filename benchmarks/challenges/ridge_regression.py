"""What lesson 09 claims of penalties: fresh splits, scikit-learn's models, their own tuning."""

import numpy as np
from sklearn.datasets import load_diabetes, load_digits, make_regression
from sklearn.linear_model import LassoCV, LinearRegression, RidgeCV
from sklearn.model_selection import train_test_split
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from benchmarks.intervals import bounds_of, mean_of
from hplearn import ridge_path

ALPHAS = np.logspace(-3, 5, 41)


def _patients():
    patients = load_diabetes(scaled=False)
    return patients.data, patients.target


def _splits(n_train, n_splits):
    X, y = _patients()
    for seed in range(1000, 1000 + n_splits):
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
    direction as along a strong one, and no penalty wins back more.

    Does tuning the penalty pay?

    The patients' table with simulated targets, so that the truth is known: 300 draws each of 30 and
    300 rows, and of 300 rows with noise larger by a factor of √10; alpha by leave-one-out.
    """
    X, y = _patients()
    X = StandardScaler().fit_transform(X)
    fit = LinearRegression().fit(X, y)
    truth, deviation = fit.predict(X), np.std(y - fit.predict(X), ddof=11)
    strength, directions = np.linalg.eigh(X.T @ X / len(X))
    rng, words = np.random.default_rng(4000), []
    for n_train, factor in ((30, 1), (300, 1), (300, np.sqrt(10))):
        by_direction, cost, gain = [], [], []
        noise = factor * deviation
        for _ in range(300):
            rows, target = rng.choice(len(X), n_train, False), rng.normal(truth, noise)
            models = LinearRegression(), _ridge(StandardScaler())
            errors = [((m.fit(X[rows], target[rows]).predict(X) - truth) ** 2) for m in models]
            along = directions.T @ (models[0].coef_ - fit.coef_)
            by_direction.append(strength * along**2 / (noise**2 / n_train))
            cost.append(errors[0].mean() / (truth.var() + noise**2))
            gain.append((errors[0] - errors[1]).mean() / (truth.var() + noise**2))
        means = np.mean(by_direction, axis=0)
        assert means.max() / means.min() < (3 if n_train == 30 else 1.6)  # strengths: 470
        assert bounds_of(gain)[1] < bounds_of(cost)[0]
        words.append(f"{mean_of(cost, 3)} and {mean_of(gain, 3)}")
    few, many, noisy = words
    return f"costs and gains in R²: {few} with 30, {many} with 300, {noisy} with 300 and more noise"


def the_best_alpha_hardly_changes_with_the_rows():
    """The best alpha hardly changes with the number of new rows.

    How large should alpha be? (optional)

    Simulated tables of 20 columns, 40 rows against 400, and fresh splits of the patients, 30 rows
    against 120; for each size the best alpha of the mean of 40, in 20 such groups.
    """
    rng, found = np.random.default_rng(3000), []
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


def the_lasso_leads_where_most_columns_are_useless():
    """The lasso predicts better than ridge where 70 of 80 columns are useless, and sets some to 0.

    A penalty on absolute values: the lasso

    24 fresh tables, and 24 on which all 80 columns matter; both tuned on training rows alone.
    """
    ahead, zeros = {}, []
    for n_useful in (10, 80):
        leads = []
        for seed in range(2000, 2024):
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

    A penalty on absolute values: the lasso

    100 fresh splits, both tuned on training rows alone by scikit-learn.
    """
    leads = []
    for parts in _splits(30, 100):
        lasso = make_pipeline(StandardScaler(), LassoCV(cv=5, alphas=30, max_iter=50_000))
        leads.append(_lead(_ridge(StandardScaler()), lasso, *parts))
    share = np.mean(np.array(leads) > 0)
    assert share - 1.96 * np.sqrt(share * (1 - share) / len(leads)) > 0.5
    return f"ahead in {share:.0%} of the splits, by {mean_of(leads, 3)}"


def a_larger_alpha_makes_the_weights_of_a_network_shorter():
    """The larger the alpha of a network, the shorter its weights.

    Weight decay is ridge in small steps

    scikit-learn's MLPClassifier, 20 seeds, 400 other digits.
    """
    X, y = load_digits(return_X_y=True)
    lengths = np.empty((20, 3))
    for seed in range(20):
        for k, alpha in enumerate((0, 1, 10)):
            network = MLPClassifier(
                (32,), alpha=alpha, solver="sgd", learning_rate_init=0.05, random_state=seed
            )
            for _ in range(60):  # epochs
                network.partial_fit(X[-400:] / 16, y[-400:], classes=range(10))
            lengths[seed, k] = np.linalg.norm(np.concatenate([w.ravel() for w in network.coefs_]))
    assert np.all(np.diff(lengths, axis=1) < 0)
    return " > ".join(f"{mean_of(column)}" for column in lengths.T)
