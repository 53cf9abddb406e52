"""4: the rate has the larger bar with four rates, and so with two of them."""

import numpy as np

table = np.array([[0.20, 0.10, 0.30, 0.60], [0.40, 0.14, 0.18, 0.48], [0.56, 0.30, 0.12, 0.22]])
true_ones = ["B", "C", "D"]
