"""What a teacher sees over a shoulder: what all cases on which an answer fails have in common.

It is said of answers that no known mistake explains, and only what is true of every case that
failed, and of at least `SEEN`.
"""

import re
from collections import Counter
from dis import get_instructions
from functools import partial
from itertools import chain, combinations
from string import ascii_uppercase

import numpy as np

from hplearn.exercises.compare import otherwise
from hplearn.exercises.instead import right_instead
from hplearn.exercises.relations import ENOUGH, SEEN, Pair, difference_of, quoted, relation_of

MANY = 10_000  # entries, beyond which no value is looked at


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
    where, there, is_exact = _condition(failed, right)
    how = ""
    if question.is_value:
        how, there = _of_items(failed[0].expected, failed[0].got.value), ""
    elif len(failed) >= SEEN and all(row.got.kind == "value" for row in failed):
        how = _of_values(question, failed, is_exact)
    return [where and where + (", and" if how else "."), f"{there}{how}." if how else ""]


def _condition(failed, right):
    """Return words for where it is wrong, words that lead to how, and whether they are exact.

    Best is one label that all cases of a side bear and none of the other side, then two labels
    of which each case bears one, then one label that few of the other side bear, too.
    """
    sides = {"wrong": (failed, right, "where it fails, "), "right": (right, failed, "elsewhere ")}
    for n_labels, limit in ((1, 0), (2, 0), (1, 0.05)) if len(right) >= SEEN else ():
        for which, (these, others, there) in sides.items():
            if labels := _shared(these, others, n_labels, limit):
                there = "there " if which == "wrong" and not limit else there
                return f"Of the cases tried, it is {which} only where {labels}", there, not limit
    return "", "In each case that failed, ", False


def _shared(these, others, n_labels, limit):
    """Return labels, each of these cases bearing one of them, that the fewest others bear.

    Of equals those that share the fewest of these cases: each has its own. Chance would give so few
    others at most as often as the limit says, and none if it is 0.
    """
    borne = Counter(chain(*(row.case.where for row in these)))
    n_others = {
        labels: sum(not {*labels}.isdisjoint(row.case.where) for row in others)
        for labels in combinations(borne, n_labels)
        if not any({*labels}.isdisjoint(row.case.where) for row in these)
    }
    labels = min(n_others, key=lambda pair: (n_others[pair], sum(map(borne.get, pair))), default=())
    n, n_too = len(these), n_others.get(labels, 0)
    by_chance = ((n + n_too) / (n + len(others))) ** n if n_too else 0
    return " or where ".join(labels) if by_chance <= limit and len(others) >= SEEN else ""


def stops_where(rows):
    """Return where calls stop, and with what, as a sentence, if that is a condition of its own."""
    stopped = [row for row in rows if row.got.kind == "error"]
    labels = _shared(stopped, [row for row in rows if row.got.kind != "error"], 1, limit=0)
    return f"Where {labels}, it stops with {stopped[0].got.message}." if labels else ""


@otherwise("")
def unread_by(function):
    """Return which arguments no instruction of a learner's function names, as a sentence."""
    code = function.__code__
    steps = " ".join(step.argrepr for step in get_instructions(code))
    names = {*code.co_varnames[: code.co_argcount]} - {*re.findall(r"\w+", steps)}
    unread = " and ".join(f"`{name}`" for name in sorted(names))
    return f"It never uses {unread}." if unread and not re.search("locals|vars", steps) else ""


@otherwise("")
def _of_items(expected, got):
    """Return what is told of letters, or of names put on heaps, by what the learner wrote."""
    is_list = isinstance(expected, list) and isinstance(got, list)
    said = {at: str(item) for at, item in (enumerate(got) if is_list else got.items())}
    if any(word.islower() for word in said.values()):
        return "The letters are capitals here"
    heaps = Counter(said.values())
    if is_list:
        is_choice = sorted(expected) != list(ascii_uppercase[: len(expected)])  # not of all letters
        is_moved = heaps == Counter(expected) and [*said.values()] != expected
        return "All of them belong there, in another order" if is_choice and is_moved else ""
    wrong = Counter(heap for name, heap in said.items() if heap != expected[name])
    told = [f"{n} of the {heaps[heap]} that you call {quoted(heap)}" for heap, n in wrong.items()]
    return f"{' and '.join(told)} belong elsewhere" if len(heaps) < len(said) else ""


def _of_values(question, failed, is_exact):
    """Return how what came is related to what was expected, in the whole or in its wrong parts.

    A direction, or which part is wrong, may be an accident of a few cases, or of special ones.
    """
    pairs = [Pair(r.expected, r.got.value, question.named(r.case.arguments)) for r in failed]
    if any(p.expected is None or _size(p.got) > MANY or not p.differs for p in pairs):
        return ""
    may_differ = not is_exact and len(failed) >= ENOUGH
    differs = partial(difference_of, with_direction=may_differ)
    parts = _parts(pairs)
    wrong = {name: part for name, part in parts.items() if any(pair.differs for pair in part)}
    if 0 < len(wrong) < len(parts):
        seen = {_of_those_that_differ(part, relation_of, differs) for part in wrong.values()}
        more = f": {seen.pop()}" if len(seen) == 1 and all(seen) else ""
        if len(wrong) > 1:
            more = re.sub(r"\bits\b", "their", re.sub(r"^: (it|the number)\b", ": each", more))
        return f"nothing but {' and '.join(wrong)} is wrong{more}" if more or may_differ else ""
    seen = _of_those_that_differ(pairs, relation_of) or right_instead(question, failed)
    return seen or _of_those_that_differ(pairs, differs)


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
        names = {f"result {at + 1} of {width}": at for at in range(width)}
    return {name: [pair.part(at) for pair in pairs] for name, at in names.items()}


def whole_and_parts(expected, got):
    """Return what came and what was expected as pairs that differ, the whole and parts, named."""
    whole = Pair(expected, got, {})
    parts = {name: part for name, (part,) in _parts([whole]).items() if part.differs}
    return [("it", whole), *parts.items()]


def _of_those_that_differ(pairs, *looks):
    """Return what is seen first of those pairs that differ, if there are enough of them."""
    differ = [pair for pair in pairs if pair.differs]
    seen = (look(differ) for look in looks if len(differ) >= SEEN)
    return next(filter(None, seen), "")
