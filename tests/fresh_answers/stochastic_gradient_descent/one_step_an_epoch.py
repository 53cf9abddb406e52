"""1: after the loops the parameters are moved with the last slope."""

loop = ["B", "G", "E", "A", "F"]
