"""Marks as HTML pages that load nothing and run nothing: one for a student, one of the class.

Every text on them may be an attack. What writes tags, `_element` and `_verbatim`, escapes what
stands inside; figures are base64 of files that begin as PNG does.
"""

import hashlib
import re
from base64 import b64encode
from collections import Counter, defaultdict
from html import escape

from hplearn.contained.outcomes import tidy
from hplearn.grading.tables import ABSENT, shown

MANY = 20  # items of a list that are shown
BAR = 20  # letters of the longest bar
DEVICES = "con|prn|aux|nul|(com|lpt)[0-9]"  # no files in Windows
PLAIN = re.compile(rf"(?!({DEVICES})$)[a-z0-9_][a-z0-9_-]{{0,59}}")
UNBOXED = {
    "none": "It was marked without protection: the notebook ran as a program of the teacher's.",
    "landlock": "It was marked with reduced protection.",
}
STYLE = """
:root { color-scheme: light dark; --ink: #1b1b1b; --paper: #fff; --line: #8a8a8a; --link: #0645ad; }
body { max-width: 60rem; margin: 0 auto; padding: 1rem; color: var(--ink); background: var(--paper);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
table { border-collapse: collapse; margin: 1rem 0; }
caption { text-align: left; font-weight: bold; }
th, td { padding: 0.2rem 0.6rem; text-align: left; vertical-align: top;
  border-bottom: 1px solid var(--line); }
th { max-width: 16rem; }
pre { white-space: pre-wrap; }
th[scope="col"], span { overflow-wrap: normal; white-space: nowrap; }
a { color: var(--link); }
footer { margin-top: 2rem; font-size: 0.85rem; }
@media screen and (prefers-color-scheme: dark) {
  :root { --ink: #e8e8e8; --paper: #17191c; --line: #777; --link: #8ab4f8; }
}
@media screen and (max-width: 40rem) {
  th, td { padding: 0.2rem; }
  th[scope="col"] { white-space: normal; }
  span { font-size: 0.6rem; }
}
@media print { tr { break-inside: avoid; } h2, caption { break-after: avoid; } }
"""
HASH = b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
POLICY = f"default-src 'none'; style-src 'sha256-{HASH}'; base-uri 'none'; form-action 'none'"
WITH_FIGURES = f"{POLICY}; img-src data:"
HEAD = """<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>{}</style>
"""


class _Markup(str):
    """HTML that this file wrote; all other text is escaped."""


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
    parts = [_exercise(record) for record in records] or [_say("Nothing was handed in.")]
    origins = [_origin(record) for record in records if record.version]
    return _page(f"Marks of {name}", *parts, _element("footer", *origins))


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
    students = _students(records, roster)
    return _page(
        "Marks of the class",
        _say(f"Students: {len(students)}. Submissions: {len(records)}."),
        _table("Totals", ("share of points", "submissions", "as a bar"), _totals(records)),
        _table("Hardest questions", ("question", "right", "of", "share right"), _hardest(records)),
        _table("Commonest misconceptions", ("mistake", "question", "count"), _mistakes(records)),
        _table("Flags and errors", ("student", "exercise", "what to look at"), _remarks(records)),
        *_alike(alike),
        _table("Students", ("student", "name", "points"), students),
    )


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
    answer = question.answer
    figures = (
        _Markup(f'<img alt="figure {at}" src="data:image/png;base64,{escape(png)}">')
        for at, png in enumerate(answer.shown.figures, start=1)
    )
    n_words = len(answer.words.split())
    return _page(
        f"{question.number} of {record.student}",
        _listing([*record.flags, *record.problems]),
        _element("h2", f"Answer, {n_words} words"),
        _verbatim(answer.words),
        _element("h2", "What the last cell showed"),
        _verbatim(answer.shown.text),
        *figures,
        _element("h2", "Task"),
        _verbatim(task),
        policy=WITH_FIGURES,
    )


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


def _page(title, *parts, policy=POLICY):
    title = tidy(title)
    head = HEAD.format(policy, STYLE) + _element("title", title)
    return f"{head}\n{_element('main', _element('h1', title), *parts)}\n</html>\n"


def _element(tag, *inside, **attributes):
    """Return an element; text in it is cut to one line and escaped."""
    named = "".join(f' {name}="{escape(tidy(value))}"' for name, value in attributes.items())
    parts = (part if isinstance(part, _Markup) else escape(tidy(part)) for part in inside)
    return _Markup(f"<{tag}{named}>{''.join(parts)}</{tag}>")


def _verbatim(text):
    """Return a text with its lines, without other control characters."""
    kept = "".join(letter for letter in text if letter.isprintable() or letter == "\n")
    return _Markup(f"<pre>{escape(kept)}</pre>")


def _say(sentence):
    return _element("p", sentence)


def _table(caption, head, rows):
    """Return a table, the first cell of each row its heading; a sentence if there is no row."""
    if not rows:
        return _say(f"{caption}: none.")
    top = _element("tr", *(_element("th", name, scope="col") for name in head))
    body = _element("tbody", *(_row(*row) for row in rows))
    return _element("table", _element("caption", caption), _element("thead", top), body)


def _row(first, *rest):
    return _element("tr", _element("th", first, scope="row"), *(_element("td", c) for c in rest))


def _exercise(record):
    number, error, late = record.number, record.error, record.late
    after = f", after {late:.0%} were taken off because it was late" if late else ""
    points = f"{shown(record.total)} of {shown(record.max_points)} points{after}."
    said = filter(None, [points, error, UNBOXED.get(record.box)])
    rows = [(q.number, _points(q), q.verdict, q.hint) for q in record.questions]
    table = _table(f"Questions of {number}", ("question", "points", "verdict", "hint"), rows)
    problems = _listing([problem for problem in record.problems if problem != error])
    title = _element("h2", f"Exercise {number}: {record.exercise}")
    return _element("section", title, *map(_say, said), table, problems)


def _origin(record):
    made = f"hplearn {record.version}"
    return _say(f"Exercise {record.number} was marked by {made}.")


def _points(question):
    points, most = question.points, shown(question.max_points)
    return "open" if points is None else f"{shown(points)} of {most}"


def _listing(sentences):
    more = [f"and {len(sentences) - MANY} more"] if len(sentences) > MANY else []
    items = [_element("li", sentence) for sentence in [*sentences[:MANY], *more]]
    return _element("ul", *items) if items else _Markup()


def _totals(records):
    """Return how many submissions have which share of their points, each count with a bar."""
    shares = [r.total / r.max_points for r in records if r.max_points and not r.error]
    counts = Counter(min(int(share * 10), 9) for share in shares)
    bars = ["█" * (BAR * counts[at] // max(counts.values(), default=1)) for at in range(10)]
    spans = [_element("span", bar, **{"aria-hidden": "true"}) for bar in bars]
    return [(f"from {at * 10} %", counts[at], spans[at]) for at in range(10 if shares else 0)]


def _hardest(records):
    """Return how many earned all points of a question, the hardest question first."""
    earned = defaultdict(list)
    for question in (q for record in records for q in record.questions):
        if question.max_points and question.points is not None:
            earned[question.number].append(question.points == question.max_points)
    ordered = sorted((sum(n) / len(n), number, sum(n), len(n)) for number, n in earned.items())
    return [(number, right, n, f"{share:.0%}") for share, number, right, n in ordered[:MANY]]


def _mistakes(records):
    questions = (q for record in records for q in record.questions if q.mistake)
    counts = Counter((q.mistake, q.number) for q in questions)
    return [(*what, n) for what, n in sorted(counts.items(), key=lambda i: (-i[1], i[0]))[:MANY]]


def _remarks(records):
    said = [(r, remark) for r in records for remark in [*r.flags, r.error] if remark]
    return [(_link(r.student), r.exercise, remark) for r, remark in said]


def _alike(pairs):
    """Return a table of answers that look alike, and what it is worth."""
    if not pairs:
        return ()
    said = "That answers look alike is a hint and no proof: read both before you say anything."
    rows = [(_link(a), _link(b), exercise, part) for exercise, part, a, b in pairs[:MANY]]
    head = ("student", "and", "exercise", "shared, beside what anybody may have")
    return _say(said), _table("Answers that look alike", head, rows)


def _students(records, roster):
    """Return each student with the points of all submissions together."""
    names, theirs = {row["student"]: row.get("name", "") for row in roster}, defaultdict(list)
    for record in records:
        theirs[record.student].append(record)
    links = {student: _link(student) for student in theirs}  # the others have no page
    everyone = dict.fromkeys([*names, *theirs])
    return [(links.get(s, s), names.get(s, ""), _together(theirs[s])) for s in everyone]


def _together(records):
    most = sum(record.max_points for record in records)
    return (
        f"{shown(sum(record.total for record in records))} of {shown(most)}" if records else ABSENT
    )


def _link(student):
    return _element("a", student, href=f"students/{page_name(student)}")
