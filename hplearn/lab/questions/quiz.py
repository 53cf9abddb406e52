"""A quiz: questions with feedback on every option; the first answers count."""

from dataclasses import dataclass

from hplearn.lab.questions.answer_key import sealed_quiz
from hplearn.lab.questions.guesses import Options
from hplearn.lab.questions.html import listing, mimebundle, rich, verdict
from hplearn.lab.questions.progress_file import ProgressFile, answered, checked_key


@dataclass(frozen=True)
class Question:
    """One question of a quiz; `question` makes it.

    Examples
    --------
    >>> Question("2 + 2?", Options({"4": "Yes.", "5": "One too many."}), "4").kind.items
    ['4', '5']
    """

    text: str
    kind: Options
    answer: str


def question(text, options, answer):
    """Return one question for a `quiz`.

    Parameters
    ----------
    text : str
        What is asked.
    options : dict of str to str
        What one may answer, and for each a sentence: why it is right, or what is wrong about it.
    answer : str
        The right option.

    Raises
    ------
    ValueError
        If there are fewer than two options, one has no feedback, or ``answer`` is none of them.

    Examples
    --------
    >>> asked = question(
    ...     "The loss grows at every step. What do you change?",
    ...     {
    ...         "a smaller learning rate": "Each step jumped past the bottom.",
    ...         "more steps": "They would take it further away.",
    ...     },
    ...     answer="a smaller learning rate",
    ... )
    >>> asked.kind.notes["more steps"]
    'They would take it further away.'
    """
    if not isinstance(text, str) or not text.strip():
        raise ValueError(f"text must be a question, got {text!r}")
    kind = Options(dict(options))
    kind.check(answer)
    for option, note in kind.notes.items():
        if not isinstance(note, str) or not note.strip():
            raise ValueError(f"each option needs a sentence of feedback, and {option!r} has none")
    return Question(text, kind, answer)


def quiz(*questions, key):
    """Return a quiz: each question with its options and a Check button; put it last in a cell.

    A learner may try every option and read what is said about it. The first answer to each question
    is kept in the progress file, and shown when the cell runs again.

    Parameters
    ----------
    *questions : Question
        From `question`. Without any, they are those that the course has for this key.
    key : str
        The lesson's number and a name, as in ``"04-quiz"``.

    Returns
    -------
    Quiz

    Raises
    ------
    ValueError
        If there are no questions, or one was not made by `question`, or ``key`` has another form.

    Examples
    --------
    >>> asked = question("2 + 2?", {"4": "Yes.", "5": "One too many."}, answer="4")
    >>> quiz(asked, key="04-quiz")
    1. 2 + 2?
    - 4
    - 5
    """
    questions = questions or tuple(question(**asked) for asked in sealed_quiz(checked_key(key)))
    if not questions or not all(isinstance(asked, Question) for asked in questions):
        raise ValueError(f"quiz needs questions made by question(…), got {questions!r}")
    return Quiz(questions, checked_key(key))


class Quiz:
    """What `quiz` returns.

    Attributes
    ----------
    first : list of str or None
        The first answer to each question, None where there is none yet.

    Examples
    --------
    >>> asked = question("2 + 2?", {"4": "Yes.", "5": "One too many."}, answer="4")
    >>> len(quiz(asked, asked, key="04-quiz").first)
    2
    """

    def __init__(self, questions, key):
        self.questions, self.key = questions, key
        self._progress, self._live = ProgressFile(), None
        self.first = [self._kept(number) for number in range(len(questions))]

    def answer(self, number, value):
        """Take an answer to question `number`, from 0, and return a message if it was not saved.

        Answers after the first are not recorded.
        """
        if self.first[number] is not None:
            return ""
        self.first[number], asked = value, self.questions[number]
        record = answered(asked.text, asked.kind, value, asked.answer)
        return self._progress.put(
            "quizzes", self._key(number), record, keep=lambda old: self._fits(number, old)
        )

    def tally(self):
        """Return how many first answers were right, in a sentence; nothing before the first."""
        pairs = zip(self.questions, self.first, strict=True)
        given = [asked.answer == first for asked, first in pairs if first is not None]
        return f"First answers: {sum(given)} right of {len(given)}." if given else ""

    def answers(self):
        """Return what is to be said about every option as HTML, for an exported page."""
        said = [
            (f"{number}. {option}", verdict(option == asked.answer), note)
            for number, asked in enumerate(self.questions, start=1)
            for option, note in asked.kind.notes.items()
        ]
        return "".join(
            f"<p><strong>{rich(o)}</strong>: {v} {rich(note)}</p>" for o, v, note in said
        )

    @property
    def widget(self):
        """The live ipywidgets box, built when it is first asked for."""
        if self._live is None:
            from hplearn.lab.questions.live import LiveQuiz

            self._live = LiveQuiz(self)
        return self._live.box

    def __repr__(self):
        """Return the questions and their options, never an answer."""
        return "\n\n".join(plain for _, plain in self._listings())

    def _repr_mimebundle_(self, include=None, exclude=None):
        html = "".join(html for html, _ in self._listings())
        return mimebundle(html, repr(self), self)

    def _listings(self):
        for number, asked in enumerate(self.questions, start=1):
            yield listing(f"{number}.", asked.text, asked.kind.items)

    def _key(self, number):
        return f"{self.key}-{number + 1}"

    def _kept(self, number):
        record = self._progress.get("quizzes", self._key(number))
        return record["value"] if self._fits(number, record) else None

    def _fits(self, number, record):
        """Whether a record answers this question, and not one that stood here before."""
        asked = self.questions[number]
        return record.get("question") == asked.text and asked.kind.accepts(record.get("value"))
