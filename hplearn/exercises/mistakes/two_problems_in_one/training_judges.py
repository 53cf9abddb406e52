"""1: lets training judge itself.

Your loss is taken on the rows that trained the weights. Such a judge prefers more capacity,
whatever the data. Take the loss on rows that it has not seen.
"""

outer = ["B", "F", "A", "C", "D"]


def sign(arguments, outcome):
    return "C" in outcome.value and "E" not in outcome.value
