"""09.4: takes the search for a comparison with least squares."""

carried = ["A", "C", "D"]
