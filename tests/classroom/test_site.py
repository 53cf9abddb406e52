"""The site before Sphinx and a browser see it: its sources, what is kept, and when nothing changes.

The site itself is opened in tests/browser/test_site_in_browser.py.
"""

import json
import re
import sys

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from hplearn.classroom import site
from hplearn.classroom.course import CourseError, course_files
from hplearn.classroom.notebooks import METADATA, NotebookError
from hplearn.classroom.site import MARK, build_site
from hplearn.classroom.site.executed import FRAMES, PAGE, executed_pages
from hplearn.classroom.site.sources import KINDS, ROOMS, linked, write_sources
from hplearn.lab import linear, panel
from hplearn.lab.page import FLAG
from hplearn.lab.panels.page import panel_page
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
    assert re.fullmatch(r"\[x\]\(https://\S+/blob/main/benchmarks/claims.py#L3\)", text)


def test_every_lesson_exercise_and_document_is_a_page_and_what_went_is_gone(tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "old.md").write_text("# Old")
    write_sources(tmp_path, {})
    there = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*")}
    assert there >= {*course_files(kinds=KINDS), *(f"reference/{room}.md" for room in ROOMS)}
    assert "docs/old.md" not in there
    assert "docs/teaching/guide.md" in there
    assert not any("/by-hand/" in name for name in there), "parts of pages are no pages"


def test_a_page_that_stays_the_same_is_not_written_again(tmp_path):
    before = {path: path.stat().st_mtime_ns for path in write_sources(tmp_path, {}).rglob("*.*")}
    after = {path: path.stat().st_mtime_ns for path in write_sources(tmp_path, {}).rglob("*.*")}
    assert before == after


def lesson(folder, source):
    path = folder / "00-toy.ipynb"
    nbformat.write(new_notebook(cells=[new_code_cell(source)], metadata=METADATA), path)
    return path


@pytest.mark.slow
def test_a_lesson_runs_again_only_after_it_changed(tmp_path):
    path, kept = lesson(tmp_path, "print('one')"), tmp_path / "kept"
    (first,) = executed_pages([path], kept).values()
    made = (first / PAGE).stat().st_mtime_ns
    assert executed_pages([path], kept) == {path.name: first}
    assert (first / PAGE).stat().st_mtime_ns == made
    lesson(tmp_path, "print('two')")
    (second,) = executed_pages([path], kept).values()
    assert "two" in (second / PAGE).read_text()
    assert not first.exists()


@pytest.mark.slow
def test_of_a_lesson_that_fails_nothing_is_kept(tmp_path):
    with pytest.raises(NotebookError, match=r"00-toy\.ipynb, cell 1: ZeroDivisionError"):
        executed_pages([lesson(tmp_path, "1 / 0")], tmp_path / "kept")
    assert not list((tmp_path / "kept").rglob("*.ipynb"))


def test_on_a_site_the_pictures_of_a_film_are_files(tmp_path, monkeypatch):
    frames = tmp_path / FRAMES
    frames.mkdir()
    monkeypatch.setenv(FLAG, str(frames))
    shown = panel(lambda ax, x: ax.plot([0, x]) and f"x is {x}", x=linear(1, 3, 3))
    html = panel_page(shown.render, shown.controls)
    sources = [
        source for source, _ in json.loads(re.search(r"json\">(.*)</script>", html)[1])["frames"]
    ]
    assert sorted(sources) == sorted(f"../{FRAMES}/{path.name}" for path in frames.iterdir())
    assert len(set(sources)) == 3


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


def test_a_folder_that_holds_something_else_stays(tmp_path):
    (tmp_path / "thesis.tex").write_text("mine")
    assert refused(tmp_path) == (
        f"The site's folder must be empty, or a site of hplearn, got {tmp_path}."
    )
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.tex"]


@pytest.mark.parametrize("missing", ["myst_nb", "pydata_sphinx_theme"])
def test_without_sphinx_it_says_what_to_install(old, monkeypatch, missing):
    monkeypatch.setitem(sys.modules, missing, None)
    assert refused(old).endswith(
        "which is not installed; install it with: pip install 'hplearn[docs]'."
    )
    assert (old / "index.html").read_text() == "old"


@pytest.mark.slow
def test_a_mistake_in_a_page_leaves_the_old_site(old, monkeypatch):
    extra("myst_nb", "docs")

    def sources(folder, executed):
        folder.mkdir(parents=True)
        (folder / "extra").mkdir()
        (folder / "docs").mkdir()
        (folder / "docs" / "glossary.md").write_text("# Glossary")
        (folder / "index.md").write_text("# One\n\n[nowhere](nowhere.md)")
        return folder

    monkeypatch.setattr(site, "write_sources", sources)
    assert "The site was not built" in refused(old)
    assert (old / "index.html").read_text() == "old"


@pytest.mark.slow
def test_a_lesson_that_fails_leaves_the_old_site(old, tmp_path):
    extra("myst_nb", "docs")
    with pytest.raises(NotebookError):
        build_site(old, [lesson(tmp_path, "1 / 0")])
    assert (old / "index.html").read_text() == "old"
