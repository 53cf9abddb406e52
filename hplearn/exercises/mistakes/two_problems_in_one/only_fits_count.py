"""3: counts fits alone as training.

Whatever is learned from rows is training, a mean as well. Look at what each procedure computes
before it divides the rows.
"""

leaks = {"D", "E"}


def sign(arguments, outcome):
    named = set() if isinstance(outcome.value, str) else set(outcome.value)
    return "E" in named and named <= {"D", "E"}
