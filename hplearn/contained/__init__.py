"""What runs beside a stranger's code: it knows no right answers and nothing about marking.

================  ==============================================================================
`notebook`        the process: it runs a notebook's cells and answers what is asked of them
`running`         a cell of code, and what of it did not run
`calling`         what a name stands for, and how a call of it ends
`borrowed`        what an answer uses of hplearn and scikit-learn
`outcomes`        how a call ended, as a record
`plain`           the values that can be sent between processes
`frames`          messages between the two processes
`fork_server`     the process behind a wall that forks for each notebook
`confinement`     what such a fork gives up first
================  ==============================================================================

A box shows this folder of hplearn, and none of those that hold the answers. The folder imports only
from `execution` (a test says so), so that a grader can run it where there are no answers.
"""
