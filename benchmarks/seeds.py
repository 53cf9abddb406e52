"""The seeds of the challenges, all of which can be moved to numbers that nobody has seen.

A challenge names its seeds by ``fresh(range(100, 120))`` or ``fresh(7)``; what is the lesson's own,
as its split of the digits or its table of networks, stays where it is. In set 0, which
docs/claims.md shows, the seeds are as they are written.
"""

APART = 1_000_000  # further than any challenge counts

chosen = 0  # benchmarks.claims sets it by --seeds, before it imports a challenge


def fresh(seeds):
    """Return a seed, or a range of them, moved to the chosen set."""
    moved = chosen * APART
    if isinstance(seeds, range):
        return range(seeds.start + moved, seeds.stop + moved)
    return seeds + moved
