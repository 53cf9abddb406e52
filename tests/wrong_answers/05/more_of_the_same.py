"""05.4: more epochs will do."""

closer = ["A", "B"]
