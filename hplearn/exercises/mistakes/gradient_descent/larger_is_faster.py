"""4: the larger the rate, the fewer the steps.

A larger rate helps the flat direction and, past some point, harms the steep one. Compute both
factors for each rate.
"""

order = ["E", "D", "C", "B", "A"]
