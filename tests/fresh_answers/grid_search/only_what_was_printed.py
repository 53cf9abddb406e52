"""4: only what the program itself printed is evidence."""

carried = ["A"]
