"""4: the search found 0.0001, so it is the best alpha for the problem."""

carried = ["A", "B", "C"]
