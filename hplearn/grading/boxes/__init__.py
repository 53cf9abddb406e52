"""Where a notebook's code runs: a process apart, with walls around it as far as there are any.

A box is opened for one notebook, and is a context manager of its process: ``reading`` and
``writing`` are binary streams to `hplearn.contained.notebook`, ``usage()`` returns the
seconds computed, the bytes held and the threads of all of its processes, and ``end()`` ends them.

================  ==============================================================================
`bubblewrap`      namespaces, limits and a filter of system calls: for other people's
`landlock`        rules for files and a stricter filter, where the system forbids namespaces
================  ==============================================================================
"""
