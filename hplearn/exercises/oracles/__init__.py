"""What is right: one module an exercise, each with its ``QUESTIONS``."""
