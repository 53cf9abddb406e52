"""1: fits on the validation rows and judges on the training rows.

You fit on the validation rows and take the loss on the training rows. Read once more which rows
each of the two problems may see.
"""

outer = ["B", "F", "E", "C", "D"]


def sign(arguments, outcome):
    return {"C", "E"} <= set(outcome.value)
