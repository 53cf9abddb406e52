"""4: looks at the steep direction alone.

You order the walks by their factors in the steep direction. At 0.08 that one is
soon done: what is still left in the flat one?
"""

order = ["B", "C", "D", "A", "E"]
