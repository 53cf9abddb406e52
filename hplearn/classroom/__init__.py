"""The course around the lessons: notebooks run and kept in form, a learner's own copy, checks."""
