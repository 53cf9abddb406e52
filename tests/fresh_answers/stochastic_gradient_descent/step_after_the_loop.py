"""1: the parameters move when the batches have given their slopes."""

loop = ["B", "G", "E", "A", "F"]
