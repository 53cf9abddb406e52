"""Pages on which nothing but what we wrote is a tag, and what they say to whom."""

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError

from hplearn.contained.outcomes import Shown
from hplearn.grading.marks import Answer, MarkedBy
from hplearn.grading.pages import (
    LONGEST,
    PAGES,
    SITE,
    TEMPLATES,
    answer_page,
    class_page,
    page_name,
    student_page,
)

from .records import a_mark, a_record, mixed_record, not_marked
from .test_tables import ATTACKS, BIDIRECTIONAL

KINDS = PAGES.get_template("parts.html.j2").module.kinds
VOID = {"meta", "img"}
PNG = "iVBORw0KGgo="


class Page(HTMLParser):
    """The tags, attributes and words of a page; a tag that is not closed fails."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.attributes, self.words, self.open, self.values = [], set(), [], [], {}
        self.printed = {"style": "", "script": ""}
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes |= {(tag, name) for name, _ in attrs}
        self.values |= {(tag, name, value): None for name, value in attrs}
        self.open += [] if tag in VOID else [tag]

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] in self.printed:
            self.printed[self.open[-1]] += data
        else:
            self.words.append(data.strip())

    def value(self, tag, name):
        return [value for t, n, value in self.values if (t, n) == (tag, name)]

    def text(self):
        return "\n".join(filter(None, self.words))


def pages(student, text):
    """Return both pages of a record in which each string is `text`, parsed."""
    origin = {"version": text, "box": text}
    record = mixed_record(student, text, exercise=text or "e", number=text, **origin)
    said = {"verdict": text, "number": text, "reason": text}
    questions = tuple(replace(q, **said) for q in record.questions)
    source = f"def f():\n {text}"
    questions = *questions, *(replace(q, source=source, verdict="wrong") for q in questions[1:])
    record = replace(record, questions=questions)
    marked = replace(record, student=student + "4", error="")
    records = [record, replace(not_marked(student + "2"), error=text), marked]
    roster = [{"student": student, "name": text}, {"student": student + "3"}]
    alike = [(text, text, student, student + "2")]
    return student_page(records[:1], student), class_page(records, roster, alike)


def page_to_read(student, text):
    """Return the page of a written answer of which each string is `text`."""
    answer = Answer(text, Shown(text, [PNG, text]), text)
    record = mixed_record(student, text, number=text)
    return answer_page(record, replace(a_mark("20.5", answer=answer), number=text), "## Do\n**It**")


@pytest.mark.parametrize("attack", ATTACKS, ids=range(len(ATTACKS)))
def test_no_word_of_a_record_becomes_a_tag_or_an_attribute(attack):
    for hostile, harmless in zip(pages(attack, attack), pages("alice", "fine"), strict=True):
        seen, expected = Page(hostile), Page(harmless)
        assert seen.tags == expected.tags
        assert seen.attributes == expected.attributes
        assert not set(hostile) & {*BIDIRECTIONAL, "\0", "\ud800"}
        assert seen.printed == expected.printed  # whatever runs is ours
        assert all(len(word) <= (LONGEST if "\n" in word else 650) for word in seen.words)
        assert len(hostile) < 80_000
        hostile.encode()
        for link in seen.value("a", "href"):
            at_home = link.startswith(SITE) and link in expected.value("a", "href")
            assert at_home or re.fullmatch(r"students/[a-z0-9_~-]+\.html", link)


@pytest.mark.slow
@pytest.mark.parametrize("attack", ATTACKS, ids=range(len(ATTACKS)))
def test_a_written_answer_is_no_tag_and_keeps_its_lines(attack):
    hostile = page_to_read(attack, f"I say:\n {attack}\n{attack}")
    seen, expected = Page(hostile), Page(page_to_read("alice", "I say:\n fine\nfine"))
    assert seen.tags == expected.tags
    assert seen.attributes == expected.attributes
    assert not set(hostile) & {*BIDIRECTIONAL, "\0", "\t", "\r", "\ud800"}
    printable = "".join(letter for letter in attack if letter.isprintable() or letter == "\n")
    kept = f"I say:\n {printable}\n{printable}".strip()
    assert seen.words.count(kept) >= 3  # words, output, code
    assert {value.partition(",")[0] for value in seen.value("img", "src")} == {
        "data:image/png;base64"
    }
    hostile.encode()


@pytest.mark.parametrize("page", [page_to_read("alice", "fine")])
def test_a_page_to_read_loads_nothing_but_the_figures_in_it(page):
    (policy,) = (text for text in Page(page).value("meta", "content") if "default-src" in text)
    assert policy.endswith("; img-src data:; base-uri 'none'; form-action 'none'")
    assert not {"script", "link", "iframe", "form"} & set(Page(page).tags)


def test_the_task_the_style_and_the_script_alone_are_printed_as_they_are():
    texts = [path.read_text() for path in sorted(TEMPLATES.glob("*.j2"))]
    printed = re.findall(r"{{([^}]*) \| safe }}", "".join(texts))
    assert printed == [" task", " script | hash", " script", " style | hash", " style"]
    assert "safe" not in re.sub(r"{{[^}]* \| safe }}", "", "".join(texts))
    assert not re.search(r"autoescape|\{%-? *(include|filter|import)", "".join(texts))
    assert PAGES.autoescape is True


def test_a_page_that_asks_for_what_is_not_there_is_none():
    with pytest.raises(UndefinedError):
        PAGES.get_template("student.html.j2").render(records=[])


@pytest.mark.slow
def test_the_wheel_carries_the_templates(installed):
    names = {path.name for path in TEMPLATES.iterdir()}
    assert names == {path.name for path in (installed / "hplearn/grading/templates").iterdir()}
    assert {"page.css", "student.html.j2", "class.html.j2", "answer.html.j2"} <= names


@pytest.mark.slow
@given(st.text(st.sampled_from("<>&\"'/=! -script\n\0")))
def test_whatever_a_hint_is_the_tags_stay_the_same(text):
    for page, harmless in zip(pages("alice", text + "x"), pages("alice", "fine"), strict=True):
        assert Page(page).tags == Page(harmless).tags


@pytest.mark.parametrize(
    ("page", "runs"), [*zip(pages("alice", "fine"), (False, True), strict=True)]
)
def test_a_page_loads_nothing_runs_our_script_alone_and_can_be_read_aloud(page, runs):
    seen = Page(page)
    assert page.startswith("<!DOCTYPE html>\n")
    assert seen.value("html", "lang") == ["en"]
    assert not {"link", "img", "iframe", "form"} & set(seen.tags)
    assert seen.tags.count("script") == runs
    assert not seen.value("script", "src")
    assert not {name for _, name in seen.attributes if name.startswith("on") or name == "style"}
    policy = next(value for value in seen.value("meta", "content") if "default-src" in value)
    script = f"script-src {digest(seen.printed['script'])}; " if runs else ""
    assert policy == (
        f"default-src 'none'; style-src {digest(seen.printed['style'])}; {script}"
        "base-uri 'none'; form-action 'none'"
    )
    assert seen.tags.count("caption") == seen.tags.count("table") > 0
    assert set(seen.value("th", "scope")) - {"colgroup"} == {"col", "row"}
    assert "prefers-color-scheme: dark" in seen.printed["style"]


def digest(text):
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_the_script_writes_no_markup_and_asks_for_nothing():
    script = (TEMPLATES / "sort.js").read_text()
    assert not re.search(r"HTML|write|eval|Function|fetch|import|location|src|href", script)


def test_nothing_written_is_smaller_than_eleven_pixels():
    style = (TEMPLATES / "page.css").read_text()
    sizes = re.findall(r"font(?:-size)?: ([\d.]+)(rem|pt)", style)
    assert len(sizes) > 10
    assert min(float(size) * {"rem": 16, "pt": 4 / 3}[unit] for size, unit in sizes) >= 11


def test_a_student_reads_points_and_hints_but_no_flag():
    text = Page(student_page([mixed_record(late=0.25)], "Alice A.")).text()
    for words in (
        "Marks of Alice A.",
        "Exercise 05: gradient-descent",
        "1.5 of 6 points, after 25% were taken off because it was late; 05.3 is open, and waits "
        "for a person.",
        "05.2\n0 of 1\nwrong\nLook.",
        "05.3\nopen\nwritten",
        "Cell 3 stops.",
        "Exercise 05 was marked by hplearn 0.1.0.",
    ):
        assert words in text
    assert "scikit-learn" not in text
    assert "protection" not in text


@pytest.mark.parametrize("box", ["none", "landlock"])
def test_a_student_reads_nothing_of_what_the_teachers_machine_lacks(box):
    page = student_page([mixed_record(box=box)], "alice")
    assert page == student_page([mixed_record()], "alice")


def test_names_in_a_hint_and_a_mistake_are_quoted():
    said = {"verdict": "wrong", "hint": "Use `b`.", "mistake": "It never uses `a`."}
    records = [a_record("alice", a_mark("05.1", 0, 2, **said))]
    page = class_page(records)
    assert "It never uses “a”." in page
    assert "Use “b”." in student_page(records, "alice")
    assert "`" not in page.partition("<main")[2].partition("<script")[0]


def test_why_a_notebook_could_not_be_marked_is_said_once():
    problems = ("x is a link, no file.", *["p"] * 30)
    record = replace(not_marked("alice"), problems=problems)
    page = Page(student_page([record], "alice"))
    assert page.text().count("x is a link, no file.") == 1
    assert page.text().endswith("p\nand 10 more")
    assert page.tags.count("li") == 21


def test_what_was_not_right_names_the_section_that_teaches_it():
    page = Page(student_page([mixed_record()], "Alice"))
    assert "Look.\n“What the article says” in lesson 05\nteaches it." in page.text()
    assert page.text().count("teaches it") == 1  # not of what is right, or open
    assert page.value("a", "href") == [
        f"{SITE}lessons/05-gradient-descent.html#what-the-article-says"
    ]
    gone = replace(a_mark("05.2", 0, 1), id="gradient-descent/77")
    assert "teaches it" not in student_page([a_record("alice", gone)], "Alice")


def a_class():
    """Return records of four students, of whom one could not be marked."""
    right = a_record(
        "bob",
        a_mark("05.1", 2, 2, mistake="a rare one"),
        a_mark("05.2", 1, 1),
        a_mark("05.3", 3, 3, verdict="by hand", marked_by=MarkedBy.HAND),
        flags=("it uses scikit-learn", ""),
    )
    carol = mixed_record("carol")
    questions = tuple(
        replace(q, source=q.mistake and "def f():\n    pass") for q in carol.questions
    )
    return [
        replace(carol, questions=questions),
        right,
        replace(not_marked("eve", "gradient-descent")),
        mixed_record("alice"),
    ]


def test_the_class_page_counts():
    roster = [{"student": "dan", "name": "Dan D."}, {"student": "alice", "name": "Alice A."}]
    page = Page(class_page(a_class(), roster))
    for words in (
        "handed in\nExercise 05\nstudents\n2\nmarked\n3\nnot marked\n1\n",
        "points in the median\n2 of 6",
        "answers that wait for a person\n2",
        "05.2: 1 of 3 right (33%)\n“What the article says” in lesson 05\nteaches it.",
        "2 ×\nm\ndef f():\n    pass\n",
        "2 ×\n05.3 waits for a person:\nAlice A.\n,\ncarol\n.",
        "Alice A.\n05\nit uses scikit-learn\ncarol\n05\nit uses scikit-learn\nbob\n05",
        "eve\n05\nx is a link, no file.",
        "from 0 %\n0\nfrom 10 %\n0\nfrom 20 %\n0\n",
        f"from 30 %\n2\n{'█' * 16}\nfrom 40 %\n0\nfrom 50 %",
        f"from 90 %\n1\n{'█' * 8}",
        "Dan D.\nhanded in nothing.",
    ):
        assert words in page.text(), words
    assert "05.1:" not in page.text()  # all have it right
    links = {f"students/{name}.html" for name in ("alice", "bob", "carol", "eve")}
    assert {link for link in page.value("a", "href") if not link.startswith(SITE)} == links


def test_reasons_stand_together_with_what_they_earned():
    right = a_record("bob", a_mark("05.4", reason="the factor"))
    short = a_record("ada", a_mark("05.4", 0, verdict="no reason", reason="D"))
    said = "Reasons of 05.4\nstudent\nverdict\nreason\nada\nno reason\nD\nbob\nright\nthe factor"
    assert said in Page(class_page([right, short, mixed_record("eve")])).text()


def test_who_is_not_marked_counts_in_no_sum():
    right = a_record("bob", a_mark("05.1", 2, 2), a_mark("05.2", 4, 4))
    slow = (a_mark("05.1", 0, 2, verdict="too slow"), a_mark("05.2", 0, 4, verdict="too slow"))
    not_run = [a_record(f"s{at}", *slow, error="x took too long.") for at in range(3)]
    alone, among = (Page(class_page(known)).text() for known in ([right], [right, *not_run]))
    assert "points in the median\n6 of 6" in among
    assert "No question was hard." in among
    assert alone.partition("The rest")[2] == among.partition("The rest")[2]
    row = class_page([right, *not_run]).partition("students/s0.html")[2]
    assert '<td data-key="-1"></td>' in row.partition("</tr>")[0]


def test_no_mark_is_not_nought():
    page = Page(student_page([not_marked("eve", "gradient-descent")], "Eve")).text()
    assert "This was not marked.\nx is a link, no file." in page
    assert "points\n" not in page
    assert "0 of 0" not in page


def test_a_page_with_an_open_question_does_not_say_its_points_as_if_they_were_all():
    right, written = a_mark("05.1"), a_mark("05.3", None, 3, verdict="written")
    page = Page(student_page([a_record("alice", right, written)], "Alice")).text()
    assert "2 of 5 points; 05.3 is open, and waits for a person." in page
    assert "2 of 2 points.\n" in Page(student_page([a_record("bob", right)], "Bob")).text()


def test_exercises_are_called_by_their_numbers_and_not_counted():
    both = [a_record("alice", a_mark()), a_record("alice", a_mark("16.1"))]
    assert "handed in\nExercises 05, 16\n" in Page(class_page(both)).text()


def test_what_a_teacher_must_not_overlook_stands_where_one_looks():
    said = ["Marks by hand that wait (1): <b>Ada</b> 05.1."]
    page = class_page([a_record("alice", a_mark())], said=said)
    look = Page(page).text().partition("Who needs a look, and why")[2]
    assert look.strip().startswith(said[0])


def test_two_students_of_the_same_name_are_told_apart():
    roster = [
        {"student": who, "name": name} for who, name in (("a1", "Li"), ("b2", "Li"), ("c3", "Wu"))
    ]
    page = Page(class_page([a_record("a1", a_mark()), a_record("b2", a_mark())], roster))
    assert "Li (a1)" in page.words
    assert "Li (b2)" in page.words
    assert "Wu" in page.words


def test_of_the_answers_that_show_a_misconception_the_shortest_is_printed():
    told = [
        ("up.", "a long answer"),
        ("down.", "x"),
        ("up.", None),
        ("up.", "short"),
        ("none.", None),
    ]
    records = [
        a_record(f"s{at}", a_mark("05.1", 0, 2, verdict="wrong", mistake=mistake, source=source))
        for at, (mistake, source) in enumerate(told)
    ]
    page = Page(class_page(records))
    assert "0 of 5 right (0%)" in page.text()
    assert "3 ×\nup.\nshort\n1 ×\ndown.\nx\n1 ×\nnone.\nWho needs" in page.text()
    assert page.tags.count("pre") == 2


def test_everybody_is_seen_at_a_glance_by_sign_word_and_colour():
    text = class_page(a_class(), [{"student": "dan"}])
    rows = re.findall(
        r'<tr><th scope="row">.*?</tr>', text.partition('class="glance"')[2], re.DOTALL
    )
    cell = r'<td class="(\w+)" title="([^"]+)" data-key="(\d+)"><span aria-hidden="true">(.)</span>'
    for row, kinds in zip(
        rows,
        (
            ["absent"] * 3,
            ["right", "known", "open"],
            ["right", "right", "hand"],
            ["failed"] * 3,
            ["right", "known", "open"],
        ),
        strict=False,
    ):
        found = re.findall(cell + r'<span class="heard">\2</span>', row)
        assert [kind for kind, *_ in found] == kinds
        assert all(sign == KINDS[kind][0] for kind, *_, sign in found)
        assert all(int(place) == [*KINDS].index(kind) for kind, _, place, _ in found)
    assert 'title="a known mistake: m"' in rows[1]
    style = (TEMPLATES / "page.css").read_text()
    assert all(f".{kind}" in style for kind in KINDS)
    assert len({sign for sign, *_ in KINDS.values()}) == len(KINDS)


@pytest.mark.parametrize(
    ("kind", "mark"),
    [
        ("wrong", {"verdict": "wrong"}),
        ("borrowed", {"verdict": "not yours"}),
        ("error", {"verdict": "error"}),
        ("slow", {"verdict": "too slow"}),
        ("reason", {"verdict": "no reason"}),
        ("missing", {"verdict": "missing"}),
        ("blank", {"verdict": "not attempted"}),
    ],
)
def test_each_verdict_has_its_kind(kind, mark):
    page = class_page([a_record("alice", a_mark("05.1", 0, 2, **mark))])
    assert f'<td class="{kind}" title="{KINDS[kind][1]}"' in page


IDS = st.text(max_size=120) | st.text(st.sampled_from("aA1.-_/~\\ \0é"), max_size=6)


@given(IDS, IDS)
def test_each_id_has_a_file_name_of_its_own_that_is_safe(one, other):
    names = [page_name(one), page_name(other)]
    assert (names[0].lower() == names[1].lower()) == (one == other)
    for name in names:
        assert re.fullmatch(r"\w[\w~-]*\.html", name)
        assert len(name.encode()) <= 255


@pytest.mark.parametrize(
    ("student", "stem"),
    [("\u738b \u5c0f\u660e", "\u738b-\u5c0f\u660e"), ("\u0141ukasz", "\u0142ukasz")],
)
def test_letters_of_any_script_stay_in_the_name(student, stem):
    assert page_name(student).startswith(f"{stem}~")


def test_what_stands_between_backquotes_is_quoted():
    hint = "what does `np.std(<b>)` divide by, and ` alone?"
    page = student_page([a_record("ada", a_mark(hint=hint), problems=("`x` stops",))], "Ada")
    assert "what does “np.std(&lt;b&gt;)” divide by, and ` alone?" in page
    assert "<li>“x” stops</li>" in page


@pytest.mark.parametrize("device", ["con", "NUL", "lpt9", "aux.txt", "prn "])
def test_no_page_has_the_name_of_a_device(device):
    stem = page_name(device).removesuffix(".html")
    assert re.fullmatch(r"(con|nul|lpt9|aux-txt|prn)~[0-9a-f]{16}", stem)


def test_what_looks_like_a_hashed_name_is_hashed_itself():
    assert page_name(page_name("Alice").removesuffix(".html")) != page_name("Alice")
    assert page_name("\udcff") != page_name("\udcfe")
    assert page_name("a\n") != page_name("a")
