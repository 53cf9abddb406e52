"""Tuning a network: a table of all pairs, and the longest plan that can be paid."""

from itertools import product

import numpy as np

from hplearn.exercises.compare import close
from hplearn.exercises.oracles.special import calls_fault
from hplearn.exercises.oracles.tuning_a_network_cases import NETWORK, comparisons, plans
from hplearn.exercises.oracles.tuning_a_network_study import BUDGET, REPORT
from hplearn.exercises.questions import Question


def _fair(evaluate, widths, rates):
    pairs = [{"hidden": w, "learning_rate": r} for w, r in product(widths, rates)]
    table = np.reshape([evaluate(config) for config in pairs], (len(widths), len(rates)))
    scores = table.max(axis=1)
    return dict(zip(widths, map(float, scores), strict=True)), float(scores[-1] - scores[0])


def _judge_fair(arguments, outcome):
    if fault := close()(_fair(*arguments), outcome.value):
        return fault
    n, wanted = outcome.calls[NETWORK].n, len(arguments[1]) * len(arguments[2])
    return calls_fault("evaluate", n, wanted)


def _plan(default, widths, rates, epochs, budget):
    """Return the longest plan, with 0, 1, 2, … rates for all, that can be paid."""
    for n_each in reversed(range(len(rates) + 1)):
        pairs = [{"hidden": w, "learning_rate": r} for w, r in product(widths, rates[:n_each])]
        plan = [(default, epochs)] + [(config, epochs) for config in pairs]
        if sum(cost for _, cost in plan) <= budget:
            return plan
    raise ValueError("the budget is not enough for the default")


QUESTIONS = (
    Question(
        1,
        "compare_widths(evaluate, widths, rates)",
        points=2,
        answer=_fair,
        judge=_judge_fair,
        cases=comparisons,
        section="The fair comparison",
    ),
    Question(
        2,
        "write_plan(default, widths, rates, epochs, budget)",
        points=1,
        answer=_plan,
        cases=plans,
        n_public=9,
        section="The fair comparison",
    ),
    BUDGET,
    REPORT,
)
