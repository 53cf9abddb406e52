"""1: training judges itself.

Training judges its own work here. Asked about room, it says "more", whatever the data.
"""

outer = ["B", "F", "A", "C", "D"]
