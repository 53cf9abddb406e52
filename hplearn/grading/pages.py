"""Marks as HTML pages that load nothing and run nothing: one for a student, one of the class.

The pages stand in ``templates/``, and here is what they count. Every text on them may be an attack:
whatever a template prints is cut to one line without control characters, and escaped. A text that
keeps its lines goes through ``verbatim | e``. Figures are base64 of files that begin as PNG does.
"""

import hashlib
import re
from base64 import b64encode
from collections import Counter, defaultdict
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from hplearn.contained.outcomes import tidy
from hplearn.grading.tables import ABSENT, shown

MANY = 20  # items of a list that are shown
BAR = 20  # letters of the longest bar
DEVICES = "con|prn|aux|nul|(com|lpt)[0-9]"  # no files in Windows
PLAIN = re.compile(rf"(?!({DEVICES})$)[a-z0-9_][a-z0-9_-]{{0,59}}")
TEMPLATES = Path(__file__).parent / "templates"
STYLE = (TEMPLATES / "page.css").read_text(encoding="utf-8")
HASH = b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()


def student_page(records, name):
    """Return the page that a student may read: points, verdicts and hints, and no flags.

    Parameters
    ----------
    records : list of Marked
        Those of one student.
    name : str

    Returns
    -------
    str
        A whole HTML document.

    Examples
    --------
    >>> "Nothing was handed in." in student_page([], "Alice")
    True
    """
    return _page("student", records=records, name=name)


def class_page(records, roster=(), alike=()):
    """Return the page of a class: its totals, and what it found hard.

    Parameters
    ----------
    records : list of Marked
    roster : list of dict
        As `hplearn.grading.people.read_roster` returns it.
    alike : list of tuple
        As `hplearn.grading.similarity.hints` returns them.

    Returns
    -------
    str
        A whole HTML document. A student with a record is a link to the page in ``students/``.

    Examples
    --------
    >>> "Students: 1. Submissions: 0." in class_page([], [{"student": "alice"}])
    True
    """
    counted = {
        "totals": _totals(records),
        "hardest": _hardest(records),
        "mistakes": _mistakes(records),
        "remarks": [(r, remark) for r in records for remark in (*r.flags, r.error) if remark],
        "students": _students(records, roster),
    }
    return _page("class", records=records, alike=alike, absent=ABSENT, **counted)


def answer_page(record, question, task):
    """Return the page of a written answer: the task, the words, and what the last cell showed.

    Parameters
    ----------
    record : Marked
        Of the submission.
    question : QuestionMark
        With the answer.
    task : str
        The question's text, as the notebook has it.

    Returns
    -------
    str
        A whole HTML document.
    """
    return _page("answer", record=record, question=question, answer=question.answer, task=task)


def page_name(student):
    """Return the file name of a student's page: no two ids have the same, in small letters too.

    What is not a small letter, a digit, _ or - is replaced, and then a hash tells ids apart.

    Examples
    --------
    >>> page_name("alice"), page_name("../Alice")
    ('alice.html', 'alice~162a407a70b3311e.html')
    """
    if PLAIN.fullmatch(student):
        return f"{student}.html"
    name = re.sub("[^a-z0-9_]+", "-", student.lower())[:60].strip("-") or "student"
    digest = hashlib.sha256(student.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{name}~{digest[:16]}.html"  # a name that needs no hash has no ~


def _verbatim(text):
    """Return a text with its lines, without other control characters."""
    return "".join(letter for letter in text if letter.isprintable() or letter == "\n")


def _printed(value):
    """Return a value as a template prints it: what is HTML already stays, all else is one line."""
    return value if hasattr(value, "__html__") else tidy(value)


PAGES = Environment(
    loader=FileSystemLoader(TEMPLATES),
    autoescape=True,
    finalize=_printed,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
PAGES.globals |= {"style": STYLE, "style_hash": HASH, "most": MANY}
PAGES.filters |= {"page_name": page_name, "percent": "{:.0%}".format, "shown": shown}
PAGES.filters |= {"verbatim": _verbatim}


def _page(template, /, **known):
    return PAGES.get_template(f"{template}.html.j2").render(known) + "\n"


def _totals(records):
    """Return how many submissions have which share of their points, each count with a bar."""
    shares = [r.total / r.max_points for r in records if r.max_points and not r.error]
    counts = Counter(min(int(share * 10), 9) for share in shares)
    bars = ["█" * (BAR * counts[at] // max(counts.values(), default=1)) for at in range(10)]
    return [(at * 10, counts[at], bars[at]) for at in range(10 if shares else 0)]


def _hardest(records):
    """Return how many earned all points of a question, the hardest question first."""
    earned = defaultdict(list)
    for question in (q for record in records for q in record.questions):
        if question.max_points and question.points is not None:
            earned[question.number].append(question.points == question.max_points)
    return sorted((sum(n) / len(n), number, sum(n), len(n)) for number, n in earned.items())[:MANY]


def _mistakes(records):
    """Return how often each known mistake was made in a question, the commonest first."""
    questions = (q for record in records for q in record.questions if q.mistake)
    counts = Counter((q.mistake, q.number) for q in questions)
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:MANY]


def _students(records, roster):
    """Return each student's name and points of all submissions; None where there is none."""
    names = {row["student"]: row.get("name", "") for row in roster}
    everyone = dict.fromkeys([*names, *(record.student for record in records)])
    theirs = {one: [record for record in records if record.student == one] for one in everyone}
    return [(one, names.get(one, ""), _together(theirs[one])) for one in everyone]


def _together(records):
    total, most = sum(r.total for r in records), sum(r.max_points for r in records)
    return f"{shown(total)} of {shown(most)}" if records else None
