"""1: training judges itself.

Your loss is taken on the rows that trained the weights. Such a judge prefers more capacity,
whatever the data.
"""

outer = ["B", "F", "A", "C", "D"]


def sign(arguments, outcome):
    return "C" in outcome.value and "E" not in outcome.value
