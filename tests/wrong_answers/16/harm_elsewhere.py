"""16.4: large values do harm."""

corrected = {"3.3": "C2", "4.2": "D6", "6.4": "E3"}
