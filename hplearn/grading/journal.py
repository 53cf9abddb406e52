"""Records on disk: each is whole or not there, so that a run goes on where it was killed."""

import json
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout
from packaging.version import Version

from hplearn.course_files import CourseError
from hplearn.files import write_whole
from hplearn.grading.marks import Marked
from hplearn.grading.pages import page_name


class Journal:
    """The records of one output folder.

    Parameters
    ----------
    folder : Path

    Examples
    --------
    >>> import tempfile
    >>> from hplearn.grading.handed_in import HandedIn
    >>> journal = Journal(Path(tempfile.mkdtemp()))
    >>> journal.write(Marked("alice", "gradient-descent", "05", key="k", version="0.2.0"))
    >>> journal.read(HandedIn("alice", "gradient-descent", Path("05.ipynb"))).key
    'k'
    """

    def __init__(self, folder):
        self.folder = folder / "records"

    def read(self, handed):
        """Return the record of a submission; None if there is none that can be read."""
        try:
            record = Marked.from_json(json.loads(self._path(handed).read_text(encoding="utf-8")))
            Version(record.version)
        except (FileNotFoundError, ValueError):
            return None
        return record

    def write(self, record):
        """Keep a record."""
        text = json.dumps(record.to_json(), indent=1, sort_keys=True) + "\n"
        write_whole(self._path(record), text)

    def _path(self, one):
        return self.folder / one.exercise / f"{Path(page_name(one.student)).stem}.json"


@contextmanager
def alone_in(folder):
    """Return a context in which no other run of the grader writes into this folder.

    Raises
    ------
    CourseError
        If another one does.
    """
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(folder / ".in-use", timeout=0):
            for begun in folder.rglob(".*.[0-9]*.part"):  # by a run that was killed
                begun.unlink()
            yield
    except Timeout:
        raise CourseError(f"{folder} is in use by another hplearn grade.") from None
