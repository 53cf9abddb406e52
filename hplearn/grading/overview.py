"""What a teacher asks about a class: how everybody stands, what was hard, who needs a look.

Who is not marked, because a record has an error, counts in no sum, median or share.
"""

from collections import Counter, defaultdict
from statistics import median

from hplearn.grading.marks import MarkedBy
from hplearn.grading.people import everybody

HARD = 0.8  # a question is hard if a smaller part has it right
# What a mark is, for whose signs and words see ``templates/parts.html.j2``.
OF_VERDICT = {"right": "right", "error": "error", "too slow": "slow", "no reason": "reason"}
OF_VERDICT |= {"not attempted": "blank", "missing": "missing", "not yours": "borrowed"}


def overview(records, roster):
    """Return what the page of a class shows, by the names that its template has for it.

    Parameters
    ----------
    records : list of Marked
    roster : list of dict
        As `hplearn.grading.people.read_roster` returns it.

    Examples
    --------
    >>> overview([], [{"student": "s1", "name": "Ada"}, {"student": "s2", "name": "Ada"}])["names"]
    {'s1': 'Ada (s1)', 's2': 'Ada (s2)'}
    """
    names = names_of(everybody(roster, records))
    place = {student: at for at, student in enumerate(names)}
    records = sorted(records, key=lambda record: place[record.student])
    marked = [record for record in records if not record.error]
    columns = sorted({(r.number, r.exercise, q.number) for r in records for q in r.questions})
    students = [*_standings(records, names, columns)]
    points = [total for _, total, _ in students if total is not None]
    shares = [int(10 * r.total / r.max_points) for r in marked if r.max_points]
    return {
        "names": names,
        "records": records,
        "columns": columns,
        "students": students,
        "median": median(points) if points else None,
        "most_points": sum({q.number: q.max_points for r in records for q in r.questions}.values()),
        "hard": _hard_questions(marked),
        "waiting": [(q, r) for r in records for q in r.questions if q.points is None],
        "reasons": [(q, r) for r in marked for q in r.questions if q.reason],
        "remarks": _remarks(records),
        "totals": [sum(min(one, 9) == at for one in shares) for at in range(10 if shares else 0)],
    }


def names_of(people):
    """Return the names of all students, by id; where two have the same, the ids stand there too.

    Parameters
    ----------
    people : dict
        As `hplearn.grading.people.everybody` returns it.

    Examples
    --------
    >>> names_of({"s1": {"name": "Ada"}, "s2": {}})
    {'s1': 'Ada', 's2': 's2'}
    """
    names = {student: row.get("name") or student for student, row in people.items()}
    n_called = Counter(names.values())
    return {who: name if n_called[name] == 1 else f"{name} ({who})" for who, name in names.items()}


def _standings(records, students, columns):
    """Yield each student, their points, and of each column the kind and the known mistake.

    Points are None where nothing is marked. A column is an exercise's number, the exercise, and a
    question's number.
    """
    own = {student: {} for student in students}
    for record in records:
        own[record.student][record.exercise] = record
    for student, found in own.items():
        totals = [record.total for record in found.values() if not record.error]
        cells = [_cell(found.get(exercise), number) for _, exercise, number in columns]
        yield student, sum(totals) if totals else None, cells


def _cell(record, number):
    for question in record.questions if record else ():
        if question.number == number:
            return kind_of(question), question.mistake
    return "failed" if record else "absent", ""


def _hard_questions(records):
    """Return the questions that less than `HARD` of those who are marked have right.

    The hardest comes first. Of each there are one mark, how many have it right, of how many, the
    misconceptions, and how many were not right in another way, by its kind.
    """
    marked = defaultdict(list)
    for question in (q for record in records for q in record.questions if q.points is not None):
        marked[question.number].append(question)
    hard = []
    for all_ in marked.values():
        lost = [question for question in all_ if question.points < question.max_points]
        others = Counter(kind for kind in map(kind_of, lost) if kind != "known")
        n_right = len(all_) - len(lost)
        hard.append((all_[0], n_right, len(all_), [*_misconceptions(lost)], others))
    return sorted((one for one in hard if one[1] < HARD * one[2]), key=lambda one: one[1] / one[2])


def _misconceptions(questions):
    """Yield each known mistake, how often it was made, and the shortest source that shows it."""
    known = [question for question in questions if kind_of(question) == "known"]
    for title, n in Counter(question.mistake for question in known).most_common():
        sources = [one.source for one in known if one.mistake == title and one.source]
        yield title, n, min(sources, key=len, default="")


def kind_of(question):
    """Return the kind of a mark.

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


def _remarks(records):
    """Return the numbers of the exercises of a student of which the same is said, by both."""
    found = defaultdict(list)
    for record in records:
        for said in filter(None, dict.fromkeys((*record.flags, record.error))):
            found[record.student, said].append(record.number)
    return found
