"""1: the loss is measured on the rows on which the weights were fitted."""

outer = ["B", "F", "A", "C", "D"]
