"""Recognise a known misconception in what an answer returned."""

from hplearn.classroom.exercises.outcomes import Outcome
from hplearn.classroom.exercises.plain import decode, encode
from hplearn.classroom.exercises.rows import ready


def recognised(question, rows):
    """Return the first known mistake that makes the rows look as they do, or None.

    A mistake with a model fits if the answer is the model's wherever the model is wrong, in at
    least one case. One with a sign fits if a case that failed shows it, unless what came is no
    plain value: of that the general hint says what it is.

    Parameters
    ----------
    question : Question
    rows : list of Row

    Returns
    -------
    Mistake or None

    Examples
    --------
    >>> from hplearn.classroom.exercises.questions import Case, question_of
    >>> from hplearn.classroom.exercises.rows import row_of
    >>> question = question_of("04.3")
    >>> recognised(question, [row_of(question, Case([[4.0]]), Outcome("value", 0.25))]).name
    'half-the-limit'
    """
    return next((mistake for mistake in question.mistakes if _fits(mistake, question, rows)), None)


def _fits(mistake, question, rows):
    if mistake.sign:
        asked = [row for row in rows if row.faults and row.got.kind != "not plain"]
        return any(_shows(mistake.sign, row) for row in asked)
    n_seen = 0
    for row in rows:
        wrong = _modelled(mistake.wrong, row.arguments)
        if _tells_nothing(question, wrong, row):
            continue
        if not _alike(question, wrong, row.got):
            return False
        n_seen += 1
    return n_seen > 0


def _shows(sign, row):
    """Whether a case shows the sign; an answer so odd that the sign stumbles does not."""
    try:
        return sign(ready(row.arguments), row.got)
    except Exception:
        return False


def _modelled(wrong, arguments):
    """Return what the mistake's model answers; an error in it is an answer, too."""
    if not callable(wrong):
        return Outcome("value", decode(encode(wrong)))
    try:
        return Outcome("value", decode(encode(wrong(*ready(arguments)))))
    except Exception as error:
        return Outcome("error", error=type(error).__name__)


def _tells_nothing(question, wrong, row):
    """Whether the model happens to be right in this case; a judge is asked of answers alone."""
    if question.judge:
        return not row.faults
    return wrong.kind == "value" and not question.compare(row.expected, wrong.value)


def _alike(question, wrong, got):
    if wrong.kind != got.kind:
        return False
    if got.kind == "error":
        return wrong.error == got.error
    return not question.compare(wrong.value, got.value)
