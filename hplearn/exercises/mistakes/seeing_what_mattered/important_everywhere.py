"""4: expects an important hyperparameter to stay important.

Compute the bars of two columns.
"""

true_ones = ["B", "C", "D"]


def sign(arguments, outcome):
    return not isinstance(outcome.value, str) and "C" in outcome.value
