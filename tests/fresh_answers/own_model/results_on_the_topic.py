"""4: a result that is about the same thing speaks against the statement."""

corrected = {"3.3": "F2", "4.2": "D6", "6.4": "A3"}
