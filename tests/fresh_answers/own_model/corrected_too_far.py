"""4: what is not quite true is turned into its opposite."""

corrected = {"3.3": "C4", "4.2": "B6", "6.4": "E5"}
