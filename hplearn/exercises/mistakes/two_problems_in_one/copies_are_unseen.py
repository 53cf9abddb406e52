"""3: takes a copy for an unseen row.

In E a row that judges may have a copy among the rows that train. Ask whether it is still unseen.
"""

leaks = {"B", "D"}


def sign(arguments, outcome):
    named = set() if isinstance(outcome.value, str) else set(outcome.value)
    return set() < named <= {"B", "D"}
