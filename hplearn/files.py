"""Files that are written as a whole or not at all."""

import errno
import os


def check_writable(*folders):
    """Make folders that are missing; raise an OSError that names the first that is not writable.

    Parameters
    ----------
    *folders : str or Path

    Examples
    --------
    >>> import tempfile
    >>> check_writable(tempfile.mkdtemp())
    """
    for folder in folders:
        os.makedirs(folder, exist_ok=True)
        if not os.access(folder, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))


def write_whole(path, content):
    """Write a temporary file beside `path` and rename it: a crash leaves the old file or the new.

    It may leave the temporary one, too, whose name is hidden and ends in ``.part``.

    Parameters
    ----------
    path : Path
        Its folder is made if it is missing.
    content : bytes or str

    Raises
    ------
    OSError
        If it cannot be written; it names `path`.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> path = Path(tempfile.mkdtemp()) / "progress.json"
    >>> write_whole(path, "{}")
    >>> path.read_text()
    '{}'
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with open(beside, "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode())
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
    except OSError as error:
        error.filename = str(path)  # and not the temporary file, which the user never saw
        raise
    finally:
        beside.unlink(missing_ok=True)


def write_changed(path, content):
    """Write text or bytes into a file unless it has them; return whether it was written."""
    content = content if isinstance(content, bytes) else content.encode()
    if path.exists() and path.read_bytes() == content:
        return False
    write_whole(path, content)
    return True
