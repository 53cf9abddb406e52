"""Runs of pytest, each in a fork of this process, which has imported what takes long to import.

A line of standard input is a JSON list, ``[folder, test]``: a project and the test that runs there.
The answer to it is a JSON list too: pytest's return code, and what it printed.
"""

import gc
import importlib
import json
import os
import sys

import pytest

ARGUMENTS = [
    *("-q", "-x", "--tb=line", "-p", "no:nbval", "-p", "no:cacheprovider"),
    *("-o", "addopts=--import-mode=importlib", "-W", "ignore::pytest.PytestAssertRewriteWarning"),
]
SLOW_TO_IMPORT = (  # none of it ours
    *("IPython.display", "hypothesis.strategies", "ipywidgets", "matplotlib.pyplot", "nbformat"),
    *("nbval.plugin", "pandas", "scipy.optimize", "scipy.stats", "sklearn.ensemble"),
    *("sklearn.gaussian_process", "sklearn.model_selection", "sklearn.neural_network"),
    *("sklearn.pipeline", "sklearn.svm", "typer"),
)


def run(folder, test):
    """Return ``[code, printed]`` of a test in a project, run by a fork of this process."""
    reading, writing = os.pipe()
    if (pid := os.fork()) == 0:
        os.close(reading)
        os.dup2(writing, 1)
        os.dup2(writing, 2)
        os.chdir(folder)
        os.environ["PYTHONPATH"] = folder  # for the processes that tests start
        code = pytest.main([*ARGUMENTS, test])
        used = sys.modules["hplearn"].__file__
        print("" if used.startswith(folder) else f"{used} was tested, which is another project")
        sys.stdout.flush()
        os._exit(code)
    os.close(writing)
    with open(reading, encoding="utf-8", errors="replace") as printed:
        text = printed.read()
    return [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), text]


if __name__ == "__main__":
    for name in SLOW_TO_IMPORT:
        try:
            importlib.import_module(name)
        except ImportError:  # a mutant that needs it will say so
            print(f"{name} is missing", file=sys.stderr)
    gc.freeze()  # pytest collects garbage often, and need not look at all this
    for line in sys.stdin:
        print(json.dumps(run(*json.loads(line))), flush=True)
