"""The contained side, a process of its own: run a notebook's cells and call what they define.

It reads requests from standard input and answers each with one frame on standard output. What the
last cell prints is kept, and other output is dropped. It knows names, arguments and time limits,
but no right answer. A function that a question hands to an answer stays on the other side: each of
its calls is sent there in a frame.
"""

import builtins
import io
import os
import sys
from base64 import b64encode
from contextlib import redirect_stdout, suppress
from functools import partial
from pathlib import Path

import numpy as np

from hplearn.contained import frames
from hplearn.contained.calling import found_in, outcome_of
from hplearn.contained.outcomes import LONGEST_TEXT, MOST_FIGURES
from hplearn.contained.plain import NotPlain, decode, encode
from hplearn.contained.running import run_cell
from hplearn.execution.deadline import call_within, call_within_cpu

TRUSTED = ("grading", "classroom")
LIMIT = call_within_cpu if hasattr(os, "fork") else call_within


class Printed(io.StringIO):
    """The first characters that a cell prints, at most `LONGEST_TEXT`."""

    def write(self, text):
        """Keep as much of the text as there is room for, and report all of it as written."""
        super().write(text[: max(LONGEST_TEXT - self.tell(), 0)])
        return len(text)


class Contained:
    """A notebook's names, and the streams on which a grader asks for them.

    Parameters
    ----------
    reading, writing : binary stream
    """

    def __init__(self, reading, writing):
        self.reading, self.writing, self.printed = reading, writing, Printed()
        self.names = {"__name__": "__main__"}

    def serve(self):
        """Answer requests until the stream ends."""
        while (request := self._next()) is not None:
            frames.write(self.writing, self._respond(**request))

    def _next(self):
        received = frames.read(self.reading)
        return None if received is None else received[0]

    def _respond(self, request, **arguments):
        answers = {"run": self.run, "show": self.show, "find": self.find, "call": self.call}
        return answers[request](**arguments)

    def run(self, number, source, seconds):
        """Run a cell, and return a sentence for each part of it that did not run."""
        self.printed = Printed()
        with redirect_stdout(self.printed):
            return {"problems": run_cell(number, source, self.names, seconds, LIMIT)}

    def show(self):
        """Return what the last cell printed, and the last figures, as many as fit into a frame."""
        figures, room = [], frames.MAX_BYTES // 2
        with suppress(Exception):  # a figure that cannot be drawn
            for figure in map(_png, _figures()):
                room -= len(figure)
                figures += [figure] if room > 0 else []
        return {"text": self.printed.getvalue(), "figures": figures}

    def find(self, name, is_value):
        """Return what a name stands for, with its value if a value is asked for."""
        return found_in(self.names, name, is_value).to_json()

    def call(self, name, arguments, seconds):
        """Call a function, and return how the call ends."""
        ready = [self._ready(**argument) for argument in arguments]
        return {"outcome": outcome_of(self.names[name], ready, seconds, LIMIT).to_json()}

    def _ready(self, kind, value):
        if kind == "function":
            return partial(self.ask, value)
        return np.random.default_rng(value) if kind == "generator" else decode(value)

    def ask(self, function, *args, **kwargs):
        """Call a function that is on the other side, and return its answer."""
        try:
            given = {"args": encode(args), "kwargs": encode(kwargs)}
        except NotPlain as error:
            raise TypeError(f"it takes plain values, got {error}") from None
        frames.write(self.writing, {"function": function} | given)
        answer = self._next()
        if "error" in answer:
            kind = getattr(builtins, answer["error"], RuntimeError)
            raise kind(answer["message"])
        return decode(answer["value"])


def _figures():
    pyplot = sys.modules.get("matplotlib.pyplot")
    return map(pyplot.figure, pyplot.get_fignums()[: -MOST_FIGURES - 1 : -1]) if pyplot else ()


def _png(figure):
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=80)
    return b64encode(buffer.getvalue()).decode()


def _trusted():
    """Return the modules that lead to answers, without `solution`, which says that it is closed."""
    exercises = {path.stem for path in (Path(__file__).parents[1] / "exercises").iterdir()}
    return [*TRUSTED, *(f"exercises.{name}" for name in exercises - {"__init__", "solution"})]


def main():
    """Serve on the first two streams, and leave cells a standard output that goes nowhere."""
    reading, writing = (os.fdopen(os.dup(n), mode) for n, mode in ((0, "rb"), (1, "wb")))
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    for name in _trusted():  # importing one of them fails
        sys.modules[f"hplearn.{name}"] = None
    sys.path.insert(0, os.getcwd())
    Contained(reading, writing).serve()
    os._exit(0)  # without waiting for threads that the cells began


if __name__ == "__main__":
    main()
