"""4: the floor comes from the learning rate alone."""

closer = ["B", "D"]
