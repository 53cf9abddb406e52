"""A prediction: the learner commits to an answer, sees what is so, and then reads why."""

from functools import partial

from hplearn.lab.displayed import WIDGET_VIEW
from hplearn.lab.questions.guesses import Options, guess_of
from hplearn.lab.questions.html import Asked, listing, verdict
from hplearn.lab.questions.progress_file import ProgressFile, answered
from hplearn.lab.questions.question_file import look_up, text_of

WAITS = "The cells below wait for you: commit to an answer here, or press Skip."


def predict(id):
    """Return a prediction: a question and its control; put it last in a cell.

    An answer, once committed, stays: it is kept in the learner's progress file, and shown when the
    cell runs again. A place for one's own reason follows. What was right, and why, comes when the
    next new cell has run, because that cell shows it. The question may also be skipped.

    Parameters
    ----------
    id : str
        Topic and name of a prediction of the course, as in ``"gradient-descent/twice"``, or of a
        file ``questions/TOPIC.toml`` in the course folder; `hplearn.lab.questions.question_file`
        has the form.

    Returns
    -------
    Prediction

    Raises
    ------
    ValueError
        If there is no such prediction, or what the file says of it does not fit together.

    Examples
    --------
    >>> predict("gradient-descent/twice")
    Predict. You double the learning rate, from 0.05 to 0.10. How many steps does it take now?
    - about 90
    - about 350
    - about 180
    - it never arrives
    """
    return Prediction(id, look_up("prediction", id))


class Prediction(Asked):
    """What `predict` returns.

    Attributes
    ----------
    done : bool
        Whether an answer was given, or the question skipped, now or in an earlier session.
    seen : bool
        Whether the learner has also run what shows the answer.
    value : str, float, list of str or None
        The answer that was given.
    right : bool
        Whether it is right.
    shown : bool
        Whether a new cell has run since it was asked, answered or not.

    Examples
    --------
    >>> guess = predict("gradient-descent/twice")
    >>> guess.on_change(print)
    """

    LIVE = "questions.live:LivePrediction"

    def __init__(self, id, asked):
        self.id, self.kept = id, {"predictions": [id]}
        self.question, self.why = (text_of(asked, name, id) for name in ("question", "why"))
        self.kind, self.answer = guess_of(asked), asked.get("answer")
        self.kind.validate(self.answer)
        self._progress, self._callbacks = ProgressFile(), []
        record = self._progress.get("predictions", id)
        self.value = record["value"] if self.kind.accepts(record.get("value")) else None
        self.skipped = record.get("skipped") is True and self.value is None
        self.seen = self.done and record.get("seen") is True
        self.words = record.get("words", "") if self.done else ""
        self.shown = False

    @property
    def done(self):
        """Whether an answer was given, or the question skipped."""
        return self.value is not None or self.skipped

    def on_change(self, callback):
        """Have ``callback()`` called when it is done, and when it is seen."""
        self._callbacks.append(callback)

    def commit(self, value):
        """Take this answer for good, and return a message if it could not be saved.

        Raises
        ------
        ValueError
            If it is done, or this does not answer the question.
        """
        if self.done or not self.kind.accepts(value):
            raise ValueError(f"an answer is given once and fits the question, got {value!r}")
        self.value = value
        record = answered(self.question, self.kind, value, self.answer)
        return self._finish(record, keep=lambda old: self.kind.accepts(old.get("value")))

    def skip(self):
        """Do without an answer, and return a message if that could not be saved."""
        if self.done:
            return ""
        self.skipped = True
        return self._finish({"skipped": True}, keep=bool)

    def _finish(self, record, keep):
        message = self._progress.put("predictions", self.id, record, keep=keep)
        if not self._look():
            self._tell()
        return message

    def evidence_ran(self):
        """Take note that a new cell has run; return whether it showed the answer just now."""
        self.shown = True
        return self._look()

    def _look(self):
        """See the answer, if the question is done and what shows it has run."""
        now = self.done and self.shown and not self.seen
        if now:
            self.seen = True
            self._progress.put("predictions", self.id, {"seen": True})
            self._tell()
        return now

    def _tell(self):
        for callback in self._callbacks:
            callback()

    def explain(self, words):
        """Save the learner's own reason, and return a message if it could not be saved."""
        self.words = words
        return self._progress.put("predictions", self.id, {"words": words})

    @property
    def right(self):
        """Whether the answer that was given is right."""
        return self.value is not None and self.kind.is_right(self.value, self.answer)

    @property
    def verdict(self):
        """The words that say as HTML whether it was right; none if it was skipped."""
        return "" if self.skipped else verdict(self.right)

    def compared(self):
        """Return how the answer compares with what is so."""
        if self.skipped:
            return f"You skipped this; it is {self.kind.text(self.answer)}."
        return self.kind.remark(self.value, self.answer)

    def page(self):
        """Return the question as a form of a page without a kernel, its answer folded."""
        from hplearn.lab.questions.page import form, judged

        asked, data = (self.id, "Predict.", self.question), judged(self.kind, self.answer)
        told = self.kind.text(self.answer), self.why
        return form(*asked, self.kind, "Commit", data, told, gate=True)

    def entry(self, say):
        """Return the control for the answer, its options in this learner's own order."""
        return self.kind.entry(say, partial(self._progress.shuffled, self.id))

    def call(self):
        """Come into view, where it is shown: a cell waits for the answer."""
        if self._live:
            self._live.said.say(WAITS)
            self._live.said.n_calls += 1

    def listings(self, shuffled):
        """Yield the question and its options, as HTML and as text."""
        items = self.kind.items  # what is to be put in order begins alike for all
        shown = shuffled(self.id, items) if isinstance(self.kind, Options) else items
        yield listing("Predict.", self.question, shown)

    def _repr_mimebundle_(self, include=None, exclude=None):
        data, metadata = super()._repr_mimebundle_(include, exclude)
        if WIDGET_VIEW in data:
            from IPython import get_ipython

            from hplearn.lab.questions.evidence import evidence

            evidence(get_ipython()).ask(self)
        return data, metadata
