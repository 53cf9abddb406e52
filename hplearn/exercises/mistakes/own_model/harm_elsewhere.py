"""4: argues that large values do harm.

Statement 4.2 is about a small value, and that a large one does harm agrees with it. Where did the
small one come from?
"""

corrected = {"3.3": "C2", "4.2": "D6", "6.4": "E3"}


def sign(arguments, outcome):
    return outcome.value["4.2"].startswith("D")
