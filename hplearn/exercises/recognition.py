"""Recognise known mistakes by the way an answer behaves."""

from dataclasses import replace

from hplearn.exercises.called_here import called
from hplearn.exercises.compare import otherwise
from hplearn.exercises.mistakes import mistakes_of

NEEDED = 3  # cases that failed and show the mistake


def recognised(question, rows):
    """Return the known mistake that explains the rows, or None.

    A mistake without a sign fits if the answer agrees with it on every case where the mistake is
    wrong, and these are three quarters of those that failed. If none fits, one with a sign fits if
    a quarter of those that failed show it. Of several that fit, the one is named that explains more
    cases than any other, and at least `NEEDED`: where two explain as many, it could be either.
    Cases whose result is not plain are left out, because the general hint names it.

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
    failed = [row for row in rows if row.fault and row.got.kind != "not plain"]
    known = mistakes_of(question)
    compared = [(m, _n_explained(m.answer, question, rows)) for m in known if m.sign is None]
    signed = [(m, sum(shows(m.sign, row) for row in failed)) for m in known if m.sign]
    needed = min(NEEDED, len(rows))
    most, quarter = (max(needed, share * len(failed)) for share in (3 / 4, 1 / 4))
    return _first_by_far(compared, most) or _first_by_far(signed, quarter)


def _first_by_far(explained, enough):
    """Return the mistake that explains enough cases, and more than each of the others."""
    most = max((n_cases for _, n_cases in explained), default=0)
    found = [mistake for mistake, n_cases in explained if n_cases == most]
    return found[0] if len(found) == 1 and most >= enough else None


def _n_explained(answer, question, rows):
    """Return how many failed cases a mistake explains: 0 if the answer differs from it."""
    function = (lambda: answer) if question.is_value else answer
    n_cases = 0
    for row in rows:
        wrong = called(function, row.case.arguments)
        if question.fault_of(row.case, row.expected, wrong):
            if not _alike(question, wrong, row.got):
                return 0
            n_cases += bool(row.fault)  # the value may be right, and only the mistake's calls wrong
    return n_cases


@otherwise(False)
def shows(sign, row):
    """Whether a case shows the sign: where only an argument was changed, one of the change."""
    unchanged = replace(row.got, changed=[])
    is_of_value = row.fault.kind == "argument" and sign(row.case.ready(), unchanged)
    return bool(sign(row.case.ready(), row.got)) and not is_of_value


def _alike(question, wrong, got):
    if wrong.kind == got.kind == "value":
        return not question.compare(wrong.value, got.value)
    return wrong.kind == got.kind == "error" and wrong.error == got.error
