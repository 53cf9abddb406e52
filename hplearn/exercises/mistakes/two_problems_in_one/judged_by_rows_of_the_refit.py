"""3: overlooks that the rows of the last fit judge it.

In D the model is fitted twice. Look at the rows of the second fit, and at the rows that judge it.
"""

leaks = {"B", "E"}


def sign(arguments, outcome):
    return not isinstance(outcome.value, str) and set(outcome.value) == {"B", "E"}
