"""How a question looks: as HTML in the page, and as text and HTML where there is no kernel."""

import re
from html import escape

from hplearn.lab.displayed import Displayed

FRAME = "hplearn-question"  # the class of the box round each question; see feedback.css


def rich(text):
    """Return text as HTML: escaped, and what stands between `` ` `` as code.

    Examples
    --------
    >>> rich("Is `alpha` < 1?")
    'Is <code>alpha</code> &lt; 1?'
    """
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text))


def verdict(is_right):
    """Return as HTML the words that say whether it was right, with the look of verdict.css.

    Examples
    --------
    >>> verdict(True)
    '<strong class="hplearn-right">Right.</strong> '
    """
    look, words = ("right", "Right.") if is_right else ("wrong", "Not so.")
    return f'<strong class="hplearn-{look}">{words}</strong> '


def listing(lead, text, items=()):
    """Return ``(html, plain)`` of a question and what one may answer: never the answer.

    Examples
    --------
    >>> print(listing("Predict.", "How many steps?", ["90", "350"])[1])
    Predict. How many steps?
    - 90
    - 350
    """
    rows = "".join(f"<li>{rich(item)}</li>" for item in items)
    html = f"<p><strong>{lead}</strong> {rich(text)}</p>" + (f"<ul>{rows}</ul>" if rows else "")
    return html, "\n".join([f"{lead} {text}", *(f"- {item}" for item in items)])


class Asked(Displayed):
    """A question, or several.

    What derives from it has ``listings(shuffled)``, which yields HTML and text of each question,
    its options as ``shuffled(id, options)`` returns them, and ``page()``.
    """

    def __repr__(self):
        """Return the question and its options: the same before and after the answer."""
        return "\n\n".join(text for _, text in self.listings(lambda id, options: options))

    def still(self):
        """Return the questions without their controls, options in the order that these have."""
        html = "".join(html for html, _ in self.listings(self._progress.shuffled))
        return {"text/html": html, "text/plain": repr(self)}, {}
