"""The searches, one file each: the algorithm and nothing else, as steps on a `Runner`."""
