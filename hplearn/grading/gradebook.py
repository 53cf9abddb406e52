"""Marks in nbgrader's gradebook: all of them are written, or none."""

import shutil
import sqlite3
import warnings
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from hplearn.course_files import CourseError
from hplearn.exercises.questions import question_of
from hplearn.grading.marks import MarkedBy

NAME = "gradebook.db"
BEFORE = "gradebook.before-hplearn.db"
SUBMITTED = "submitted"


def write_gradebook(course, records):
    """Write marks into a course's gradebook, and keep a copy of what it was before.

    Parameters
    ----------
    course : Path
        nbgrader's folder of a course.
    records : list of Marked
        Of the notebooks in its folder ``submitted``. A question that is still open is left out.

    Raises
    ------
    CourseError
        If another program is writing into it, or if it does not know an
        assignment or a notebook.
    """
    path = Path(course, NAME)
    try:
        with TemporaryDirectory(dir=course) as folder:
            new = Path(folder, NAME)
            with closing(sqlite3.connect(path, timeout=1)) as old, old:
                old.execute("BEGIN EXCLUSIVE")
                shutil.copy(path, new)
                _write(new, records)
                shutil.copy(path, Path(course, BEFORE))
                new.replace(path)
    except sqlite3.Error as error:
        raise CourseError(f"{path} cannot be written: {error}.") from error


def _write(path, records):
    from nbgrader.api import Gradebook, MissingEntry
    from sqlalchemy.exc import SQLAlchemyError

    try:
        with warnings.catch_warnings(), Gradebook(f"sqlite:///{path}") as book:
            warnings.simplefilter("ignore")  # SQLAlchemy about nbgrader's order of things
            for record in records:
                if record.questions:
                    _put(book, record)
            book.db.commit()
    except MissingEntry as error:
        raise CourseError(f"{NAME} does not know what was marked: {error}.") from error
    except SQLAlchemyError as error:
        reason = str(error).splitlines()[0]
        raise CourseError(f"{NAME} is of another version of nbgrader: {reason}") from error


def _put(book, record):
    student, assignment, name = record.student, record.folder, Path(record.path).stem
    book.find_notebook(name, assignment)
    book.update_or_create_student(student)
    book.update_or_create_submission(assignment, student)
    for question in record.questions:
        if question.points is not None:
            asked = question_of(question.id)
            cell = asked.grade_id + ("" if asked.written else "-check")
            grade = book.find_grade(cell, name, assignment, student)
            by_person = asked.written or question.marked_by is not MarkedBy.GRADER
            setattr(grade, "manual_score" if by_person else "auto_score", question.points)
            grade.needs_manual_grade = False
