"""1: moves before the slope is known.

Your update stands before the line that computes the slope. It then takes the slope of the batch
before, and for the first batch there is none.
"""

loop = ["B", "G", "E", "D", "A"]


def sign(arguments, outcome):
    place = list(outcome.value).index
    others = {"C", "F"} & set(outcome.value) or place("G") > place("E")
    return place("D") < place("A") and not others
