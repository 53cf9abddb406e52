"""What lesson 10 claims of cross-validation: fresh seeds, other tables and models, scikit-learn."""

import numpy as np
from sklearn.datasets import (
    load_breast_cancer,
    load_diabetes,
    load_digits,
    load_wine,
    make_friedman1,
    make_regression,
)
from sklearn.decomposition import PCA
from sklearn.feature_selection import SelectKBest
from sklearn.impute import SimpleImputer
from sklearn.linear_model import Ridge, RidgeCV
from sklearn.model_selection import (
    GroupKFold,
    KFold,
    LeaveOneOut,
    RepeatedKFold,
    TimeSeriesSplit,
    cross_val_predict,
    cross_val_score,
)
from sklearn.naive_bayes import GaussianNB
from sklearn.neighbors import KNeighborsClassifier, KNeighborsRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import MinMaxScaler, PolynomialFeatures, StandardScaler
from sklearn.svm import SVC
from sklearn.tree import DecisionTreeRegressor

from benchmarks.intervals import bounds_of, mean_of

SEEDS = range(1000, 1100)
LOSS = "neg_mean_squared_error"


def _correlation(n_samples, alpha, n_sets=1000):
    """Return the correlation of the cross-validated and the true loss, and half its interval."""
    weights, pairs = np.random.default_rng(77).normal(size=20), []
    for seed in range(n_sets):
        rng = np.random.default_rng([1000, seed])
        X = rng.normal(size=(n_samples, 20))
        y = X @ weights + 4 * rng.normal(size=n_samples)
        hat_rows, losses = np.arange(n_samples), []
        for test in np.array_split(hat_rows, 5):
            rest = np.delete(hat_rows, test)
            coef, intercept = _ridge(X[rest], y[rest], alpha)
            losses.append(np.mean((y[test] - X[test] @ coef - intercept) ** 2))
        coef, intercept = _ridge(X, y, alpha)
        pairs.append((np.mean(losses), ((coef - weights) ** 2).sum() + intercept**2))
    r = np.corrcoef(np.transpose(pairs))[0, 1]
    return r, 1.96 * (1 - r**2) / np.sqrt(n_sets)


def _ridge(X, y, alpha):
    centred = X - X.mean(axis=0)
    gram = centred.T @ centred + alpha * np.eye(X.shape[1])
    coef = np.linalg.solve(gram, centred.T @ (y - y.mean()))
    return coef, y.mean() - X.mean(axis=0) @ coef


def it_estimates_the_recipe_on_fewer_rows():
    """Five folds estimate the mean loss of models that are trained on four fifths of the rows.

    What does the number estimate?

    A tree on Friedman's function: 100 fresh tables of 100 rows, 2,000 new rows for each model.
    """
    excess, gain = [], []
    for seed in SEEDS:
        X, y = make_friedman1(2100, noise=1.0, random_state=seed)
        (X, new), (y, y_new) = np.split(X, [100]), np.split(y, [100])
        tree, true = DecisionTreeRegressor(min_samples_leaf=5, random_state=0), []
        for train, _ in KFold(5).split(X):
            off = tree.fit(X[train], y[train]).predict(new) - y_new
            true.append(np.mean(off**2))
        excess.append(
            -cross_val_score(tree, X, y, cv=KFold(5), scoring=LOSS).mean() - np.mean(true)
        )
        gain.append(np.mean(true) - np.mean((tree.fit(X, y).predict(new) - y_new) ** 2))
    low, high = bounds_of(excess)
    assert low < 0 < high
    assert bounds_of(gain)[0] > 0
    return f"estimate minus truth {mean_of(excess, 2)}; all rows gain {mean_of(gain, 2)}"


def what_it_tells_of_one_model_depends_on_the_settings():
    """At alpha 5 the estimate hardly correlates with the loss of the model kept; at 100 and 1,000
    it goes against it.

    What does the number estimate?

    1,000 fresh sets each, other weights, the normal equations in NumPy.
    """
    found = {alpha: _correlation(100, alpha) for alpha in (5, 100, 1000)}
    assert abs(found[5][0]) + found[5][1] < 0.15
    assert found[100][0] + found[100][1] < -0.2
    assert found[1000][0] + found[1000][1] < -0.3
    words = ", ".join(f"{r:.2f} ± {half:.2f} at {alpha}" for alpha, (r, half) in found.items())
    return words


def _coverage(cv, n_tables=100):
    hold, weights = [], np.random.default_rng(5).normal(size=10)
    for seed in range(n_tables):
        rng = np.random.default_rng([2000, seed])
        X = rng.normal(size=(100, 10))
        y = X @ weights + 3 * rng.standard_t(5, size=100)
        scores = -cross_val_score(Ridge(10), X, y, cv=cv, scoring=LOSS)
        model = Ridge(10).fit(X, y)
        true = 9 * 5 / 3 + ((model.coef_ - weights) ** 2).sum() + model.intercept_**2
        hold.append(abs(scores.mean() - true) < 1.96 * scores.std(ddof=1) / np.sqrt(len(scores)))
    return 100 * np.mean(hold), 196 * np.std(hold, ddof=1) / np.sqrt(n_tables)


def fifty_scores_are_no_independent_sample():
    """Taken as independent, the fifty scores of ten times five folds give an interval that mostly
    misses.

    How many folds, and how often?

    100 fresh tables with heavy-tailed noise, the exact true loss, scikit-learn's folds.
    """
    once, once_half = _coverage(KFold(5, shuffle=True, random_state=0))
    often, half = _coverage(RepeatedKFold(n_splits=5, n_repeats=10, random_state=0))
    assert often + half < 60
    assert once - once_half > often + half
    one_run = f"that of one run in {once:.0f} ± {once_half:.0f} %"
    return f"holds in {often:.0f} ± {half:.0f} % of the tables; {one_run}"


def repeating_removes_the_luck_of_the_cut_alone():
    """Repeating averages the luck of the cut away, which is small beside that of the table.

    How many folds, and how often?

    100 tables of 100 rows of Friedman's function, five neighbours, ten repeats.
    """
    cut, means = [], []
    for seed in SEEDS:
        X, y = make_friedman1(100, noise=1.0, random_state=seed)
        again = [KFold(5, shuffle=True, random_state=repeat) for repeat in range(10)]
        model = KNeighborsRegressor(5)
        found = [-cross_val_score(model, X, y, cv=cv, scoring=LOSS).mean() for cv in again]
        cut.append(np.var(found, ddof=1))
        means.append(np.mean(found))
    by_cut, by_table = np.sqrt(np.mean(cut)), np.std(means, ddof=1)
    assert by_table > 1.5 * by_cut
    return f"standard deviation {by_cut:.2f} by the cut, {by_table:.2f} by the table"


def few_folds_look_worse():
    """Two folds make the loss too high, because each model has half the rows; ten hardly do.

    How many folds, and how often?

    Friedman's function, five neighbours, 100 fresh tables of 60 rows; leave-one-out, too.
    """
    excess = {2: [], 10: [], 60: []}
    for seed in SEEDS:
        X, y = make_friedman1(2060, noise=1.0, random_state=seed)
        (X, new), (y, y_new) = np.split(X, [60]), np.split(y, [60])
        model = KNeighborsRegressor(5)
        true = np.mean((model.fit(X, y).predict(new) - y_new) ** 2)
        for k, found in excess.items():
            cv = LeaveOneOut() if k == 60 else KFold(k, shuffle=True, random_state=seed)
            found.append(np.mean((cross_val_predict(model, X, y, cv=cv) - y) ** 2) - true)
    assert bounds_of(excess[2])[0] > 0
    assert np.mean(excess[2]) > 2 * abs(np.mean(excess[10]))
    return "; ".join(f"{k} folds {mean_of(found, 2)}" for k, found in excess.items())


def the_penalty_matters_most_where_rows_are_few():
    """A penalty that is too small costs much with 25 rows and little with 350.

    A learning curve: overfitting and underfitting

    Made data with 65 columns, 40 fresh draws, scikit-learn's ridge at alpha 1 and the best of 13.
    """
    gains = {25: [], 350: []}
    for seed in SEEDS[:40]:
        X, y = make_regression(1350, 65, n_informative=10, noise=100.0, random_state=seed)
        for n_rows, found in gains.items():
            losses = []
            for alpha in np.geomspace(1, 1e4, 13):
                model = Ridge(alpha).fit(X[:n_rows], y[:n_rows])
                losses.append(np.sqrt(np.mean((model.predict(X[350:]) - y[350:]) ** 2)))
            found.append(losses[0] - min(losses))
    assert bounds_of(gains[25])[0] > 3 * bounds_of(gains[350])[1]
    return f"typical error {mean_of(gains[25])} with 25 rows, {mean_of(gains[350])} with 350"


def choosing_columns_outside_flatters():
    """Twenty of 1,000 columns of noise predict coin flips with over 0.8 if all rows chose them, and
    not if each fold chose its own.

    Told too much: data leakage

    100 fresh sets, naive Bayes, ten folds.
    """
    outside, inside = [], []
    for seed in SEEDS:
        rng = np.random.default_rng(seed)
        X, y = rng.normal(size=(50, 1000)), rng.permutation(np.arange(50) % 2)
        best, model = SelectKBest(k=20), GaussianNB()
        outside.append(cross_val_score(model, best.fit_transform(X, y), y, cv=10).mean())
        inside.append(cross_val_score(make_pipeline(best, model), X, y, cv=10).mean())
    assert bounds_of(outside)[0] > 0.8
    assert bounds_of(inside)[1] < 0.56
    return f"outside {mean_of(outside, 2)}, inside {mean_of(inside, 2)}"


def _lead(step, model, X, y, seed, holes=False):
    rng = np.random.default_rng(seed)
    rows = rng.permutation(len(y))[:50]
    X, y = X[rows], y[rows]
    X = np.where(rng.random(X.shape) < 0.2, np.nan, X) if holes else X
    outside = cross_val_score(model, step.fit_transform(X, y), y, cv=5).mean()
    return outside - cross_val_score(make_pipeline(step, model), X, y, cv=5).mean()


def _tables():
    table, progress = load_diabetes(return_X_y=True, scaled=False)
    wine, kind = load_wine(return_X_y=True)
    return {
        "diabetes": (table, (progress > np.median(progress)).astype(int)),
        "wine": (wine, kind),
    }


def scaling_outside_moves_little():
    """Scaling or filling holes outside the folds moves the accuracy by less than 0.01 on average.

    Which steps do harm outside the folds? (optional)

    Two real tables, 50 rows of each 30 times, other scalers and medians, two models.
    """
    neighbours, scaled, filled = KNeighborsClassifier(3), [], []
    for X, y in _tables().values():
        for step, model in ((StandardScaler(), neighbours), (MinMaxScaler(), SVC())):
            scaled += [_lead(step, model, X, y, seed) for seed in SEEDS[:30]]
        for model in (neighbours, SVC()):
            step = SimpleImputer(strategy="median")
            filled += [_lead(step, model, X, y, seed, True) for seed in SEEDS[:30]]
    for leads in (scaled, filled):
        low, high = bounds_of(leads)
        assert -0.01 < low < high < 0.01
    return f"scaling {mean_of(scaled, 3)}, holes {mean_of(filled, 3)}"


def whitening_outside_can_move_more():
    """Whitening outside the folds reads no labels, and moves the accuracy all the same, up with one
    model and down with another.

    Which steps do harm outside the folds? (optional)

    60 fresh draws of 50 rows of the cancer table; support vectors and three neighbours.
    """
    X, y = load_breast_cancer(return_X_y=True)
    leads = [
        [_lead(PCA(whiten=True), model, X, y, seed) for seed in SEEDS[:60]]
        for model in (SVC(), KNeighborsClassifier(3))
    ]
    assert bounds_of(leads[0])[0] > 0.01
    assert bounds_of(leads[1])[1] < 0
    return f"support vectors {mean_of(leads[0], 3)}, neighbours {mean_of(leads[1], 3)}"


def shuffled_digits_are_too_familiar():
    """Shuffled folds of the digits miss how many more are misread on a new page.

    Too familiar: groups

    Support vectors, three shufflings, and 13 equal blocks of rows for the pages.
    """
    pixels, digit = load_digits(return_X_y=True)
    blocks = np.arange(len(digit)) * 13 // len(digit)
    shuffled = [
        cross_val_score(SVC(), pixels, digit, cv=KFold(13, shuffle=True, random_state=seed)).mean()
        for seed in range(3)
    ]
    new = cross_val_score(SVC(), pixels, digit, groups=blocks, cv=GroupKFold(13))
    misread = 1000 * (1 - np.array([np.mean(shuffled), new.mean()]))
    assert misread[1] > 1.5 * misread[0]
    return "misread in 1,000: {:.0f} shuffled, {:.0f} on a new block".format(*misread)


def a_test_in_time_comes_after():
    """Shuffled folds make a forecast look far better than it is; forward tests of its length do
    not.

    Too familiar: time

    Sales that return to their mean, two neighbours, 100 fresh series, a forecast of 14 days.
    """
    shuffled, forward = [], []
    days, model = np.arange(414)[:, None], KNeighborsRegressor(2)
    way = {"scoring": "neg_mean_absolute_error"}
    for seed in SEEDS:
        drift, noise = np.random.default_rng(seed).normal(size=(2, 414))
        level = np.zeros(414)
        for day in range(1, 414):
            level[day] = 0.95 * level[day - 1] + drift[day]
        sales = level + 0.5 * noise
        true = np.abs(model.fit(days[:400], sales[:400]).predict(days[400:]) - sales[400:]).mean()
        for cv, found in (
            (KFold(5, shuffle=True, random_state=seed), shuffled),
            (TimeSeriesSplit(10, test_size=14), forward),
        ):
            score = -cross_val_score(model, days[:400], sales[:400], cv=cv, **way).mean()
            found.append(score - true)
    assert bounds_of(shuffled)[1] < -0.5
    assert bounds_of(forward)[0] < 0 < bounds_of(forward)[1]
    return f"minus the truth: shuffled {mean_of(shuffled, 2)}, forward {mean_of(forward, 2)}"


def nested_scores_do_not_flatter():
    """The lowest of 13 cross-validated losses is too low, and lower than the nested one.

    Nested cross-validation (optional)

    100 fresh draws of 40 patients, leave-one-out inside (`RidgeCV`), five folds outside.
    """
    table, progress = load_diabetes(return_X_y=True, scaled=False)
    alphas, gap, too_low = np.geomspace(1, 1e4, 13), [], []
    columns = make_pipeline(
        StandardScaler(), PolynomialFeatures(2, include_bias=False), StandardScaler()
    )
    for seed in SEEDS:
        few, others = np.split(np.random.default_rng(seed).permutation(442), [40])
        search = make_pipeline(columns, RidgeCV(alphas, scoring=LOSS))
        search.fit(table[few], progress[few])
        own = -search[-1].best_score_
        outer = -cross_val_score(
            search, table[few], progress[few], cv=KFold(5), scoring=LOSS
        ).mean()
        gap.append(outer - own)
        too_low.append(own - np.mean((search.predict(table[others]) - progress[others]) ** 2))
    assert bounds_of(gap)[0] > 0
    assert bounds_of(too_low)[1] < 0
    return f"nested minus own {mean_of(gap, 0)}; own minus new {mean_of(too_low, 0)}"
