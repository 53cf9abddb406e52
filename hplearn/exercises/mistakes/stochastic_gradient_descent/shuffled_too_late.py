"""1: makes the order after the loop that uses it.

Your order is drawn after the loop that cuts it into batches. In the first epoch there is then no
order to cut.
"""

loop = ["B", "E", "A", "D", "G"]


def sign(arguments, outcome):
    place = list(outcome.value).index
    return place("G") > place("E") and not {"C", "F"} & set(outcome.value)
