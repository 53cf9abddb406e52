"""1: the outer problem sees validation rows, so it fits there and judges there."""

outer = ["B", "F", "E", "G", "D"]
