"""3: takes a refit for a leak whoever judges.

In C the rows of the refit are not the rows that judge. Look at who judges at the end.
"""

leaks = {"B", "C", "D", "E"}


def sign(arguments, outcome):
    return not isinstance(outcome.value, str) and "C" in set(outcome.value)
