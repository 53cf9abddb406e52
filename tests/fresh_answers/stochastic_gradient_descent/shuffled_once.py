"""1: the rows are put in random order once, before the loop over the epochs."""

loop = ["C", "B", "E", "A", "D"]
