"""1: the rows are shuffled once, before the epochs begin."""

loop = ["C", "B", "E", "A", "D"]
