"""15.4: an important knob stays important."""

true_ones = ["B", "C", "D"]
