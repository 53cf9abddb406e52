"""05.1: the update stands behind the loops, as in the document's list."""

loop = ["B", "G", "E", "A", "F"]
