"""2: writes a plan that costs more than the budget.

Your plan costs more than the budget at times. Add up what the default and all the rates cost: how
many rates are left for each width? There may be none.
"""


def write_plan(default, widths, rates, epochs, budget):
    n_rates = budget // epochs // len(widths)
    plan = [(default, epochs)]
    for width in widths:
        for rate in rates[:n_rates]:
            plan.append(({"hidden": width, "learning_rate": rate}, epochs))
    return plan


def sign(arguments, outcome):
    paid, (*_, one_trial, budget) = sum(epochs for _, epochs in outcome.value), arguments
    return paid > budget >= paid - one_trial
