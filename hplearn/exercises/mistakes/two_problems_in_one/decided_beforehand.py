"""3: takes degrees that are decided beforehand for a leak.

In F the degrees are decided before anybody looks at a row. What could a row that judges have told?
"""

leaks = {"B", "D", "E", "F"}


def sign(arguments, outcome):
    named = set() if isinstance(outcome.value, str) else set(outcome.value)
    return "F" in named and not named & {"A", "C"}
