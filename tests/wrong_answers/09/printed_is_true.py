"""09.4: believes the printed value."""

carried = ["A", "B", "C"]
