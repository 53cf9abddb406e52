"""4: takes the wait for the bill.

46 ticks instead of 108 is the wait. What was paid for?
"""

corrected = {"3.3": "C2", "4.2": "B6", "6.4": "A3"}


def sign(arguments, outcome):
    return outcome.value["6.4"].startswith("A")
