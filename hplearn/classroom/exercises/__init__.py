"""Exercises that mark themselves: questions as data, answers called from outside, verdicts.

================  ==============================================================================
contained side    `running`, `calling`, `outcomes`, `plain`, `given`, `givens`, `borrowed`:
                  execute a learner's notebook and call what it defines; know no question
trusted side      `questions`, `oracles`, `compare`, `rows`, `mistakes`, `recognition`, `verdicts`,
                  `hints`, `sections`, `report`: decide what is right, recognise what went wrong,
                  and say so
in a notebook     `checks`: ``check("04.1")`` in the learner's own kernel is both sides at once;
                  `tries` are counted, `failing_case` and `solution` help who is stuck
of a file         `submission` reads what was handed in, `asking` and `contained` run it in a
                  process of its own, `file_check` marks it
for authors       `student_version`: from a solution to its exercise
================  ==============================================================================

The contained side never imports the trusted one (a test says so), so that a grader can run it in
a process of its own, where the answers are not.
"""
