"""4: multiplies the two factors.

You multiply the factors of the two directions. Neither helps the other: the walk has arrived when
both have.
"""

order = ["B", "C", "D", "E", "A"]
