"""Written answers, which a person reads: out as pages and a table to fill in, back as marks."""

from hplearn.checks import require
from hplearn.exercises.questions import ROW_POINTS, question_of
from hplearn.exercises.submission import source_of
from hplearn.files import write_whole
from hplearn.grading.marks import MarkedBy
from hplearn.grading.overrides import Override
from hplearn.grading.pages import answer_page, page_name
from hplearn.grading.tables import cell, csv_of, rows_of

RUBRIC = "rubric.csv"
NOT_A_NUMBER = "n"  # as a spreadsheet takes 12 digits for, or 3e9
NOTEBOOK = "notebook"  # column of the beginning of its digest: another one is another answer


def read_rubrics(text, records):
    r"""Return the marks of the answers whose rows of a rubric are filled in.

    Parameters
    ----------
    text : str
        A CSV as `write_answers` leaves it: one row for an answer, one column for each row of the
        rubric.
    records : list of Marked
        Of the submissions.

    Returns
    -------
    dict of (str, str, str) to Override
        As `hplearn.grading.overrides.read_overrides` returns them.

    Raises
    ------
    ValueError
        If a row is there twice or belongs to no answer, or if a number is none from 0 to 4.

    Examples
    --------
    >>> from hplearn.contained.outcomes import Shown
    >>> from hplearn.grading.marks import Answer, Marked, QuestionMark
    >>> answer = Answer("Yes, by 0.07.", Shown())
    >>> question = QuestionMark("own-model/5", "20.5", None, 16, "written", answer=answer)
    >>> record = Marked("ada", "own-model", "20", questions=(question,))
    >>> text = ("student,question,Question and space,Fairness and seeds,Luck and limits,Writing\n"
    ...         "ada,20.5,4,3,2,4\n")
    >>> marks = read_rubrics(text, [record])
    >>> marks["ada", "own-model", "20.5"].points
    13.0
    """
    answers = {(r.student, q.number): r for r, q in _answers(records)}
    marks = {}
    for at, row in rows_of(text)[1]:
        key = row.get("student"), row.get("question")
        require(f"row {at}, student and question", key, key in answers, "those of a written answer")
        exercise, digest = answers[key].exercise, answers[key].digest
        is_new = (key[0], exercise, key[1]) not in marks
        require(f"row {at}", key, is_new, "there once")
        filled = {name: row.get(name.lower(), "") for name in question_of(key[1]).rubric}
        points = [_points(at, key[0], name, value) for name, value in filled.items() if value]
        if len(points) == len(filled):
            reason = ", ".join(f"{name} {value}" for name, value in filled.items())
            was_read = row.get(NOTEBOOK, "").removeprefix(NOT_A_NUMBER)
            of = digest if digest.startswith(was_read) else was_read
            marks[key[0], exercise, key[1]] = Override(sum(points), reason, MarkedBy.RUBRIC, of)
    return marks


def write_answers(folder, records):
    """Write a page for each answer, and a row for it in the table.

    What is filled in stays, as long as the notebook is the one that was read.

    Parameters
    ----------
    folder : Path
    records : list of Marked
    """
    answers, table = _answers(records), folder / RUBRIC
    text = table.read_text(encoding="utf-8-sig") if table.exists() else ""
    before = {(row["student"], row["question"]): row for _, row in rows_of(text)[1]}
    columns = dict.fromkeys(name for _, q in answers for name in question_of(q.number).rubric)
    rows = [["student", "question", *columns, NOTEBOOK]]
    for record, question in answers:
        key, digest = (record.student, question.number), NOT_A_NUMBER + record.digest[:12]
        filled = before.get(key, {})
        filled = filled if filled.get(NOTEBOOK, digest) == digest else {}
        values = [filled.get(name.lower(), "") for name in columns]
        rows.append([*map(cell, key), *values, digest])
        task = source_of("exercises", question_of(question.number), "-text")
        page = answer_page(record, question, task)
        write_whole(folder / f"{question.number}-{page_name(record.student)}", page)
    write_whole(table, csv_of(rows))


def _answers(records):
    """Return the written answers, each with its record, in the order of names."""
    found = [(record, q) for record in records for q in record.questions if q.answer]
    return sorted(found, key=lambda pair: (pair[0].student, pair[1].number))


def _points(at, student, name, value):
    is_mark = value in map(str, range(ROW_POINTS + 1))
    where = f"row {at} ({student}), column {name}"
    require(where, value, is_mark, f"a whole number from 0 to {ROW_POINTS}")
    return float(value)
