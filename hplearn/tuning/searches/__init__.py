"""The searches, one file each, all written on the `Runner`."""
