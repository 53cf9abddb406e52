"""A class's archive as a school hands it out, unpacked for one run: within bounds, nowhere else."""

import os
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from hplearn.course_files import CourseError
from hplearn.exercises.submission import MAX_BYTES
from hplearn.grading.handed_in import DEEPEST, NOTEBOOK

MOST_FILES, MOST_BYTES = 20_000, 2 * 10**9
READ = (*NOTEBOOK, ".yml")  # of other files nothing but their names is needed
IS_UTF_8 = 0x800  # a flag of a name; without it, Python takes it for the encoding of the first PCs
GRADESCOPE = "assignment_*_export/submission_metadata.yml"


@contextmanager
def unpacked(path):
    """Return a context of the folder that an archive becomes; a folder is one already.

    Parameters
    ----------
    path : Path

    Raises
    ------
    CourseError
        If it is no ZIP archive, is damaged or too large, or a name in it leads elsewhere.
    """
    if path.is_dir():
        yield path
        return
    with TemporaryDirectory() as place:
        folder = Path(place, path.stem)
        try:
            with ZipFile(path) as archive:
                _unpack(archive, folder)
        except Exception as error:  # whatever a damaged one leads to
            said = f"{path} cannot be unpacked ({error}): download it again, or unpack it by hand"
            raise CourseError(f"{said}, and give the folder.") from None
        yield next((one.parent for one in folder.glob(GRADESCOPE)), folder)


def _unpack(archive, folder):
    """Write all members that may be of use; ValueError if they are too many or lead elsewhere."""
    members = archive.infolist()
    sizes = [min(one.file_size, MAX_BYTES + 1) for one in members if _is_read(one)]
    if len(members) > MOST_FILES or sum(sizes) > MOST_BYTES:
        raise ValueError(f"it holds more than {MOST_FILES} files, or {MOST_BYTES // 10**9} GB")
    folder.mkdir()
    for member in members:
        parts = PurePosixPath(_name(member)).parts
        if ".." in parts or parts[:1] == ("/",):
            raise ValueError(f"{member.filename!r} leads out of it")
        path = Path(folder, *parts[:DEEPEST])
        if member.is_dir() or len(parts) > DEEPEST:
            path.mkdir(parents=True, exist_ok=True)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(member) as source, open(path, "xb") as file:
            file.write(source.read(MAX_BYTES + 1) if _is_read(member) else b"")


def _is_read(member):
    return member.filename.lower().endswith(READ)


def _name(member):
    """Return a member's name as the file system would have it, in whatever encoding it is."""
    is_utf_8 = member.flag_bits & IS_UTF_8
    return member.filename if is_utf_8 else os.fsdecode(member.filename.encode("cp437"))
