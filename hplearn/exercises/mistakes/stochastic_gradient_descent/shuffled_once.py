"""1: shuffles once, before the epochs.

Every epoch walks the rows in the same order: your shuffling stands before the loop over epochs.
"""

loop = ["C", "B", "E", "A", "D"]


def sign(arguments, outcome):
    return "C" in outcome.value and "F" not in outcome.value
