"""4: compares at one rate.

At one rate one of the two looks better. If the rate set itself, at how many rates would it be
good?
"""

corrected = {"3.3": "F2", "4.2": "B6", "6.4": "E3"}


def sign(arguments, outcome):
    return outcome.value["3.3"].startswith("F")
