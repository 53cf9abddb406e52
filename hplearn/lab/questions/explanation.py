"""A question answered in one's own words, and then held against ours."""

from hplearn.lab.questions.html import Asked, listing
from hplearn.lab.questions.progress_file import ProgressFile
from hplearn.lab.questions.question_file import look_up, text_of


def explain(id):
    """Return a question that is answered in one's own words; put it last in a cell.

    The words are kept in the learner's progress file. Ours are shown after theirs.

    Parameters
    ----------
    id : str
        Topic and name, as in ``"gradient-descent/flatter"``.

    Returns
    -------
    Explanation

    Raises
    ------
    ValueError
        If the course has no such question, or its file says nothing in it.

    Examples
    --------
    >>> explain("gradient-descent/flatter").words
    ''
    """
    return Explanation(id, look_up("explain", id))


class Explanation(Asked):
    """What `explain` returns.

    Attributes
    ----------
    words : str
        The learner's own, kept from when the lesson was open before.
    ours : str

    Examples
    --------
    >>> print(explain("gradient-descent/flatter"))  # doctest: +ELLIPSIS
    Now you explain. The walk at 0.05 crawls in the flat direction. ...
    """

    LIVE = "questions.live:LiveExplanation"

    def __init__(self, id, asked):
        self.id, self.kept = id, {"explanations": [id]}
        self.question, self.ours = (text_of(asked, name, id) for name in ("question", "ours"))
        self._progress = ProgressFile()
        self.words = self._progress.get("explanations", id).get("words", "")

    def keep(self, words):
        """Save the learner's own words, and return a message if they could not be saved."""
        self.words = words
        return self._progress.put("explanations", self.id, {"words": words})

    def page(self):
        """Return the question as a form of a page without a kernel, ours folded."""
        from hplearn.lab.questions.page import form

        asked = self.id, "Now you explain.", self.question
        return form(*asked, None, "Show ours", data={}, told=[self.ours])

    def listings(self, shuffled):
        """Yield the question, as HTML and as text."""
        yield listing("Now you explain.", self.question)
