"""15.4: a flat average, so nothing happens anywhere."""

true_ones = ["A", "B"]
