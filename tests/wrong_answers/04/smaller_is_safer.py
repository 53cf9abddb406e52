"""04.4: the smaller the rate, the better."""

order = ["A", "B", "C", "D", "E"]
