"""The trusted side: ask a process that holds a notebook's names, and believe nothing it says.

Values count only if they are right, so that a process which lies about itself gains nothing: what
functions of ours were called with is known here, where they are, and time is measured here.
"""

from dataclasses import replace
from functools import partial
from itertools import count

from hplearn.contained import frames
from hplearn.contained.outcomes import ENDED, Answered, Calls, Outcome, Shown, tidy
from hplearn.contained.plain import decode, encode
from hplearn.execution.deadline import call_within
from hplearn.exercises.called_here import ALL_SECONDS, all_calls
from hplearn.exercises.given import GENERATOR, Given, made
from hplearn.exercises.watch import Watch

CELL_SECONDS = 20  # of computing
NOTEBOOK_SECONDS = 60  # all cells and calls together; the question that is asked then ends
GIVEN_SECONDS = 2  # what a function of ours may take to answer
MAX_FRAMES = 20_000  # of a notebook, and the bytes of all of them
MAX_BYTES = 16 * 2**20
UNREADABLE = "it gave no reply that can be read"


class NoReply(Exception):
    """The process ended without a reply; the message says how, and `kind` that of the outcome.

    Examples
    --------
    >>> raise NoReply("it ended Python")
    Traceback (most recent call last):
    hplearn.exercises.asking.NoReply: it ended Python
    """

    def __init__(self, message, kind="error"):
        super().__init__(message)
        self.kind = kind

    @property
    def outcome(self):
        """Return the end of the process as that of the call which ended it."""
        return Outcome(self.kind, message=str(self), error=ENDED)


def ask(cells, asked, box, shows=False):
    """Return what a notebook's names answer, and what of its cells did not run.

    A cell or a call that ends the process is lost; the others are asked of a second process, and
    what ends that, too, ends the questions.

    Parameters
    ----------
    cells : list of (int, str)
        Number and source of each code cell.
    asked : list of dict
        ``name``, ``cases`` (None for a value) and ``seconds`` of each.
    box : callable
        Returns a context manager of a fresh process, as `hplearn.grading.boxes` has them.
    shows : bool
        Whether to show what the last cell printed and drew.

    Returns
    -------
    answered : list of Answered
        One for each that was asked.
    problems : dict of int to list of str
        By the number of a cell, if not all of it ran: sentences that say why.
    shown : Shown

    Raises
    ------
    NoReply
        If the cells end the second process, too.
    """
    answered, lost, shown = [], {}, Shown()
    for _ in range(2):
        with box() as process, Watch(process) as watch:
            notebook = Notebook(process, watch)
            try:
                problems = notebook.run(cells, lost)
                shown = notebook.shown() if shows else shown
                notebook.answer(asked, answered)
                return answered, problems, shown
            except NoReply as error:
                ended = error
    if len(lost) == 2:
        raise ended
    unasked = len(asked) - len(answered)
    return answered + [Answered("called", [ended.outcome])] * unasked, problems, shown


class Notebook:
    """A notebook's names in another process.

    Parameters
    ----------
    process : object
        With ``reading`` and ``writing``, binary streams.
    watch : Watch
        Of the same process.
    """

    def __init__(self, process, watch):
        self.process, self.watch = process, watch
        self.n_frames = self.n_bytes = 0
        self.numbers, self.began = count(), watch.start()

    def run(self, cells, lost):
        """Run all cells but those lost, and return by number what of them did not run."""
        problems = {number: self._run(number, source, lost) for number, source in cells}
        return {number: sentences for number, sentences in problems.items() if sentences}

    def _run(self, number, source, lost):
        if number in lost:
            return [lost[number]]
        if self.watch.is_over(NOTEBOOK_SECONDS, self.began):
            return [f"Cell {number} is left out: those before it took too long."]
        cell = {"number": number, "source": source, "seconds": CELL_SECONDS}
        try:
            reply = self._exchange(CELL_SECONDS, request="run", **cell)
        except NoReply as error:
            lost[number] = f"Cell {number} is left out: {error}."
            raise
        said = reply.get("problems")
        return [tidy(problem) for problem in said[:10]] if type(said) is list else []

    def shown(self):
        """Return what the last cell printed and drew."""
        return Shown.from_json(self._exchange(CELL_SECONDS, request="show"))

    def answer(self, asked, answered):
        """Append to `answered` what is answered to the rest of what is asked."""
        for one in asked[len(answered) :]:
            try:
                if self.watch.is_over(NOTEBOOK_SECONDS, self.began):
                    reason = f"the notebook took longer than {NOTEBOOK_SECONDS} s"
                    raise NoReply(reason, "too slow")
                answered.append(self._answered(**one))
            except NoReply as error:
                answered.append(Answered("called", [error.outcome]))
                raise

    def _answered(self, name, cases, seconds):
        reply = self._exchange(seconds, request="find", name=name, is_value=cases is None)
        found, start = Answered.from_json(reply), self.watch.start()
        if cases is None or found.kind != "called":
            return found
        calls = all_calls(
            lambda arguments: self.call(name, arguments, seconds),
            cases,
            lambda: self.watch.is_over(ALL_SECONDS, start),
        )
        return Answered("called", calls, found.borrowed)

    def call(self, name, arguments, seconds):
        """Return how a call ends; functions of ours are called here, and counted."""
        calls = {arg.name: Calls() for arg in arguments if isinstance(arg, Given)}
        functions, sent = {}, []
        for argument in arguments:
            if not isinstance(argument, Given):
                sent.append({"kind": "plain", "value": encode(argument)})
            elif argument.name == GENERATOR:
                sent.append({"kind": "generator", "value": argument.settings["seed"]})
            else:
                number = next(self.numbers)
                functions[number] = calls[argument.name].counting(made(argument))
                sent.append({"kind": "function", "value": number})
        reply = self._exchange(seconds, request="call", name=name, arguments=sent, seconds=seconds)
        while "function" in reply:
            reply = self._exchange(None, **_answer_of(functions, reply))
        outcome = Outcome.from_json(reply.get("outcome"))
        changed = [at for at in outcome.changed if at in range(len(arguments))]
        return replace(outcome, calls=calls, changed=changed)

    def _exchange(self, allowed, /, **record):
        """Return the reply to a record; allowed no time of its own, it is a part of the last."""
        if allowed:
            self.watch.allow(allowed)
        try:
            frames.write(self.process.writing, record)
            reply, size = frames.read(self.process.reading)
        except (frames.Garbled, MemoryError) as error:
            raise NoReply(UNREADABLE) from error
        except (OSError, TypeError) as error:  # it has ended, and nothing can be written or read
            raise NoReply(self.watch.reason or "it ended Python", self.watch.kind) from error
        self.n_frames, self.n_bytes = self.n_frames + 1, self.n_bytes + size
        if self.n_frames > MAX_FRAMES or self.n_bytes > MAX_BYTES:
            raise NoReply("it said too much")
        return reply


def _answer_of(functions, reply):
    """Return the frame that answers a call of one of our functions, whatever it was called with."""
    try:
        function = functions[reply["function"]]
        args, kwargs = decode(reply["args"]), decode(reply["kwargs"])
        value = call_within(GIVEN_SECONDS, partial(function, *args, **kwargs))
        return {"value": encode(value)}
    except Exception as error:
        return {"error": type(error).__name__, "message": str(error)}
