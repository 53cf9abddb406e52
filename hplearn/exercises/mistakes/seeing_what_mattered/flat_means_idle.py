"""4: takes a flat average for a sign that nothing happens anywhere.

Read the column of the rate 0.001.
"""

true_ones = ["A", "B"]


def sign(arguments, outcome):
    return not isinstance(outcome.value, str) and "A" in outcome.value
