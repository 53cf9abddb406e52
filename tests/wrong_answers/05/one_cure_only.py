"""05.4: only a falling rate."""

closer = ["D"]
