"""Mistakes close to the right answer, without a hint of their own: with any seed they lose points.

Some are right but for one sentence of the question, some for the border of a condition.
"""

import numpy as np
import pytest

from hplearn.classroom.exercises.checks import examine
from hplearn.classroom.exercises.questions import question_of

SEEDS = range(4)
DOUBTS = """
def doubts(means, spreads, n_folds):
    means = np.asarray(means)
    top = {top}
    flat = np.mean(means {above} means[top] - spreads{whose} / np.sqrt({n})) >= 0.5
    return ["edge"] * bool({edge}) + ["flat"] * bool(flat)
"""
DOUBTED = {
    "top": "means.argmax()",
    "above": ">=",
    "whose": "[top]",
    "n": "n_folds",
    "edge": "top in (0, len(means) - 1)",
}
STEPS = """
def steps_until(objective, start, learning_rate, tolerance, max_steps):
    here, first = start, {length}(objective(start)[1])
    for taken in range(max_steps + {more}):
        slope = objective(here)[1]
        if {length}(slope) {below} tolerance:
            return taken, "converged"
        if {length}(slope) > 1000 * first:
            return taken, "diverged"
        here = here - learning_rate * slope
    return max_steps, "budget"
"""
STEPPED = {"length": "np.linalg.norm", "more": "1", "below": "<="}
RANGE = """
def good_range(rates, scores, allowed):
    curve = scores.mean(axis=1)
    low = high = {top}
    least = curve.max() - allowed
    while low > 0 and curve[low - 1] {above} least:
        low -= 1
    while high < len(curve) - 1 and curve[high + 1] {above} least:
        high += 1
    return rates[low], rates[high]
"""
RANGED = {"top": "curve.argmax()", "above": ">="}
COMPARE = """
def compare(a, b, t):
    lead = a - b
    reach = t * lead.std(ddof={ddof}) / np.sqrt(len(a) - {less})
    if abs(lead.mean()) <= reach:
        return "no difference shown"
    return "A" if lead.mean() > 0 else "B"
"""
COMPARED = {"ddof": 1, "less": 0}
BATCHES = """
def batches_of_epoch(n_samples, batch_size, rng):
    rows = {rows}
    return [rows[at : at + batch_size] for at in range(0, n_samples, batch_size)]
"""
LOG = "def draw_log(low, high, n_draws, rng):\n    return {drawn}"
INTEGERS = "def draw_integers(low, high, n_draws, rng):\n    return {drawn}"
BEST = """
def mean_of_best(n_candidates, n_rows, n_searches, rng):
    right = {rng}.binomial(n_rows, 0.5, size=(n_searches, max(n_candidates - {less}, 1)))
    return right.max(axis=1).mean() / n_rows
"""
SEARCH = """
def score_search(fit_and_score, X, y, configs, folds, n_inner):
    outer = []
    for fold in folds:
        rest = np.setdiff1d(np.arange(len(y)), fold)
        means = []
        for config in configs:
            scores = []
            for part in np.array_split(rest, {n}):
                known = np.setdiff1d(rest, part)
                scores.append(fit_and_score(config, X[known], y[known], X[part], y[part]))
            means.append(np.mean(scores))
        best = configs[int(np.argmax(means))]
        outer.append(fit_and_score(best, X[rest], y[rest], X[fold], y[fold]))
    return outer
"""
PAIRS = """
def hidden_pairs(errors, limit):
    n = errors.ndim
    def share(*kept):
        away = tuple(k for k in range(n) if k not in kept)
        return errors.mean(axis=away).var() / errors.var()
    return {times} * [
        (i, j) for i in range(n) for j in range(i + 1, {end})
        if share(i, j) - share(i) - share(j) >= limit > min(share(i), share(j))
    ]
"""
DIFFERENCE = """
def central_difference(loss, params, step):
    h = {step}
    moves = h * np.eye(len(params))
    return [(loss(params + move) - loss(params - move)) / (2 * h) for move in moves]
"""

REPORT = """
def report(evaluate, open_test, configs, default, seeds):
    winner = max(configs, key=lambda config: evaluate(config, seeds[0]))
    scores = [evaluate(winner, seed) for seed in seeds[1:]]
    own, other = open_test([winner, default])
    sd = np.std(scores, ddof=1)
    return dict(
        winner=winner, trainings=len(configs) + len(scores), mean=np.mean(scores), sd=sd,
        test=own, default_test=other, beaten={lead} >= 2 * sd,
    )
"""

# question, source, what is right in it, and what in each mistake
ANSWERS = [
    ("01.3", RANGE, RANGED, {"above": ">"}),
    ("01.3", RANGE, RANGED, {"top": "len(curve) - 1 - curve[::-1].argmax()"}),
    ("02.2", DIFFERENCE, {"step": "step"}, {"step": "1e-5"}),
    ("04.2", STEPS, STEPPED, {"more": "0"}),
    ("04.2", STEPS, STEPPED, {"below": "<"}),
    ("04.2", STEPS, STEPPED, {"length": "(lambda slope: np.abs(slope).max())"}),
    ("09.2", DOUBTS, DOUBTED, {"top": "len(means) - 1 - means[::-1].argmax()"}),
    ("09.2", DOUBTS, DOUBTED, {"edge": "means.max() in (means[0], means[-1])"}),
    ("09.2", DOUBTS, DOUBTED, {"above": ">"}),
    ("09.2", DOUBTS, DOUBTED, {"n": "len(means)"}),
    ("09.2", DOUBTS, DOUBTED, {"whose": ""}),
    ("11.4", REPORT, {"lead": "own - other"}, {"lead": "abs(own - other)"}),
    ("12.1", BEST, {"rng": "rng", "less": 0}, {"less": 1}),
    ("12.1", BEST, {"rng": "rng", "less": 0}, {"rng": "np.random.default_rng(0)"}),
    ("12.2", SEARCH, {"n": "n_inner"}, {"n": "len(folds)"}),
    ("12.3", COMPARE, COMPARED, {"ddof": 0}),
    ("12.3", COMPARE, COMPARED, {"less": 1}),
    ("15.2", PAIRS, {"times": 1, "end": "n"}, {"end": "min(i + 2, n)"}),
    ("15.2", PAIRS, {"times": 1, "end": "n"}, {"times": 2}),
    *(
        ("05.2", BATCHES, {"rows": "rng.permutation(n_samples)"}, {"rows": rows})
        for rows in (
            "np.random.default_rng(0).permutation(n_samples)",
            "np.random.permutation(n_samples)",
            "np.arange(n_samples)[::-1]",
            "np.roll(np.arange(n_samples), rng.integers(1000))",
            "rng.random() and sorted(range(n_samples), key=lambda row: row % 3)",
        )
    ),
    *(
        ("10.1", LOG, {"drawn": "low * (high / low) ** rng.random(n_draws)"}, {"drawn": drawn})
        for drawn in (
            "np.geomspace(low, high, n_draws)",
            "rng.random() and np.geomspace(low, high, n_draws)",
            "low * (high / low) ** np.random.random(n_draws)",
            "low * (high / low) ** np.clip(rng.normal(0.5, 0.25, n_draws), 0, 1)",
        )
    ),
    *(
        ("10.2", INTEGERS, {"drawn": "rng.integers(low, high + 1, n_draws)"}, {"drawn": drawn})
        for drawn in (
            "np.resize(np.arange(low, high + 1), n_draws)",
            "np.random.randint(low, high + 1, n_draws)",
        )
    ),
]


def verdicts_on(id, source):
    names = {"np": np}
    exec(source, names)
    return [examine(question_of(id), names, seed) for seed in SEEDS]


@pytest.mark.parametrize(("id", "source", "right", "wrong"), ANSWERS)
def test_it_earns_nothing_and_without_the_mistake_everything(id, source, right, wrong):
    for verdict in verdicts_on(id, source.format(**right)):
        assert verdict.verdict == "right", verdict.hint
    for verdict in verdicts_on(id, source.format(**(right | wrong))):
        assert (verdict.verdict, verdict.points) == ("wrong", 0)


HINTS = [
    (
        "05.2",
        "def batches_of_epoch(n, size, rng):\n    yield rng.permutation(n)",
        "What batches_of_epoch returns is not right: it is a generator.",
    ),
    (
        "05.2",
        "def batches_of_epoch(n, size, rng):\n    return rng.permutation(n)",
        "What batches_of_epoch returns is not right: it must be a list of arrays of row numbers.",
    ),
    (
        "10.1",
        LOG.format(drawn="10.0 ** rng.integers(np.log10(low) + 1, np.log10(high), n_draws)"),
        "What draw_log returns is not right: ",
    ),
    (
        "10.2",
        INTEGERS.format(drawn="rng.uniform(low, high, n_draws)"),
        "What draw_integers returns is not right: a draw is no whole number from ",
    ),
    (
        "12.1",
        BEST.format(rng="rng", less=0).replace("(n_rows,", "(n_candidates,"),
        "What mean_of_best returns is not right: expected about ",
    ),
    (
        "13.3",
        "def halve(evaluate, configs, min_budget, eta):\n"
        "    losses = [evaluate(config, 999)[1] for config in configs]\n"
        "    return configs[0], losses[0]",
        "What halve returns is not right: ",
    ),
    (
        "05.4",
        "closer = 'BCD'",
        "closer is not right yet: it is a string, expected several members.",
    ),
    (
        "10.4",
        "def n_trials_for(share, chance):\n    return np.log(1 - chance) / np.log(1 - share)",
        "What n_trials_for returns is not right: it differs: it is no whole number.",
    ),
    (
        "16.3",
        "def complaints(study):\n    return ['budget']",
        "What complaints returns is not right: it has shape (1,), expected (0,).",
    ),
]


def test_nan_where_nothing_can_be_gained_and_all_is_sure_is_no_answer():
    source = """
from scipy.stats import norm

def expected_improvement(mean, sd, best):
    z = (best - mean) / sd
    gain = (best - mean) * norm.cdf(z) + sd * norm.pdf(z)
    return np.where((sd == 0) & (mean != best), np.maximum(best - mean, 0), gain)
"""
    for verdict in verdicts_on("13.4", source):
        assert (verdict.points, verdict.mistake) == (0, "certain-loss-divided")


@pytest.mark.parametrize(("id", "source", "words"), HINTS)
def test_its_hint_does_not_speak_of_another_mistake(id, source, words):
    for verdict in verdicts_on(id, source):
        assert verdict.verdict == "wrong"
        assert verdict.hint.startswith(words)
        assert verdict.mistake == ""
