"""4: as the means are equal to five digits, the result will be the same with new data."""

carried = ["A", "C", "E"]
