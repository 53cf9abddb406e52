"""The contained side, a process of its own: run a notebook's cells and call what they define.

It answers one request a frame, from standard input to standard output; whatever the cells print
goes nowhere. It knows names, arguments and time limits, never what is right. A function that a
question hands in stays on the other side: each of its calls is a frame that asks for the answer.
"""

import builtins
import os
import sys
from functools import partial

import numpy as np

from hplearn.classroom.exercises import frames
from hplearn.classroom.exercises.calling import found_in, outcome_of
from hplearn.classroom.exercises.plain import NotPlain, decode, encode
from hplearn.classroom.exercises.running import run_cells
from hplearn.execution.deadline import call_within, call_within_cpu

TRUSTED = ("oracles", "questions", "verdicts", "checks", "report", "compare", "failing_case")
LIMIT = call_within_cpu if hasattr(os, "fork") else call_within


class Contained:
    """A notebook's names, and the two ends of a line on which they are asked for.

    Parameters
    ----------
    reading, writing : binary stream
    """

    def __init__(self, reading, writing):
        self.reading, self.writing, self.names = reading, writing, {}

    def serve(self):
        """Answer requests until none comes."""
        while (request := self._next()) is not None:
            frames.write(self.writing, self._respond(**request))

    def _next(self):
        received = frames.read(self.reading)
        return None if received is None else received[0]

    def _respond(self, request, **arguments):
        return {"run": self.run, "find": self.find, "call": self.call}[request](**arguments)

    def run(self, number, source, seconds):
        """Run a cell, and say what of it did not run."""
        return {"problems": run_cells([(number, source)], self.names, seconds, LIMIT)[1]}

    def find(self, name, is_value):
        """Say what stands under a name; of a value, the value."""
        return found_in(self.names, name, is_value).to_json()

    def call(self, name, arguments, seconds):
        """Call a function, and say how it ends."""
        ready = [self._ready(**argument) for argument in arguments]
        return {"outcome": outcome_of(self.names[name], ready, seconds, LIMIT).to_json()}

    def _ready(self, kind, value):
        if kind == "function":
            return partial(self.ask, value)
        return np.random.default_rng(value) if kind == "generator" else decode(value)

    def ask(self, function, *args, **kwargs):
        """Have a function of the other side answer."""
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


def main():
    """Serve, with standard output and error turned away from the cells."""
    reading, writing = (os.fdopen(os.dup(n), mode) for n, mode in ((0, "rb"), (1, "wb")))
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    for name in TRUSTED:  # an import of what is right fails
        sys.modules[f"hplearn.classroom.exercises.{name}"] = None
    sys.path.insert(0, os.getcwd())
    Contained(reading, writing).serve()
    os._exit(0)  # without waiting for threads that the cells began


if __name__ == "__main__":
    main()
