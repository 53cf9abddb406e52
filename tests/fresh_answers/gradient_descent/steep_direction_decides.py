"""4: the curvature of 10 limits the rate, so its factor alone decides."""

order = ["B", "C", "D", "A", "E"]
