"""4: takes the larger rate for the one with fewer steps.

A larger rate helps the flat direction and, past some point, harms the steep one. Compute both
factors for each rate.
"""

order = ["E", "D", "C", "B", "A"]
