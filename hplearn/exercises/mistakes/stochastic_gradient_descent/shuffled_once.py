"""1: shuffles once, before the epochs.

Every epoch walks the rows in the same order: the shuffling stands before the loop over epochs.
"""

loop = ["C", "B", "E", "A", "D"]
