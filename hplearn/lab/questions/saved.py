"""What a saved notebook shows below a question or a picture, where its widget was.

The widget ends with its kernel. The answers are in the progress file, and running the notebook
again brings the controls back.
"""

from hplearn.lab.questions.html import rich, verdict
from hplearn.lab.scripts import source

BACK = (
    '<p><button data-commandlinker-command="notebook:run-all-cells">Run all cells</button> '
    "brings the controls back: your answers are kept, and figures begin anew. You see the end of "
    "the lesson meanwhile, for up to a minute or two, and then the question that is open. "
    "The menu Run has it, too.</p>"
)
OPTIONS_END = "</ul>"
HERE = "const { parentElement: here } = document.currentScript; setTimeout(() => land(here));"
LAND = f"<script>{{ {source('land.js')}{HERE} }}</script>"


def saved(html, kept, sections):
    """Return HTML with what was answered, below each question, and how to go on.

    Parameters
    ----------
    html : str
        What is shown without a widget.
    kept : dict of str to list of str
        By section, the keys of the questions that are asked there.
    sections : dict of str to dict
        As `ProgressFile.read` returns them.

    Examples
    --------
    >>> records = {"a/b": {"said": "12", "was": "9", "right": False, "seen": True}}
    >>> saved("", {"predictions": ["a/b"]}, {"predictions": records}).split("</p>")[0]
    '<p><strong class="hplearn-wrong">Not so.</strong> You said 12; it is 9.'
    """
    told = [
        "".join(f"<p>{line}</p>" for line in _told(sections[section].get(key, {}), section))
        for section, keys in kept.items()
        for key in keys
    ]
    *listed, rest = html.split(OPTIONS_END)
    if len(listed) == len(told):  # each question ends with its options
        parts = zip(listed, told, strict=True)
        return "".join(f"{asked}{OPTIONS_END}{said}" for asked, said in parts) + rest + BACK
    return html + "".join(told) + BACK


def is_open(kept, sections):
    """Return whether one of these predictions was neither made nor skipped."""
    records = [sections["predictions"].get(key, {}) for key in kept.get("predictions", [])]
    return not all("said" in record or record.get("skipped") is True for record in records)


def _told(record, section):
    """Yield what was answered; what is so only if it was seen, or is told at once."""
    if "said" in record:
        said, was, right = (record.get(name) for name in ("said", "was", "right"))
        known = section == "quizzes" or record.get("seen") is True
        lead = verdict(right) if known else ""
        truth = f"; it is {was}" if known and not right else ""
        later = " You found it afterwards." if record.get("mended") is True and not right else ""
        yield f"{lead}{rich(f'You said {said}{truth}.{later}')}"
    elif record.get("skipped") is True:
        yield "You skipped this."
    if record.get("words"):
        yield rich(f"You wrote: {record['words']}")
