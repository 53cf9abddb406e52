"""Hints in stages: first what kind of mistake, then where, then how."""

from dataclasses import replace

from hplearn.exercises.compare import wrong_items

WHERE, HOW = 2, 3  # from which try on


def staged(verdict, tries):
    """Return the verdict with as much of its hint as is due after so many tries.

    Parameters
    ----------
    verdict : Verdict
    tries : int

    Examples
    --------
    >>> from hplearn.exercises.verdicts import examine
    >>> from hplearn.exercises.questions import question_of
    >>> verdict = examine(question_of("05.4"), {"order": ["A", "B", "C", "D", "E"]}, seed=1)
    >>> print(staged(verdict, tries=1).hint)
    A known mistake: your answer takes the smaller rate for the better one. 5 of 5 are wrong.
    """
    if not verdict.failed:
        return verdict
    kind = f"A known mistake: your answer {verdict.title}" if verdict.mistake else verdict.hint
    parts = [kind, _items(verdict, tries) if verdict.question.is_value else _case(verdict, tries)]
    if tries >= HOW:
        parts += [verdict.hint if verdict.mistake else ""]
        parts += [f'You may look at ours: solution("{verdict.question.number}").']
    return replace(verdict, hint=" ".join(filter(None, parts)))


def _items(verdict, tries):
    """Return how many items of a value are wrong, unless the hint says it, and later which."""
    (row,) = verdict.rows
    wrong = wrong_items(verdict.question.compare, row.expected, row.got.value)
    if wrong and tries >= HOW:
        return f"Wrong: {', '.join(wrong)}."
    return f"{len(wrong)} of {len(row.expected)} are wrong." if wrong and verdict.mistake else ""


def _case(verdict, tries):
    """Return from the second try on where the answer fails: its first public case."""
    question = verdict.question
    faults = [row.fault for row in verdict.rows[: question.n_public]]
    if tries < WHERE or not any(faults):
        return ""
    at = next(at for at, fault in enumerate(faults) if fault)
    what = f", {faults[at]}" if verdict.mistake else ""
    where = f"public case {at + 1} of {question.n_public}{what}"
    return f'Where: {where}; failing_case("{question.number}") gives it to you.'
