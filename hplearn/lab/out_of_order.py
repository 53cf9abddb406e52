"""A cell that ran before the one that defines its names: the error is followed by which that is.

It is looked for in the notebook's file, of which Jupyter's server tells the kernel the name.
"""

import json
import os
from pathlib import Path
from symtable import symtable


def watch():
    """Have each NameError in this kernel, if it is one, followed by the cell to run."""
    from IPython import get_ipython

    if get_ipython():  # Python itself runs a startup file, too
        get_ipython().events.register("post_run_cell", _tell)


def cell_with(name, cells):
    r"""Return the first line of the cell that defines a name, or None.

    Parameters
    ----------
    name : str
    cells : list of str
        The sources of the code cells.

    Examples
    --------
    >>> cell_with("rate", ["import numpy as np", "# The step\nrate = 0.1"])
    '# The step'
    """
    return next((cell.strip().splitlines()[0] for cell in cells if _defines(cell, name)), None)


def _defines(cell, name):
    try:
        found = symtable(cell, "cell", "exec").lookup(name)
    except (SyntaxError, ValueError, KeyError):  # magic words, or it is not there
        return False
    return found.is_assigned() or found.is_imported()


def _tell(result):
    if not isinstance(result.error_in_exec, NameError):
        return
    name, here = result.error_in_exec.name, result.info.raw_cell
    line = cell_with(name, [cell for cell in _cells() if cell != here])
    if line:
        print(
            f"“{name}” comes from another cell, which has not run: the one that begins with "
            f"“{line}”.\nRun that one first, or the menu Run: Run All Above Selected Cell."
        )


def _cells():
    try:
        notebook = json.loads(Path(os.environ["JPY_SESSION_NAME"]).read_bytes())
        cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
        return ["".join(cell["source"]) for cell in cells]
    except (OSError, KeyError, ValueError, TypeError):  # opened elsewhere, moved, or no notebook
        return []
