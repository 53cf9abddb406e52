"""What a cell shows: as HTML and text, as a page has it, and as a live widget in a kernel."""

from pkgutil import resolve_name

from hplearn.lab.page import exporting

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"


class Displayed:
    """What is shown in a notebook, and may be used where a kernel runs.

    What derives from it has ``still()``, data and metadata without a widget, ``page()``, the HTML
    of a page without a kernel, and ``LIVE``, which names the class of its widgets, as in
    ``"panels.live:LivePanel"``: loaded when it is first shown, it has them in its ``box``.
    ``kept`` has by section of the progress file the keys of what is answered here;
    `hplearn.lab.questions.saved` reads them.
    """

    LIVE, _live, kept = "", None, {}

    @property
    def widget(self):
        """The live ipywidgets box, built when it is first asked for."""
        if self._live is None:
            self._live = resolve_name(f"hplearn.lab.{self.LIVE}")(self)
        return self._live.box

    def _repr_mimebundle_(self, include=None, exclude=None):
        from IPython import get_ipython

        if exporting():
            return {"text/html": self.page(), "text/plain": repr(self)}, {}
        data, metadata = self.still()
        if hasattr(get_ipython(), "kernel"):
            view = self.widget._repr_mimebundle_()[WIDGET_VIEW]
            data[WIDGET_VIEW] = view | {"kept": self.kept}
        return data, metadata
