"""Workers for tasks, and how values and code are written to a log; nothing here knows tuning."""
