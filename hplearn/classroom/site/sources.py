"""What Sphinx reads: lessons, exercises, documents, and a page of reference for each room."""

import importlib
import json
import re
import shutil
from importlib.metadata import metadata
from pathlib import Path

from hplearn.classroom.course import LESSONS, PAGES, course_files
from hplearn.classroom.site.executed import FRAMES, PAGE
from hplearn.lab.questions.lesson_pages import lesson_pages

TEACHING = "docs/teaching"  # in by-hand/ below it are parts of its pages, and no pages
KINDS = (
    *(LESSONS, "exercises/[0-9][0-9]-*.ipynb", *PAGES),  # first what is read most
    *("docs/*.md", f"{TEACHING}/*.md"),
)
ROOMS = ("optim", "models", "model_selection", "tuning", "lab", "classroom")
NOTEBOOK = re.compile(r'(href="[^":]*)\.ipynb"')  # as progress() links the lessons
LINK = re.compile(r"\]\(([^)\s#:]*)(#[^)\s]*)?\)")
NO_SLUG = re.compile(r"[^\w\- ]")  # what an anchor of a heading leaves out


def write_sources(folder: Path, executed: dict[str, Path]) -> Path:
    """Write all that Sphinx reads, unchanged files left alone, and return the folder.

    Parameters
    ----------
    folder : Path
    executed : dict of str to Path
        Of `executed_pages`; the other lessons are shown as they are.
    """
    files = course_files(kinds=KINDS)
    pages = {name: _text(name, path, executed, files) for name, path in files.items()}
    pages |= {f"reference/{room}.md": reference(room) for room in ROOMS}
    documents = [name.removesuffix(".md") for name in files if re.match(r"docs/[^/]+$", name)]
    pages["docs.md"] = section("Documents", documents)
    pages["teaching.md"] = section("Teaching", [f"{TEACHING}/guide", f"{TEACHING}/[0-9]*"])
    pages["exercises.md"] = section("Exercises", ["exercises/*"])
    pages["reference.md"] = section("Reference", ["reference/*"])
    pages["lessons.md"] = _lessons(next(iter(files.values())).parents[1])
    pages["index.md"] = Path(__file__).with_name("index.md").read_text(encoding="utf-8")
    for old in folder.rglob("*.*"):
        if old.relative_to(folder).as_posix() not in pages and old.is_file():
            old.unlink()
    for name, text in pages.items():
        _write(folder / name, text)
    shutil.rmtree(folder / "extra", ignore_errors=True)
    (folder / "extra").mkdir()
    for path in executed.values():
        shutil.copytree(path / FRAMES, folder / "extra" / FRAMES, dirs_exist_ok=True)
    return folder


def _write(path, text):
    """Write a file unless it is so already: Sphinx reads again what is newer."""
    if not (path.exists() and path.read_text(encoding="utf-8") == text):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def section(heading: str, pages: list[str], text: str = "") -> str:
    """Return a page that leads to others, which it lists unless it has a text that does.

    Examples
    --------
    >>> print(section("Exercises", ["exercises/*"]))
    # Exercises
    <BLANKLINE>
    ```{toctree}
    :glob:
    <BLANKLINE>
    exercises/*
    ```
    <BLANKLINE>
    """
    hidden = "\n:hidden:" if text else ""
    listed = "\n".join(pages)
    return f"# {heading}\n\n{text}```{{toctree}}\n:glob:{hidden}\n\n{listed}\n```\n"


def _lessons(course):
    rows = "".join(
        f"| [{page.title}](lessons/{page.path.name}) | {page.goal} | {page.minutes} |\n"
        for page in lesson_pages(course)
    )
    table = f"| lesson | after it you can, for example, | minutes |\n|---|---|---|\n{rows}\n"
    return section("Lessons", ["lessons/*"], table)


def _text(name, path, executed, files):
    own = executed.get(path.name) if name.startswith("lessons/") else None
    text = (own / PAGE if own else path).read_text(encoding="utf-8")
    if path.suffix == ".md":
        return linked(text, name, files)
    notebook = json.loads(text)
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            cell["source"] = linked("".join(cell["source"]), name, files)
        elif cell["metadata"].get("jupyter", {}).get("source_hidden"):
            cell["metadata"]["tags"] = [*cell["metadata"].get("tags", []), "hide-input"]
        for output in cell.get("outputs", []):
            if html := output.get("data", {}).get("text/html"):
                output["data"]["text/html"] = NOTEBOOK.sub(r'\1.html"', "".join(html))
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
        place = _normal(Path(name).parent / target)
        if target and place not in files:
            return f"]({_source()}/{place}{anchor})"
        if target.endswith(".ipynb"):  # JupyterLab's anchors keep what Sphinx's leave out
            anchor = NO_SLUG.sub("", anchor).lower()
            anchor = anchor and f"#{anchor}"
        return f"]({target}{anchor})"

    return LINK.sub(to, text)


def _normal(path):
    parts = []
    for part in path.parts:
        parts = parts[:-1] if part == ".." else [*parts, part]
    return "/".join(parts)


def _source():
    """Return where the repository's files can be read."""
    urls = dict(entry.split(", ", 1) for entry in metadata("hplearn").get_all("Project-URL") or [])
    return urls.get("Source", "https://example.org") + "/blob/main"


def reference(room: str) -> str:
    """Return a page with the docstring of each public name of a room.

    Examples
    --------
    >>> print(reference("optim")[:15])
    # hplearn.optim
    """
    package = importlib.import_module(f"hplearn.{room}")
    parts = [f"# hplearn.{room}", package.__doc__.strip()]
    for name in sorted(package.__all__, key=str.lower):
        thing = getattr(package, name)
        kind = "autoclass" if isinstance(thing, type) else "autofunction"
        kind = kind if callable(thing) else "autodata"
        options = "\n   :members:\n   :inherited-members:" if kind == "autoclass" else ""
        parts.append(
            f"## {name}\n\n```{{eval-rst}}\n.. {kind}:: hplearn.{room}.{name}{options}\n```"
        )
    return "\n\n".join(parts) + "\n"
