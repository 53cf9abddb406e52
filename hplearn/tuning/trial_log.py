"""The log of a search: one JSON line for each finished trial, so that a search can go on later."""

import os
import re
import warnings
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import numpy as np
from filelock import FileLock, Timeout

from hplearn.checks import require
from hplearn.execution.encoding import encode, read_line, write_line
from hplearn.tuning.spaces import Space
from hplearn.tuning.trials import SearchResult, Trial

VERSION = 1  # of the format, written in the first line
OLDER = "is of version 0.3 or older, whose logs do not tell all that evaluate computes with"
WINDOW = "in_flight"  # the setting that may change: it says by which trials one is decided
WHOLE = re.compile(r"(Uniform\(low|high)=-?\d+(?=, high|\)$)")  # as 0.3 wrote bounds of a range
OF_CODE = "evaluate.own", "evaluate.told"
VALUES = "evaluate.own.values."
ACCEPT = "; accept_changed=True goes on with it all the same"
OLD = tuple(f"evaluate.{part}" for part in ("code", "values", "data"))  # from versions to 0.3
NOTES = {"changed", "evaluate"}  # lines of a log that are no trials: each has one of these
EMPTY = [], {}, ["set"]  # when a log is begun: it may grow, and counts as nothing
CHANGED = set()  # names of values that searches of this process have changed, as a counter
OPENING = '{"hplearn_log": '  # how every log begins


class TrialLog:
    """The finished trials of one search, in a file that one search at a time may write.

    Every trial is one line, handed to the operating system in one write. A killed process loses
    no line that was written; a power failure can cost the last ones. A last line that was cut off
    is dropped with a warning when the log is opened again.

    An empty file ``path + ".lock"`` stays beside the log. The lock is the operating system's and
    ends with the process, so a file left behind blocks nobody; deleting it while two searches start
    would let both in.

    The header tells this search from others: search, settings, space, seed, and what is known of
    `evaluate`. A log that exists must have the same. Where the seed is None it is the log's, and a
    new log draws one. A new log gets its header with its first trial. Of what a log holds, compare
    configs by `encode`: a tuple has come back as a list.

    `trials` are what the search has decided by, and `latest` what counts in the end: a trial that
    failed and was tried again has two lines. With `retry_failed` those that failed after the last
    good one are taken off the log: nothing that it holds was decided by them.

    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "trials.jsonl"
    >>> with TrialLog(path, {"search": "random_search", "seed": 0}) as log:
    ...     log.append(Trial(0, {"alpha": 1.0}, None, loss=0.25, seconds=0.01))
    >>> with TrialLog(path, {"search": "random_search", "seed": None}) as log:
    ...     log.header["seed"], log.trials[0].loss
    (0, 0.25)
    """

    def __init__(self, path, header, *, accept_changed=False, retry_failed=False):
        self.path, self.accept_changed, self.retry_failed = Path(path), accept_changed, retry_failed
        self.header = encode(header)
        self.trials, self.latest, self.windows = {}, {}, []
        self._change, self._changed, self._has_grown = b"", set(), False

    def __enter__(self):
        """Open the log: alone, checked, and ready for the next line."""
        fits = self.path.parent.is_dir() and (not self.path.exists() or self.path.is_file())
        require("log", str(self.path), fits, "a file, new or not, in a folder that exists")
        with ExitStack() as opened:
            self._file = opened.enter_context(_opened(self.path))
            opened.enter_context(_only_writer(self.path))
            self._take_up(_read(self.path))
            self._opened = opened.pop_all()
        return self

    def __exit__(self, *_):
        """Close the file and let the next writer in."""
        self._opened.close()

    def append(self, trial):
        """Write one finished trial; it is with the operating system when this returns."""
        self._check_there()
        line = self._change + write_line(encode(vars(trial)))
        end = self._file.seek(0, os.SEEK_END)
        if end == 0:
            line = write_line({"hplearn_log": VERSION} | self.header) + line
        if self._file.write(line) != len(line):
            self._file.truncate(end)
            raise OSError(f"{self.path} has no room for another line: is the disk full?")
        self._change, self._has_grown = b"", True

    def _check_there(self):
        """Write the log anew if it was deleted, and raise OSError if it is another file now."""
        if not self.path.exists():
            self._file.seek(0)
            whole = self._file.read()  # as long as it is open
            self._file = self._opened.enter_context(_opened(self.path))
            self._file.write(whole)
        if not os.path.samestat(os.stat(self.path), os.fstat(self._file.fileno())):
            raise OSError(f"{self.path} was replaced while the search ran: name another log")

    def _take_up(self, data):
        header, trials, changes, torn = _parse(self.path, data)
        self._changed = set((header or {}).pop("changed", ()))
        if torn:
            message = f"the last line of {self.path} was cut off while it was written: dropped"
            warnings.warn(message, UserWarning, stacklevel=3)
            self._file.truncate(data.rfind(b"\n") + 1)
        is_new = header is None  # it begins with its first trial
        if self.header.get("seed", 0) is None:
            self.header["seed"] = np.random.SeedSequence().entropy if is_new else header.get("seed")
        if is_new:
            return
        if self._check_same(encode(header)):
            self._change += write_line({"evaluate": self.header["evaluate"]})
        lines = data[: data.rfind(b"\n") + 1].splitlines(keepends=True)
        kept, notes = _without_failed(lines) if self.retry_failed else (lines, [])
        del trials[len(trials) - (len(lines) - len(kept) - len(notes)) :]
        self._file.truncate(sum(map(len, kept)))
        self._file.write(b"".join(notes))
        self._note_window([(0, header.get("settings", {}).get(WINDOW)), *changes], trials)
        self.latest = {trial.number: trial for trial in trials}
        self.trials = {trial.number: trial for trial in reversed(trials)}  # its first line counts

    def note_changed(self, evaluate):
        """Write which values searches have changed, as a counter: in this log they do not count.

        A log that got no trial stays as it is: it may be another search's.
        """
        before, after = (
            {"evaluate": one} for one in (self.header.get("evaluate"), encode(evaluate))
        )
        CHANGED.update(name for name, *_ in _differences(before, after) if name.startswith(VALUES))
        values = evaluate.get("own", {}).get("values", {})
        held = {VALUES + name for name in values}
        parted = [VALUES + name for name, one in values.items() if isinstance(one, dict | list)]
        new = sorted(n for n in CHANGED - self._changed if n in held or _is_within(n, parted))
        if new and self._has_grown:
            self._file.write(write_line({"changed": new}))

    def _check_same(self, header):
        """Return whether another `evaluate` was accepted; raise ValueError for another search."""
        if self.header.get("evaluate") and not (self.accept_changed or _knows_all(header)):
            raise ValueError(f"{self.path} {OLDER}{ACCEPT}")
        is_other = False
        for name, *both in _differences(header, self.header):
            if _is_within(name, self._changed):
                continue
            of_code, is_other = name.startswith(OF_CODE), True
            if of_code and self.accept_changed:
                continue
            there, here = (text if len(text) < 200 else f"{text[:200]}…" for text in both)
            said = f"belongs to another search: {name} is {there} there, {here} here"
            if name.startswith("evaluate.data"):
                part = name.partition(" by content.")[2].partition(".")[0]
                said = f"belongs to another search, which differs in {part}"
            raise ValueError(f"{self.path} {said}{ACCEPT if of_code else ''}")
        return is_other

    def _note_window(self, windows, trials):
        """Take up how many trials were in flight, and note where that changes: after all of these.

        Those that were under way then are decided as they were.
        """
        self.windows, now = windows, self.header.get("settings", {}).get(WINDOW)
        if windows[-1][1] != now:
            first = 1 + max((trial.number for trial in trials), default=-1)
            self.windows.append((first, now))
            self._change += write_line({"from": first, WINDOW: now})


def read_log(path, space=None):
    """Return the `SearchResult` of what a log holds now; the search may still be running.

    Parameters
    ----------
    path : str or path-like
        Only read. A last line that is not yet whole is left out.
    space : Space or what it takes, optional
        That of the search. With it, options that JSON does not know, tuples and objects, come back
        as they were; plots and importance need that. Without it they are lists and texts.

    Raises
    ------
    ValueError
        When the file is not a log or has a broken line, or a trial lies outside the space.

    Examples
    --------
    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "trials.jsonl"
    >>> with TrialLog(path, {"search": "random_search", "seed": 0}) as log:
    ...     log.append(Trial(0, {"alpha": 1.0}, None, loss=0.25, seconds=0.01))
    ...     read_log(path).best_config
    {'alpha': 1.0}
    """
    header, lines, *_ = _parse(path, _read(path))
    by_number = {trial.number: trial for trial in lines}  # of one that was tried again, the last
    trials = [by_number[number] for number in sorted(by_number)]
    if space is not None:
        space = Space(space)
        trials = [replace(trial, config=space.own(trial.config)) for trial in trials]
    told = (header or {}).get("evaluate") or {}
    usual = "maximize" if "scoring" in told else "minimize"  # that of a search estimator is a score
    return SearchResult(tuple(trials), told.get("direction", usual))


def _read(path):
    """Return the bytes of a log without blank lines at its end, which an editor adds."""
    data = Path(path).read_bytes()
    return data.rstrip(b"\n") + b"\n" if data.endswith(b"\n\n") else data


def _opened(path):
    return open(path, "a+b", buffering=0)


def _only_writer(path):
    lock = FileLock(os.path.realpath(path) + ".lock", timeout=0, thread_local=False)
    try:
        return lock.acquire()
    except Timeout:
        message = f"{path} is open in another search: wait for its end, or name another log"
        raise BlockingIOError(message) from None


def _parse(path, data):
    """Return the header (None in a new log), trials and changes by line, and what follows them."""
    *lines, torn = data.decode(errors="replace").split("\n")
    if not lines and (torn.startswith(OPENING) or OPENING.startswith(torn)):
        return None, [], [], torn
    header, trials, changes = read_line(lines[0]) if lines else None, [], []
    if not isinstance(header, dict) or "hplearn_log" not in header:
        raise ValueError(f"{path} is not the log of a search: nothing was read or written")
    if header.pop("hplearn_log") != VERSION:
        raise ValueError(f"{path} was written by another version of hplearn: {lines[0][:40]}…")
    if not isinstance(header.get("evaluate") or {}, dict):
        raise ValueError(f"{path}, line 1 is broken: what it tells of evaluate is no dict")
    for number, line in enumerate(lines[1:], start=2):
        try:
            told = read_line(line)
            if WINDOW in told:
                changes.append((told["from"], told[WINDOW]))
                continue
            if told and told.keys() <= NOTES:
                dict(told.get("evaluate", {}))
                told["changed"] = [*header.get("changed", ()), *told.get("changed", ())]
                header |= told
                continue
            trials.append(Trial(**told))
            int(trials[-1].number), float(trials[-1].loss), dict(trials[-1].config)
        except (TypeError, ValueError, KeyError):
            raise ValueError(f"{path}, line {number} is broken: it holds no trial") from None
    return header, trials, changes, torn


def _is_within(name, names):
    """Return whether a name is one of these, or of a part of one: a.b is within a."""
    return any(f"{name}.".startswith(f"{one}.") for one in names)


def _without_failed(lines):
    """Return the lines of a log without the failed trials at its end, and the notes among these."""
    end = len(lines)
    while (told := read_line(lines[end - 1])).get("error") is not None or told.keys() <= NOTES:
        end -= 1
    return lines[:end], [line for line in lines[end:] if read_line(line).keys() <= NOTES]


def _knows_all(header):
    """Whether a log tells all values that `evaluate` computes with, as none to version 0.3."""
    own = (header.get("evaluate") or {}).get("own")
    return isinstance(own, dict) and isinstance(own.get("values"), dict)


def _differences(there, here, name=""):
    """Yield name and both texts of what differs in the headers of a log and a search."""
    if name.startswith(VALUES) and there in EMPTY:
        return
    if name.startswith("space.") and isinstance(there, str) and isinstance(here, str):
        there, here = (WHOLE.sub(r"\g<0>.0", text) for text in (there, here))
    if isinstance(there, list) and isinstance(here, list) and len(there) == len(here):
        there, here = dict(enumerate(there)), dict(enumerate(here))
    if isinstance(there, dict) and isinstance(here, dict):
        keys = _compared(there, here, name)
        for key in sorted(keys, key=lambda key: key != "told"):  # which says most
            yield from _differences(there.get(key), here.get(key), f"{name}.{key}".lstrip("."))
    elif repr(there) != repr(here):  # 1, 1.0 and True mean different things, 0.0 and -0.0, too
        yield name, repr(there), repr(here)


def _compared(there, here, name):
    """Return the keys of two dicts that are compared, as far as need be and can be.

    A setting that the log does not know counts where it is asked for. Of `evaluate` are left out
    code that another Python compiled, parameters of the estimator that one of the two does not tell
    apart, since its content has them, and what versions to 0.3 wrote, or did not write.
    """
    keys = there | here
    if name == "settings":
        return [key for key in keys if key != WINDOW and (key in there or here[key])]
    if name in ("evaluate.params", "evaluate.own.code"):
        return [key for key in keys if key in there and key in here]
    if name == "" and not (there.get("evaluate") and here.get("evaluate")):
        return [key for key in keys if key != "evaluate"]
    return [k for k in keys if (k in there and k in here) or not f"{name}.{k}".startswith(OLD)]
