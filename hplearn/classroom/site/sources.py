"""The sources for Sphinx: lessons, exercises, documents, and a page of reference for each room."""

import importlib
import json
import re
from inspect import getdoc, isclass, ismodule
from pathlib import Path
from posixpath import normpath

from hplearn.classroom.home import repository
from hplearn.classroom.site.cards import cards, thumbnail
from hplearn.classroom.site.executed import PAGE
from hplearn.course_files import LESSONS, PAGES, course_files
from hplearn.files import write_changed
from hplearn.lab.page import OPEN, shown_as, without_keys
from hplearn.lab.questions.lesson_pages import LINK as LINK_TEXT
from hplearn.lab.questions.lesson_pages import lesson_pages

FOLDERS = {
    "docs": "Documents",
    "docs/teaching": "For teachers",
    "docs/contributing": "Contributing",
}
TELLING = ("docs/teaching/", "docs/claims.md", "docs/audit.md")  # they give answers away
NO_SEARCH = "---\nno-search: true\n---\n\n"  # so that Sphinx leaves a page out of its index
DOCUMENTS = (*PAGES, "docs/teaching/guide.md", *(f"{folder}/*.md" for folder in FOLDERS))
KINDS = (LESSONS, "exercises/[0-9][0-9]-*.ipynb", *DOCUMENTS)  # most read first
ROOMS = ("optim", "models", "model_selection", "tuning", "lab", "exercises")
KINDS_OF_NAMES = (("class", isclass), ("function", callable), ("module", ismodule))
NOTEBOOK = re.compile(r'(href="[^":]*)\.ipynb"')  # as progress() links the lessons
LINK = re.compile(r"\]\(([^)\s#:]*)(#[^)\s]*)?\)")
NAME = re.compile(r'^<a id="[^"]+"></a>\n\n(?=#)', re.MULTILINE)  # Sphinx names headings itself
COUNTED = {"text/plain": []}  # what said how far a loop was, and is gone
NO_SLUG = re.compile(r"[^\w\- ]")  # characters that are left out of the anchor of a heading
NOTE = """```{{note}}
This page is for reading. To run its code and to change it,
[install the course](../index.md#three-ways-in) and type `python -m uv run hplearn lab {}`{}.
```"""
FROM_LESSON = ", which opens the lesson: its last line leads to the exercise"


def write_sources(folder: Path, executed: dict[str, Path], teaching: bool = True) -> None:
    """Write all sources for Sphinx, without touching files that have not changed.

    Parameters
    ----------
    folder : Path
    executed : dict of str to Path
        From `executed_pages`; the other lessons are shown with their own outputs.
    teaching : bool
        Whether the teacher's pages are there, which tell all answers.
    """
    files = course_files(kinds=KINDS)
    if not teaching:
        files = {name: path for name, path in files.items() if path.parent.name != "teaching"}
    pages = {name: _text(name, path, executed, files) for name, path in files.items()}
    pages |= {f"reference/{room}.md": reference(room) for room in ROOMS}
    for place, heading in FOLDERS.items():
        there = [name.removesuffix(".md") for name in files if Path(name).parent == Path(place)]
        said = "".join(_line(name, files) for name in there) if place == "docs" else ""
        pages |= {f"{Path(place).name}.md": section(heading, there, said)} if there else {}
    pages["exercises.md"] = section("Exercises", ["exercises/*"], depth=2)
    pages["reference.md"] = section("Reference", ["reference/*"], "\n\n".join(map(names, ROOMS)))
    lessons = lesson_pages(next(iter(files.values())).parents[1])
    pages["lessons.md"] = _lessons(lessons)
    for page in lessons:
        picture = thumbnail(page.path.read_text(encoding="utf-8"))
        pages[f"thumbnails/{page.path.stem}.png"] = picture
    index = Path(__file__).with_name("index.md").read_text(encoding="utf-8")
    index = index.replace("<!-- lessons -->", cards(lessons)).replace("<!-- sum -->", _sum(lessons))
    index = index if teaching else index.replace("\nteaching\n", "\n")
    pages["index.md"] = linked(index, "index.md", pages)
    for old in folder.rglob("*.*"):
        if old.relative_to(folder).as_posix() not in pages and old.is_file():
            old.unlink()
    for name, content in pages.items():
        write_changed(folder / name, content)  # Sphinx reads newer files again


def section(heading: str, pages: list[str], text: str = "", depth: int = 1) -> str:
    """Return a page that leads to others, and lists them to this depth unless its text does so.

    Examples
    --------
    >>> print(section("Exercises", ["exercises/*"]))
    # Exercises
    <BLANKLINE>
    ```{toctree}
    :glob:
    :maxdepth: 1
    <BLANKLINE>
    exercises/*
    ```
    <BLANKLINE>
    """
    hidden = "\n:hidden:" if text else ""
    listed = "\n".join(pages)
    options = f":glob:\n:maxdepth: {depth}{hidden}"
    return f"# {heading}\n\n{text}```{{toctree}}\n{options}\n\n{listed}\n```\n"


def _line(name, files):
    """Return a row of a list: a document's title, and its first sentence."""
    title, _, text, *_ = files[f"{name}.md"].read_text(encoding="utf-8").splitlines()
    sentence = re.match(r".+?\.(?= |$)", LINK_TEXT.sub(r"\1", text))[0]
    return f"- [{title.lstrip('# ')}]({name}.md): {sentence}\n"


def _sum(lessons):
    hours = round(sum(page.minutes for page in lessons) / 60)
    exercises = [page.exercise_minutes for page in lessons if page.exercise_minutes]
    more = f"{len(exercises)} exercises, another {round(sum(exercises) / 60)}"
    return f"{len(lessons)} lessons, together about {hours} hours, and {more}."


def _lessons(lessons):
    rows = "".join(
        f"| [{page.title}](lessons/{page.path.name}) | {page.goal} | {page.minutes} |\n"
        for page in lessons
    )
    table = f"| lesson | after it you can, for example, | min |\n|---|---|---|\n{rows}\n"
    return section("Lessons", ["lessons/*"], table)


def _text(name, path, executed, files):
    own = executed.get(path.name) if name.startswith("lessons/") else None
    text = (own / PAGE if own else path).read_text(encoding="utf-8")
    if path.suffix == ".md":
        return NO_SEARCH * name.startswith(TELLING) + linked(NAME.sub("", text), name, files)
    notebook = json.loads(text)
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            cell["source"] = linked(without_keys("".join(cell["source"])), name, files)
        elif tag := shown_as(cell):
            cell["metadata"]["tags"] = [*cell["metadata"].get("tags", []), tag]
        if "outputs" in cell:
            cell["outputs"] = [one for one in cell["outputs"] if one.get("data") != COUNTED]
        for output in cell.get("outputs", []):
            if html := output.get("data", {}).get("text/html"):
                output["data"]["text/html"] = NOTEBOOK.sub(r'\1.html"', "".join(html))
    is_exercise, first = name.startswith("exercises/"), notebook["cells"][0]
    note = NOTE.format(path.name[:2], FROM_LESSON * is_exercise) + (f"\n\n{OPEN}" if own else "")
    title, _, task = first["source"].partition("\n")  # a lesson's task begins further below
    parts = [title, note, task.strip()] if is_exercise else [title, task.strip(), note]
    first["source"] = "\n\n".join(parts)
    return json.dumps(notebook, ensure_ascii=False)


def linked(text: str, name: str, files) -> str:
    """Return Markdown whose links lead to pages of the site, or else to the repository.

    Parameters
    ----------
    text : str
    name : str
        The file's own, as in ``"docs/audit.md"``.
    files : container of str
        The names of all files that become pages.

    Examples
    --------
    >>> linked("[13](../lessons/13.ipynb#Why-so?)", "docs/audit.md", ["lessons/13.ipynb"])
    '[13](../lessons/13.ipynb#why-so)'
    """

    def to(match):
        target, anchor = match[1], match[2] or ""
        place = normpath((Path(name).parent / target).as_posix())
        if target and place not in files:
            return f"]({repository()}/blob/main/{place}{anchor})"
        if target.endswith(".ipynb"):  # JupyterLab's anchors keep what Sphinx's leave out
            anchor = NO_SLUG.sub("", anchor).lower()
            anchor = anchor and f"#{anchor}"
        return f"]({target}{anchor})"

    return LINK.sub(to, text)


def names(room: str) -> str:
    """Return Markdown that lists the public names of a room, each with its first sentence.

    Examples
    --------
    >>> names("optim").splitlines()[4][:60]
    '- [`Adam`](reference/optim.md#adam): Momentum over RMSprop, '
    """
    package = importlib.import_module(f"hplearn.{room}")
    lines = [
        f"- [`{name}`](reference/{room}.md#{name.lower()}): {_first_line(getattr(package, name))}\n"
        for name in sorted(package.__all__, key=str.lower)
    ]
    return f"## hplearn.{room}\n\n{_first_line(package)}\n\n{''.join(lines)}"


def _first_line(thing):
    return (getdoc(thing) or "").partition("\n")[0]


def reference(room: str) -> str:
    """Return a page with the docstring of each public name of a room.

    Examples
    --------
    >>> print(reference("optim")[:15])
    # hplearn.optim
    """
    package = importlib.import_module(f"hplearn.{room}")
    parts = [f"# hplearn.{room}", _documented("module", f"hplearn.{room}")]
    for name in sorted(package.__all__, key=str.lower):
        thing = getattr(package, name)
        kind = next((kind for kind, is_one in KINDS_OF_NAMES if is_one(thing)), "data")
        options = "\n   :members:\n   :inherited-members:" if kind == "class" else ""
        parts.append(f"## {name}\n\n{_documented(kind, f'hplearn.{room}.{name}{options}')}")
    return "\n\n".join(parts) + "\n"


def _documented(kind, name):
    return f"```{{eval-rst}}\n.. auto{kind}:: {name}\n```"
