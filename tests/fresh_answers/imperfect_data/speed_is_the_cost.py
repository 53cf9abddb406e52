"""4: fewer ticks on the clock show what many workers do for the cost."""

corrected = {"3.3": "C2", "4.2": "B6", "6.4": "A3"}
