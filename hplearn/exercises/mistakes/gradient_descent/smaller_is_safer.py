"""4: takes the smaller rate for the better one.

A small rate is safe, and slow. Compute both factors for each rate: the larger one, sign aside,
sets the pace.
"""

order = ["A", "B", "C", "D", "E"]
