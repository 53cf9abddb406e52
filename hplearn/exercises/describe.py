"""What a teacher sees over a shoulder: what all cases on which an answer fails have in common.

It is said of answers that no known mistake explains, and only what is true of every case that
failed, and of at least `SEEN`.
"""

import re
from collections import Counter
from dis import get_instructions
from itertools import chain, combinations
from string import ascii_uppercase

import numpy as np

from hplearn.exercises.compare import otherwise
from hplearn.exercises.instead import right_instead
from hplearn.exercises.relations import Pair, difference_of, quoted, relation_of

SEEN = 3
MANY = 10_000  # entries, beyond which no value is looked at
OTHER_FAULTS = ("call", "argument")  # where no value is wrong


def described(question, rows):
    r"""Return where an answer that no known mistake explains is wrong, and how, or empty texts.

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
    >>> found = described(question, [row_of(question, c, wrong(c)) for c in question.cases_of(1)])
    >>> print(*found, sep="\n")
    Of the cases tried, it is right only where there is one parameter, and
    elsewhere it is the length of hessian times what is expected.
    """
    failed, right = [row for row in rows if row.fault], [row for row in rows if not row.fault]
    rules, sides = ((1, 0), (2, 0), (1, 0.05)), (("wrong", failed, right), ("right", right, failed))
    found = (_of_cases(*rule, *side) for rule in rules for side in sides)  # the first that is seen
    where, there = next(filter(None, found), ("", "In each case that failed, "))
    how = ""
    if question.is_value:
        how, there = _of_items(failed[0].expected, failed[0].got.value), ""
    elif len(failed) >= SEEN and all(row.fault.kind not in OTHER_FAULTS for row in failed):
        how = _of_values(question, failed)
    return [where and where + (", and" if how else "."), f"{there}{how}." if how else ""]


def _of_cases(n_words, limit, which, these, others):
    """Return what these cases share, one thing or one of two, and words for where they are.

    No others share it, or so few that chance would do it no oftener than the limit says.
    """
    found, least = [], 1 if which == "wrong" else SEEN
    for words in combinations(dict.fromkeys(chain(*(row.case.where for row in these))), n_words):
        n, n_too = (sum(bool({*words} & {*r.case.where}) for r in rows) for rows in (these, others))
        chance = ((n + n_too) / len(these + others)) ** n if n_too else 0
        if n == len(these) >= least and len(others) >= SEEN and chance <= limit:
            found.append((n_too, " or where ".join(words)))
    if not found:
        return ()
    n_too, words = min(found, key=lambda one: one[0])
    there = "elsewhere " if which == "right" else "where it fails, " if n_too else "there "
    return f"Of the cases tried, it is {which} only where {words}", there


@otherwise("")
def unread_by(function):
    """Return which arguments no instruction of a learner's function names, as a sentence."""
    code = function.__code__
    steps = " ".join(step.argrepr for step in get_instructions(code))
    names = {*code.co_varnames[: code.co_argcount]} - {*re.findall(r"\w+", steps)}
    unread = " and ".join(f"`{name}`" for name in sorted(names))
    return f"It never uses {unread}." if unread and not re.search("locals|vars", steps) else ""


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
        return "The letters are capitals here"
    return look(expected, said)


def _of_letters(expected, said):
    words = [*said.values()]
    if words == expected or Counter(words) != Counter(expected):
        return ""
    is_choice = sorted(expected) != list(ascii_uppercase[: len(expected)])  # some are left out
    return "All of them belong there, in another order" if is_choice else ""


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
    seen = _of_those_that_differ(pairs, relation_of) or right_instead(question, failed)
    return seen or _of_those_that_differ(pairs, difference_of)


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
    seen = (look(differ) for look in looks if len(differ) >= SEEN)
    return next(filter(None, seen), "")
