"""A class's archive as a school hands it out, unpacked for one run: within bounds, nowhere else."""

import os
import re
import shutil
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from hplearn.course_files import CourseError
from hplearn.exercises.submission import MAX_BYTES
from hplearn.grading.handed_in import BY_CANVAS, DEEPEST, NOTEBOOK, files_in

MOST_FILES, MOST_BYTES = 20_000, 2 * 10**9
MOST_OF_ONE = 200, MAX_BYTES  # of an archive that a student handed in
READ = (*NOTEBOOK, ".yml", ".zip")  # of other files nothing but their names is needed
IS_UTF_8 = 0x800  # a flag of a name; without it, Python takes it for the encoding of the first PCs
GRADESCOPE = "assignment_*_export/submission_metadata.yml"


@contextmanager
def unpacked(path):
    """Return a context of the folder that an archive becomes; a folder is one already.

    Archives that students handed in are folders in it, by the names that they have. If a folder has
    such, all of it is copied.

    Parameters
    ----------
    path : Path

    Raises
    ------
    CourseError
        If it is no ZIP archive, is damaged or too large, or a name in it leads elsewhere.
    """
    if path.is_dir() and not _handed_in_archives(path):
        yield path
        return
    with TemporaryDirectory() as place:
        folder = Path(place, path.stem)
        try:
            if path.is_dir():
                shutil.copytree(path, folder, symlinks=True)
            else:
                _unpack(path, folder, MOST_FILES, MOST_BYTES)
        except Exception as error:  # whatever a damaged one leads to
            said = f"{path} cannot be unpacked ({error}): download it again, or unpack it by hand"
            raise CourseError(f"{said}, and give the folder.") from None
        for within in _handed_in_archives(folder):
            _unpack_within(within)
        yield next((one.parent for one in folder.glob(GRADESCOPE)), folder)


def _handed_in_archives(folder):
    """Return the archives in students' folders, and those that Canvas names."""
    found = [path for path in files_in(folder) if path.suffix.lower() == ".zip"]
    return [one for one in found if one.parent != folder or re.fullmatch(BY_CANVAS, one.stem)]


def _unpack_within(path):
    """Put in the place of an archive that a student handed in what it holds, if it can be read."""
    folder = path.with_name(f"{path.name}~")
    try:
        _unpack(path, folder, *MOST_OF_ONE)
        path.unlink()
        folder.rename(path)
    except Exception:  # whatever a damaged one leads to: it stays what it is
        shutil.rmtree(folder, ignore_errors=True)


def _unpack(path, folder, most_files, most_bytes):
    """Write all members that may be of use; ValueError if they are too many or lead elsewhere."""
    with ZipFile(path) as archive:
        members = archive.infolist()
        sizes = [min(one.file_size, MAX_BYTES + 1) for one in members if _is_read(one)]
        if len(members) > most_files or sum(sizes) > most_bytes:
            raise ValueError(f"it holds more than {most_files} files, or {most_bytes // 10**6} MB")
        folder.mkdir()
        for member in members:
            parts = PurePosixPath(_name(member)).parts
            if ".." in parts or parts[:1] == ("/",):
                raise ValueError(f"{member.filename!r} leads out of it")
            target = Path(folder, *parts[:DEEPEST])
            if member.is_dir() or len(parts) > DEEPEST:
                target.mkdir(parents=True, exist_ok=True)
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(member) as source, open(target, "xb") as file:
                file.write(source.read(MAX_BYTES + 1) if _is_read(member) else b"")


def _is_read(member):
    return member.filename.lower().endswith(READ)


def _name(member):
    """Return a member's name as the file system would have it, in whatever encoding it is."""
    if member.flag_bits & IS_UTF_8 or member.filename != member.orig_filename:
        return member.filename  # other than first read: Python 3.13 knows it from a field beside it
    return os.fsdecode(member.filename.encode("cp437"))
