"""One run of ``hplearn grade``: its options are checked before anything is written or marked."""

from dataclasses import replace
from pathlib import Path

from hplearn.course_files import CourseError
from hplearn.grading.archive import unpacked
from hplearn.grading.class_marks import grade_class
from hplearn.grading.demo import ROSTER, write_demo
from hplearn.grading.gradebook import NAME, SUBMITTED, write_gradebook

DAY = 24 * 60  # minutes


def check_options(assignment, known):
    """Raise a CourseError if the folders are missing, or options contradict each other.

    Parameters
    ----------
    assignment : Assignment
    known : Class
    """
    folder, out = assignment.folder, assignment.out
    if out is None:
        raise CourseError("hplearn grade needs --out, a folder for the marks.")
    if folder.resolve() == out.resolve():
        raise CourseError(f"--out must be another folder than FOLDER, got {out} for both.")
    if not 0.1 <= (minutes := assignment.seconds / 60) <= DAY:  # nan is neither
        raise CourseError(f"--minutes must be from 0.1 to {DAY}, got {minutes:g}.")
    if known.made_up and known.nbgrader:
        raise CourseError("--demo makes up a class without a gradebook: leave out --nbgrader.")
    if not (known.made_up or folder.is_dir() or folder.is_file()):
        raise CourseError(f"FOLDER must be a folder of notebooks or an archive, got {folder}.")
    if known.nbgrader and not Path(folder, NAME).is_file():
        raise CourseError(f"{folder} is no course of nbgrader: it has no {NAME}.")


def run(assignment, known, n_jobs, progress, agree):
    """Mark a class and return its records; `known` says whether to make it up first.

    In a course of nbgrader, the notebooks in ``submitted`` are marked, and the gradebook is filled.
    The parameters are those of `hplearn.grading.class_marks.grade_class`.

    Raises
    ------
    CourseError
        As `grade_class` raises it, or if the folder for a made-up class is not empty.
    """
    course = assignment.folder
    if known.made_up:
        write_demo(course, assignment.exercise)
        known = replace(known, roster=known.roster or course / ROSTER)
    with unpacked(course) as folder:
        handed = folder / SUBMITTED if known.nbgrader else folder
        records = grade_class(replace(assignment, folder=handed), known, n_jobs, progress, agree)
    if known.nbgrader:
        write_gradebook(course, records)
    return records
