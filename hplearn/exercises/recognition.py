"""Recognise a known mistake in how an answer behaved."""

from hplearn.exercises.called_here import called
from hplearn.exercises.mistakes import mistakes_of


def recognised(question, rows):
    """Return the known mistake that makes the rows look as they do, or None.

    A mistake without a sign fits if the answer is the mistake's wherever that is wrong. Of those
    that fit, the one which explains the most cases that failed is returned. If there is none, the
    first is whose sign a case that failed shows. Of what is no plain value, the general hint says
    what it is.

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
    """Return how many cases the mistake's answer explains, none unless all where it is wrong."""
    function = (lambda: answer) if question.is_value else answer
    n_cases = 0
    for row in rows:
        wrong = called(function, row.case.arguments, question.seconds)
        if question.fault_of(row.case, row.expected, wrong):
            if not _alike(question, wrong, row.got):
                return 0
            n_cases += bool(row.fault)  # it may be that only the mistake's calls are wrong
    return n_cases


def _shows(sign, row):
    """Whether a case shows the sign; an answer so odd that the sign stumbles does not."""
    try:
        return bool(sign(row.case.ready(), row.got))
    except Exception:
        return False


def _alike(question, wrong, got):
    if wrong.kind == got.kind == "value":
        return not question.compare(wrong.value, got.value)
    return wrong.kind == got.kind == "error" and wrong.error == got.error
