"""1: the loop comes first, and then everything that belongs into it."""

outer = ["F", "B", "A", "G", "D"]
