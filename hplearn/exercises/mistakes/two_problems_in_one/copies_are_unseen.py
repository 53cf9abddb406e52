"""3: takes a copy for an unseen row.

A row that judges is seen if a copy of it has trained.
"""

leaks = {"B", "D"}
