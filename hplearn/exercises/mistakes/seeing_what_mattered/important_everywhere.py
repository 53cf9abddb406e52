"""4: expects an important hyperparameter to stay important.

Compute the bars of the two columns for 0.01 and 0.1, without the others.
"""

true_ones = ["B", "C", "D"]


def sign(arguments, outcome):
    return not isinstance(outcome.value, str) and "C" in outcome.value
