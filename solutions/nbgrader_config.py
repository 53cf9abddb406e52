"""nbgrader's settings for these solutions: what students get, and who marks what they hand in.

Copy it beside a course's ``source`` folder. Students get the cells of ``exercises/``, and
``nbgrader autograde`` runs their notebooks in the box of ``hplearn grade``, with hidden cases of
a secret that it keeps in the folder ``hplearn-secret``.
"""

OURS, THEIRS = "hplearn.grading.nbgrader", "nbgrader.preprocessors"

c = get_config()  # noqa: F821  -- nbgrader gives it
c.ClearSolutions.code_stub = {"python": "# YOUR CODE HERE"}
# Hidden tests go before the gradebook keeps the cells: nobody runs them, and no feedback has any.
c.GenerateAssignment.preprocessors = [
    f"{THEIRS}.{name}"
    for name in (
        *("IncludeHeaderFooter", "InstantiateTests", "LockCells", "ClearSolutions"),
        *("ClearHiddenTests", "ClearOutput", "CheckCellMetadata", "ComputeChecksums"),
        *("SaveCells", "ClearMarkScheme", "ComputeChecksums", "CheckCellMetadata"),
    )
]
c.Autograde.sanitize_preprocessors = [
    f"{THEIRS}.ClearOutput",
    f"{OURS}.Once",
    f"{THEIRS}.OverwriteKernelspec",
    f"{THEIRS}.OverwriteCells",
    f"{THEIRS}.CheckCellMetadata",
]
c.Autograde.autograde_preprocessors = [
    f"{OURS}.Mark",
    f"{THEIRS}.IgnorePattern",
    "nbconvert.preprocessors.ClearMetadataPreprocessor",
    f"{THEIRS}.LimitOutput",
    f"{THEIRS}.SaveAutoGrades",
    f"{THEIRS}.AssignLatePenalties",
    f"{THEIRS}.CheckCellMetadata",
]
