"""The lessons in their order: a lesson's number is its place, and ids name its topic instead.

So a lesson may be moved without anything changing its name: not its questions, nor what a learner's
progress file says of them.
"""

TOPICS = (
    "start-here",
    "why-tune-at-all",
    "a-network-by-hand",
    "two-problems-in-one",
    "the-landscape-of-a-loss",
    "gradient-descent",
    "stochastic-gradient-descent",
    "momentum",
    "adam-and-schedules",
    "ridge-regression",
    "cross-validation",
    "grid-search",
    "search-spaces-and-random-search",
    "tuning-a-network",
    "seeds-noise-and-luck",
    "halving-and-hyperband",
    "searches-with-a-model",
    "many-hands",
    "seeing-what-mattered",
    "imperfect-data",
    "own-model",
)


def number_of(topic):
    """Return the number of a lesson, with two digits.

    Raises
    ------
    ValueError
        If there is no lesson on it.

    Examples
    --------
    >>> number_of("gradient-descent")
    '05'
    """
    if topic not in TOPICS:
        raise ValueError(f"topic must be one of {', '.join(TOPICS)}, got {topic!r}")
    return f"{TOPICS.index(topic):02}"
