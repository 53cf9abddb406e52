"""4: puts the slowest walk first.

Your order runs from the most steps to the fewest. Read once more which walk comes first.
"""

order = ["A", "B", "E", "C", "D"]
