"""1: chooses before all losses are there.

You choose the best value before the losses are complete. A name needs no line of its own before the
line that computes it.
"""

outer = ["B", "D", "F", "A", "G"]


def sign(arguments, outcome):
    place = list(outcome.value).index
    return not {"C", "E"} & set(outcome.value) and place("D") < place("G")
