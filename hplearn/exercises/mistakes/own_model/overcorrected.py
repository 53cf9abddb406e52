"""4: goes further than the result.

One of your corrections says more than the result does. Hold each of them against the numbers.
"""

corrected = {"3.3": "C2", "4.2": "B1", "6.4": "E3"}


def sign(arguments, outcome):
    return any(pair[-1] in "145" for pair in outcome.value.values())
