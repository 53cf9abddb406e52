"""4: takes the search for a comparison with least squares.

Plain least squares was not on the list, so the search says nothing about it.
"""

carried = ["A", "C", "D"]


def sign(arguments, outcome):
    return not isinstance(outcome.value, str) and "D" in outcome.value
