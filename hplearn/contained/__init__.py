"""What runs beside a stranger's code: it knows no answer, and nothing of what is marked.

================  ==============================================================================
`notebook`        the process: it runs a notebook's cells and answers what is asked of them
`running`         cells of code, run one after another in one namespace
`calling`         what is there under a name, and how a call of it ends
`borrowed`        what of other packages an answer uses
`outcomes`        how a call ended, as a record
`plain`           values that can be sent, and nothing else
`frames`          messages on the line
`fork_server`     the process behind a wall that forks for each notebook
`confinement`     what such a fork gives up first
================  ==============================================================================

A box shows this folder of hplearn and no other that knows what is right. It imports no room above
it (a test says so), so that a grader can run it where the answers are not.
"""
