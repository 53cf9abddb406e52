"""11 Tuning a network: a table of all pairs, and the longest plan that can be paid."""

from itertools import product

import numpy as np

from hplearn.classroom.exercises.compare import close
from hplearn.classroom.exercises.oracles.q11_cases import NETWORK, comparisons, plans
from hplearn.classroom.exercises.oracles.q11_study import BUDGET, REPORT, again, calls_of
from hplearn.classroom.exercises.questions import Mistake, Question


def _table(evaluate, widths, rates):
    pairs = [{"hidden": w, "learning_rate": r} for w, r in product(widths, rates)]
    return np.reshape([evaluate(config) for config in pairs], (len(widths), len(rates)))


def _compared(widths, scores):
    return dict(zip(widths, map(float, scores), strict=True)), float(scores[-1] - scores[0])


def _fair(evaluate, widths, rates, keep=lambda table: table.max(axis=1)):
    return _compared(widths, keep(_table(evaluate, widths, rates)))


def _judge_fair(arguments, outcome):
    if faults := close()(_fair(*arguments), outcome.value):
        return faults
    n, wanted = calls_of(outcome, NETWORK).n, len(arguments[1]) * len(arguments[2])
    return "" if n == wanted else f"evaluate is called {n} times, expected {wanted}"


def _rate_of_the_first(*arguments):
    return _fair(*arguments, keep=lambda table: table[:, table[0].argmax()])


def _mean_not_best(*arguments):
    return _fair(*arguments, keep=lambda table: table.mean(axis=1))


def _one_rate(arguments, outcome):
    evaluate, widths, rates = arguments
    columns = _table(evaluate, widths, rates).T
    return any(not close()(_compared(widths, column), outcome.value) for column in columns)


def _plan(default, widths, rates, epochs, budget):
    """Return the longest plan, with 0, 1, 2, … rates for all, that can be paid."""
    for n_each in reversed(range(len(rates) + 1)):
        pairs = [{"hidden": w, "learning_rate": r} for w, r in product(widths, rates[:n_each])]
        plan = [(default, epochs)] + [(config, epochs) for config in pairs]
        if sum(cost for _, cost in plan) <= budget:
            return plan
    raise ValueError("the budget is not enough for the default")


def _sign_of_plan(says):
    """Return a sign that is asked of the configs of a plan, if it is one."""

    def sign(arguments, outcome):
        try:
            return says([config for config, _ in outcome.value], *arguments)
        except (TypeError, ValueError, KeyError, IndexError):  # no list of pairs
            return False

    return sign


def _without_default(configs, default, *_):
    return default not in configs


def _too_dear(configs, _default, _widths, _rates, epochs, budget):
    return len(configs) * epochs > budget


def _unequal(configs, _default, widths, *_):
    tried = [config["hidden"] for config in configs]
    return len({tried.count(width) for width in widths}) > 1


QUESTIONS = (
    Question(
        "11.1",
        "compare_widths(evaluate, widths, rates)",
        points=2,
        judge=_judge_fair,
        cases=comparisons,
        expects="fair scores and lead; each pair once",
        mistakes=(
            Mistake(
                "rate-of-the-first",
                "You tune the rate for the first width and give it to all. The others are judged "
                "at a rate that suits somebody else.",
                wrong=_rate_of_the_first,
            ),
            Mistake(
                "mean-not-best",
                "You average over the rates. A width is not worse because a rate that nobody would "
                "use does not suit it.",
                wrong=_mean_not_best,
            ),
            Mistake(
                "evaluated-again",
                "Some pair of width and rate is trained more than once. Keep its score.",
                sign=again(NETWORK),
            ),
            Mistake(
                "one-rate-for-all",
                "All widths are compared at one rate: that shows whom the rate suits.",
                sign=_one_rate,
            ),
        ),
    ),
    Question(
        "11.2",
        "write_plan(default, widths, rates, epochs, budget)",
        points=1,
        answer=_plan,
        cases=plans,
        mistakes=(
            Mistake(
                "default-left-out",
                "The default is missing: without it nobody knows what tuning was worth.",
                sign=_sign_of_plan(_without_default),
            ),
            Mistake(
                "default-is-free",
                "Your plan costs more than the budget. Have you counted the default?",
                sign=_sign_of_plan(_too_dear),
            ),
            Mistake(
                "unequal-effort",
                "Some width gets more rates than another, so its best score has had more chances.",
                sign=_sign_of_plan(_unequal),
            ),
        ),
    ),
    BUDGET,
    REPORT,
)
