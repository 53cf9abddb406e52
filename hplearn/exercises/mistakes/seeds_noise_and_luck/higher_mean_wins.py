"""3: lets the higher mean win.

Of two means one is always higher. Is it by more than the seeds explain?
"""


def compare(a, b, t):
    return "A" if a.mean() > b.mean() else "B"
