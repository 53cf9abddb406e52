"""Questions in a page without a kernel: forms that the page's own script answers."""

from hplearn.lab.page import data_script
from hplearn.lab.questions.guesses import NumberGuess, Options
from hplearn.lab.questions.html import FRAME, rich
from hplearn.lab.scripts import template


def form(id, lead, question, kind, button, data, told=(), gate=False):
    """Return a question as a form.

    Parameters
    ----------
    id : str
        Under which the answer is kept in the reader's browser.
    lead, question : str
        What stands in bold before the question, and its text.
    kind : Options, NumberGuess, Order or None
        What is filled in; without it, one's own words.
    button : str
        What stands on it.
    data : dict
        For the script: ``answer``, ``remarks`` by option, and how ``near`` a number must be.
    told : sequence of str
        What is shown once the answer is there, or unfolded by the reader; a question with it may be
        skipped.
    gate : bool
        Whether what stands below it waits for the answer.

    Examples
    --------
    >>> html = form("a/b", "1.", "Is it?", None, "Check", data={})
    >>> html.startswith('<form class="hplearn-question" data-question="a/b">')
    True
    """
    asked = {"id": id, "lead": lead, "question": question, "kind": kind, "button": button}
    more = {"data": data_script(data), "told": told, "gate": gate, "frame": FRAME, "rich": rich}
    return template("questions/form.html.j2").render(asked | more)


def judged(kind, answer):
    """Return what the script needs to tell a reader whether an answer is right.

    Examples
    --------
    >>> judged(Options({"a": ["yes"], "b": ["no", "It is."]}), "a")["remarks"]["b"]
    'You said “no”. It is.'
    """
    if isinstance(kind, Options):
        remarks = {
            letter: f"You said {kind.text(letter)}. {kind.note(letter)}".strip()
            for letter in kind.options
        }
        return {"answer": answer, "remarks": remarks}
    near = {"near": kind.tolerance} if isinstance(kind, NumberGuess) else {}
    return {"answer": answer} | near
