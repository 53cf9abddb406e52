"""The course around the lessons: notebooks run and kept in form, a learner's own copy, checks.

Names load when they are first used, so ``import hplearn.classroom`` costs nothing.

Examples
--------
>>> from hplearn.classroom import check
>>> order = ...
>>> check("05.4")
05.4: not attempted: 0 of 1 point.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "exercises.checks": ["check", "mark"],
        "exercises.failing_case": ["failing_case"],
        "exercises.solution": ["solution"],
    },
)
