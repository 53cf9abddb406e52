"""A lesson on paper: a sheet before it, with its predictions to tick, and a sheet after it."""

import re
import subprocess
from html import escape
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

from hplearn.classroom.formulas import to_html
from hplearn.classroom.launch import is_root
from hplearn.course_files import CourseError
from hplearn.lab.questions.guesses import guess_of
from hplearn.lab.questions.html import rich
from hplearn.lab.questions.question_file import questions_in

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = ("--headless", "--disable-gpu", "--no-first-run", "--no-pdf-header-footer")
LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")  # paper has no links
FORMULA = re.compile(r"^\$\$.+?\$\$$", re.MULTILINE | re.DOTALL)
CLOSED = re.compile(r"<details.*?</summary>|</details>")  # what a reader has to open
SECONDS = 120
STYLE = """
@page { size: A4; margin: 15mm; }
body { font: 10pt/1.35 sans-serif; }
h1 { font-size: 16pt; } h2 { font-size: 12pt; margin: 1em 0 0.3em; }
section { break-after: page; } section:last-child { break-after: auto; }
.questions { columns: 2; column-gap: 8mm; }
.question { break-inside: avoid; margin: 0 0 0.8em; } .question p { margin: 0; }
.card { border: 1px dashed; padding: 1em; margin: 0 0 -1px; font-size: 16pt; text-align: center; }
"""


def write_handout(path: Path, folder: Path) -> Path:
    """Return the PDF that was written: two pages, and a third where there are cards to cut out.

    Parameters
    ----------
    path : Path
        The lesson's notebook.
    folder : Path
        Where it goes, under the notebook's name; created if it is missing.

    Raises
    ------
    CourseError
        If neither Chromium nor Chrome is installed, or the browser prints nothing.
    """
    browser = next(filter(None, map(which, BROWSERS)), None)
    if browser is None:
        raise CourseError("A handout is printed by Chromium or Chrome; install one of them.")
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{path.stem}.pdf"
    with TemporaryDirectory() as aside:
        page, pdf = Path(aside, "page.html"), Path(aside, "page.pdf")
        page.write_text(handout(path), encoding="utf-8")
        as_root = ["--no-sandbox"] if is_root() else []
        options = [*QUIET, *as_root, f"--user-data-dir={aside}/profile", f"--print-to-pdf={pdf}"]
        try:
            done = subprocess.run(
                [browser, *options, page.as_uri()], capture_output=True, timeout=SECONDS
            )
        except subprocess.TimeoutExpired:
            raise CourseError(f"{browser} printed nothing in {SECONDS} seconds.") from None
        if not pdf.exists():
            said = done.stderr.decode(errors="replace")[-200:].strip()
            raise CourseError(f"{browser} printed nothing: {said}")
        target.write_bytes(pdf.read_bytes())
    return target


def handout(path: Path) -> str:
    """Return a lesson's handout as HTML, a section for each page.

    Parameters
    ----------
    path : Path
        The lesson's notebook.
    """
    import nbformat

    cells = [c.source for c in nbformat.read(path, as_version=4).cells if c.cell_type == "markdown"]
    text = "\n\n".join(cells)
    topic = path.stem.partition("-")[2]
    title = cells[0].splitlines()[0].lstrip("# ")
    goals = cells[1].partition("**Article:**")[0]
    asked = questions_in(topic, "prediction")
    formulas = "\n\n".join(["## Formulas", *FORMULA.findall(text)]) if FORMULA.search(text) else ""
    recap = next((cell for cell in cells if cell.startswith("## You now know")), "")
    recap = CLOSED.sub("", recap)  # on paper it comes after the lesson
    before = (
        f"<h1>{escape(title)}</h1>{_html(goals)}<h2>What do you expect?</h2>{_questions(asked)}"
    )
    after = f"<h1>{escape(title)}</h1>{_html(recap)}{_html(formulas)}"
    sections = [before, after + "<h2>Notes</h2>", *_cards(asked)]
    body = "".join(f"<section>{section}</section>" for section in sections)
    head = f"<meta charset='utf-8'><title>{escape(title)}</title><style>{STYLE}</style>"
    return f"<!doctype html><html lang='en'><head>{head}</head><body>{body}</body></html>"


def _html(markdown):
    return to_html(LINK.sub(r"\1", markdown))


def _questions(asked):
    rows = []
    for one in asked.values():
        texts = guess_of(one).items
        boxes = "<br>".join(f"☐ {rich(text)}" for text in texts) or "Your guess: ____________"
        rows.append(f"<div class='question'><p>{rich(one['question'])}</p><p>{boxes}</p></div>")
    return f"<div class='questions'>{''.join(rows)}</div>"


def _cards(asked):
    """Yield a page of cards if a question asks to put something in order."""
    cards = [text for one in asked.values() for text in one.get("items", {}).values()]
    if cards:
        yield "<h1>Cards to put in order</h1>" + "".join(
            f"<div class='card'>{rich(c)}</div>" for c in cards
        )
