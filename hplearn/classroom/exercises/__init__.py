"""Exercises that mark themselves: questions as data, answers called from outside, verdicts.

================  ==============================================================================
contained side    `plain`, `given`, `givens`, `borrowed`, `calling`, `running`: execute a learner's
                  notebook and call what it defines, on plain values; know no question, no oracle
trusted side      `questions`, `oracles`, `compare`, `mistakes`, `recognition`, `verdicts`,
                  `report`: decide what is right and recognise what went wrong
both, in a lesson `checks`: ``check("04.1")`` in the learner's own kernel
================  ==============================================================================

The contained side never imports the trusted one (a test says so), so that a grader can run it in
a process of its own, where the answers are not.
"""
