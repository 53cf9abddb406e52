"""15.4: reads the mean of a row for its lowest."""

true_ones = {"B", "D", "E"}
