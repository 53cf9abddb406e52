"""The widgets of questions: a text, a control, buttons, the feedback."""

from functools import partial

from ipywidgets import HTML, Button, HBox, Layout, Textarea, VBox

from hplearn.lab.panels.controls import WIDE
from hplearn.lab.questions.entries import Entry
from hplearn.lab.questions.feedback import Feedback
from hplearn.lab.questions.html import FRAME, rich, verdict

REASON = "Why do you think so? (Shift+Enter goes on, with or without a reason.)"
COMMITTED = "Committed. Now run the next cell, which shows what is so."
SKIPPED = "Skipped. The cells below run now."
OURS = "<strong>Ours.</strong> "
SAVED = "Saved."
EMPTY = "Write one or two sentences first, and then compare them with ours."


class LiveQuestion:
    """One question, with a line at its left, so that it stands out from the text.

    Parameters
    ----------
    lead : str
        What stands in bold before the question.
    question : str
    make_entry : callable
        ``make_entry(say)`` returns the control of the answer.
    button : str
        What stands on the button.
    answered : callable
        ``answered(value)`` is called when the button is pressed and an answer is there.
    """

    def __init__(self, lead, question, make_entry, button, answered):
        self.said = Feedback(question=question)
        self.entry = make_entry(self.said.say)
        self.said.take_along(self.entry)
        self.button, self._answered = Button(description=button), answered
        self.button.on_click(self._on_press)
        self.buttons = HBox([self.button])
        text = HTML(f"<p><strong>{lead}</strong> {rich(question)}</p>")
        self.box = VBox([text, self.entry.box, self.buttons, self.said])
        self.box.add_class(FRAME)

    def _on_press(self, button):
        value = self.entry.read()
        if value is None:
            self.said.say(self.entry.missing)
        else:
            self._answered(value)


class LivePrediction(LiveQuestion):
    """A prediction: committed for good or skipped, then the reason, and in the end what is so."""

    def __init__(self, prediction):
        super().__init__(
            "Predict.", prediction.question, prediction.entry, "Commit", self._on_commit
        )
        self.button.tooltip = "Commit to this answer for good"
        self.skip = Button(description="Skip", tooltip="Go on without an answer")
        self.skip.on_click(self._on_skip)
        self.buttons.children += (self.skip,)
        self._prediction, self._saved = prediction, Feedback(question=prediction.question)
        self.words = words_box(prediction.words, REASON)
        self.words.observe(self._on_words, "value")
        self.box.children += (self.words, self._saved)
        if prediction.value is not None:
            self.entry.fill(prediction.value)
        prediction.on_change(self._show)
        self._show()

    def _on_commit(self, value):
        message = self._prediction.commit(value)
        self._show(message)
        self.words.focus()

    def _on_skip(self, button):
        self._show(self._prediction.skip())

    def _show(self, message=""):
        told = self._prediction
        self.buttons.layout.display = "none" if told.done else None
        self.words.layout.display = None if told.value is not None else "none"
        if told.done:
            self.entry.lock()
        if told.seen:
            self.words.description = "Your reason:"
            self.said.say(told.compared(), told.why, message, lead=told.verdict)
            self.said.opens = f"after-{told.id.partition('/')[2]}"
        elif told.done:
            self.said.say(SKIPPED if told.skipped else COMMITTED, message)

    def _on_words(self, change):
        self._saved.say(self._prediction.explain(change["new"]) or SAVED)


class LiveExplanation(LiveQuestion):
    """A question for one's own words; the button shows ours after them."""

    def __init__(self, explanation):
        self._explanation = explanation
        super().__init__(
            "Now you explain.", explanation.question, WordsEntry, "Show ours", self._on_ours
        )
        if explanation.words:
            self.entry.fill(explanation.words)
            self.said.say(explanation.ours, lead=OURS)

    def _on_ours(self, words):
        if not words.strip():
            self.said.say(EMPTY)
        else:
            message = self._explanation.keep(words)
            self.said.say(self._explanation.ours, message or SAVED, lead=OURS)


class WordsEntry(Entry):
    """A box for some sentences; see `hplearn.lab.questions.entries`."""

    missing, trait = "", "value"

    def __init__(self, say):
        self.box = words_box("", "In your own words:")


class LiveQuiz:
    """The questions of a quiz one below the other, and how many were answered right."""

    def __init__(self, quiz):
        self._quiz, self._tally = quiz, HTML(rich(quiz.tally()), layout={"margin": "0 0 0 16px"})
        self.items = {id: self._item(n, id) for n, id in enumerate(quiz.questions, start=1)}
        self.box = VBox([*(item.box for item in self.items.values()), self._tally])

    def _item(self, number, id):
        text, button = self._quiz.questions[id].text, f"Check answer {number}"
        entry, on_check = partial(self._quiz.entry, id), partial(self._on_check, id)
        item = LiveQuestion(f"{number}.", text, entry, button, on_check)
        if id in self._quiz.first:
            item.entry.fill(self._quiz.last[id])
            self._say(item, id, self._quiz.last[id])
        return item

    def _on_check(self, id, value):
        self._say(self.items[id], id, value, self._quiz.answer(id, value))
        self._tally.value = rich(self._quiz.tally())

    def _say(self, item, id, value, message=""):
        """Show right or not, what is to be said about this option, and which answer counts."""
        asked, first = self._quiz.questions[id], self._quiz.first[id]
        counts = "" if value == first else f"Your first answer, {asked.kind.text(first)}, counts."
        item.said.say(asked.kind.note(value), counts, message, lead=verdict(value == asked.answer))


def words_box(words, name):
    """Return a text area under its name, wide enough for sentences."""
    wide = Layout(width="auto", max_width="40rem")
    return Textarea(words, description=name, continuous_update=False, layout=wide, style=WIDE)
