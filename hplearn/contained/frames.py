"""Frames between a grader and the process that holds a learner's names: a length, then JSON.

The other side may be hostile, so each frame is measured before it is parsed.
"""

import json
import struct

LENGTH = struct.Struct(">I")
MAX_BYTES = 2 * 2**20
MAX_PARTS = 100_000  # lists and objects in one frame: in Python each takes twenty times its place


class Garbled(Exception):
    """The bytes received are not a frame; the message says why."""


def write(stream, record):
    """Write a record as one frame."""
    data = json.dumps(record).encode()
    stream.write(LENGTH.pack(len(data)) + data)
    stream.flush()


def read(stream):
    """Return the next record and its size, or None at the end of the stream.

    Raises
    ------
    Garbled
        If it is too large, breaks off, or is not a JSON object.

    Examples
    --------
    >>> from io import BytesIO
    >>> stream = BytesIO()
    >>> write(stream, {"find": "gd"})
    >>> read(BytesIO(stream.getvalue()))
    ({'find': 'gd'}, 14)
    """
    head = stream.read(LENGTH.size)
    if not head:
        return None
    if len(head) < LENGTH.size or (size := LENGTH.unpack(head)[0]) > MAX_BYTES:
        raise Garbled("a frame that is too long")
    data = stream.read(size)
    if len(data) < size or data.count(b"[") + data.count(b"{") > MAX_PARTS:
        raise Garbled("a frame that breaks off, or of too many parts")
    try:
        record = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise Garbled("a frame that is not JSON") from error
    if type(record) is not dict:
        raise Garbled("a frame that is not a record")
    return record, size
