"""4: expects that more epochs will do.

A walk that hovers has forgotten its start and gains nothing by going on. What sets the height of
the floor?
"""

closer = ["A", "B"]


def sign(arguments, outcome):
    return not isinstance(outcome.value, str) and "A" in set(outcome.value)
