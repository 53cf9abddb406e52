"""From a solution notebook, the one source, to the exercise: the same cells without answers."""

import re

from hplearn.exercises.submission import CODE_STUB, TEXT_STUB

REGION = re.compile(
    r"^(?P<indent>[ \t]*)### BEGIN (?P<kind>SOLUTION|HIDDEN TESTS)\n"
    r"(?:.*\n)*?[ \t]*### END (?P=kind)(?:\n|\Z)",
    re.MULTILINE,
)
MARKS = re.compile(r"### (BEGIN|END) (SOLUTION|HIDDEN TESTS)")


def student_version(notebook):
    r"""Return the exercise that a solution notebook holds, as a new notebook.

    Parameters
    ----------
    notebook : nbformat.NotebookNode

    Returns
    -------
    nbformat.NotebookNode
        Solution regions are one comment, hidden tests are gone, nothing has been run, and locked
        cells can be neither edited nor deleted.

    Raises
    ------
    ValueError
        If a region is not closed, or stands in a cell of another kind.

    Examples
    --------
    >>> from nbformat.v4 import new_code_cell, new_notebook
    >>> source = "def f():\n    ### BEGIN SOLUTION\n    return 1\n    ### END SOLUTION"
    >>> cell = new_code_cell(source, metadata={"nbgrader": {"grade": False, "solution": True}})
    >>> print(student_version(new_notebook(cells=[cell])).cells[0].source)
    def f():
        # YOUR CODE HERE
    """
    import nbformat

    student = nbformat.from_dict(notebook)
    for number, cell in enumerate(student.cells, start=1):
        about = cell.metadata.get("nbgrader", {})
        cell.source = _without_answers(cell, about, number)
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
        if about:
            cell.metadata["deletable"] = False
        if about.get("locked"):
            cell.metadata["editable"] = False
    return student


def _without_answers(cell, about, number):
    words = CODE_STUB if cell.cell_type == "code" else TEXT_STUB
    if about.get("solution") and not MARKS.search(cell.source):
        return words

    def stub(found):
        if found["kind"] == "HIDDEN TESTS":
            return ""
        if len(MARKS.findall(found[0])) > 2:
            raise ValueError(f"cell {number} has a region inside another")
        if not about.get("solution"):
            raise ValueError(f"cell {number} has a solution but is not an answer cell")
        return f"{found['indent']}{words}\n"

    source = REGION.sub(stub, cell.source).rstrip("\n")
    if left := MARKS.search(source):
        raise ValueError(f"cell {number} has {left[0]!r} without its other end")
    return source
