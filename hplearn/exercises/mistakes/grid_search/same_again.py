"""4: expects the same winner from new data.

The program ran once, on one sample and one set of folds. What did it print about any other sample?
"""

carried = ["A", "C", "E"]


def sign(arguments, outcome):
    return not isinstance(outcome.value, str) and "E" in outcome.value
