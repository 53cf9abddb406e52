"""16.4: goes further than the result."""

corrected = {"3.3": "C2", "4.2": "B1", "6.4": "E3"}
