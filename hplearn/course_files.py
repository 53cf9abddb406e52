"""The files of the course, in a checkout or inside an installed package."""

from collections.abc import Sequence
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
SHIPPED = PACKAGE / "course"  # inside a wheel
CHECKOUT = PACKAGE.parent
LESSONS = "lessons/[0-9][0-9]-*.ipynb"
HELP = (
    *("article", "glossary", "notation", "searches", "your-own-model"),
    *("claims", "from-optuna", "from-scikit-learn"),
)
PAGES = [f"docs/{page}.md" for page in HELP]
MAP = "course-map.ipynb"  # at the top of a learner's folder, where it leads to everything
MAP_SOURCE = f"lessons/{MAP}"
FILES = (LESSONS, "exercises/[0-9][0-9]-*.ipynb", MAP_SOURCE, *PAGES)


class CourseError(Exception):
    """The course cannot be opened; the message is one sentence for the learner."""


class NotebookError(CourseError):
    """A notebook could not be run; the message names notebook, cell and reason.

    Examples
    --------
    >>> raise NotebookError("04.ipynb, cell 3: NameError: name 'x' is not defined")
    Traceback (most recent call last):
    hplearn.course_files.NotebookError: 04.ipynb, cell 3: NameError: name 'x' is not defined
    """


def course_lessons() -> list[Path]:
    """Return the lessons in order.

    Raises
    ------
    CourseError
        If there are none.

    Examples
    --------
    >>> course_lessons()[0].name
    '00-start-here.ipynb'
    """
    return list(course_files(kinds=[LESSONS]).values())


def course_file(name: str) -> Path:
    """Return one file of the course by its name there.

    Raises
    ------
    CourseError
        If it is not installed.

    Examples
    --------
    >>> course_file("docs/article.md").name
    'article.md'
    """
    if not (found := course_files(kinds=[name])):
        raise CourseError(f"{name} is not installed.")
    return found[name]


def course_files(
    places: Sequence[Path] = (SHIPPED, CHECKOUT), kinds: Sequence[str] = FILES
) -> dict[str, Path]:
    """Return the files of the course by their names in a learner's folder.

    They come from the first of `places` that has lessons; `kinds` are patterns of names there.

    Raises
    ------
    CourseError
        If none of the places has a lesson.

    Examples
    --------
    >>> list(course_files())[0]
    'lessons/00-start-here.ipynb'
    """
    for place in places:
        if any(place.glob(LESSONS)):
            paths = [path for kind in kinds for path in sorted(place.glob(kind))]
            names = [path.relative_to(place).as_posix() for path in paths]
            return dict(zip([name.replace(MAP_SOURCE, MAP) for name in names], paths, strict=True))
    where = " or ".join(map(str, places))
    raise CourseError(f"No lessons were found in {where}; clone or install hplearn again.")
