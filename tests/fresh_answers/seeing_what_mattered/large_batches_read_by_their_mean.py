"""4: batches of 256 have an average error of 0.3, so none is below 0.2."""

true_ones = ["B", "D", "E"]
