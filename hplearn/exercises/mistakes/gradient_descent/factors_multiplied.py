"""4: lets one factor make up for the other.

Your order is that of the two factors multiplied, or added up, as if one direction could help the
other. The walk has arrived when both directions have.
"""

order = ["B", "C", "D", "E", "A"]
