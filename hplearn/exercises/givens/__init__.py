"""Functions that questions hand to answers, by name: one module a subject or an exercise."""
