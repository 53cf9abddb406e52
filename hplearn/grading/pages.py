"""Marks as HTML pages that load nothing: one for a student, one of the class, one for an answer.

The pages stand in ``templates/``; `hplearn.grading.overview` counts. Every text on them may be an
attack: whatever a template prints is cut to one line without control characters, and escaped. A
text that keeps its lines goes through ``verbatim | e``. Figures are base64 of files that begin
as PNG does. A task is our own HTML. What runs is ``sort.js`` alone, in which no text
of a student stands.
"""

import hashlib
import re
from base64 import b64encode
from functools import partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from hplearn.contained.outcomes import tidy
from hplearn.exercises.questions import question_of
from hplearn.grading.overview import overview
from hplearn.grading.tables import shown

MANY = 20  # items of a list that are shown
LONGEST = 2000  # letters of a source that are shown
SITE = "https://hplearn.github.io/hplearn/"
# Names of files as they are; those of devices are none in Windows.
PLAIN = re.compile(r"(?!(con|prn|aux|nul|(com|lpt)[0-9])$)[a-z0-9_][a-z0-9_-]{0,59}")
TEMPLATES = Path(__file__).parent / "templates"
STYLE = (TEMPLATES / "page.css").read_text(encoding="utf-8")
SCRIPT = (TEMPLATES / "sort.js").read_text(encoding="utf-8")


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


def class_page(records, roster=(), alike=(), said=()):
    """Return the page of a class: how all stand, what to talk about, and who needs a look.

    Parameters
    ----------
    records : list of Marked
    roster : list of dict
        As `hplearn.grading.people.read_roster` returns it.
    alike : list of tuple
        As `hplearn.grading.similarity.hints` returns them.
    said : list of str
        As `hplearn.grading.notices.notices` returns them.

    Returns
    -------
    str
        A whole HTML document. A student is a link to the page in ``students/``. It sorts by name,
        points or a question where a script may run.

    Examples
    --------
    >>> "handed in nothing" in class_page([], [{"student": "alice"}])
    True
    """
    return _page("class", alike=alike, said=said, roster=roster, **overview(records, roster))


def answer_page(record, question, task):
    """Return the page of a written answer: its words, what the last cell showed, task and code.

    Parameters
    ----------
    record : Marked
        Of the submission.
    question : QuestionMark
        With the answer.
    task : str
        The question's text, as our notebook has it, in Markdown.

    Returns
    -------
    str
        A whole HTML document.
    """
    from nbconvert.filters import markdown2html

    known = {"record": record, "question": question, "answer": question.answer}
    return _page("answer", **known, task=markdown2html(task.partition("\n")[2]))  # has a heading


def page_name(student):
    """Return the file name of a student's page: no two ids have the same, in small letters too.

    What is no small letter of some script, a digit, _ or - is replaced, and a hash tells ids apart.

    Examples
    --------
    >>> page_name("alice"), page_name("../Alice")
    ('alice.html', 'alice~162a407a70b3311e.html')
    """
    if PLAIN.fullmatch(student):
        return f"{student}.html"
    name = re.sub(r"\W+", "-", student.lower())[:50].strip("-") or "student"
    digest = hashlib.sha256(student.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{name}~{digest[:16]}.html"  # a name that needs no hash has no ~


def _verbatim(text):
    """Return a text with its lines, without other control characters."""
    return "".join(letter for letter in text if letter.isprintable() or letter == "\n")


def _taught(question):
    """Return the section that teaches a question, in words, and its address on the site."""
    try:
        words, address = question_of(question.id).taught_in
    except ValueError:  # a question of another version
        return "", ""
    page, _, heading = address.removeprefix("../").partition(".ipynb#")
    return words, f"{SITE}{page}.html#{re.sub('[^a-z0-9]+', '-', heading.lower()).strip('-')}"


def _hash(text):
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


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
PAGES.globals |= {"style": STYLE, "script": SCRIPT, "most": MANY, "longest": LONGEST}
PAGES.filters |= {"page_name": page_name, "percent": "{:.0%}".format, "shown": shown}
PAGES.filters |= {"verbatim": _verbatim, "taught": _taught, "hash": _hash}
PAGES.filters["quoted"] = partial(re.sub, "`([^`]+)`", r"“\1”")  # a name, and still no tag


def _page(template, /, **known):
    return PAGES.get_template(f"{template}.html.j2").render(known) + "\n"
