"""4: below the limit of 0.2 a larger rate is always faster."""

order = ["E", "D", "C", "B", "A"]
