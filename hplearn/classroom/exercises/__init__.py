"""Exercises that mark themselves: questions as data, answers called from outside, verdicts.

================  ==============================================================================
contained side    `contained`, `running`, `calling`, `outcomes`, `borrowed`: execute a learner's
                  notebook and call what it defines; know no question
between them      `frames` of `plain` values, and what is `given` beside them: never believed
trusted side      `questions`, `oracles`, `givens`, `compare`, `rows`, `mistakes`, `recognition`,
                  `verdicts`, `hints`, `sections`, `report`: decide what is right, recognise what
                  went wrong, and say so
in a notebook     `checks`: ``check("05.1")`` in the learner's own kernel is both sides at once;
                  `tries` are counted, `failing_case` and `solution` help who is stuck
of a file         `submission` reads what was handed in, `asking` asks a process that runs it,
                  under a `watch`, and `file_check` marks it
for authors       `student_version`: from a solution to its exercise
================  ==============================================================================

The contained side never imports the trusted one (a test says so), so that a grader can run it in
a process of its own, where the answers are not.
"""
