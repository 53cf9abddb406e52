"""1: begins a new list of losses after the loop has begun.

In your order the loop over the values begins before `losses = []`. Were that line repeated with the
loop, what would be left in the list when you choose?
"""

outer = ["F", "B", "A", "G", "D"]


def sign(arguments, outcome):
    place = list(outcome.value).index
    chosen_early = place("D") < place("G")
    return not {"C", "E"} & set(outcome.value) and place("F") < place("B") and not chosen_early
