"""A lesson on paper: a sheet before it, with its predictions to tick, and a sheet after it."""

import re
import subprocess
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

from hplearn.classroom.formulas import to_html
from hplearn.classroom.launch import is_root
from hplearn.course_files import CourseError
from hplearn.lab.page import without_keys
from hplearn.lab.questions.guesses import guess_of
from hplearn.lab.questions.html import rich
from hplearn.lab.questions.lesson_pages import LINK
from hplearn.lab.questions.question_file import questions_in
from hplearn.lab.scripts import template

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = ("--headless", "--disable-gpu", "--no-first-run", "--no-pdf-header-footer")
ASKS = re.compile(r'^## (.+)|predict\("[^"/]+/([^"]+)"\)', re.MULTILINE)
FORMULA = re.compile(r"^\$\$.+?\$\$$", re.MULTILINE | re.DOTALL)
CLOSED = re.compile(r"<details.*?</summary>|</details>")  # what a reader has to open
SECONDS = 120
TEMPLATE = Path(__file__).with_name("handout.html.j2")


def write_handout(path: Path, folder: Path) -> Path:
    """Return the PDF that was written: a sheet before the lesson, one after it, one of cards.

    On the back of each sheet is room for notes, where printers use both sides.

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

    notebook = nbformat.read(path, as_version=4)
    cells = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    questions = questions_in(path.stem.partition("-")[2], "prediction")
    asked = [(questions[name], optional) for name, optional in asked_in(notebook)]
    recap = next((cell for cell in cells if cell.startswith("## You now know")), "")
    formulas = FORMULA.findall("\n\n".join(cells))
    return template(TEMPLATE).render(
        title=cells[0].splitlines()[0].lstrip("# "),
        goals=_html(without_keys(cells[1].partition("**Article:**")[0])),
        asked=[(*pair, guess_of(pair[0]).items) for pair in asked],
        recap=_html(CLOSED.sub("", recap)),  # on paper it comes after the lesson
        formulas=_html("\n\n".join(["## Formulas", *formulas])) if formulas else "",
        cards=[text for one, _ in asked for text in one.get("items", {}).values()],
        rich=rich,
    )


def asked_in(notebook):
    """Yield in a lesson's order the name of each prediction, and whether it is optional."""
    optional = False
    for heading, name in ASKS.findall("\n".join(cell.source for cell in notebook.cells)):
        if name:
            yield name, optional
        else:
            optional = heading.endswith("(optional)")


def _html(markdown):
    """Return Markdown as HTML, without links: paper has none."""
    return to_html(LINK.sub(r"\1", markdown))
