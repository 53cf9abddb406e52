"""3: takes every refit for a leak.

A refit is no leak if rows that judge stay out of it. Look at who judges at the end.
"""

leaks = {"B", "C", "D", "E"}
