"""4: believes the printed value.

The winner stands at the end of the list: what would a longer list have said?
"""

carried = ["A", "B", "C"]


def sign(arguments, outcome):
    return not isinstance(outcome.value, str) and "B" in outcome.value
