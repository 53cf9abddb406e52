"""4: the means are equal to five digits, so one cannot say that none scored higher."""

carried = ["C"]
