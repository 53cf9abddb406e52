"""03.1: fits on the validation rows."""

outer = ["B", "F", "E", "G", "D"]
