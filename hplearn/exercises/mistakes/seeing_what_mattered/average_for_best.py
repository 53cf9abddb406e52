"""4: reads the mean of a row for its lowest.

Read the row of 256 to its end.
"""

true_ones = {"B", "D", "E"}


def sign(arguments, outcome):
    return not isinstance(outcome.value, str) and "E" in outcome.value
