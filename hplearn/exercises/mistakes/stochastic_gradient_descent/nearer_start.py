"""4: takes a nearer start for a help.

You name a nearer start. Ask how much of its start a walk still remembers when it hovers.
"""

closer = ["B", "C", "D", "E"]


def sign(arguments, outcome):
    named = set() if isinstance(outcome.value, str) else set(outcome.value)
    return "E" in named and "A" not in named
