"""1: the list of losses is made where it is needed, after the loop has begun."""

outer = ["F", "B", "A", "G", "D"]
