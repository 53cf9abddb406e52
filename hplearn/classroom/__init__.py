"""The course around the lessons: a learner's copy, JupyterLab, the doctor, notebooks, pages."""
