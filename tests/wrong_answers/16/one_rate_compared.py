"""16.4: compares at one rate."""

corrected = {"3.3": "F2", "4.2": "B6", "6.4": "E3"}
