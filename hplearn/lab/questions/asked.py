"""What predictions, explanations and quizzes share: how a question appears in a notebook."""

from hplearn.lab.displayed import Displayed


class Asked(Displayed):
    """A question, or several.

    What derives from it has ``listings()``, which yields HTML and text of each question, and
    ``page()``.
    """

    def __repr__(self):
        """Return the question and its options: the same before and after the answer."""
        return "\n\n".join(text for _, text in self.listings())

    def still(self):
        """Return the questions without their controls."""
        html = "".join(html for html, _ in self.listings())
        return {"text/html": html, "text/plain": repr(self)}, {}
