"""Questions in a page without a kernel: forms that the page's own script answers."""

from html import escape

from hplearn.lab.page import data_script
from hplearn.lab.questions.guesses import NumberGuess, Options
from hplearn.lab.questions.html import FRAME, rich

GATE = (
    '<p class="hplearn-gate" hidden>'
    "<span>The page goes on here once you have committed or skipped.</span> "
    '<button type="button" data-all>Show everything, on all pages</button></p>'
)


def form(id, lead, question, fields, *, button, data, skip=False, gate=False, folded=""):
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
        For the script: ``answer``, ``remarks`` by option, and how ``near`` a number must be.
    skip : bool
        Whether there is a button to go on without an answer.
    gate : bool
        Whether what stands below it waits for the answer.
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
    waiting = " data-gate" if gate else ""
    return (
        f'<form class="{FRAME}" data-question="{escape(id)}"{waiting}><fieldset><legend>'
        f"<strong>{lead}</strong> {rich(question)}</legend>{fields}</fieldset>"
        f'<p><button>{escape(button)}</button>{skipping}</p><p role="status"></p>'
        f"{answer}{GATE if gate else ''}{data_script(data)}</form>"
    )


def judged(kind, answer):
    """Return what the script needs to tell a reader whether an answer is right.

    Examples
    --------
    >>> judged(Options({"a": ["yes"], "b": ["no", "It is."]}), "a")["remarks"]["b"]
    'You said “no”. It is.'
    """
    if isinstance(kind, Options):
        said = {
            letter: f"You said {kind.text(letter)}. {kind.note(letter)}" for letter in kind.options
        }
        return {
            "answer": answer,
            "remarks": {letter: text.strip() for letter, text in said.items()},
        }
    if isinstance(kind, NumberGuess):
        return {"answer": answer, "near": kind.tolerance}
    return {"answer": answer}
