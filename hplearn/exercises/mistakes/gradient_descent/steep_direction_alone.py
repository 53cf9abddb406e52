"""4: looks at the steep direction alone.

Your order is that of the factors in the steep direction. At 0.08 that one is soon done: what is
still left in the flat one?
"""

order = ["B", "C", "D", "A", "E"]
