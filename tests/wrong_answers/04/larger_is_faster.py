"""04.4: the larger the rate, the fewer the steps."""

order = ["E", "D", "C", "B", "A"]
