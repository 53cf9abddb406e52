"""4: leaves out something that lowers the floor.

What you name is right, and there is more: the floor depends on the step's length and on how much
a batch's slope scatters.
"""

closer = ["D"]


def sign(arguments, outcome):
    named = set() if isinstance(outcome.value, str) else set(outcome.value)
    return set() < named < {"B", "C", "D"}
