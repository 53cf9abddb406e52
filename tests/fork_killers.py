"""Runs of pytest, each in a fork of one process that has imported what takes long to import.

Standard input is a JSON list of runs: ``[folder, tests, file]``, where the package is, the tests,
and where what they print goes. Standard output is the list of their return codes.
"""

import gc
import importlib
import json
import os
import signal
import sys

import pytest

SECONDS = 600  # for one run
QUICK = ["-q", "-x", "--tb=line", "-p", "no:nbval", "-p", "no:cacheprovider"]
IMPORT = ["-o", "addopts=--import-mode=importlib"]
LOADED = ["-W", "ignore::pytest.PytestAssertRewriteWarning"]  # hypothesis, which is not rewritten
SLOW_TO_IMPORT = (  # none of it ours
    "IPython.display",
    "hypothesis.strategies",
    "ipywidgets",
    "matplotlib.pyplot",
    "nbformat",
    "numpy",
    "pandas",
    "scipy.optimize",
    "scipy.stats",
    "sklearn.datasets",
    "sklearn.ensemble",
    "sklearn.gaussian_process",
    "sklearn.model_selection",
    "sklearn.neural_network",
    "sklearn.pipeline",
    "sklearn.svm",
    "typer",
)


def import_what_is_there():
    """Load the modules of `SLOW_TO_IMPORT`; a mutant that needs one that is missing will say so."""
    for name in SLOW_TO_IMPORT:
        try:
            importlib.import_module(name)
        except ImportError:
            print(f"{name} is missing", file=sys.stderr)


def return_code(folder, tests, file):
    """Return how the run ended: pytest's code, or minus the signal that ended it."""
    if (pid := os.fork()) == 0:
        sys.exit(become_pytest(folder, tests, file))
    signal.signal(signal.SIGALRM, lambda *_: os.kill(pid, signal.SIGKILL))
    signal.alarm(SECONDS)
    _, status = os.waitpid(pid, 0)
    signal.alarm(0)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    return os.waitstatus_to_exitcode(status)


def become_pytest(folder, tests, file):
    """Return the code of the tests, run in this process and on the package in `folder`."""
    printed = os.open(file, os.O_WRONLY | os.O_CREAT)
    os.dup2(printed, 1)
    os.dup2(printed, 2)
    os.environ["PYTHONPATH"] = folder  # for the processes that tests start
    sys.path.insert(0, folder)
    return pytest.main([*QUICK, *IMPORT, *LOADED, *tests])


if __name__ == "__main__":
    import_what_is_there()
    gc.freeze()  # pytest collects garbage often, and need not look at all this
    codes = [return_code(*run) for run in json.load(sys.stdin)]
    json.dump(codes, sys.stdout)
