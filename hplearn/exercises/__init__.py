"""Exercises that mark themselves: questions as data, calls of answers, verdicts.

================  ==============================================================================
questions         `questions`, `oracles`, `givens`, `given`, `mistakes`: data
verdicts          `compare`, `verdicts`, `recognition`, `hints`, `report`: decide what is right,
                  recognise what went wrong, and say so
in a notebook     `checks`: ``check("05.1")`` asks the learner's own kernel, with `called_here`;
                  `tries` are counted, `failing_case` and `solution` help a learner who is stuck
of a file         `submission` reads what was handed in, `asking` asks a process that runs it,
                  such as a `bare` one, under a `watch`, and `file_check` marks it
================  ==============================================================================

Names load when they are first used, so ``import hplearn.exercises`` costs nothing.

Examples
--------
>>> from hplearn.exercises import check
>>> order = ...
>>> check("05.4")
05.4: not attempted: 0 of 1 point.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "checks": ["check", "mark"],
        "failing_case": ["failing_case"],
        "solution": ["solution"],
    },
)
