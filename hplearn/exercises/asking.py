"""The trusted side: ask a process that holds a notebook's names, and trust nothing that it says.

A process that lies about itself gains nothing, because only right values earn points. Our own
functions are called on this side, so that their calls are known here, and time is measured here.
"""

from dataclasses import replace
from functools import partial
from itertools import count

from hplearn.contained import frames
from hplearn.contained.outcomes import ENDED, Answered, Calls, Outcome, Shown, tidy
from hplearn.contained.plain import decode, encode
from hplearn.execution.deadline import call_within
from hplearn.exercises.called_here import ALL_SECONDS, CALL_SECONDS, all_calls
from hplearn.exercises.given import GENERATOR, Given
from hplearn.exercises.watch import Watch

CELL_SECONDS = 20  # of computing
NOTEBOOK_SECONDS = 60  # all cells and calls together; the current question ends then
GIVEN_SECONDS = 2  # what a function of ours may take to answer
MAX_FRAMES = 20_000  # from one notebook, and their bytes together
MAX_BYTES = 16 * 2**20
UNREADABLE = "it gave no reply that can be read"


class NoReply(Exception):
    """The process ended without a reply: the message says how, and `kind` is the outcome's.

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
        """Return the outcome of the call that ended the process."""
        return Outcome(self.kind, message=str(self), error=ENDED)


def ask(cells, asked, box, shows=False):
    """Return what a notebook's names answer, and which parts of its cells did not run.

    After a cell or a call that ends the process, a second process runs the other cells and answers
    the other questions. If that ends, too, nothing more is asked.

    Parameters
    ----------
    cells : list of (int, str)
        Number and source of each code cell.
    asked : list of dict
        The ``name`` and ``cases`` (None for a value) of each question.
    box : callable
        Returns a context manager of a fresh process, as `hplearn.grading.boxes` has them.
    shows : bool
        Whether to show what the last cell printed and drew.

    Returns
    -------
    answered : list of Answered
        One for each question.
    problems : dict of int to list of str
        For each cell that did not run in full, by its number: sentences that say why.
    shown : Shown
        What the last cell printed and drew, if `shows`.

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
        It limits the same process.
    """

    def __init__(self, process, watch):
        self.process, self.watch = process, watch
        self.n_frames = self.n_bytes = 0
        self.numbers, self.began = count(), watch.start()

    def run(self, cells, lost):
        """Run all cells but those lost, and return sentences on parts that did not run, by cell."""
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
        """Append to `answered` the answers to the questions that are left."""
        for one in asked[len(answered) :]:
            try:
                if self.watch.is_over(NOTEBOOK_SECONDS, self.began):
                    reason = f"the notebook took longer than {NOTEBOOK_SECONDS} s"
                    raise NoReply(reason, "too slow")
                answered.append(self._answered(**one))
            except NoReply as error:
                answered.append(Answered("called", [error.outcome]))
                raise

    def _answered(self, name, cases):
        reply = self._exchange(CALL_SECONDS, request="find", name=name, is_value=cases is None)
        found, start = Answered.from_json(reply), self.watch.start()
        if cases is None or found.kind != "called":
            return found
        call, is_over = partial(self.call, name), partial(self.watch.is_over, ALL_SECONDS, start)
        return Answered("called", all_calls(call, cases, is_over), found.borrowed)

    def call(self, name, arguments):
        """Return how a call ends; our own functions run here, and their calls are counted."""
        calls = {arg.name: Calls() for arg in arguments if isinstance(arg, Given)}
        functions, sent = {}, []
        for argument in arguments:
            if not isinstance(argument, Given):
                sent.append({"kind": "plain", "value": encode(argument)})
            elif argument.name == GENERATOR:
                sent.append({"kind": "generator", "value": argument.settings["seed"]})
            else:
                number = next(self.numbers)
                functions[number] = calls[argument.name].counting(argument.made())
                sent.append({"kind": "function", "value": number})
        asked = {"name": name, "arguments": sent, "seconds": CALL_SECONDS}
        reply = self._exchange(CALL_SECONDS, request="call", **asked)
        while "function" in reply:
            reply = self._exchange(None, **_answer_of(functions, reply))
        outcome = Outcome.from_json(reply.get("outcome"))
        changed = [at for at in outcome.changed if at in range(len(arguments))]
        return replace(outcome, calls=calls, changed=changed)

    def _exchange(self, allowed, /, **record):
        """Return the reply to a record; without `allowed` the last time limit still holds."""
        if allowed:
            self.watch.allow(allowed)
        try:
            frames.write(self.process.writing, record)
            reply, size = frames.read(self.process.reading)
        except (frames.Garbled, MemoryError) as error:
            raise NoReply(UNREADABLE) from error
        except (OSError, TypeError) as error:  # the process has ended, and its streams are closed
            raise NoReply(self.watch.reason or "it ended Python", self.watch.kind) from error
        self.n_frames, self.n_bytes = self.n_frames + 1, self.n_bytes + size
        if self.n_frames > MAX_FRAMES or self.n_bytes > MAX_BYTES:
            if "function" in reply:
                raise NoReply("it calls what it was given too often", "too slow")
            raise NoReply("it said too much")
        return reply


def _answer_of(functions, reply):
    """Return the frame that answers a call of one of our functions, with any arguments."""
    try:
        function = functions[reply["function"]]
        args, kwargs = decode(reply["args"]), decode(reply["kwargs"])
        value = call_within(GIVEN_SECONDS, partial(function, *args, **kwargs))
        return {"value": encode(value)}
    except Exception as error:
        return {"error": type(error).__name__, "message": str(error)}
