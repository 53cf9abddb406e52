"""The widgets of predictions and quizzes: a question, its control, a button, the feedback."""

from ipywidgets import HTML, Button, Layout, Textarea, VBox

from hplearn.lab.questions.feedback import Feedback
from hplearn.lab.questions.html import FRAME, rich, verdict

PROMPT = "In your own words: why?"


class LiveQuestion:
    """One question, with a line at its left, so that it stands out from the text.

    Parameters
    ----------
    lead : str
        What stands in bold before the question.
    question : str
    kind : Options, NumberGuess or Order
    button : str
        What stands on the button.
    answered : callable
        ``answered(value)`` is called when the button is pressed and an answer is there.
    """

    def __init__(self, lead, question, kind, button, answered):
        self.said = Feedback(question=question)
        self.entry = kind.entry(self.said.say)
        self.said.take_along(self.entry)
        self.button, self._answered = Button(description=button), answered
        self.button.on_click(self._on_press)
        text = HTML(f"<p><strong>{lead}</strong> {rich(question)}</p>")
        self.box = VBox([text, self.entry.box, self.button, self.said])
        self.box.add_class(FRAME)

    def _on_press(self, button):
        value = self.entry.read()
        if value is None:
            self.said.say(self.entry.missing)
        else:
            self._answered(value)


class LivePrediction(LiveQuestion):
    """A prediction: the button commits for good, and a text area for the reason appears."""

    def __init__(self, prediction):
        super().__init__(
            "Predict.", prediction.question, prediction.kind, "Commit", self._on_commit
        )
        self.button.tooltip = "Commit to this answer for good"
        self._prediction, self._saved = prediction, Feedback(question=prediction.question)
        wide = Layout(width="auto", max_width="40rem", height="5rem")
        self._words = Textarea(prediction.words, continuous_update=False, layout=wide)
        self._words.description, self._words.style.description_width = PROMPT, "initial"
        self._words.observe(self._on_words, "value")
        self.box.children += (self._words, self._saved)
        if prediction.committed:
            self.entry.fill(prediction.value)
        self._show()

    def _on_commit(self, value):
        self._show(self._prediction.commit(value))
        self._words.focus()

    def _show(self, message=""):
        committed = self._prediction.committed
        self.button.layout.display = "none" if committed else None
        self._words.layout.display = None if committed else "none"
        if committed:
            self.entry.lock()
            word = verdict(self._prediction.right)
            self.said.say(*self._prediction.feedback(), message, verdict=word)

    def _on_words(self, change):
        self._saved.say(self._prediction.explain(change["new"]) or "Saved.")


class LiveQuiz:
    """The questions of a quiz one below the other, and how many were answered right."""

    def __init__(self, quiz):
        self._quiz, self._tally = quiz, HTML(rich(quiz.tally()), layout={"margin": "0 0 0 16px"})
        self.items = [self._item(number) for number in range(len(quiz.questions))]
        self.box = VBox([*(item.box for item in self.items), self._tally])

    def _item(self, number):
        asked, first = self._quiz.questions[number], self._quiz.first[number]
        item = LiveQuestion(
            f"{number + 1}.",
            asked.text,
            asked.kind,
            f"Check answer {number + 1}",
            lambda value: self._on_check(number, value),
        )
        if first is not None:
            item.entry.fill(first)
            self._say(item, number, first)
        return item

    def _on_check(self, number, value):
        self._say(self.items[number], number, value, self._quiz.answer(number, value))
        self._tally.value = rich(self._quiz.tally())

    def _say(self, item, number, value, message=""):
        """Show right or not, and what is to be said about this option."""
        asked = self._quiz.questions[number]
        item.said.say(asked.kind.notes[value], message, verdict=verdict(value == asked.answer))
