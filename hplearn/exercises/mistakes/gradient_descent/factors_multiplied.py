"""4: lets one factor make up for the other.

You multiply the two factors, or add them up, as if one direction could help the other. The walk has
arrived when both directions have.
"""

order = ["B", "C", "D", "E", "A"]
