"""1: begins a new list of losses after the loop has begun.

Your list of losses is emptied after the loop over the values has begun. Look at what is left in it
when you choose.
"""

outer = ["F", "B", "A", "G", "D"]


def sign(arguments, outcome):
    place = list(outcome.value).index
    chosen_early = place("D") < place("G")
    return not {"C", "E"} & set(outcome.value) and place("F") < place("B") and not chosen_early
