"""4: an important hyperparameter stays important.

Compute the bars of two columns.
"""

true_ones = ["B", "C", "D"]


def sign(arguments, outcome):
    return not isinstance(outcome.value, str) and "C" in outcome.value
