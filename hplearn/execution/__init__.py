"""Where work is done, and how values and code are written down; it knows nothing of tuning."""
