"""The site before Sphinx and a browser see it: its sources, what is kept, and when nothing changes.

The site itself is opened in tests/browser/test_site_in_browser.py.
"""

import importlib
import json
import re
import sys
import tomllib
from io import BytesIO
from pathlib import Path

import nbformat
import numpy as np
import pytest
from filelock import FileLock
from nbformat.v4 import new_code_cell, new_notebook
from PIL import Image

from hplearn.classroom import notebooks, site
from hplearn.classroom.notebooks import METADATA
from hplearn.classroom.site import MARK, build_site
from hplearn.classroom.site.cards import SIZE, thumbnail
from hplearn.classroom.site.executed import PAGE, executed_pages
from hplearn.classroom.site.sources import KINDS, ROOMS, linked, write_sources
from hplearn.course_files import (
    CHECKOUT,
    CourseError,
    NotebookError,
    course_file,
    course_files,
    course_lessons,
)
from tests.extras import extra

FILES = ["lessons/13-net.ipynb", "docs/audit.md"]


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("../lessons/13-net.ipynb", "../lessons/13-net.ipynb"),
        (
            "../lessons/13-net.ipynb#Why:-a-step,-or-two?",
            "../lessons/13-net.ipynb#why-a-step-or-two",
        ),
        ("audit.md#title", "audit.md#title"),
        ("#title", "#title"),
        ("https://example.org/a#b", "https://example.org/a#b"),
    ],
)
def test_a_link_leads_to_a_page_of_the_site(link, expected):
    assert linked(f"see [there]({link}).", "docs/claims.md", FILES) == f"see [there]({expected})."


def test_a_link_to_another_file_leads_to_the_repository():
    text = linked("[x](../benchmarks/claims.py#L3)", "docs/claims.md", FILES)
    source = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())["project"]["urls"]["Source"]
    assert text == f"[x]({source}/blob/main/benchmarks/claims.py#L3)"


@pytest.fixture(scope="module")
def sources(tmp_path_factory):
    """Return the folder of a site's sources, where another page was before."""
    folder = tmp_path_factory.mktemp("sources")
    (folder / "docs").mkdir()
    (folder / "docs" / "old.md").write_text("# Old")
    write_sources(folder, {})
    return folder


def test_what_there_is_becomes_a_page_what_went_is_gone_and_the_same_is_not_written_again(sources):
    before = {path: path.stat().st_mtime_ns for path in sources.rglob("*.*")}
    write_sources(sources, {})
    assert before == {path: path.stat().st_mtime_ns for path in sources.rglob("*.*")}
    there = {path.relative_to(sources).as_posix() for path in before}
    assert there >= {*course_files(kinds=KINDS), *(f"reference/{room}.md" for room in ROOMS)}
    assert "docs/old.md" not in there
    assert "docs/teaching/guide.md" in there
    assert not any("/by-hand/" in name for name in there), "parts of pages are no pages"
    for path in sources.glob("*s/[0-9][0-9]-*.ipynb"):
        first, *_ = json.loads(path.read_text(encoding="utf-8"))["cells"]
        title, _, text = first["source"].partition("\n")
        assert title.startswith("# ")
        assert f"hplearn lab {path.name[:2]}`" in text, "it says how its code is run"
        assert text.lstrip().startswith("```{note}") == (path.parent.name == "exercises")


def test_no_heading_is_named_twice(sources):
    """What names it in JupyterLab and on GitHub would have Sphinx's own id of the heading."""
    for page in ("glossary", "article"):
        assert "<a id=" in course_file(f"docs/{page}.md").read_text(encoding="utf-8")
        assert "<a id=" not in (sources / f"docs/{page}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", course_lessons(), ids=lambda path: path.stem)
def test_each_lesson_has_one_picture_for_its_card(path):
    picture = thumbnail(path.read_text(encoding="utf-8"))
    image = Image.open(BytesIO(picture))
    assert image.size == SIZE
    assert len(image.getcolors()) > 2, "there is something on it"
    assert len(picture) < 20_000


@pytest.mark.parametrize("path", course_lessons(), ids=lambda path: path.stem)
def test_no_card_is_cut_through_what_is_drawn(path):
    picture = Image.open(BytesIO(thumbnail(path.read_text(encoding="utf-8")))).convert("L")
    edge = np.asarray(picture)[: SIZE[1] * 5 // 6, -1]
    assert (edge > 240).all()


def test_the_front_page_has_a_card_a_lesson_and_the_reference_a_sentence_a_name(sources):
    index = (sources / "index.md").read_text(encoding="utf-8")
    linked = re.findall(r"^- \[!\[\]\((.*?)\) \d\d · .+\?\]\((.*?)\)$", index, re.MULTILINE)
    assert len(linked) == len(course_lessons())
    assert all((sources / place).exists() for pair in linked for place in pair)
    reference = (sources / "reference.md").read_text(encoding="utf-8")
    assert len(re.findall(r"^- \[`\w+`\]\(.*?\): .+\.$", reference, re.MULTILINE)) == sum(
        len(importlib.import_module(f"hplearn.{room}").__all__) for room in ROOMS
    )


def test_the_front_page_has_the_hours_and_documents_have_a_sentence_each(sources):
    readme = course_file("README.md").read_text("utf-8")
    hours = re.search(
        r"The (\d+) lessons take about (\d+) hours and their (\d+) .* (\d+)\.", readme
    )
    index = (sources / "index.md").read_text("utf-8")
    assert (
        "{} lessons, together about {} hours, and {} exercises, another {}.".format(*hours.groups())
        in index
    )
    documents = (sources / "docs.md").read_text("utf-8")
    said = re.findall(r"^- \[[^]]+\]\(docs/[\w-]+\.md\): .+\.$", documents, re.MULTILINE)
    assert len(said) == len(list(sources.glob("docs/*.md")))


def test_no_page_that_gives_answers_away_is_in_the_index_and_each_says_so_at_its_top(sources):
    pages = {path: path.read_text("utf-8") for path in sources.glob("docs/**/*.md")}
    left_out = {path for path, text in pages.items() if text.startswith("---\nno-search: true\n")}
    teaching = {*sources.glob("docs/teaching/*.md")}
    assert left_out == teaching | {sources / "docs/claims.md", sources / "docs/audit.md"}
    for path in left_out - {sources / "docs/teaching/guide.md"}:
        first = pages[path].partition("\n# ")[2].splitlines()[2]
        assert re.search("tells the answers of .*predictions", first), path


def test_without_the_teachers_pages_nothing_leads_to_them_on_the_site(tmp_path):
    write_sources(tmp_path, {}, teaching=False)
    assert not [path for path in tmp_path.rglob("*") if "teaching" in path.name]
    for path in tmp_path.rglob("*.md"):
        text = path.read_text("utf-8")
        assert not re.findall(r"^teaching$|\]\((?!http)[^)]*teaching/", text, re.MULTILINE), path


def lesson(folder, source):
    path = folder / "00-toy.ipynb"
    nbformat.write(new_notebook(cells=[new_code_cell(source)], metadata=METADATA), path)
    return path


@pytest.mark.slow
def test_an_exercise_says_how_to_open_it_and_leads_on_to_the_next_lesson(sources):
    pages = {path.name[:2]: path.read_text("utf-8") for path in sources.glob("exercises/*.ipynb")}
    assert "hplearn lab 05`, which opens the lesson: its last line leads" in pages["05"]
    onward = "[lesson 06](../lessons/06-stochastic-gradient-descent.ipynb)"
    assert onward in "".join(json.loads(pages["05"])["cells"][-1]["source"])
    assert "Then go on to" not in pages["20"]
    lesson = next(sources.glob("lessons/05-*.ipynb")).read_text("utf-8")
    assert "hplearn lab 05`.\\n```" in lesson


def test_a_lesson_runs_again_only_after_it_changed(tmp_path, monkeypatch):
    monkeypatch.setattr(notebooks, "execute", lambda path, **_: nbformat.read(path, as_version=4))
    path, kept = lesson(tmp_path, "print('one')"), tmp_path / "kept"
    (first,) = executed_pages([path], kept).values()
    made = (first / PAGE).stat().st_mtime_ns
    assert executed_pages([path], kept) == {path.name: first}
    assert (first / PAGE).stat().st_mtime_ns == made
    lesson(tmp_path, "print('two')")
    (second,) = executed_pages([path], kept).values()
    assert "two" in (second / PAGE).read_text()
    assert not first.exists()


@pytest.fixture
def old(tmp_path):
    """Return a site that was built before."""
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / MARK).touch()
    (folder / "index.html").write_text("old")
    return folder


def refused(folder, lessons=()):
    with pytest.raises(CourseError) as error:
        build_site(folder, list(lessons))
    return str(error.value)


@pytest.fixture
def sphinx(monkeypatch):
    """Put something quick in the place of Sphinx: it writes one page."""

    def build(source, conf, new, doctrees):
        new.mkdir()
        (new / "index.html").write_text("new")
        return 0

    monkeypatch.setattr(site, "_sphinx", lambda: build)
    monkeypatch.setattr(site, "write_sources", lambda *_: None)


def texts(folder):
    """Return what the files of a folder say, by their paths in it."""
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("theirs", ["site", "site-kept"])
def test_a_folder_that_holds_something_else_stays(tmp_path, sphinx, theirs):
    folder = tmp_path / theirs
    folder.mkdir()
    (folder / "thesis.tex").write_text("mine")
    assert refused(tmp_path / "site") == (
        f"The site's folder must be empty, or hplearn's own, got {folder}."
    )
    assert texts(tmp_path) == {f"{theirs}/thesis.tex": "mine"}
    (tmp_path / "file").write_text("mine")
    assert "must be empty" in refused(tmp_path / "file")
    assert (tmp_path / "file").read_text() == "mine"


def test_the_new_site_takes_the_place_of_the_old(tmp_path, sphinx):
    folder = tmp_path / "a 超" / "site"
    for _ in range(2):
        build_site(folder, [])
        assert texts(folder) == {MARK: "", "index.html": "new"}
        (folder / "old.html").write_text("old")
    assert {path.name for path in folder.parent.iterdir()} == {"site", "site-kept"}


def test_a_link_to_a_site_and_the_folder_one_is_in_can_be_named(tmp_path, sphinx, monkeypatch):
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    build_site(tmp_path / "link", [])
    monkeypatch.chdir(tmp_path / "real")
    build_site(Path("."), [])
    assert (tmp_path / "link").is_symlink()
    assert texts(tmp_path / "link") == {MARK: "", "index.html": "new"}


def test_of_two_runs_into_one_folder_the_second_says_so(old, sphinx):
    kept = old.with_name("site-kept")
    kept.mkdir()
    (kept / MARK).touch()
    with FileLock(kept / "lock"):
        assert refused(old) == f"Another run builds the site {old}: wait for its end."
    assert texts(old) == {MARK: "", "index.html": "old"}


def test_killed_between_the_two_moves_both_sites_are_whole_and_the_next_run_mends_it(
    old, sphinx, monkeypatch
):
    rename = Path.rename

    def killed(path, to):
        if path.name == "new":
            raise KeyboardInterrupt
        return rename(path, to)

    with monkeypatch.context() as context:
        context.setattr(Path, "rename", killed)
        with pytest.raises(KeyboardInterrupt):
            build_site(old, [])
    kept = old.with_name("site-kept")
    assert texts(kept / "old") == {MARK: "", "index.html": "old"}
    assert texts(kept / "new") == {MARK: "", "index.html": "new"}
    build_site(old, [])
    assert texts(old) == {MARK: "", "index.html": "new"}
    assert not (kept / "old").exists()


def test_without_sphinx_it_says_what_to_install(old, monkeypatch):
    monkeypatch.setitem(sys.modules, "myst_nb", None)
    assert refused(old).endswith(
        "which is not installed; install it with: pip install 'hplearn[docs]'."
    )
    assert (old / "index.html").read_text() == "old"


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")  # what Sphinx and its extensions have to tell each other
def test_a_mistake_in_a_page_leaves_the_old_site(old, monkeypatch, capfd):
    extra("myst_nb", "docs")

    def sources(folder, executed, teaching):
        (folder / "docs").mkdir(parents=True)
        (folder / "docs" / "glossary.md").write_text("# Glossary")
        (folder / "index.md").write_text("# One\n\n[nowhere](nowhere.md)")

    monkeypatch.setattr(site, "write_sources", sources)
    assert "The site was not built" in refused(old)
    assert "nowhere.md" in capfd.readouterr().err
    assert (old / "index.html").read_text() == "old"


@pytest.mark.slow
def test_a_lesson_that_fails_leaves_the_old_site_and_nothing_of_it_is_kept(old, tmp_path):
    extra("myst_nb", "docs")
    with pytest.raises(NotebookError, match=r"00-toy\.ipynb, cell 1: ZeroDivisionError"):
        build_site(old, [lesson(tmp_path, "1 / 0")])
    assert (old / "index.html").read_text() == "old"
    kept = old.with_name("site-kept")
    assert kept.is_dir()
    assert not list(kept.rglob("*.ipynb"))
