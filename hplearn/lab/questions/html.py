"""How a question looks: as HTML in the page, and as text and HTML where there is no kernel."""

import re
from html import escape

FRAME = "hplearn-question"  # the class of the box round each question; see feedback.css
LOOKS = {"Right.": ' class="hplearn-right"', "Not so.": ' class="hplearn-wrong"'}  # in verdict.css


def rich(text):
    """Return text as HTML: escaped, and what stands between `` ` `` as code.

    Examples
    --------
    >>> rich("Is `alpha` < 1?")
    'Is <code>alpha</code> &lt; 1?'
    """
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text))


def verdict(is_right):
    """Return the word that says whether it was right.

    Examples
    --------
    >>> verdict(False)
    'Not so.'
    """
    return "Right." if is_right else "Not so."


def leading(word):
    """Return as HTML the word that leads a text; a verdict has its sign and colour.

    Examples
    --------
    >>> leading(verdict(True))
    '<strong class="hplearn-right">Right.</strong> '
    """
    return f"<strong{LOOKS.get(word, '')}>{word}</strong> " if word else ""


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
