"""The ``hplearn`` command: each subcommand is a thin layer over a function of another room."""

import json
import secrets
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Literal

import typer
from typer import Argument, Option
from typer.core import TyperGroup

import hplearn
from hplearn.classroom.launch import DEFAULT_FOLDER
from hplearn.course_files import CourseError, NotebookError


class Sentences(TyperGroup):
    """Every command: an error that a user can mend is one sentence, with exit status 2.

    A notebook's own error has exit status 1, and Ctrl-C 130.
    """

    def resolve_command(self, ctx, args):
        """Find the command; ``grade -`` is the old name of ``grade-one``."""
        if args[0] == "grade" and "-" in args:
            typer.echo("hplearn grade - is now hplearn grade-one.", err=True)
            args = ["grade-one", *(word for word in args[1:] if word != "-")]
        return super().resolve_command(ctx, args)

    def invoke(self, ctx):
        """Run the command."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            sentence, status = "Stopped by Ctrl-C.", 130
            if ctx.invoked_subcommand == "grade":  # SIGTERM stops it in the same way
                sentence = "Stopped; the next run goes on from here."
        except CourseError as error:
            sentence, status = error, 1 if isinstance(error, NotebookError) else 2
        except BrokenPipeError:  # the reader of the output, as head, has ended
            raise
        except OSError as error:
            named = f"{error.filename} cannot be used ({error.strerror})."
            sentence, status = named if error.filename else f"{error}.", 2
        typer.echo(f"hplearn: {sentence}", err=True)
        raise typer.Exit(status)


app = typer.Typer(
    cls=Sentences,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
)


LEARNERS, TEACHERS, AUTHORS = "For learners", "For teachers", "For authors of lessons"
WARNINGS = {
    "none": "Without a box a notebook can do all that you can.",
    "landlock": "Protection is reduced: landlock is for systems where bubblewrap does not run.",
}
Folder = Annotated[Path, Option(help="Where your copy of the lessons lives.")]
Notebooks = Annotated[  # not checked by typer: a file that cannot be read is told in one sentence
    list[Path], Argument(metavar="NOTEBOOK...", readable=False, show_default=False)
]
Output = Annotated[Path, Option("--output", "-o", file_okay=False, help="Folder to write to.")]
Exercise = Annotated[str | None, Option(help="Number or topic of the exercise that is due.")]
Secret = Annotated[Path | None, Option(help="File that seeds hidden cases.", show_default="made")]
Box = Annotated[
    Literal["best", "bubblewrap", "landlock", "none"],
    Option(help="How notebooks are confined; with none they can do all that you can."),
]


@app.callback(invoke_without_command=True)
def main(version: Annotated[bool, Option("--version", help="Print the version.")] = False) -> None:
    """Learn hyperparameter tuning in JupyterLab."""
    if version:
        typer.echo(f"hplearn {hplearn.__version__}")
        raise typer.Exit


@app.command(rich_help_panel=LEARNERS, context_settings={"ignore_unknown_options": True})
def lab(
    arguments: Annotated[
        list[str] | None, Argument(metavar="LESSON", help="Number or topic of the one to open.")
    ] = None,
    folder: Folder = DEFAULT_FOLDER,
    port: Annotated[
        int | None,
        Option(min=1, max=65535, help="To listen on.", show_default="8888, or next free"),
    ] = None,
    browser: Annotated[bool, Option(help="Open a browser, or only print the address.")] = True,
    predictions: Annotated[
        bool, Option(help="Run cells below a prediction once it is made, or at any time.")
    ] = True,
) -> None:
    """Open JupyterLab on your own copy of the lessons and exercises.

    LESSON is, for example, 04 or gradient-descent. Without it the course map opens if you have
    begun, else the first lesson. Options that are not listed here go on to JupyterLab.

    The copy is yours: an update never overwrites a file that you changed. If the course has a
    newer version of it, that is put beside yours with ".new" in its name. Delete a file to have
    it delivered again. Stop with Ctrl-C.
    """
    from hplearn.classroom.launch import open_course

    place = folder.expanduser().resolve()
    open_course(arguments or [], place, port=port, browser=browser, hold=predictions)


@app.command(rich_help_panel=LEARNERS)
def progress(folder: Folder = DEFAULT_FOLDER) -> None:
    """Say where you are: each lesson with its goal, how much is done, and where to go on."""
    from hplearn.lab.questions.progress_report import progress

    report = progress(folder.expanduser().resolve())
    if not report.lessons:
        raise CourseError(f"There are no lessons in {report.place}; hplearn lab puts them there.")
    typer.echo(repr(report))


@app.command(rich_help_panel=LEARNERS)
def check(
    files: Notebooks,
    as_json: Annotated[
        bool, Option("--json", help="Print one JSON object instead of a table.")
    ] = False,
    seed: Annotated[
        int | None, Option(min=0, help="Of the fresh cases.", show_default="random")
    ] = None,
) -> None:
    """Check exercises as their own check cells do: points, verdicts and whole hints.

    Each notebook runs from top to bottom in a process of its own, past cells that fail, and is not
    changed. The exit status is 0 whatever the marks, and 2 if a notebook could not be checked.
    """
    from hplearn.exercises.file_check import check_file, in_words

    seed = secrets.randbits(64) if seed is None else seed
    results = []
    for path in files:
        results.append(check_file(path, seed))
        if not as_json:
            typer.echo(in_words(results[-1]))
    if as_json:
        typer.echo(json.dumps({"notebooks": [result.record() for result in results]}))
    raise typer.Exit(0 if all(result.ran for result in results) else 2)


@app.command(rich_help_panel=LEARNERS)
def solution(
    question: Annotated[str, Argument(help="For example 05.1.")],
) -> None:
    """Show our solution of a question, once you have tried three times or have it right.

    Before that it says how many tries are left. A try is a check in a notebook of the copy that you
    are in, or else of the one in your home folder.
    """
    from hplearn.classroom.launch import own_progress
    from hplearn.exercises import solution as show

    try:
        typer.echo(repr(show(question, own_progress())))
    except ValueError as error:
        raise CourseError(f"{error}.") from None


@app.command(rich_help_panel=LEARNERS)
def doctor() -> None:
    """Say in plain words what is missing or too old in your installation, and how to mend it.

    One line per finding, OK or MEND. The exit status is 1 if anything must be mended.
    """
    from hplearn.classroom.doctor import examine

    findings = examine()
    for finding in findings:
        typer.echo(str(finding))
    raise typer.Exit(0 if all(finding.ok for finding in findings) else 1)


@app.command(rich_help_panel=TEACHERS)
def handout(
    lessons: Annotated[
        list[str] | None, Argument(metavar="LESSON...", help="Number or topic.", show_default="all")
    ] = None,
    folder: Output = Path("."),
) -> None:
    """Print a handout of each lesson as PDF: its predictions to tick, and its summary.

    A page before the lesson, one after it, and one of cards if a question asks for an order; the
    page behind each is for notes, so that both sides of the paper may be printed. It needs
    Chromium or Chrome.
    """
    from hplearn.classroom.handout import write_handout
    from hplearn.classroom.launch import find_lessons

    for path in find_lessons(lessons or []):
        typer.echo(f"Written: {write_handout(path, folder)}")


@app.command(rich_help_panel=TEACHERS)
def export(
    files: Notebooks,
    folder: Output = Path("."),
) -> None:
    """Write notebooks as HTML pages that need neither Python nor a network.

    Each is run from top to bottom and becomes one file, in which films move and questions answer.
    The notebook itself does not change. The first cell that fails stops the export with exit
    status 1.
    """
    from hplearn.classroom.export import export as export_page

    for path in files:
        typer.echo(f"Written: {export_page(path, folder)}")


@app.command(rich_help_panel=TEACHERS)
def grade(
    folder: Annotated[
        Path,
        Argument(
            metavar="FOLDER", help="Students' folders or files alice_05.ipynb, or a ZIP of them."
        ),
    ],
    out: Annotated[Path | None, Option(help="Folder for marks; the next run goes on.")] = None,
    exercise: Exercise = None,
    roster: Annotated[
        Path | None, Option(help="CSV with a column student or id; also name and e-mail.")
    ] = None,
    due: Annotated[
        str | None, Option(help='As in "2026-05-01 18:00"; needs --times and --late-per-day.')
    ] = None,
    times: Annotated[Path | None, Option(help="CSV with the columns student and time.")] = None,
    late_per_day: Annotated[
        int | None, Option(min=0, max=100, help="Percent taken off for each day begun.")
    ] = None,
    to_read: Annotated[
        Path | None, Option(help="Folder for written answers: pages, and a table for your marks.")
    ] = None,
    nbgrader: Annotated[
        bool, Option("--nbgrader", help="FOLDER is a course of nbgrader: fill its gradebook.")
    ] = False,
    moodle: Annotated[
        bool, Option("--moodle", help="Write moodle.csv, too, and pages to hand out.")
    ] = False,
    canvas: Annotated[
        Path | None, Option(help="Gradebook exported by Canvas; it is filled in as canvas.csv.")
    ] = None,
    demo: Annotated[
        bool, Option("--demo", help="Put a made-up class into FOLDER first, to try the grader.")
    ] = False,
    secret: Secret = None,
    jobs: Annotated[
        int | None, Option(min=1, help="How many to mark at a time.", show_default="cores")
    ] = None,
    again: Annotated[
        list[str] | None, Option(metavar="STUDENT", help="Mark again, and show what changes.")
    ] = None,
    since: Annotated[
        str, Option(metavar="VERSION", help="Mark again what earlier versions marked.")
    ] = "",
    minutes: Annotated[float, Option(help="What one notebook may take.")] = 5,
    box: Box = "best",
) -> None:
    """Mark the notebooks of a class: marks.csv, and a page for each student and one for all.

    Each runs in a box where it can neither see nor change anything of yours. Marks depend on the
    notebook and on hidden cases, different ones for each student. A notebook is marked again only
    if it has changed. To change a mark, do so in marks.csv and say why in its column reason; the
    next run keeps it. marks.csv holds the exercise that is due, or all that FOLDER holds. Keep the
    file secret in --out to yourself, for without it the same marks cannot be made again. The exit
    status is 0 whatever the marks.
    """
    import os
    import signal

    from tqdm import tqdm

    from hplearn.grading.class_marks import Class, check_options, run
    from hplearn.grading.grade import Assignment, due_topic
    from hplearn.grading.overview import names_of
    from hplearn.grading.people import everybody

    signal.signal(signal.SIGTERM, signal.default_int_handler)  # or what was unpacked would stay
    again, topic, n_jobs = tuple(again or ()), due_topic(exercise), jobs or os.cpu_count() or 1
    how = {"again": again, "since": since, "seconds": 60 * minutes, "n_jobs": n_jobs}
    assignment = Assignment(folder, out, topic, secret=secret, **how)
    known = Class(roster, due, times, late_per_day, to_read, moodle, canvas)
    check_options(assignment, demo, nbgrader)
    records, said = run(
        replace(assignment, box=_walls(box)),
        known,
        lambda marked, n: tqdm(marked, total=n, unit="notebook", disable=None),
        _agreed,
        demo=demo,
        nbgrader=nbgrader,
    )
    failed = [record for record in records if record.error]
    typer.echo(f"{len(records) - len(failed)} marked, {len(failed)} not marked: {out}/marks.csv")
    typer.echo(f"Look at {out / 'class.html'}; a page for each student is in {out / 'students'}.")
    for sentence in said:
        typer.echo(sentence)
    names = names_of(everybody(known.students(), records))
    for record in failed:
        why = "; ".join([record.error.removesuffix("."), *record.flags])
        typer.echo(f"Not marked: {names[record.student]}: {why}.", err=True)


def _agreed(changes):
    """Show which points marking again would change, and ask whether to change them."""
    for before, after in changes:
        student, points = f"{before.student}, {before.number}", after.points
        typer.echo(f"{student}: {before.points} points, now {points}")
    return typer.confirm("Change these marks?")


def _walls(box):
    """Return the name of the box to take, after a warning if it protects little."""
    from hplearn.grading.marking import best_box

    walls = best_box() if box == "best" else box
    if walls in WARNINGS:
        typer.secho(WARNINGS[walls], fg="red", err=True)
    return walls


@app.command(rich_help_panel=TEACHERS)
def grade_one(
    files: Annotated[
        list[Path] | None,
        Argument(metavar="FILE...", readable=False, show_default="standard input"),
    ] = None,
    exercise: Exercise = None,
    secret: Secret = None,
    gradescope: Annotated[
        bool, Option("--gradescope", help="Print Gradescope's results.json instead.")
    ] = False,
    box: Box = "best",
) -> None:
    """Mark one notebook, and print its marks as JSON.

    For a hub, a CI job or a web service: `hplearn grade-one < ada_05.ipynb`. Of several files the
    one counts that is of the exercise which is due. It runs in a box, as with grade. Without
    --secret the hidden cases are new each time. The exit status is 0 whatever the marks; why a
    notebook could not be marked stands under "error".
    """
    from hplearn.grading import one
    from hplearn.grading.grade import due_topic
    from hplearn.grading.schools import gradescope_json

    known = due_topic(exercise), _walls(box), secret
    if files:
        record = one.grade_files(files, *known)
    else:
        record = one.grade_one(typer.get_binary_stream("stdin"), *known)
    typer.echo(gradescope_json(record) if gradescope else json.dumps(record.to_json(), indent=1))


@app.command(rich_help_panel=AUTHORS)
def build(
    files: Annotated[
        list[Path] | None, Argument(readable=False, show_default="all of a checkout")
    ] = None,
) -> None:
    """Execute notebooks from top to bottom and write them back in their committed form.

    Text, figures and execution counts stay; widget state, timestamps and machine paths go.
    The first cell that fails stops the build with exit status 1, and that notebook is not changed.
    From each notebook in a folder solutions/ an exercise is made, in exercises/ beside it.
    """
    from tqdm import tqdm

    from hplearn.classroom.build import build, sources

    notebooks = tqdm(files or sources(), unit="notebook", disable=None)
    for path in [changed for notebook in notebooks for changed in build(notebook)]:
        typer.echo(f"Changed: {path}")


@app.command(rich_help_panel=AUTHORS)
def site(
    folder: Annotated[
        Path, Option("--output", "-o", help="The site's folder; an older site in it is replaced.")
    ] = Path("site"),
    films: Annotated[
        list[str] | None,
        Option(
            metavar="LESSON",
            help="Run only this lesson (may be given several times); films of others stand still.",
            show_default="all",
        ),
    ] = None,
    teaching: Annotated[
        bool, Option(help="Have the teacher's pages, which tell all answers, or leave them out.")
    ] = True,
) -> None:
    """Write the whole course as a site: static pages whose films move and whose questions answer.

    Lessons, exercises, documents, and a reference of the package; no page asks the network for
    anything. It needs `pip install 'hplearn[docs]'`. The first time takes minutes; lessons that
    were run are kept in a folder beside the site, and run again only if they changed. If anything
    fails, the old site stays.
    """
    from hplearn.classroom.launch import find_lessons
    from hplearn.classroom.site import build_site

    build_site(folder, find_lessons(films or []), teaching)
    typer.echo(f"Open {folder / 'index.html'} in a browser.")
