"""The course map: a notebook that shows where the learner is as soon as it is opened."""

import json
from pathlib import Path

from hplearn.course_files import MAP
from hplearn.files import write_whole
from hplearn.lab.questions.progress_report import progress


def course_map(folder: Path) -> str | None:
    """Bring the map in a learner's folder up to date, and return its name if there is progress.

    Only the output of its ``progress()`` is written, and nothing if the map was deleted or is
    damaged; then None is returned, too.

    Examples
    --------
    >>> course_map(Path("no-such-folder"))
    """
    report, path = progress(folder), folder / MAP
    shown = {"text/html": report._repr_html_(), "text/plain": repr(report)}
    try:
        notebook = json.loads(path.read_bytes())
        for cell in notebook["cells"]:
            if "progress()" in cell["source"]:
                cell["outputs"] = [{"output_type": "display_data", "metadata": {}, "data": shown}]
    except (FileNotFoundError, ValueError, KeyError, TypeError):  # deleted or damaged
        return None
    write_whole(path, json.dumps(notebook, ensure_ascii=False, indent=1) + "\n")
    return MAP if report.begun else None
