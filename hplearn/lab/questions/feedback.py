"""The line of feedback under a question, spoken by screen readers when it changes."""

from anywidget import AnyWidget
from traitlets import Int, Unicode

from hplearn.lab.questions.html import rich
from hplearn.lab.scripts import source


class Feedback(AnyWidget):
    """A live region, which also gives the question's controls their keys and their names.

    Parameters
    ----------
    question : str
        The name of the group of controls beside it.

    Examples
    --------
    >>> line = Feedback(question="How many steps?")
    >>> line.say("It is 90.", "", lead="<strong>Right.</strong> ")
    >>> line.html
    '<p><strong>Right.</strong> It is 90.</p>'
    """

    _esm = source("keyboard.js", "land.js", "questions/feedback.js")
    _css = source("pictures.css", "verdict.css", "questions/feedback.css")
    html = Unicode().tag(sync=True)
    question = Unicode().tag(sync=True)
    opens = Unicode(help="Class of the parts of the text that are opened.").tag(sync=True)
    n_calls = Int(0, help="How often the question is to come into view.").tag(sync=True)
    control = Unicode(help="Where the answer is given, by id.").tag(sync=True)
    trait = Unicode(help="What of it is the answer.").tag(sync=True)

    def take_along(self, entry):
        """Have each click in the question preceded by the answer as it stands in the browser.

        It is taken without a word back, which would undo what was chosen since.
        """
        if entry.trait:
            self.control, self.trait = entry.box.model_id, entry.trait
            self.on_msg(lambda _, told, buffers: entry.box.set_state({entry.trait: told["now"]}))

    def say(self, *texts, lead=""):
        """Show each text that is not empty as a paragraph, the first after a lead of HTML."""
        paragraphs = "</p><p>".join(rich(text) for text in texts if text)
        self.html = f"<p>{lead}{paragraphs}</p>"
