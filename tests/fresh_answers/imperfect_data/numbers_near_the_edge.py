"""4: the median R squared shows how strong a penalty may be."""

corrected = {"3.3": "C2", "4.2": "D1", "6.4": "E3"}
