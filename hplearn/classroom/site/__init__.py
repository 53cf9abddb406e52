"""The course as a site of static pages: films move, questions answer, nothing comes from elsewhere.

`executed` runs the lessons, `sources` lays out what Sphinx reads, `conf` tells Sphinx how.
"""

import shutil
from pathlib import Path

from filelock import FileLock, Timeout

from hplearn.classroom.site.executed import FRAMES, executed_pages
from hplearn.classroom.site.sources import write_sources
from hplearn.course_files import CourseError

MARK = ".hplearn-site"  # marks a folder that we made and may replace


def build_site(out: Path, lessons: list[Path], teaching: bool = True) -> None:
    """Build the site in a folder beside `out`, and move it there once it is complete.

    The folder beside it, such as ``site-kept``, remains. It holds the lessons that were executed
    for an earlier site, which are used again until the lesson or the package changes.

    Parameters
    ----------
    out : Path
        The site's folder: missing, empty, or a site that was built before.
    lessons : list of Path
        Lessons whose films move; pages of the others show the notebook's own outputs.
    teaching : bool
        Whether the teacher's pages are there, which tell all answers.

    Raises
    ------
    CourseError
        If the folder or the one beside it holds something else, Sphinx is missing, a page has a
        mistake, or another run builds the same site.
    NotebookError
        If a lesson fails. In each case the old site stays.
    """
    sphinx_build = _sphinx()
    out = out.resolve()  # a symbolic link to a site stays a link
    _check_place(out)
    kept = out.with_name(f"{out.name}-kept")
    _check_place(kept)
    kept.mkdir(parents=True, exist_ok=True)
    (kept / MARK).touch()
    try:
        with FileLock(kept / "lock", timeout=0):
            _build(sphinx_build, out, lessons, kept, teaching)
    except Timeout:
        raise CourseError(f"Another run builds the site {out}: wait for its end.") from None


def _check_place(folder):
    is_ours = not folder.exists() or (folder / MARK).exists()
    if not is_ours and (folder.is_file() or any(folder.iterdir())):
        raise CourseError(f"The site's folder must be empty, or hplearn's own, got {folder}.")


def _build(sphinx_build, out, lessons, kept, teaching):
    executed = executed_pages(lessons, kept / "executed")
    source, new, old = (kept / name for name in ("source", "new", "old"))
    write_sources(source, executed, teaching)
    shutil.rmtree(new, ignore_errors=True)
    if sphinx_build(source, Path(__file__).parent, new, kept / "doctrees"):
        raise CourseError("The site was not built: see what Sphinx says above. The old one stays.")
    for folder in executed.values():
        shutil.copytree(folder / FRAMES, new / FRAMES, dirs_exist_ok=True)
    (new / MARK).touch()
    shutil.rmtree(old, ignore_errors=True)
    if out.exists():
        out.rename(old)  # at every moment one of the two is whole
    new.rename(out)
    shutil.rmtree(old, ignore_errors=True)


def _sphinx():
    """Return a function that builds the pages, and returns 0 if it met no mistake."""
    try:
        import myst_nb  # noqa: F401
        import pydata_sphinx_theme  # noqa: F401
        from sphinx.application import Sphinx
        from sphinx.util.docutils import docutils_namespace
    except ImportError as error:
        mend = "install it with: pip install 'hplearn[docs]'"
        raise CourseError(f"A site needs {error.name}, which is not installed; {mend}.") from None

    def build(*places):  # Sphinx's own command handles Ctrl-C in another way
        with docutils_namespace():
            app = Sphinx(*places, "html", status=None, warningiserror=True, keep_going=True)
            app.build()
        return app.statuscode

    return build
