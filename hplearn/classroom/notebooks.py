"""Run a notebook and bring it to the one form in which notebooks are committed.

That form holds the outputs of a fresh run and nothing else: no times, no machine's paths in the
metadata, no widget state, no random numbers. Two runs give the same file, byte for byte.
"""

import os
from asyncio import CancelledError
from collections import Counter
from hashlib import sha256
from pathlib import Path

from hplearn.course_files import CourseError, NotebookError
from hplearn.execution.one_thread import ONE_THREAD
from hplearn.exercises.bare import NOBODYS_PROGRESS
from hplearn.lab.displayed import WIDGET_VIEW
from hplearn.lab.questions.progress_file import ProgressFile, course_folder
from hplearn.lab.questions.saved import LAND, is_open, saved

METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {
        "file_extension": ".py",
        "mimetype": "text/x-python",
        "name": "python",
        "pygments_lexer": "ipython3",
    },
}
CELL_METADATA = ("deletable", "editable", "hplearn", "jupyter", "nbgrader", "tags")  # no traces
SECONDS_PER_CELL = 300  # only what hangs takes so long


def execute(path, *, timeout=SECONDS_PER_CELL, env=None):
    """Return the notebook as a fresh kernel leaves it, run in its own folder on one BLAS thread.

    Parameters
    ----------
    path : str or Path
    timeout : float
        Seconds that one cell may take.
    env : dict, optional
        Variables of the kernel's environment, in addition to ours.

    Returns
    -------
    nbformat.NotebookNode

    Raises
    ------
    CourseError
        If the file is not a notebook.
    NotebookError
        If a cell raises, takes too long, or ends the kernel.
    KeyboardInterrupt
        If Ctrl-C ends the run.

    Examples
    --------
    >>> execute("lessons/05-gradient-descent.ipynb")  # doctest: +SKIP
    """
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    from hplearn.classroom.stoppable import StoppableClient

    path, reached = Path(path), [1]
    notebook = _read(path)
    client = StoppableClient(
        notebook,
        timeout=timeout,
        kernel_name="python3",
        extra_arguments=["--log-level=ERROR"],
        record_timing=False,
        coalesce_streams=True,  # else a stream is cut at random places
        resources={"metadata": {"path": str(path.resolve().parent)}},
        on_cell_execute=lambda cell, cell_index: reached.append(cell_index + 1),
    )
    try:
        client.execute(env=os.environ | ONE_THREAD | NOBODYS_PROGRESS | (env or {}))
    except CellExecutionError:
        pass  # the cell shows it
    except (CancelledError, CellTimeoutError, DeadKernelError) as error:
        if client.stopped:
            raise KeyboardInterrupt from None
        reason = "it ran too long" if isinstance(error, CellTimeoutError) else "the kernel died"
        raise NotebookError(f"{path.name}, cell {reached[-1]}: {reason}") from None
    _raise_first_error(notebook, path.name)
    return notebook


def _read(path):
    import nbformat

    try:
        notebook = nbformat.read(path, as_version=4)
        nbformat.validate(notebook)
    except OSError:
        raise
    except Exception as error:  # nbformat's own errors, and those that other JSON sets off in it
        raise CourseError(f"{path} is not a notebook that Jupyter can read.") from error
    return notebook


def _raise_first_error(notebook, name):
    """Raise the first error shown: an error in displaying a result raises nothing by itself."""
    for number, cell in enumerate(notebook.cells, start=1):
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                raise NotebookError(f"{name}, cell {number}: {output.ename}: {output.evalue}")


def normalise(notebook):
    """Return the notebook in its committed form, as a new one.

    Runs are numbered 1 to n, a cell's id comes from its source, and what differs between two runs
    or two machines is gone.

    Parameters
    ----------
    notebook : nbformat.NotebookNode

    Examples
    --------
    >>> from nbformat.v4 import new_code_cell, new_notebook
    >>> cell = new_code_cell("1 + 1", execution_count=7, metadata={"execution": {"idle": "now"}})
    >>> tidy = normalise(new_notebook(cells=[cell]))
    >>> tidy.cells[0].execution_count, dict(tidy.cells[0].metadata)
    (1, {})
    """
    import nbformat

    about, own = METADATA, notebook.metadata
    about |= {"hplearn": own.hplearn} if "hplearn" in own else {}
    tidy = nbformat.from_dict(notebook | {"metadata": about, "nbformat_minor": 5})
    seen, n_runs = Counter(), 0
    for cell in tidy.cells:
        cell.metadata = {key: cell.metadata[key] for key in CELL_METADATA if key in cell.metadata}
        seen[cell.source] += 1
        cell.id = sha256(f"{seen[cell.source]} {cell.source}".encode()).hexdigest()[:8]
        if cell.cell_type == "code" and cell.execution_count is not None:
            n_runs += 1
            cell.execution_count = n_runs
            for output in cell.outputs:
                _tidy(output, n_runs)
    return tidy


def _tidy(output, n_runs):
    if "execution_count" in output:
        output.execution_count = n_runs
    if "data" in output:
        output.data.pop(WIDGET_VIEW, None)
        output.metadata.pop(WIDGET_VIEW, None)


def forget_widgets(model, *, path, contents_manager, **unused):
    """Drop widget views from a notebook that JupyterLab is about to save, keeping their pictures.

    A saved view refers to a kernel that has ended: when the notebook is opened again, an error
    would stand in the place of a panel. Without the view it shows the panel's picture, or the
    question with what was answered, until it is run. Where the learner stopped comes into view: the
    first prediction that is open, or else what was shown last, unless that is the quiz at the end.

    Parameters
    ----------
    model : dict
        Of Jupyter's contents API; changed in place. This is a ``ContentsManager.pre_save_hook``.
    path : str
        Of the notebook, from the root of ``contents_manager``.
    contents_manager : jupyter_server.services.contents.manager.ContentsManager

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> output = {"data": {WIDGET_VIEW: {"model_id": "f00"}, "text/html": "<p>A question.</p>"}}
    >>> model = {"type": "notebook", "content": {"cells": [{"outputs": [output]}]}}
    >>> forget_widgets(model, path="a.ipynb", contents_manager=SimpleNamespace(root_dir="."))
    >>> list(output["data"]), output["data"]["text/html"][:19]
    (['text/html'], '<p>A question.</p><')
    """
    if model["type"] != "notebook":
        return
    folder = course_folder(Path(contents_manager.root_dir, path).parent)
    sections, _ = ProgressFile(folder=folder).read()
    shown = [
        output["data"]
        for cell in model["content"]["cells"]
        for output in cell.get("outputs", [])
        if {WIDGET_VIEW, "text/html"} <= output.get("data", {}).keys()
    ]
    kept = [data.pop(WIDGET_VIEW).get("kept", {}) for data in shown]
    stops = [keys for keys in kept if is_open(keys, sections)]
    stops += [keys for keys in kept[-1:] if "quizzes" not in keys]
    for data, keys in zip(shown, kept, strict=True):
        land = LAND * (keys is next(iter(stops), None))
        data["text/html"] = saved("".join(data["text/html"]), keys, sections) + land


def to_text(notebook):
    """Return the text of the committed file: keys sorted, one line break at the end.

    Parameters
    ----------
    notebook : nbformat.NotebookNode

    Examples
    --------
    >>> from nbformat.v4 import new_notebook
    >>> to_text(new_notebook()).splitlines()[1]
    ' "cells": [],'
    """
    import nbformat

    return nbformat.writes(normalise(notebook)).rstrip("\n") + "\n"
