"""A wall around other people's notebooks for the tests, or why there is none."""

import sys
from contextlib import contextmanager

import pytest

from hplearn.contained import frames
from tests.extras import extra

WRITABLE = (
    "import glob, os, sys",
    "def can(folder):",
    "    try:",
    "        open(os.path.join(folder, 'x'), 'w').close()",
    "        return True",
    "    except OSError:",
    "        return False",
    "places = ['/', '/dev', '/dev/shm', '/usr', '/box', '/box/hplearn', '/box/disk', *sys.path]",
    "places += [*glob.glob('/*/'), *glob.glob('/*/*/'), *glob.glob(f'{sys.path[-1]}/*/')]",
    "sorted({os.path.normpath(at) for at in places if can(at)})",
)


@contextmanager
def wall_or_skip(needs=(), name="bubblewrap"):
    """Return a wall's function that opens boxes; where there is none, skip: what to install."""
    if not sys.platform.startswith("linux"):
        pytest.skip("needs Linux: boxes are there and nowhere else")
    extra("pyseccomp", "grade")
    extra("psutil", "grade")
    from hplearn.grading.boxes.forked import NoBox
    from hplearn.grading.marking import WALLS

    wall = WALLS[name](needs)
    try:
        box = wall.__enter__()
    except NoBox as error:
        pytest.skip(f"needs a box for other people's notebooks: {error}")
    try:
        yield box
    finally:
        wall.__exit__(None, None, None)


def looked_at(box, *lines):
    """Return what the last of some lines is worth in a fresh box, or why it fails."""
    *before, last = lines
    source = "\n".join([*before, f"def answer():\n    return {last}"])
    with box(".") as process:
        asked(process, request="run", number=1, source=source, seconds=20)
        reply = asked(process, request="call", name="answer", arguments=[], seconds=20)
    outcome = reply["outcome"]
    return outcome["value"] if outcome["kind"] == "value" else outcome["message"]


def asked(process, **record):
    """Return the reply to a record."""
    frames.write(process.writing, record)
    reply, _ = frames.read(process.reading)
    assert not reply.get("problems"), reply
    return reply
