"""What lesson 10 claims of cross-validation: fresh seeds, other tables and models, scikit-learn."""

import numpy as np
from scipy import stats
from sklearn.datasets import (
    load_breast_cancer,
    load_diabetes,
    load_digits,
    load_iris,
    load_wine,
    make_friedman1,
)
from sklearn.decomposition import PCA
from sklearn.feature_selection import SelectKBest
from sklearn.impute import SimpleImputer
from sklearn.model_selection import (
    GroupKFold,
    KFold,
    LeaveOneOut,
    TimeSeriesSplit,
    cross_val_predict,
    cross_val_score,
)
from sklearn.naive_bayes import GaussianNB
from sklearn.neighbors import KNeighborsClassifier, KNeighborsRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import MinMaxScaler, StandardScaler
from sklearn.svm import SVC
from sklearn.tree import DecisionTreeRegressor

from benchmarks.intervals import bounds_of, is_near, mean_of
from benchmarks.seeds import fresh

SEEDS = fresh(range(1000, 1100))
LOSS = "neg_mean_squared_error"


def _correlation(n_samples, alpha, n_sets=1000, is_level=False):
    """Return the correlation of the cross-validated and the true loss, and its interval.

    Where it is level, the signal varies equally in each sample, and the noise does not go with it.
    """
    weights, pairs = np.random.default_rng(fresh(77)).normal(size=20), []
    for seed in fresh(range(n_sets)):
        rng = np.random.default_rng([1000, seed])
        X = rng.normal(size=(n_samples, 20))
        noise = 4 * rng.normal(size=n_samples)
        if is_level:
            left, _, right = np.linalg.svd(X - X.mean(axis=0), full_matrices=False)
            X = np.sqrt(n_samples) * left @ right  # uncorrelated, and of spread 1
            signal = X @ weights
            noise -= noise.mean() + signal * (signal @ noise) / (signal @ signal)
        y = X @ weights + noise
        hat_rows, losses = np.arange(n_samples), []
        for test in np.array_split(hat_rows, 5):
            rest = np.delete(hat_rows, test)
            coef, intercept = _ridge(X[rest], y[rest], alpha)
            losses.append(np.mean((y[test] - X[test] @ coef - intercept) ** 2))
        coef, intercept = _ridge(X, y, alpha)
        pairs.append((np.mean(losses), ((coef - weights) ** 2).sum() + intercept**2))
    found = stats.pearsonr(*np.transpose(pairs))
    return found.statistic, *found.confidence_interval()


def _ridge(X, y, alpha):
    centred = X - X.mean(axis=0)
    gram = centred.T @ centred + alpha * np.eye(X.shape[1])
    coef = np.linalg.solve(gram, centred.T @ (y - y.mean()))
    return coef, y.mean() - X.mean(axis=0) @ coef


def _nearest_right(X, y, train, test):
    """Return the share of test rows whose nearest training row is of their class."""
    off = ((X[test, None] - X[None, train]) ** 2).sum(axis=2)
    return np.mean(y[train][off.argmin(axis=1)] == y[test])


def twenty_flowers_answer_for_their_species():
    """Five folds of a sorted file leave a part of each class to learn from, and that part suffices;
    without it the score is zero.

    k-fold, by hand

    Iris and, scaled, wine: 20 orders within the classes; what is left of a class that fills a test
    fold is removed, or as many rows of the others.
    """
    words = []
    for load in (load_iris, load_wine):
        X, y = load(return_X_y=True)
        X, found = StandardScaler().fit_transform(X), []
        for seed in fresh(range(20)):
            rng = np.random.default_rng(600 + seed)
            order = np.lexsort((rng.random(len(y)), y))
            scores = []
            for test in np.array_split(order, 5):
                train = np.setdiff1d(order, test)
                own = np.isin(y[train], y[test])
                others = train[~own]
                fewer = rng.permutation(others)[: max(len(others) - own.sum(), 10)]
                scores.append(
                    [
                        _nearest_right(X, y, train, test),
                        _nearest_right(X, y, others, test),
                        _nearest_right(X, y, np.r_[train[own], fewer], test),
                    ]
                )
            found.append(np.mean(scores, axis=0))
        whole, without, other = np.transpose(found)
        assert without.max() == 0
        assert bounds_of(whole)[0] > 0.8
        assert bounds_of(other)[0] > 0.8
        words.append(f"{mean_of(whole, 2)}, 0 without it, {mean_of(other, 2)} with fewer others")
    return "; ".join(words)


def it_estimates_the_recipe_on_fewer_rows():
    """Five folds estimate the mean loss of models that are trained on four fifths of the rows.

    What does the number tell of one model? (optional)

    A tree on Friedman's function: 100 fresh tables of 100 rows, 2,000 new rows for each model.
    """
    excess, gain = [], []
    for seed in SEEDS:
        X, y = make_friedman1(2100, noise=1.0, random_state=seed)
        (X, new), (y, y_new) = np.split(X, [100]), np.split(y, [100])
        tree, true = DecisionTreeRegressor(min_samples_leaf=5, random_state=fresh(0)), []
        for train, _ in KFold(5).split(X):
            off = tree.fit(X[train], y[train]).predict(new) - y_new
            true.append(np.mean(off**2))
        excess.append(
            -cross_val_score(tree, X, y, cv=KFold(5), scoring=LOSS).mean() - np.mean(true)
        )
        gain.append(np.mean(true) - np.mean((tree.fit(X, y).predict(new) - y_new) ** 2))
    assert is_near(excess, 0)
    assert bounds_of(gain)[0] > 0
    return f"estimate minus truth {mean_of(excess, 2)}; all rows gain {mean_of(gain, 2)}"


def what_it_tells_of_one_model_depends_on_the_settings():
    """At alpha 5 the estimate hardly correlates with the loss of the model kept; at 100 and 1,000
    it goes against it.

    What does the number tell of one model? (optional)

    1,000 fresh sets each, other weights, the normal equations in NumPy.
    """
    found = {alpha: _correlation(100, alpha) for alpha in (5, 100, 1000)}
    assert -0.15 < found[5][1] < found[5][2] < 0.15
    assert found[100][2] < -0.2
    assert found[1000][2] < -0.3
    words = (f"{r:.2f} ({low:.2f} to {high:.2f}) at {at}" for at, (r, low, high) in found.items())
    return ", ".join(words)


def a_strong_signal_costs_loss_and_lifts_slopes():
    """At a strong penalty the estimate goes against the loss of the model kept, because a sample
    whose noise happens to go with the signal, or at 1,000 whose signal happens to be strong, has
    more loss, and slopes that are shrunk too far by less.

    What does the number tell of one model? (optional)

    500 fresh sets each, other weights; and samples in which the signal varies equally, and the
    noise does not go with it.
    """
    words = []
    for alpha in (100, 1000):
        (r, _, high), (level, low, _) = (
            _correlation(100, alpha, 500, is_level) for is_level in (False, True)
        )
        assert high < -0.1
        assert low > -0.1
        words.append(f"{r:.1f} at {alpha}, with equal signals {level:.1f}")
    return "; ".join(words)


def _covered(scores, truth, factor, shared=0.0):
    """Return in how many tables, of one a row, the interval of the mean score holds the truth."""
    half = factor * scores.std(axis=1, ddof=1) * np.sqrt(1 / scores.shape[1] + shared)
    return 100 * np.mean(abs(scores.mean(axis=1) - truth) < half)


def _one_table(rng, weights, is_heavy):
    X = rng.normal(size=(100, 10))
    noise = rng.standard_t(5, size=100) if is_heavy else rng.normal(size=100)
    return X, X @ weights + 3 * noise


def _score(X, y, train, test):
    coef, intercept = _ridge(X[train], y[train], 10)
    return np.mean((y[test] - X[test] @ coef - intercept) ** 2)


def shared_rows_make_fifty_scores_too_sure():
    """Fifty scores of one table are no independent sample, so their interval mostly misses; that of
    five misses mostly because five scores tell their own spread badly.

    How sure is the number?

    400 fresh tables each with heavy-tailed and with normal noise; and scores with a table of their
    own each, so that they are independent and nothing else differs. Nadeau and Bengio's, too.
    """
    weights, rows, words = np.random.default_rng(fresh(5)).normal(size=10), np.arange(100), []
    student = {n: stats.t.ppf(0.975, n - 1) for n in (5, 50)}
    for is_heavy in (True, False):
        shared, own = np.empty((2, 400, 50))
        for seed in range(400):
            rng = np.random.default_rng([2000, fresh(seed)])
            one = _one_table(rng, weights, is_heavy)
            tests = [test for _ in range(10) for test in np.array_split(rng.permutation(100), 5)]
            for k, test in enumerate(tests):
                parts = np.setdiff1d(rows, test), test
                shared[seed, k] = _score(*one, *parts)
                own[seed, k] = _score(*_one_table(rng, weights, is_heavy), *parts)
        truth = own.mean()
        fifty, alone = (_covered(scores, truth, 1.96) for scores in (shared, own))
        assert fifty < 50 < 80 < alone
        corrected = _covered(shared, truth, student[50], 20 / 80)
        assert corrected > 75
        five, factor = (_covered(shared[:, :5], truth, f) for f in (1.96, student[5]))
        few, independent = (_covered(own[:, :5], truth, f) for f in (1.96, student[5]))
        assert factor - five > 5
        assert max(few, five) < 93
        assert max(abs(few - five), abs(independent - factor)) < 10
        words.append(
            f"{fifty:.0f} % ({alone:.0f} if independent, {corrected:.0f} corrected), of five"
            f" {five:.0f} with 1.96 ({few:.0f} if independent), {factor:.0f} with Student's"
            f" ({independent:.0f} if independent)"
        )
    return f"intervals of fifty hold in {words[0]}; with normal noise {words[1]}"


def easy_rows_leave_hard_judges():
    """Where the rows that were not drawn are the judges, an easy draw has hard ones, so intervals
    hold less often than they say; judged by the mean of all draws they hold as often.

    How sure is the number?

    400 fresh draws of 100 patients, ridge and five neighbours, Student's interval of five scores:
    each draw has judges of its own, and in their place the mean loss of all draws.
    """
    X, y = load_diabetes(return_X_y=True)
    X, factor, words = StandardScaler().fit_transform(X), stats.t.ppf(0.975, 4), []
    for score in (_score, _score_of_neighbours):
        scores, left = np.empty((400, 5)), np.empty(400)
        for draw in range(400):
            rng = np.random.default_rng([2100, fresh(draw)])
            rows, others = np.split(rng.permutation(len(y)), [100])
            for k, test in enumerate(np.array_split(rows, 5)):
                scores[draw, k] = score(X, y, np.setdiff1d(rows, test), test)
            left[draw] = score(X, y, rows, others)
        r = np.corrcoef(scores.mean(axis=1), left)[0, 1]
        by_left, by_mean = (_covered(scores, truth, factor) for truth in (left, left.mean()))
        assert r < -0.1
        assert by_left < by_mean
        assert by_mean > 91
        words.append(f"{by_left:.0f} %, by the mean {by_mean:.0f} % (correlation {r:.1f})")
    return f"by its own judges it holds in {words[0]}; with neighbours in {words[1]}"


def _score_of_neighbours(X, y, train, test):
    said = KNeighborsRegressor(5).fit(X[train], y[train]).predict(X[test])
    return np.mean((y[test] - said) ** 2)


def repeating_removes_the_luck_of_the_cut_alone():
    """Repeating averages the luck of the cut away, which is small beside that of the table.

    How sure is the number?

    100 tables of 100 rows of Friedman's function, five neighbours, ten repeats.
    """
    cut, means = [], []
    for seed in SEEDS:
        X, y = make_friedman1(100, noise=1.0, random_state=seed)
        again = [KFold(5, shuffle=True, random_state=repeat) for repeat in fresh(range(10))]
        model = KNeighborsRegressor(5)
        found = [-cross_val_score(model, X, y, cv=cv, scoring=LOSS).mean() for cv in again]
        cut.append(np.var(found, ddof=1))
        means.append(np.mean(found))
    by_cut, by_table = np.sqrt(np.mean(cut)), np.std(means, ddof=1)
    assert by_table > 1.5 * by_cut
    return f"standard deviation {by_cut:.2f} by the cut, {by_table:.2f} by the table"


def few_folds_look_worse():
    """Two folds make the loss too high, because each model has half the rows; ten hardly do.

    How sure is the number?

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

    120 fresh draws of 50 rows of the cancer table; support vectors and three neighbours.
    """
    X, y = load_breast_cancer(return_X_y=True)
    leads = [
        [_lead(PCA(whiten=True), model, X, y, seed) for seed in fresh(range(1000, 1120))]
        for model in (SVC(), KNeighborsClassifier(3))
    ]
    assert bounds_of(leads[0])[0] > 0 > bounds_of(leads[1])[1]
    return f"support vectors {mean_of(leads[0], 3)}, neighbours {mean_of(leads[1], 3)}"


def the_own_page_makes_shuffled_digits_familiar():
    """A shuffled digit is read well because its own page is among the training rows.

    Too familiar: groups

    Ten fresh shufflings, one and five neighbours: each test digit without the training digits of
    its own page, and without those of another page instead.
    """
    pixels, digit = load_digits(return_X_y=True)
    starts = [0, 130, 256, 386, 516, 646, 776, 915, 1029, 1157, 1287, 1415, 1545, 1667]
    page = np.searchsorted(starts, np.arange(len(digit)), side="right")
    off = ((pixels[:, None] - pixels) ** 2).sum(axis=2)
    words = []
    for k in (1, 5):
        found = []
        for seed in fresh(range(3000, 3010)):
            rng = np.random.default_rng(seed)
            fold = rng.permutation(np.arange(len(digit)) % 5)
            other = (page - 1 + rng.integers(1, 14, len(page))) % 14 + 1  # a page for each digit
            scores = []
            for hidden in (np.zeros(len(page)), page, other):
                away = (fold[:, None] == fold) | (hidden[:, None] == page)
                near = np.argpartition(np.where(away, np.inf, off), k, axis=1)[:, :k]
                scores.append(np.mean(stats.mode(digit[near], axis=1).mode == digit))
            found.append(scores)
        whole, own, others = np.transpose(found)
        assert bounds_of(whole - others)[1] < 0.004
        assert bounds_of(whole - own)[0] > 0.01
        scores = (mean_of(score, 3) for score in (whole, own, others))
        words.append("{}, without the own page {}, without another {}".format(*scores))
    return "; ".join(words)


def shuffled_digits_are_too_familiar():
    """Shuffled folds of the digits miss how many more are misread on a new page.

    Too familiar: groups

    Support vectors, three shufflings, and 13 equal blocks of rows for the pages.
    """
    pixels, digit = load_digits(return_X_y=True)
    blocks = np.arange(len(digit)) * 13 // len(digit)
    shuffled = [
        cross_val_score(SVC(), pixels, digit, cv=KFold(13, shuffle=True, random_state=seed)).mean()
        for seed in fresh(range(3))
    ]
    new = cross_val_score(SVC(), pixels, digit, groups=blocks, cv=GroupKFold(13))
    misread = 1000 * (1 - np.array([np.mean(shuffled), new.mean()]))
    assert misread[1] > 1.5 * misread[0]
    return "misread in 1,000: {:.0f} shuffled, {:.0f} on a new block".format(*misread)


def a_test_in_time_comes_after():
    """Shuffled folds make a forecast look far better than it is, because a test day has the days
    around it; forward tests of its length do not.

    Too familiar: time (optional)

    Sales that return to their mean, two neighbours, 400 fresh series, a forecast of 14 days; and
    shuffled folds in which a test day learns from no day that is later, or as near as the forecast.
    """
    shuffled, hidden, forward = [], [], []
    days, model = np.arange(414)[:, None], KNeighborsRegressor(2)
    way = {"scoring": "neg_mean_absolute_error"}
    for seed in fresh(range(1000, 1400)):
        rng = np.random.default_rng(seed)
        drift, noise = rng.normal(size=(2, 414))
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
        errors = []
        for train, test in KFold(5, shuffle=True, random_state=seed).split(days[:400]):
            for day, ahead in zip(test, rng.integers(1, 15, len(test)), strict=True):
                past = train[train <= day - ahead][-2:]
                errors += [abs(sales[past].mean() - sales[day])] if len(past) == 2 else []
        hidden.append(np.mean(errors) - true)
    assert bounds_of(shuffled)[1] < -0.5
    assert is_near(forward, 0)
    assert bounds_of(hidden)[0] > -0.4
    words = f"minus the truth: shuffled {mean_of(shuffled, 2)}, forward {mean_of(forward, 2)}"
    return f"{words}; shuffled without the days around {mean_of(hidden, 2)}"
