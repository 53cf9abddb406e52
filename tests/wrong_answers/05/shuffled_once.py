"""05.1: shuffles once, before the epochs."""

loop = ["C", "B", "E", "A", "D"]
