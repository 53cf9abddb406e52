"""Predictions and quizzes, what is kept of the answers, and the progress they come to."""
