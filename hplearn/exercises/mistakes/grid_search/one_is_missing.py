"""4: leaves out a statement that the evidence carries.

What you name is right, and something is missing. Of each other statement ask whether it goes beyond
these data, the list, or what was looked at.
"""

carried = ["A"]


def sign(arguments, outcome):
    named = set() if isinstance(outcome.value, str) else set(outcome.value)
    return set() < named < {"A", "C"}
