"""Which answers look alike: a hint for a person, who may find good reasons.

Answers are compared by their short runs of tokens, in which names, comments, quotes and the order
of definitions make no difference, and a statement more changes the few runs around it alone. Two
answers are alike if most runs of the smaller are in the larger; one is our public solution if
nearly all of that is in it. Syntax trees would see through more, but this is the trusted side,
which must not parse what a learner wrote. Schleimer, Wilkerson and Aiken (2003) thin such runs out
for large collections; a class needs all. Between two, what our solution contains does not count.

The thresholds lie between answers of different people in `tests/` and copies of them, in which a
statement is added or an expression split; `tests/grading/test_similarity.py` measures both.
"""

import re
from collections import Counter, defaultdict
from itertools import combinations, pairwise
from keyword import iskeyword

from hplearn.exercises.questions import questions_of
from hplearn.exercises.solution import code_of
from hplearn.exercises.submission import TOKEN

RUN = 5  # tokens
LEAST = 50  # runs of one's own, below which nothing can be told
LONG = 70  # runs of a solution that nobody writes alike by chance
ALIKE, OURS = 0.7, 0.85  # parts from which a teacher is told of a pair, and of our solution
SAID = ("#", '"""', "'''")  # how a comment begins, or a text of several lines
WORD = re.compile(TOKEN.pattern + r"|\d[\w.]*|\w+|\S")


def fingerprint(source):
    """Return the runs of tokens of a source, each with how often it is there.

    Parameters
    ----------
    source : str
        Of any cells; nobody needs to be able to parse it.

    Returns
    -------
    collections.Counter

    Examples
    --------
    >>> fingerprint("step = rate * slope  # down") == fingerprint("s = r * g")
    True
    """
    tokens = [one.strip("'\"") for one in WORD.findall(source) if not one.startswith(SAID)]
    words = ["name" if one.isidentifier() and not iskeyword(one) else one for one in tokens]
    return Counter(zip(*(words[at:] for at in range(RUN)), strict=False))


def alike(sources, common=()):
    r"""Return pairs of students, those whose answers are most alike first.

    Parameters
    ----------
    sources : dict of str to str
        The answer cells of each student.
    common : list of str
        What everybody has, as the exercise, and what anybody may read, as our solution.

    Returns
    -------
    list of (float, str, str)
        From 0 to 1 the part of the smaller answer's own runs that the other has, too, and the two
        students. Answers with few runs of their own are left out.

    Examples
    --------
    >>> own = 3 * "total = sum(w * x for w, x in zip(weights, inputs) if x is not None)\n"
    >>> other = 3 * "s = sum(a * b for a, b in zip(v, z) if b is not None)  # mine\n"
    >>> [(f"{part:.1f}", *pair) for part, *pair in alike({"ada": own, "bob": other})]
    [('1.0', 'ada', 'bob')]
    """
    known = sum(map(fingerprint, common), Counter())
    own = {name: fingerprint(source) - known for name, source in sources.items()}
    own = {name: runs for name, runs in own.items() if runs.total() >= LEAST}
    pairs = (
        ((own[a] & own[b]).total() / min(own[a].total(), own[b].total()), a, b)
        for a, b in combinations(sorted(own), 2)
    )
    return sorted(pairs, key=lambda pair: (-pair[0], *pair[1:]))


def hints(records):
    """Return what a person may want to look at: pairs that are alike, and solutions of ours.

    Parameters
    ----------
    records : list of Marked
        Each question with its source.

    Returns
    -------
    alike : list of tuple
        Exercise, what they share, and two students.
    flags : dict of (str, str) to list of str
        By student and exercise, sentences about answers. Of short ones nothing is said: there are
        not many ways to write them.
    """
    pairs, flags = [], {}
    for topic in sorted({record.exercise for record in records if record.questions}):
        ours = {q.number: code_of(q) for q in questions_of(topic) if not q.is_value}
        runs = {number: fingerprint(source) for number, source in ours.items()}
        sources = {}
        for record in (one for one in records if one.exercise == topic):
            found = {q.number: q.source for q in record.questions if q.source}
            sources[record.student] = "\n".join(found.values())
            taken = [number for number in found if _is_ours(runs[number], found[number])]
            flags[record.student, topic] = [f"{number} is our public solution" for number in taken]
        found = alike(sources, ours.values())
        shared = "{:.0%} of what is not ours".format
        pairs += [(topic, shared(part), a, b) for part, a, b in found if part >= ALIKE]
    return pairs, flags


def same_files(records, paths):
    """Return pairs of students who handed in the same file, in the form in which `hints` does.

    What a group handed in is one file, and a notebook in which nothing is attempted is nobody's.

    Parameters
    ----------
    records : list of Marked
    paths : list of Path
        Of the file of each.
    """
    found = defaultdict(dict)
    for record, path in zip(records, paths, strict=True):
        if any(question.verdict != "not attempted" for question in record.questions):
            found[record.exercise, record.digest][path] = record.student
    return [
        (topic, "the same file, byte for byte", *pair)
        for (topic, _), students in found.items()
        for pair in pairwise(sorted(students.values()))
    ]


def _is_ours(runs, source):
    shared = runs & fingerprint(source)
    return runs.total() >= LONG and shared.total() >= OURS * runs.total()
