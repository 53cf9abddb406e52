"""Recognise known mistakes by the way an answer behaves."""

from hplearn.exercises.called_here import called
from hplearn.exercises.mistakes import mistakes_of


def recognised(question, rows):
    """Return the known mistake that explains the rows, or None.

    Mistakes without a sign are compared first. Such a mistake fits if the answer agrees with it on
    every case where the mistake is wrong, and of several that fit the one that explains the most
    failed cases is returned. If none fits, the first mistake is returned whose sign is seen in a
    failed case. Cases whose result is not plain are left out, because the general hint names it.

    Parameters
    ----------
    question : Question
    rows : list of Row

    Returns
    -------
    Mistake or None

    Examples
    --------
    >>> from hplearn.contained.outcomes import Outcome
    >>> from hplearn.exercises.questions import Case, question_of
    >>> from hplearn.exercises.verdicts import row_of
    >>> question = question_of("05.3")
    >>> row = row_of(question, Case([[1.0, 0.0], [0.0, 4.0]]), Outcome("value", 0.25))
    >>> recognised(question, [row]).name
    'half-the-limit'
    """
    known = mistakes_of(question)
    compared = [mistake for mistake in known if mistake.sign is None]
    explained = [_n_explained(mistake.answer, question, rows) for mistake in compared]
    if any(explained):
        return compared[explained.index(max(explained))]
    failed = [row for row in rows if row.fault and row.got.kind != "not plain"]
    with_sign = (mistake for mistake in known if mistake.sign)
    return next((m for m in with_sign if any(_shows(m.sign, row) for row in failed)), None)


def _n_explained(answer, question, rows):
    """Return how many failed cases a mistake explains: 0 if the answer differs from it."""
    function = (lambda: answer) if question.is_value else answer
    n_cases = 0
    for row in rows:
        wrong = called(function, row.case.arguments, question.seconds)
        if question.fault_of(row.case, row.expected, wrong):
            if not _alike(question, wrong, row.got):
                return 0
            n_cases += bool(row.fault)  # the value may be right, and only the mistake's calls wrong
    return n_cases


def _shows(sign, row):
    """Whether a case shows the sign; if the sign raises an error on an odd answer, it does not."""
    try:
        return bool(sign(row.case.ready(), row.got))
    except Exception:
        return False


def _alike(question, wrong, got):
    if wrong.kind == got.kind == "value":
        return not question.compare(wrong.value, got.value)
    return wrong.kind == got.kind == "error" and wrong.error == got.error
