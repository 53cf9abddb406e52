"""4: all five rates are below the limit of 0.2, so the larger one arrives first."""

order = ["E", "D", "C", "B", "A"]
