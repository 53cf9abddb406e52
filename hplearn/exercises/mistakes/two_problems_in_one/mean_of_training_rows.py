"""3: takes a mean over the training rows for a leak.

In A the mean is subtracted from all rows. Look at which rows it was computed from.
"""

leaks = {"A", "B", "D", "E"}


def sign(arguments, outcome):
    named = set() if isinstance(outcome.value, str) else set(outcome.value)
    return "A" in named and "C" not in named
