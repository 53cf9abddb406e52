"""What a teacher must not overlook in a run, a sentence each: for the terminal and the class."""

from hplearn.grading.journal import Journal
from hplearn.grading.marks import Marked
from hplearn.grading.overview import names_of
from hplearn.grading.people import everybody

UNKNOWN, LOCK = "not on the roster", "grade can be changed"  # a column of Moodle's worksheet
NOTICES = (
    "Handed in nothing",
    "Answers that wait for a mark by a person",
    "Not on the roster, and so in no table for a school",
    "Locked in Moodle, where an import changes nothing",
    "Marks by hand that wait, until one student alone has the notebook that was read",
    "Marked by an earlier run, and not in what was given now: to keep them, give all of it",
)


def notices(folder, records, before, roster, by_hand):
    """Return the sentences, each with how many it is about and who or which they are.

    Parameters
    ----------
    folder : Path
        That of the marks.
    records, before : list of Marked
        Those of this run, with their flags, and of the run before.
    roster : list of dict
        As `hplearn.grading.people.read_roster` returns it.
    by_hand : dict
        As `hplearn.grading.overrides.carried` returns it.

    Examples
    --------
    >>> from pathlib import Path
    >>> from hplearn.grading.marks import Marked
    >>> record = Marked("eve", "gradient-descent", "05", flags=(UNKNOWN,))
    >>> notices(Path("marks"), [record], [], [], {})
    ['Not on the roster, and so in no table for a school (1): eve.']
    """
    here = {(r.student, r.exercise): bool(r.questions) for r in records}
    exercises = {r.exercise for r in records}
    locked = {row["student"] for row in roster if row.get(LOCK, "").lower() == "no"}
    people = {row["student"] for row in roster or map(vars, before)}
    names = names_of(everybody(roster, [*records, *before]))
    absent = [Marked(who, at, "") for who in people for at in exercises if (who, at) not in here]
    earlier = [one.student for one in absent if Journal(folder).read(one)]
    nothing = {row["student"] for row in roster} - {r.student for r in records} - {*earlier}
    waiting = [(who, n) for who, at, n in by_hand if at in exercises and not here.get((who, at))]
    found = (
        [names[who] for who in nothing],
        [q.number for r in records for q in r.questions if q.points is None],
        [names[r.student] for r in records if UNKNOWN in r.flags],
        [names[who] for (who, _), is_marked in here.items() if is_marked and who in locked],
        [f"{names.get(who, who)} {number}" for who, number in waiting],
        [names[who] for who in earlier],
    )
    said = zip(NOTICES, found, strict=True)
    return [f"{words} ({len(n)}): {'; '.join(sorted({*n}))}." for words, n in said if n]
