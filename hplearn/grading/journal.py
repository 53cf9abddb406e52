"""Records on disk: each is whole or not there, so that a run goes on where it was killed."""

import json
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout
from packaging.version import Version

from hplearn.course_files import CourseError
from hplearn.files import write_whole
from hplearn.grading.marks import Marked
from hplearn.grading.pages import page_name

LOG = "grades.log"


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
        self.folder, self._logged = folder, {""}  # a damaged record without a key is not logged
        if (log := folder / LOG).exists():
            for line in log.read_text(encoding="utf-8").splitlines():
                with suppress(ValueError):  # the last one, torn when there was no room left
                    self._logged.add(json.loads(line)["key"])

    def read(self, handed):
        """Return the record of a submission; None if there is none that can be read."""
        try:
            path = self._path(handed.student, handed.exercise)
            record = Marked.from_json(json.loads(path.read_text(encoding="utf-8")))
            Version(record.version)
        except (FileNotFoundError, ValueError):
            return None
        self._log(record)  # if the run was killed before that
        return record

    def write(self, record):
        """Keep a record, and a line of it in the log."""
        path = self._path(record.student, record.exercise)
        write_whole(path, json.dumps(record.to_json(), indent=1, sort_keys=True) + "\n")
        self._log(record)

    def _log(self, record):
        if record.key in self._logged:
            return
        names = ("key", "student", "exercise", "points", "max_points", "version")
        line = json.dumps({name: getattr(record, name) for name in names}, sort_keys=True)
        _append(self.folder / LOG, line + "\n")
        self._logged.add(record.key)

    def _path(self, student, exercise):
        return self.folder / "records" / exercise / f"{Path(page_name(student)).stem}.json"


def _append(path, line):
    try:
        with open(path, "a", encoding="utf-8") as log:
            log.write(line)
    except OSError as error:
        error.filename = str(path)
        raise


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
