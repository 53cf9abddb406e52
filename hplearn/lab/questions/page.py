"""Questions in a page without a kernel: forms that the page's own script answers."""

from html import escape

from hplearn.lab.page import data_script
from hplearn.lab.questions.guesses import Options
from hplearn.lab.questions.html import FRAME, rich


def form(id, lead, question, fields, *, button, data, skip=False, folded=""):
    """Return a question as a form.

    Parameters
    ----------
    id : str
        Under which the answer is kept in the reader's browser.
    lead, question : str
        What stands in bold before the question, and its text.
    fields : str
        HTML of what is filled in.
    button : str
        What stands on it.
    data : dict
        For the script: ``remarks`` by option, and ``answer``.
    skip : bool
        Whether there is a button to go on without an answer.
    folded : str
        HTML that is shown once the answer is there, or unfolded by the reader.

    Examples
    --------
    >>> html = form("a/b", "1.", "Is it?", "<input>", button="Check", data={})
    >>> html.startswith('<form class="hplearn-question" data-question="a/b">')
    True
    """
    answer = folded and f"<details><summary>Answer</summary>{folded}</details>"
    skipping = ' <button type="button" data-skip>Skip</button>' if skip else ""
    return (
        f'<form class="{FRAME}" data-question="{escape(id)}"><fieldset><legend>'
        f"<strong>{lead}</strong> {rich(question)}</legend>{fields}</fieldset>"
        f'<p><button>{escape(button)}</button>{skipping}</p><p role="status"></p>'
        f"{answer}{data_script(data)}</form>"
    )


def remarks(kind, answer):
    """Return the remark on every option by its letter, None for other kinds of guess.

    Examples
    --------
    >>> remarks(Options({"a": ["yes"], "b": ["no", "It is."]}), "a")["b"]
    'You said “no”; it is “yes”. It is.'
    """
    if isinstance(kind, Options):
        return {letter: kind.remark(letter, answer) for letter in kind.options}
    return None
