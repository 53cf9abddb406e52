"""4: takes a rate that overshoots for a slow one.

A step that overshoots comes nearer, too. What counts is the size of the factor, whatever its sign:
compare those of B and E.
"""

order = ["D", "C", "B", "E", "A"]
