"""Messages to and from workers, as bytes, and exceptions for workers that died."""

import pickle
import traceback

import cloudpickle


class WorkerDied(Exception):
    """A task did not end because its worker died."""


class WorkerStopped(WorkerDied):
    """A task did not end in time, and its worker was killed."""


class Lost(Exception):
    """A task did not end and may run again; the argument counts the workers that died of it."""


def told(error):
    """Return an error's type and text in one; not every error has a text that can be read.

    >>> told(KeyError("x"))
    "KeyError: 'x'"
    """
    try:
        return f"{type(error).__name__}: {error}"
    except Exception:
        return f"{type(error).__name__}, whose text cannot be read"


def pack(thing):
    """Return `thing` as bytes that another process can load, even if a notebook defines it."""
    try:
        return cloudpickle.dumps(thing)
    except Exception as error:
        raise TypeError(f"workers can only compute what can be pickled: {error}") from error


def packed_answer(function, args):
    """Return (result, None) or (None, exception) as bytes."""
    try:
        return pack((function(*pickle.loads(args)), None))
    except BaseException as error:
        error.add_note("On the worker:\n" + "".join(traceback.format_exception(error)))
        return _pack_error(error)


def _pack_error(error):
    """Return (None, error) as bytes; an error that cannot be loaded again becomes a message."""
    try:
        packed = pack((None, error))
        pickle.loads(packed)
    except Exception:
        return pack((None, RuntimeError(told(error))))
    return packed
