"""4: the steep direction counts, and there 0.1 is perfect: the nearer the faster."""

order = ["B", "C", "D", "A", "E"]
