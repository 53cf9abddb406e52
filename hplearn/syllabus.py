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


def topic_of(name):
    """Return the topic that is named by itself or by its number with two digits, else "".

    Examples
    --------
    >>> topic_of("05"), topic_of("gradient-descent"), topic_of("5")
    ('gradient-descent', 'gradient-descent', '')
    """
    return next((topic for topic in TOPICS if name in (topic, number_of(topic))), "")


def notebook_of(topic):
    """Return the name of a lesson's notebook, which its exercise and its solution have, too.

    Examples
    --------
    >>> notebook_of("gradient-descent")
    '05-gradient-descent.ipynb'
    """
    return f"{number_of(topic)}-{topic}.ipynb"
