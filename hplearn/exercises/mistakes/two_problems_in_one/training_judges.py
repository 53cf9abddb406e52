"""1: training judges itself.

Training judges its own work here. It prefers more capacity, whatever the data.
"""

outer = ["B", "F", "A", "C", "D"]
