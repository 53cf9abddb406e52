"""Mistakes close to the right answer, without a hint of their own: with any seed they lose points.

Some are right but for one sentence of the question, some for the border of a condition.
"""

import re

import pytest

from hplearn.exercises.questions import question_of
from hplearn.exercises.solution import code_of
from hplearn.exercises.verdicts import examine

from .answers import solved

SEEDS = range(2)
SHUFFLED = "rng.permutation(n_samples)"
BATCHES = "[shuffled[first : first + batch_size] for first in range(0, n_samples, batch_size)]"
COPIED = "__import__('copy').deepcopy(rng)"
BY_SIZE = "(c := np.linalg.eigvalsh(hessian))[abs(c) > 1e-3 * abs(c).max()]"
LOW, HIGH = "np.minimum(start, end)", "np.maximum(start, end)"
FROM_LOW_TO_HIGH = f"{LOW} + share * ({HIGH} - {LOW})"
CORRELATED = (
    "own.var(ddof=1) + other.var(ddof=1) - 2 * np.corrcoef(own, other)[0, 1] * own.std(ddof=1)"
)
CORRELATED += " * other.std(ddof=1)"
LOG = "low * (high / low) ** rng.random(n_draws)"
INTEGERS = "rng.integers(low, high, size=n_draws, endpoint=True)"
UNSELECTED = "return configs[0], [evaluate(config, 999)[1] for config in configs][0]"
FROM_THE_LAST_TWO = "last, speed = gradient(here + learning_rate * speed), speed\n        "
FROM_THE_LAST_TWO += "speed = gradient(here) * (1 + momentum) - momentum * last"

# question, what stands in our solution, and the mistake
WRONG = [
    ("01.2", "len(values) > 1", "np.size(values) > 1"),
    ("01.2", 'chosen_from - {"seed"}', 'n for n in chosen_from if not n.startswith("seed")'),
    ("01.3", "curve < curve[top] - allowed", "curve.round(2) < curve[top] - allowed"),
    ("01.3", "curve < curve[top]", "curve <= curve[top]"),
    ("01.3", "np.argmax(curve)", "len(curve) - 1 - curve[::-1].argmax()"),
    ("02.2", "n_params = len(params)", "n_params, step = len(params), 1e-5"),
    ("02.3", "np.where(before > 0, at_scores @ W2.T, 0)", "at_scores @ W2.T * (hidden / before)"),
    ("02.3", "at_sums.sum(axis=0)", "at_sums.sum(axis=0).squeeze()"),
    ("03.2", "unseen.get", "lambda value: max(unseen[value], 1e-6)"),
    ("03.2", "return best", "return int(best)"),
    ("04.2", "np.linalg.norm(direction)", "(np.linalg.norm(direction) + 1e-8)"),
    ("04.3", "curvatures.min() > 0", "curvatures.min() > 1e-6"),
    ("04.3", "np.linalg.eigvalsh(hessian)", BY_SIZE),
    ("04.4", "(1 - share) * start + share * end", FROM_LOW_TO_HIGH),
    ("05.2", "if taken == 0", "if 1000 * length < limit"),
    ("05.2", "max_steps + 1", "max_steps"),
    ("05.2", "length <= tolerance", "length < tolerance"),
    ("05.2", "np.linalg.norm(uphill)", "np.abs(uphill).max()"),
    ("05.2", "length <= tolerance", "length <= max(tolerance, 1e-8)"),
    ("05.3", "2 / np.linalg.eigvalsh(hessian)[-1]", "min(10, 2 / np.linalg.eigvalsh(hessian)[-1])"),
    ("06.2", SHUFFLED, "np.random.default_rng(0).permutation(n_samples)"),
    ("06.2", SHUFFLED, "np.random.permutation(n_samples)"),
    ("06.2", SHUFFLED, "np.arange(n_samples)[::-1]"),
    ("06.2", SHUFFLED, "np.roll(np.arange(n_samples), rng.integers(1000))"),
    ("06.2", SHUFFLED, "(rng.integers(1000) + 7919 * np.arange(n_samples)) % n_samples"),
    ("06.2", SHUFFLED, "rng.random() and sorted(range(n_samples), key=lambda row: row % 3)"),
    ("06.2", SHUFFLED, "np.append(0, 1 + rng.permutation(n_samples - 1))"),
    (
        "06.2",
        SHUFFLED,
        "np.append(rng.permutation(9), 9 + rng.permutation(n_samples - 9))",
    ),
    ("06.2", SHUFFLED, "np.random.default_rng(rng.integers(30)).permutation(n_samples)"),
    ("06.2", SHUFFLED, "np.argsort(np.arange(n_samples) + rng.uniform(0, 11, n_samples))"),
    ("06.2", SHUFFLED, f"{COPIED}.permutation(n_samples)"),
    ("06.2", SHUFFLED, "(turn := rng.permutation(n_samples))[np.argsort(np.roll(turn, 1))]"),
    ("07.1", "momentum * speed", "momentum * speed * gradient(here).any()"),
    ("07.1", "momentum * speed", "momentum * speed * (np.sum(gradient(here) * speed) >= 0)"),
    ("07.2", "speed = gradient(ahead)", FROM_THE_LAST_TWO),
    ("08.1", "+ epsilon", "+ max(epsilon, 1e-8)"),
    ("09.4", "np.sign(together)", "together / abs(together)"),
    ("11.1", "means.argmax()", "np.lexsort((scores.std(axis=1), -means))[0]"),
    ("11.2", "np.argmax(means)", "len(means) - 1 - np.argmax(means[::-1])"),
    ("11.2", "top in (0, len(means) - 1)", "max(means) in (means[0], means[-1])"),
    ("11.2", ">= lowest_equal", "> lowest_equal"),
    ("11.2", "np.sqrt(n_folds)", "np.sqrt(len(means))"),
    ("11.2", "spreads[top]", "np.asarray(spreads)"),
    ("11.2", "spreads[top]", "spreads[means == means[top]].max()"),
    ("12.3", "place <= 0.1", "place <= 1 / 11"),
    ("12.1", LOG, "np.geomspace(low, high, n_draws)"),
    ("12.1", LOG, "rng.random() and np.geomspace(low, high, n_draws)"),
    ("12.1", LOG, "low * (high / low) ** np.random.random(n_draws)"),
    ("12.1", LOG, f"low * (high / low) ** {COPIED}.random(n_draws)"),
    ("12.1", LOG, "low * (high / low) ** np.clip(rng.normal(0.5, 0.25, n_draws), 0, 1)"),
    ("12.2", INTEGERS, "np.resize(np.arange(low, high + 1), n_draws)"),
    ("12.2", INTEGERS, "np.random.randint(low, high + 1, n_draws)"),
    ("12.2", INTEGERS, "low + rng.integers(1000, size=n_draws) % (high - low + 1)"),
    ("13.4", "lead.var(ddof=1)", f"({CORRELATED})"),
    ("13.4", "lead.mean() >=", "abs(lead.mean()) >="),
    ("14.1", "n_candidates))", "max(n_candidates - 1, 1)))"),
    ("14.1", "rng.binomial", "np.random.default_rng(0).binomial"),
    ("14.2", "np.array_split(others, n_inner)", "np.array_split(others, len(folds))"),
    ("14.3", "ddof=1", "ddof=0"),
    ("14.3", '"A" if lead.mean() > 0', '"A" if np.median(lead) > 0'),
    ("14.3", "np.subtract(a, b)", "a[a != b] - b[a != b] if np.any(a != b) else a - b"),
    ("14.3", '"A" if lead.mean() > 0', '"A" if reach == 0 or lead.mean() > 0'),
    ("15.2", "eta ** (s + 1) <= max_budget", "s < 11 and eta ** (s + 1) <= max_budget"),
    ("15.2", "max_budget // eta**k)", "int(max_budget * float(eta) ** -k))"),
    ("16.1", "sd > 0", "sd > 1e-6"),
    ("16.3", "/ dense(rest)", "/ (dense(rest) + 1e-30)"),
    ("17.1", "np.sum(durations)", "np.round(np.sum(durations), 2)"),
    ("18.2", "for j in range(i)", "for j in range(max(i - 1, 0), i)"),
    ("18.2", "found.append((j, i))", "found += 2 * [(j, i)]"),
    ("20.1", "> 0", "> 1e-11"),
    ("20.3", "searched[-1]", "max(searched)"),
    ("20.3", 'in study["ranges"].items()', 'in list(study["ranges"].items())[:1]'),
    ("20.3", "trial in trials),", "trial in trials[: study['winner']]),"),
]

# Powers of ten, held inside the range.
POWERS = "np.clip(10.0 ** np.round(np.log10(LOGS)), low, high)".replace("LOGS", LOG)
# and how the hint begins, which must not speak of another mistake
HINTED = [
    ("06.2", f"return {BATCHES}", "yield shuffled", ": it is a generator."),
    ("06.2", BATCHES, "shuffled", ": it must be a list of arrays of row numbers."),
    ("12.1", LOG, POWERS, ": "),
    ("12.1", LOG, "np.expm1(rng.uniform(np.log1p(low), np.log1p(high), n_draws))", ": "),
    ("12.2", INTEGERS, "rng.uniform(low, high, n_draws)", ": a draw is no whole number from "),
    ("12.4", "int(np.ceil(", "((", ": it differs: it is not a whole number."),
    ("14.1", "rng.binomial(n_rows", "rng.binomial(n_candidates", ": expected about "),
    ("15.3", "standing, budget = list(configs), min_budget", UNSELECTED, ". "),
    ("20.3", "if is_broken]", "if rule == 'budget']", ": it has 1 entry, expected 0."),
]

# right but for the argument that is changed
IN_PLACE = [
    ("05.2", "here = here - learning_rate", "here -= learning_rate", "start"),
    ("06.3", "params = params - learning_rate", "params -= learning_rate", "params"),
    ("20.3", 'study["other_epochs"]', 'study.pop("other_epochs")', "study"),
]


def verdicts_with(id, old, new, seeds=SEEDS):
    """Return the verdict with each of the seeds on our solution with one thing changed."""
    question = question_of(id)
    names, answer = dict(solved(question.topic)), code_of(question)
    assert answer.count(old) == 1
    exec(answer.replace(old, new), names)
    return [examine(question, names, seed) for seed in seeds]


@pytest.mark.parametrize(("id", "old", "new"), WRONG)
def test_it_earns_nothing(id, old, new):
    (verdict,) = verdicts_with(id, old, new, seeds=[0])
    assert (verdict.verdict, verdict.points) == ("wrong", 0)
    public = verdict.rows[: verdict.question.n_public]  # which no seed changes
    assert any(row.fault for row in public)


@pytest.mark.parametrize(("id", "old", "new", "words"), HINTED)
def test_its_hint_does_not_speak_of_another_mistake(id, old, new, words):
    for verdict in verdicts_with(id, old, new):
        assert (verdict.verdict, verdict.mistake) == ("wrong", "")
        said = re.sub(r" in public case \d+", "", verdict.hint, count=1)
        assert said.startswith(f"What {verdict.question.name} returns is not right{words}")


@pytest.mark.parametrize(("id", "old", "new", "argument"), IN_PLACE)
def test_a_change_in_place_is_no_other_mistake(id, old, new, argument):
    for verdict in verdicts_with(id, old, new):
        assert (verdict.verdict, verdict.mistake) == ("wrong", "")
        assert f"it changes its argument {argument} in place." in verdict.hint


def test_nan_where_nothing_can_be_gained_and_all_is_sure_is_no_answer():
    for verdict in verdicts_with("16.1", "sd > 0", "(sd > 0) | (lead == 0)"):
        assert (verdict.points, verdict.mistake) == (0, "certain-loss-divided")


def test_letters_in_one_word_are_no_set():
    verdict = examine(question_of("06.4"), {"closer": "BCD"}, seed=0)
    assert (verdict.verdict, verdict.mistake) == ("wrong", "")
    assert verdict.hint == "closer is not right yet: it is a string, expected several entries."
