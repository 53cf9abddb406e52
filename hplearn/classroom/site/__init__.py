"""The course as a site of static pages: films move, questions answer, nothing comes from elsewhere.

`executed` runs the lessons, `sources` lays out what Sphinx reads, `conf` tells Sphinx how.
"""

import os
import shutil
from pathlib import Path

from hplearn.classroom.course import CourseError
from hplearn.classroom.site.executed import executed_pages
from hplearn.classroom.site.sources import write_sources

MARK = ".hplearn-site"  # in a folder that is a site of ours, and may be replaced


def build_site(out: Path, lessons: list[Path]) -> None:
    """Build the site beside its folder, and put it there when it is whole.

    What was executed for an earlier site is kept in a folder beside it, and used again as long as
    neither the lesson nor the package has changed.

    Parameters
    ----------
    out : Path
        The site's folder: missing, empty, or a site that was built before.
    lessons : list of Path
        Those whose films move; of the others the page shows what the notebook holds.

    Raises
    ------
    CourseError
        If the folder holds something else, Sphinx is missing, or a page has a mistake.
    NotebookError
        If a lesson fails. In each case the old site stays.
    """
    _check_place(out)
    sphinx_build = _sphinx()
    kept, new = (out.with_name(f"{out.name}-{part}") for part in ("kept", "new"))
    source = write_sources(kept / "source", executed_pages(lessons, kept / "executed"))
    shutil.rmtree(new, ignore_errors=True)
    conf = Path(__file__).parent
    options = ["-q", "-W", "--keep-going", "-j", str(os.cpu_count() or 1)]
    options += ["-D", f"html_extra_path={source / 'extra'}"]
    if sphinx_build(
        [*options, "-c", str(conf), "-d", str(kept / "doctrees"), str(source), str(new)]
    ):
        raise CourseError("The site was not built: see what Sphinx says above. The old one stays.")
    (new / MARK).touch()
    if out.exists():
        shutil.rmtree(out)
    new.rename(out)


def _check_place(out):
    if out.exists() and not (out / MARK).exists() and (out.is_file() or any(out.iterdir())):
        raise CourseError(f"The site's folder must be empty, or a site of hplearn, got {out}.")


def _sphinx():
    try:
        import myst_nb  # noqa: F401
        import pydata_sphinx_theme  # noqa: F401
        from sphinx.cmd.build import build_main
    except ImportError as error:
        mend = "install it with: pip install 'hplearn[docs]'"
        raise CourseError(f"A site needs {error.name}, which is not installed; {mend}.") from None
    return build_main
