"""The ``hplearn`` command: each subcommand is a thin layer over a function of the classroom."""

import json
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    help="Learn hyperparameter tuning in JupyterLab.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
)


@contextmanager
def _one_sentence() -> Iterator[None]:
    """Turn an error of ours into its sentence, and exit status 1 for a notebook's, else 2."""
    from hplearn.classroom.course import CourseError
    from hplearn.classroom.notebooks import NotebookError

    try:
        yield
    except (CourseError, NotebookError) as error:
        typer.echo(f"hplearn: {error}", err=True)
        raise typer.Exit(1 if isinstance(error, NotebookError) else 2) from None


@app.command(context_settings={"ignore_unknown_options": True})
def lab(
    arguments: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="LESSON",
            help="Number of the lesson to open, for example 04; without it, the first. "
            "The rest goes to JupyterLab, as do options that are not listed here.",
            show_default=False,
        ),
    ] = None,
    folder: Annotated[
        Path | None,
        typer.Option(
            help="Where your copy of the lessons lives.", show_default="hplearn-course at home"
        ),
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(
            min=1, max=65535, help="Port to listen on.", show_default="8888, or next free"
        ),
    ] = None,
    browser: Annotated[
        bool,
        typer.Option("--browser/--no-browser", help="Open a browser, or only print the address."),
    ] = True,
) -> None:
    """Open JupyterLab on your own copy of the lessons and exercises.

    The copy is yours: an update never overwrites a file that you changed. If the course has a
    newer version of it, that is put beside yours with ".new" in its name. Delete a file to have
    it delivered again. Stop with Ctrl-C.
    """
    from hplearn.classroom import launch
    from hplearn.classroom.course import course_files, course_lessons
    from hplearn.classroom.working_copy import deliver

    number, extra = _split_lesson(arguments or [])
    with _one_sentence():
        first = launch.find_lesson(course_lessons(), number)
        folder = (folder or launch.DEFAULT_FOLDER).expanduser().resolve()
        for message in deliver(course_files(), folder).messages():
            typer.echo(message)
    typer.echo(f"Your lessons are in {folder}. Stop with Ctrl-C.")
    lesson = f"lessons/{first.name}"
    opening = launch.jupyter_arguments(folder, lesson, port=port, browser=browser)
    launch.start_jupyterlab([*opening, *extra])


def _split_lesson(arguments: list[str]) -> tuple[str | None, list[str]]:
    """Take out the first argument of digits that is no option's value, as in --ServerApp.port 9."""
    for at, (before, argument) in enumerate(pairwise(["", *arguments])):
        if argument.isdecimal() and not re.fullmatch(r"--\w+\.\w+", before):
            return argument, arguments[:at] + arguments[at + 1 :]
    return None, arguments


@app.command()
def doctor() -> None:
    """Say in plain words what is missing or too old, and how to mend it.

    One line per finding, OK or MEND. The exit status is 1 if anything must be mended.
    """
    from hplearn.classroom.doctor import examine

    findings = examine()
    for finding in findings:
        typer.echo(str(finding))
    raise typer.Exit(0 if all(finding.ok for finding in findings) else 1)


@app.command()
def build(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            exists=True,
            dir_okay=False,
            help="Notebooks to build.",
            show_default="every lesson and every solution of the checkout",
        ),
    ] = None,
) -> None:
    """Execute notebooks from top to bottom and write them back in their committed form.

    Text, figures and execution counts stay; widget state, timestamps and machine paths go.
    The first cell that fails stops the build with exit status 1; that notebook stays as it was.
    Each notebook of a folder solutions/ then becomes an exercise beside it, in exercises/.
    """
    from tqdm import tqdm

    from hplearn.classroom import notebooks
    from hplearn.classroom.course import CHECKOUT, course_lessons
    from hplearn.classroom.exercises import student_version

    changed = []
    with _one_sentence():
        paths = files or [*course_lessons([CHECKOUT]), *student_version.solutions()]
        for path in tqdm(paths, unit="notebook"):
            changed.append(notebooks.build(path))
            if path.resolve().parent.name == "solutions":
                changed.append(student_version.build_exercise(path))
    for path in filter(None, changed):
        typer.echo(f"Changed: {path}")


@app.command()
def check(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="NOTEBOOK...", help="Exercises to check.", show_default=False),
    ],
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object instead of a table.")
    ] = False,
    seed: Annotated[
        int | None,
        typer.Option(
            min=0, help="Of the fresh cases; the same seed gives the same.", show_default="random"
        ),
    ] = None,
) -> None:
    """Check exercises as their own check cells do: points, verdicts and hints.

    Each notebook runs from top to bottom in a process of its own, past cells that fail, and stays
    as it is. The exit status is 0 whatever the marks, and 2 if a notebook could not be checked.
    """
    from hplearn.classroom.exercises.file_check import check_file, in_words

    seed = secrets.randbits(64) if seed is None else seed
    results = []
    for path in files:
        results.append(check_file(path, seed))
        if not as_json:
            typer.echo(in_words(results[-1]))
    if as_json:
        typer.echo(json.dumps({"notebooks": [result.record() for result in results]}))
    raise typer.Exit(0 if all(result.ran for result in results) else 2)


@app.command()
def solution(
    question: Annotated[str, typer.Argument(help="For example 04.1.", show_default=False)],
) -> None:
    """Show our solution of a question, once you have tried three times or have it right.

    Before that it says how many tries are left. A try is a check in a notebook of your copy, the
    one that you are in, else that in your home folder.
    """
    from hplearn.classroom import launch
    from hplearn.classroom import solution as show
    from hplearn.lab.questions.progress_file import NAME, ProgressFile

    here, home = ProgressFile(), ProgressFile(launch.DEFAULT_FOLDER.expanduser() / NAME)
    try:
        with _one_sentence():
            typer.echo(repr(show(question, here if here.path.exists() else home)))
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None


@app.command()
def export(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="NOTEBOOK...", exists=True, dir_okay=False, help="What to export."),
    ],
    folder: Annotated[
        Path,
        typer.Option("--output", "-o", file_okay=False, help="Folder to write the pages to."),
    ] = Path("."),
) -> None:
    """Write notebooks as HTML pages that need neither Python nor a network.

    Each is run from top to bottom, and becomes one file. Films move in it, and so do panels with
    few stops; of the others it shows a picture. Answers to predictions are folded. The notebook
    stays as it is. The first cell that fails stops the export with exit status 1.
    """
    from hplearn.classroom.export import export as export_page

    with _one_sentence():
        for path in files:
            typer.echo(f"Written: {export_page(path, folder)}")
