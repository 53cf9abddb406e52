"""Files that are written as a whole or not at all."""

import os


def write_whole(path, content):
    """Write a file beside its place and rename it: a crash leaves the old file or the new one.

    Parameters
    ----------
    path : Path
        Its folder is made if it is missing.
    content : bytes or str

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
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with open(beside, "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode())
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)
