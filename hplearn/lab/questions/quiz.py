"""A quiz: questions with feedback on every option; the first answers count."""

from functools import partial

from hplearn.lab.questions.guesses import Options
from hplearn.lab.questions.html import Asked, listing
from hplearn.lab.questions.progress_file import ProgressFile, answered
from hplearn.lab.questions.question_file import questions_in, text_of


def quiz(topic):
    """Return a quiz: each question with its options and a Check button; put it last in a cell.

    A learner may try every option and read what is said about it. The first answer to each question
    counts. It is kept in the progress file, with the last one, which is shown when the cell runs
    again.

    Parameters
    ----------
    topic : str
        Whose questions, as in ``"gradient-descent"``.

    Returns
    -------
    Quiz

    Raises
    ------
    ValueError
        If there are no such questions, or what the file says of one does not fit together.

    Examples
    --------
    >>> len(quiz("gradient-descent").questions)
    6
    """
    asked = questions_in(topic, "quiz")
    if not asked:
        raise ValueError(f"the course has no quiz on {topic!r}")
    return Quiz({f"{topic}/{name}": QuizQuestion(f"{topic}/{name}", asked[name]) for name in asked})


class QuizQuestion:
    """One question of a quiz: its text, its options with a sentence on each, and the answer."""

    def __init__(self, id, asked):
        self.text = text_of(asked, "question", id)
        self.kind, self.answer = Options(asked.get("options", {})), asked.get("answer")
        self.kind.validate(self.answer)
        for letter, (text, *_) in self.kind.options.items():
            if not self.kind.note(letter).strip():
                raise ValueError(f"each option of {id} needs a sentence, and {text!r} has none")


class Quiz(Asked):
    """What `quiz` returns.

    Attributes
    ----------
    questions : dict of str to QuizQuestion
        By their ids.
    first : dict of str to str
        The first answers, by the ids of their questions.
    last : dict of str to str
        The last ones.

    Examples
    --------
    >>> list(quiz("gradient-descent").questions)[0]
    'gradient-descent/limit'
    """

    LIVE = "questions.live:LiveQuiz"

    def __init__(self, questions):
        self.questions, self._progress = questions, ProgressFile()
        self.kept = {"quizzes": [*questions]}
        told = self._progress.read()[0]["quizzes"]
        self.first = self._given(told, "value")
        self.last = self.first | self._given(told, "last")

    def answer(self, id, value):
        """Take an answer to a question, and return a message if it was not saved.

        Of the answers after the first the last is recorded, beside it.
        """
        self.last[id], asked = value, self.questions[id]
        if id in self.first:
            again = {"last": value, "mended": value == asked.answer}
            return self._progress.put("quizzes", id, again)
        self.first[id] = value
        record = answered(asked.text, asked.kind, value, asked.answer)
        return self._progress.put("quizzes", id, record, keep=lambda old: self._fits(id, old))

    def tally(self):
        """Return how many first answers were right, in a sentence; nothing before the first."""
        given = [self.questions[id].answer == first for id, first in self.first.items()]
        return f"First answers: {sum(given)} right of {len(given)}." if given else ""

    def entry(self, id, say):
        """Return the control for an answer, its options in this learner's own order."""
        return self.questions[id].kind.entry(say, partial(self._progress.shuffled, id))

    def page(self):
        """Return the questions as forms of a page without a kernel."""
        from hplearn.lab.questions.page import form

        forms = []
        for number, (id, asked) in enumerate(self.questions.items(), start=1):
            notes = {letter: asked.kind.note(letter) for letter in asked.kind.options}
            data, button = {"answer": asked.answer, "remarks": notes}, f"Check answer {number}"
            forms.append(form(id, f"{number}.", asked.text, asked.kind, button, data))
        return "".join(forms)

    def listings(self, shuffled):
        """Yield each question and its options, as HTML and as text."""
        for number, (id, asked) in enumerate(self.questions.items(), start=1):
            yield listing(f"{number}.", asked.text, shuffled(id, asked.kind.items))

    def _given(self, kept, field):
        fits = (id for id in self.questions if self._fits(id, kept.get(id, {}), field))
        return {id: kept[id][field] for id in fits}

    def _fits(self, id, record, field="value"):
        return self.questions[id].kind.accepts(record.get(field))
