"""16.4: takes the wait for the bill."""

corrected = {"3.3": "C2", "4.2": "B6", "6.4": "A3"}
