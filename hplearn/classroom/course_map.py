"""The course map, a notebook that shows where the learner is, before anything in it is run."""

import json
from pathlib import Path

from hplearn.classroom.course import MAP
from hplearn.files import write_whole
from hplearn.lab.questions.progress_report import progress


def course_map(folder: Path) -> str | None:
    """Return the map's name in a learner's folder, drawn anew, or nothing if nothing was answered.

    A file that was deleted or is no notebook is no map; only its outputs are written.

    Examples
    --------
    >>> course_map(Path("no-such-folder"))
    """
    report = progress(folder)
    try:
        notebook = json.loads((folder / MAP).read_bytes()) if report.begun else {"cells": []}
        shown = {"text/html": report._repr_html_(), "text/plain": repr(report)}
        output = {"output_type": "display_data", "metadata": {}, "data": shown}
        (cell,) = (cell for cell in notebook["cells"] if cell["cell_type"] == "code")
        cell["outputs"] = [output]
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None
    write_whole(folder / MAP, json.dumps(notebook, ensure_ascii=False, indent=1) + "\n")
    return MAP
