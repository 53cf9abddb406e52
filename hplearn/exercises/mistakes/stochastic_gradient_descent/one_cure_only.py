"""4: only a falling rate.

What you name is right, and there is more: the floor depends on the step's length and on how much
a batch's slope scatters.
"""

closer = ["D"]


def sign(arguments, outcome):
    return not isinstance(outcome.value, str) and set() < set(outcome.value) < {"B", "C", "D"}
