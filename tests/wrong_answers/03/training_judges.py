"""03.1: training judges itself."""

outer = ["B", "F", "A", "C", "D"]
