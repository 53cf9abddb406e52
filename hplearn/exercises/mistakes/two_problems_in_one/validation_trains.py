"""1: fits on the validation rows.

The validation rows take part in the fit, and then judge it: they have been seen.
"""

outer = ["B", "F", "E", "G", "D"]


def sign(arguments, outcome):
    return "E" in outcome.value and "C" not in outcome.value
