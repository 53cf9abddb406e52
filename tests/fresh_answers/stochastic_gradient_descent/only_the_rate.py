"""4: the floor is set by the learning rate and by nothing else."""

closer = ["B", "D"]
