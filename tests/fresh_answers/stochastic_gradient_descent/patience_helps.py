"""4: more epochs and smaller rates bring one closer; a larger batch only costs more a step."""

closer = ["A", "B", "D"]
