"""4: argues that large values do harm.

That a large value does harm agrees with the statement. Where did the small one come from?
"""

corrected = {"3.3": "C2", "4.2": "D6", "6.4": "E3"}


def sign(arguments, outcome):
    return outcome.value["4.2"].startswith("D")
