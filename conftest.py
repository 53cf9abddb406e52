"""How the tests run, wherever they stand: alike on every machine, and shared among its cores."""

import gc
import os
import sys

for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"  # before NumPy loads; kernels and workers inherit it
os.environ["MPLBACKEND"] = "agg"
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # or each of a thousand processes compiles anew
sys.dont_write_bytecode = False

import pytest  # noqa: E402  -- the settings above must come first
from hypothesis import settings  # noqa: E402

pytest_plugins = ["tests.lessons_in_nbval"]
collect_ignore_glob = ["hplearn/exercises/mistakes/*/*.py", "tests/*_answers/*.py"]  # no modules
collect_ignore = ["solutions/nbgrader_config.py", "hplearn/grading/nbgrader.py"]  # for nbgrader

settings.register_profile("same everywhere", derandomize=True, deadline=None)
settings.load_profile("same everywhere")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers():
    """Take one worker more than there are cores, as starting kernels and browsers is waiting."""
    import joblib

    return joblib.cpu_count() + 1


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Mark what is slow, notebooks among it (``-m "not slow"`` starts no kernel), and order.

    What takes long comes first, so that no core waits at the end: a file that drives a browser, and
    waits for it half of its time, then two lessons, which compute meanwhile, and so on, and the
    solutions.
    """
    for item in items:
        if item.path.suffix == ".ipynb":
            item.add_marker(pytest.mark.notebook)
        if any(map(item.get_closest_marker, ("notebook", "ci", "full"))):
            item.add_marker(pytest.mark.slow)
    turn = {}
    for folders, step in (("tests/browser/", 2), (("lessons/", "solutions/"), 1)):
        paths = dict.fromkeys(item.path for item in items if item.nodeid.startswith(folders))
        turn |= {path: step * n for n, path in enumerate(paths)}
    items.sort(key=lambda item: turn.get(item.path, len(turn)))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item):
    """Start each solution's kernel with nobody's progress file: solutions check themselves."""
    with pytest.MonkeyPatch.context() as patch:
        if item.path.parent.name == "solutions":
            patch.setenv("HPLEARN_PROGRESS", os.devnull)
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_collection():
    """Collect thousands of tests with no garbage collector, and take them out of its way."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.collect()
        gc.freeze()
        gc.enable()
