"""What predictions, explanations and quizzes share: how a question appears in a notebook."""

from hplearn.lab.questions.html import WIDGET_VIEW


class Asked:
    """A question, or several, shown as HTML and text, and as a live widget where a kernel runs.

    What derives from it has ``listings()``, which yields HTML and text of each question, and
    ``page()``, the HTML of a page without a kernel. ``LIVE`` names its class in
    `hplearn.lab.questions.live`.
    """

    LIVE = ""
    _live = None

    @property
    def widget(self):
        """The live ipywidgets box, built when it is first asked for."""
        if self._live is None:
            from hplearn.lab.questions import live

            self._live = getattr(live, self.LIVE)(self)
        return self._live.box

    def __repr__(self):
        """Return the question and its options: the same before and after the answer."""
        return "\n\n".join(text for _, text in self.listings())

    def _repr_mimebundle_(self, include=None, exclude=None):
        from IPython import get_ipython

        from hplearn.lab.page import exporting

        if exporting():
            return {"text/html": self.page(), "text/plain": repr(self)}
        data = {"text/html": "".join(html for html, _ in self.listings()), "text/plain": repr(self)}
        if hasattr(get_ipython(), "kernel"):
            data[WIDGET_VIEW] = self.widget._repr_mimebundle_()[WIDGET_VIEW]
        return data
