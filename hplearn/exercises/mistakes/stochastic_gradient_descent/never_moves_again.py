"""1: updates behind the loops, as the article's list does.

Your update stands behind the loops and runs once. So does the article's list: its step 4 is
outside of what is repeated.
"""

loop = ["B", "G", "E", "A", "F"]


def sign(arguments, outcome):
    place = list(outcome.value).index
    return place("F") > place("E") and "D" not in outcome.value
