"""nbgrader's settings for these solutions: student cells come out as in ``exercises/``.

Copy it beside a course's ``source`` folder. Without it nbgrader adds a line of its own to each
answer, which does no harm.
"""

c = get_config()  # noqa: F821  -- nbgrader gives it
c.ClearSolutions.code_stub = {"python": "# YOUR CODE HERE"}
