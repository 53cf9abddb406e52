"""4: a bar of zero says that the batch size does nothing."""

true_ones = ["A", "B", "C"]
