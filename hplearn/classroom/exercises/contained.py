"""The contained side, a process of its own: run a notebook's cells and call what they define.

It reads one JSON object from standard input and writes one to standard output; whatever the cells
print goes nowhere. It knows names, arguments and time limits, never what is right.
"""

import json
import os
import sys

from hplearn.classroom.exercises.calling import answer_in
from hplearn.classroom.exercises.plain import decode
from hplearn.classroom.exercises.running import run_cells

TRUSTED = ("oracles", "questions", "verdicts", "checks", "report", "compare", "failing_case")
CELL_SECONDS = 20


def respond(request):
    """Return what the asked names answered after the cells have run.

    Parameters
    ----------
    request : dict
        ``cells``, pairs of number and source; ``asked``, a list of dicts with ``name``, ``cases``
        (encoded, or None) and ``seconds``.

    Returns
    -------
    dict
        ``problems``, sentences, and ``answered``, one record for each that was asked.

    Examples
    --------
    >>> asked = [{"name": "f", "cases": [[3]], "seconds": 1}]
    >>> reply = respond({"cells": [[1, "def f(x): return 2 * x"]], "asked": asked})
    >>> reply["answered"][0]["outcomes"][0]["value"]
    6
    """
    names, problems = run_cells(request["cells"], seconds=CELL_SECONDS)
    answered = []
    for asked in request["asked"]:
        cases = None if asked["cases"] is None else [decode(case) for case in asked["cases"]]
        record = answer_in(names, asked["name"], cases, asked["seconds"])
        answered.append(record.to_json())
    return {"problems": problems, "answered": answered}


def main():
    """Answer one request, with standard output and error turned away from the cells."""
    request = json.load(sys.stdin)
    reply_to = os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    for name in TRUSTED:  # an import of what is right fails
        sys.modules[f"hplearn.classroom.exercises.{name}"] = None
    sys.path.insert(0, os.getcwd())
    reply = json.dumps(respond(request))
    with open(reply_to, "w", encoding="utf-8") as stream:
        stream.write(reply)
    os._exit(0)  # without waiting for threads that the cells began


if __name__ == "__main__":
    main()
