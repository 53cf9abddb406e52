"""What a teacher sees over a shoulder: what all cases on which an answer fails have in common.

It is said of answers that no known mistake explains, and only what is true of every case that
failed, and of at least `SEEN`.
"""

import re
from collections import Counter
from string import ascii_uppercase

import numpy as np

from hplearn.exercises.compare import otherwise
from hplearn.exercises.instead import right_instead
from hplearn.exercises.relations import Pair, difference_of, quoted, relation_of

SEEN = 3
MANY = 10_000  # entries, beyond which no value is looked at
OTHER_FAULTS = ("call", "argument")  # where no value is wrong


def described(question, rows):
    """Return where an answer that no known mistake explains is wrong, and how, or empty texts.

    Parameters
    ----------
    question : Question
    rows : list of Row
        Those that failed and those that did not.

    Examples
    --------
    >>> from hplearn.contained.outcomes import Outcome
    >>> from hplearn.exercises.questions import question_of
    >>> from hplearn.exercises.verdicts import row_of
    >>> question = question_of("05.3")
    >>> def wrong(case):
    ...     return Outcome("value", question.right_answer(case) * len(case.arguments[0]))
    >>> described(question, [row_of(question, case, wrong(case)) for case in question.cases_of(1)])
    ['', 'Where it fails, it is the length of hessian times what is expected.']
    """
    failed, right = ([row for row in rows if bool(row.fault) is wrong] for wrong in (True, False))
    where = _of_cases("wrong", failed, right) or _of_cases("right", right, failed, least=SEEN)
    seen = [where]
    if question.is_value:
        seen.append(_of_items(failed[0].expected, failed[0].got.value))
    elif len(failed) >= SEEN and all(row.fault.kind not in OTHER_FAULTS for row in failed):
        how = _of_values(question, failed)
        there = "there " if "is wrong" in where else "elsewhere " if where else "where it fails, "
        seen.append(f"{there * bool(right)}{how}" if how else "")
    return [f"{text[0].upper()}{text[1:]}." if text else "" for text in (*seen, "")[:2]]


def _of_cases(which, these, others, least=1):
    """Return what these cases share, one thing or one of two, if it tells them from the others."""
    shared = {row.case.where for row in these}
    enough = len(these) >= least and len(others) >= SEEN and 0 < len(shared) < 3
    if enough and all(shared) and shared.isdisjoint(row.case.where for row in others):
        return f"of the cases tried, it is {which} only where {' or where '.join(sorted(shared))}"
    return ""


def _of_items(expected, got):
    """Return what is told of letters, or of names put on heaps, by what the learner wrote."""
    if isinstance(expected, dict) and isinstance(got, dict) and expected.keys() == got.keys():
        look, items = _of_heaps, got.items()
    elif isinstance(expected, list) and isinstance(got, list):
        look, items = _of_letters, enumerate(got)
    else:
        return ""
    said = {at: str(item) for at, item in items}  # an array among them compares entry by entry
    if any(word.islower() for word in said.values()):
        return "the letters are capitals here"
    return look(expected, said)


def _of_letters(expected, said):
    words = [*said.values()]
    if words == expected or Counter(words) != Counter(expected):
        return ""
    is_choice = sorted(expected) != list(ascii_uppercase[: len(expected)])  # some are left out
    return "all of them belong there, in another order" if is_choice else ""


def _of_heaps(expected, said):
    heaps = Counter(said.values())
    wrong = Counter(heap for name, heap in said.items() if heap != expected[name])
    told = [f"{n} of the {heaps[heap]} that you call {quoted(heap)}" for heap, n in wrong.items()]
    return f"{' and '.join(told)} belong elsewhere" if len(heaps) < len(said) else ""


def _of_values(question, failed):
    """Return how what came is related to what was expected, in the whole or in its wrong parts."""
    pairs = [Pair(r.expected, r.got.value, question.named(r.case.arguments)) for r in failed]
    if any(pair.expected is None or _size(pair.got) > MANY for pair in pairs):
        return ""
    parts = _parts(pairs)
    wrong = {name: part for name, part in parts.items() if any(pair.differs for pair in part)}
    if 0 < len(wrong) < len(parts):
        seen = {_of_those_that_differ(part, relation_of, difference_of) for part in wrong.values()}
        more = f": {seen.pop()}" if len(seen) == 1 and all(seen) else ""
        if len(wrong) > 1:
            more = re.sub(r"\bits\b", "their", re.sub(r"^: (it|the number)\b", ": each", more))
        return f"only {' and '.join(wrong)} {'are' if len(wrong) > 1 else 'is'} wrong{more}"
    if seen := _of_those_that_differ(pairs, relation_of):
        return seen
    if other := right_instead(question, failed):
        return f"it is what is right for {other}"
    return _of_those_that_differ(pairs, difference_of)


def _size(value):
    """Return how many entries a value has, those of its entries included."""
    if isinstance(value, (list, tuple, set)):
        return len(value) if len(value) > MANY else sum(map(_size, value))
    return _size([*value.values()]) if isinstance(value, dict) else np.size(value)


@otherwise({})
def _parts(pairs):
    """Return by its name each part that all values have, as pairs: a key, a place, a column."""
    first = pairs[0].expected
    if isinstance(first, np.ndarray):
        (width,) = {pair.arrays()[0].shape[1] for pair in pairs}
        names = {f"column {at + 1}": (slice(None), at) for at in range(width)}
    elif isinstance(first, dict):
        names = {repr(key): key for key in first}
    else:
        (width,) = {len(value) for pair in pairs for value in (pair.expected, pair.got)}
        names = {f"value {at + 1} of {width}": at for at in range(width)}
    return {name: [pair.part(at) for pair in pairs] for name, at in names.items()}


def _of_those_that_differ(pairs, *looks):
    """Return what is seen first of those pairs that differ, if there are enough of them."""
    differ = [pair for pair in pairs if pair.differs]
    if len(differ) < SEEN:
        return ""
    return next(filter(None, (look(differ) for look in looks)), "")
