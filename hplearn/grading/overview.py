"""What a teacher asks about a class: how everybody stands, what was hard, who needs a look."""

from collections import Counter, defaultdict
from statistics import median

from hplearn.grading.marks import MarkedBy

HARD = 0.8  # a question is hard if a smaller part has it right
BAR = 16  # letters of the longest bar
# What a mark is, with a sign and words, so that colour is never alone, in the order of sorting.
SIGNS = (
    *(("right", "✓", "right"), ("known", "◆", "a known mistake"), ("wrong", "✗", "wrong")),
    *(("error", "!", "an error"), ("slow", "∞", "too slow"), ("blank", "–", "not attempted")),
    *(("reason", "?", "right, without a reason"), ("open", "…", "waits for a person")),
    *(("hand", "✎", "marked by hand"), ("failed", "∅", "not marked")),
    ("absent", "·", "nothing handed in"),
)
KINDS = {kind: (sign, words, place) for place, (kind, sign, words) in enumerate(SIGNS)}
OF_VERDICT = {"right": "right", "error": "error", "too slow": "slow", "no reason": "reason"}
OF_VERDICT |= {"not attempted": "blank", "missing": "error"}


def names_of(records, roster):
    """Return the names of all students, by id: the roster's first, in its order."""
    names = {row["student"]: row.get("name") or row["student"] for row in roster}
    return names | {r.student: r.student for r in records if r.student not in names}


def standings(records, students, columns):
    """Return each student, their points, and of each column the kind and the words.

    Points are None where nothing was handed in. A column is an exercise's number, the exercise, and
    a question's number.
    """
    own = {student: {} for student in students}
    for record in records:
        own[record.student][record.exercise] = record
    return [
        (
            student,
            sum(record.total for record in found.values()) if found else None,
            [_cell(found.get(exercise), number) for _, exercise, number in columns],
        )
        for student, found in own.items()
    ]


def in_the_median(standings):
    """Return the points of the middle one of those who have handed in; None if nobody has."""
    return median([points for _, points, _ in standings if points is not None] or [None])


def hard_questions(records):
    """Return the questions that less than `HARD` of those who are marked have right.

    The hardest comes first. Of each there are one mark, how many have it right, of how many, the
    misconceptions, and how many were not right in another way, by its words.
    """
    marked = defaultdict(list)
    for question in (q for record in records for q in record.questions if q.points is not None):
        marked[question.number].append(question)
    hard = []
    for all_ in marked.values():
        lost = [question for question in all_ if question.points < question.max_points]
        others = Counter(KINDS[kind][1] for kind in map(kind_of, lost) if kind != "known")
        n_right = len(all_) - len(lost)
        hard.append((all_[0], n_right, len(all_), _misconceptions(lost), others))
    return sorted((one for one in hard if one[1] < HARD * one[2]), key=lambda one: one[1] / one[2])


def _misconceptions(questions):
    """Return each known mistake, how often it was made, and the shortest source that shows it."""
    found = defaultdict(list)
    for question in (one for one in questions if kind_of(one) == "known"):
        found[question.mistake].append(question.source or "")
    rows = [
        (title, len(sources), min(filter(None, sources), key=len, default=""))
        for title, sources in found.items()
    ]
    return sorted(rows, key=lambda row: -row[1])


def kind_of(question):
    """Return the kind of a mark, a key of `KINDS`.

    Examples
    --------
    >>> from hplearn.grading.marks import QuestionMark
    >>> kind_of(QuestionMark("own-model/5", "20.5", None, 16, "written"))
    'open'
    """
    if question.marked_by is not MarkedBy.GRADER:
        return "hand"
    if question.points is None:
        return "open"
    kind = OF_VERDICT.get(question.verdict, "wrong")
    return "known" if question.mistake and kind != "right" else kind


def _cell(record, number):
    for question in record.questions if record else ():
        if question.number == number:
            kind = kind_of(question)
            return kind, f"{KINDS[kind][1]}{f': {question.mistake}' * (kind == 'known')}"
    kind = "failed" if record else "absent"
    return kind, KINDS[kind][1]


def remarks(records):
    """Return the numbers of the exercises of a student of which the same is said, by both."""
    found = defaultdict(list)
    for record in records:
        for said in filter(None, dict.fromkeys((*record.flags, record.error))):
            found[record.student, said].append(record.number)
    return found


def histogram(records):
    """Return how many submissions have which share of their points, each count with a bar."""
    shares = [r.total / r.max_points for r in records if r.max_points and not r.error]
    counts = Counter(min(int(share * 10), 9) for share in shares)
    bars = ["█" * (BAR * counts[at] // max(counts.values(), default=1)) for at in range(10)]
    return [(at * 10, counts[at], bars[at]) for at in range(10 if shares else 0)]
