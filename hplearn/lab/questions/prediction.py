"""A prediction: the learner commits to an answer, and only then sees what is so, and why."""

from hplearn.lab.questions.answer_key import sealed
from hplearn.lab.questions.guesses import NumberGuess, Options, Order
from hplearn.lab.questions.html import listing, mimebundle, rich
from hplearn.lab.questions.progress_file import ProgressFile, answered, checked_key


def predict(question, options=None, *, number=None, order=None, key, answer=None, why=None):
    """Return a prediction: a question, its control and a Commit button; put it last in a cell.

    Once committed it stays: the first answer is kept in the learner's progress file, and shown when
    the cell runs again. What was right, and why, is shown then, and a place to explain it.

    Parameters
    ----------
    question : str
        One or two sentences. What stands between `` ` `` is shown as code.
    options : list of str or dict of str to str, optional
        To choose from. A dict gives each option a sentence that is shown to those who chose it:
        name the misconception in it.
    number : NumberGuess, optional
        To write a number instead: its unit and its tolerance.
    order : list of str, optional
        To put in order instead: the items as they are shown at first.
    key : str
        The lesson's number and a name that no other prediction has, as in ``"04-edge"``.
    answer : str, float or list of str, optional
        What is right: an option, a number, or the items in order. Left out, it is what the course
        has for this key, with its reason and its notes on options.
    why : str, optional
        The reason, in one or two sentences.

    Returns
    -------
    Prediction

    Raises
    ------
    ValueError
        If there is not one of options, number and order, ``answer`` does not fit it, a text is
        empty, or ``key`` has another form.

    Examples
    --------
    >>> predict(
    ...     "You double the learning rate. How many steps now?",
    ...     {
    ...         "about 350": "That would be half the step.",
    ...         "about 90": "",
    ...     },
    ...     answer="about 90",
    ...     why="Twice the step is half the walk.",
    ...     key="04-twice",
    ... )
    Predict. You double the learning rate. How many steps now?
    - about 350
    - about 90
    """
    key, notes = checked_key(key), {}
    if answer is None:
        answer, why, notes = sealed(key).values()
    for name, text in {"question": question, "why": why}.items():
        if not (isinstance(text, str) and text.strip()):
            raise ValueError(f"{name} must be a text that says something, got {text!r}")
    kind = _kind(options, number, order, notes)
    kind.check(answer)
    return Prediction(question, kind, answer, why, key)


def _kind(options, number, order, notes):
    """Return the kind of guess that is asked for."""
    n_given = sum(kind is not None for kind in (options, number, order))
    if n_given != 1:
        raise ValueError(f"predict needs one of options, number and order, got {n_given}")
    if order is not None:
        return Order(list(order))
    if options is not None:
        own = options if isinstance(options, dict) else dict.fromkeys(options, "")
        if strange := notes.keys() - own:
            raise ValueError(f"notes are on options that are not asked: {sorted(strange)}")
        return Options(dict(own) | notes)
    if not isinstance(number, NumberGuess):
        raise ValueError(f'number must be a NumberGuess, as NumberGuess("steps"), got {number!r}')
    return number


class Prediction:
    """What `predict` returns.

    Attributes
    ----------
    committed : bool
        Whether an answer was given, now or when the lesson was open before.
    value : str, float, list of str or None
        The answer that was given.
    right : bool
        Whether it is right.

    Examples
    --------
    >>> guess = predict("How many?", number=NumberGuess(), answer=9, why="Counted.", key="10-grid")
    >>> guess.on_commit(print)
    """

    def __init__(self, question, kind, answer, why, key):
        self.question, self.kind, self.answer, self.why, self.key = question, kind, answer, why, key
        self._progress, self._callbacks, self._live = ProgressFile(), [], None
        record = self._progress.get("predictions", key)
        self.value = record["value"] if self._fits(record) else None
        self.words = record.get("words", "") if self.committed else ""

    @property
    def committed(self):
        """Whether an answer was given."""
        return self.value is not None

    def on_commit(self, callback):
        """Have ``callback(prediction)`` called when the learner commits."""
        self._callbacks.append(callback)

    def commit(self, value):
        """Take this answer for good, and return a message if it could not be saved.

        Raises
        ------
        ValueError
            If an answer was given before, or it is no answer to this question.
        """
        if self.committed or not self.kind.accepts(value):
            raise ValueError(f"an answer is given once and fits the question, got {value!r}")
        self.value = value
        record = answered(self.question, self.kind, value, self.answer)
        message = self._progress.put("predictions", self.key, record, keep=self._fits)
        for callback in self._callbacks:
            callback(self)
        return message

    def explain(self, words):
        """Save the learner's own explanation, and return a message if it could not be saved."""
        self.words = words
        return self._progress.put("predictions", self.key, {"words": words})

    @property
    def right(self):
        """Whether the answer that was given is right."""
        return self.committed and self.kind.is_right(self.value, self.answer)

    def feedback(self):
        """Return what a committed learner reads: how the answer compares, and why."""
        return self.kind.remark(self.value, self.answer), self.why

    def answers(self):
        """Return the answer and the reason as HTML, for an exported page."""
        return "".join(f"<p>{rich(text)}</p>" for text in (self.kind.text(self.answer), self.why))

    @property
    def widget(self):
        """The live ipywidgets box, built when it is first asked for."""
        if self._live is None:
            from hplearn.lab.questions.live import LivePrediction

            self._live = LivePrediction(self)
        return self._live.box

    def __repr__(self):
        """Return the question and its options: the same before and after the answer."""
        return self._listing()[1]

    def _repr_mimebundle_(self, include=None, exclude=None):
        return mimebundle(*self._listing(), self)

    def _listing(self):
        return listing("Predict.", self.question, self.kind.items)

    def _fits(self, record):
        return self.kind.accepts(record.get("value"))
