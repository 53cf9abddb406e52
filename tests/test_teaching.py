"""The teacher's guide is made from the course, and refused in one sentence where something lacks.

Its commands run in tests/grading/test_guide_page.py.
"""

import re
import shutil
from itertools import combinations

import nbformat
import numpy as np
import pytest

from docs.teaching import generate
from docs.teaching.generate import BY_HAND, HERE, ROOT, SESSIONS, Incomplete, Lesson
from hplearn.course_files import course_files
from hplearn.syllabus import TOPICS, number_of

TOPIC, NAME = "gradient-descent", "05-gradient-descent.ipynb"


@pytest.fixture(scope="module")
def lessons():
    return {topic: Lesson(topic) for topic in TOPICS}


def test_what_is_committed_is_what_is_made():
    made = generate.pages()
    assert {*made} == {*HERE.glob("*.md")}
    for path, text in made.items():
        assert path.read_text(encoding="utf-8") == text, f"{path.name}: make the guide again"


def test_a_learners_folder_has_none_of_it():
    assert "docs/glossary.md" in course_files()
    assert not [name for name in course_files() if "teaching" in name]


@pytest.fixture
def copy(tmp_path, monkeypatch):
    """Return a folder with lesson and solution 05 and the guide, where the generator looks."""
    for folder in ("lessons", "solutions"):
        (tmp_path / folder).mkdir()
        shutil.copy(ROOT / folder / NAME, tmp_path / folder)
    shutil.copytree(HERE, tmp_path / "teaching")
    monkeypatch.setattr(generate, "ROOT", tmp_path)
    monkeypatch.setattr(generate, "HERE", tmp_path / "teaching")
    monkeypatch.setattr(generate, "TOPICS", [TOPIC])
    monkeypatch.setattr(generate, "SESSIONS", [1])
    return tmp_path


def without_minutes(notebook):
    del notebook.metadata["hplearn"]["minutes"]


def without(pattern):
    def change(notebook):
        for cell in notebook.cells:
            cell.source = re.sub(pattern, "", cell.source, flags=re.MULTILINE)

    return change


@pytest.mark.parametrize(
    ("folder", "change", "said"),
    [
        ("lessons", without_minutes, f"lessons/{NAME}, metadata: no minutes."),
        ("lessons", without("^- .+$"), f"{NAME}, cells 1 to 3: no goals."),
        ("lessons", without("You need:"), rf"{NAME}, cells 1 to 3: no line \*\*You need:\*\*."),
        ("solutions", without("^## 05.2.+$"), f"solutions/{NAME}: no cell has the heading of 05.2"),
    ],
)
def test_a_notebook_that_lacks_something_is_named_and_nothing_is_written(
    copy, folder, change, said
):
    path = copy / folder / NAME
    notebook = nbformat.read(path, as_version=4)
    change(notebook)
    nbformat.write(notebook, path)
    before = {one: one.read_bytes() for one in (copy / "teaching").glob("*.md")}
    with pytest.raises(SystemExit, match=said):
        generate.main()
    assert {one: one.read_bytes() for one in (copy / "teaching").glob("*.md")} == before


def test_the_guide_is_made_where_nothing_lacks_and_old_pages_go(copy):
    assert len([*(copy / "teaching").glob("[0-9]*.md")]) == len(TOPICS)
    generate.main()
    (page,) = (copy / "teaching").glob("[0-9]*.md")
    expected = "**Builds on it:** no later lesson."  # the others are not there
    assert expected in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("kind", "name", "change", "said"),
    [
        ("prediction", "twice", lambda one: one.pop("why"), "no reason, why"),
        ("quiz", "safe", lambda one: one["options"]["a"].pop(), "option a has no reason"),
        ("explain", "flatter", lambda one: one.pop("ours"), "no answer of ours, ours"),
    ],
)
def test_a_question_without_reasons_is_named(monkeypatch, lessons, kind, name, change, said):
    def questions_in(topic, asked):
        found = real(topic, asked)
        if asked == kind:
            change(found[name])
        return found

    real = generate.questions_in
    name = name if name in real(TOPIC, kind) else next(iter(real(TOPIC, kind)))
    monkeypatch.setattr(generate, "questions_in", questions_in)
    with pytest.raises(Incomplete, match=rf"^{TOPIC}.toml, {kind}.{name}: {said}"):
        generate.page(lessons[TOPIC], lessons)


def test_an_exercise_without_a_rubric_is_named(monkeypatch, lessons):
    real = generate.mistakes_of
    known = lambda question: [] if question.number == "05.3" else real(question)  # noqa: E731
    monkeypatch.setattr(generate, "mistakes_of", known)
    with pytest.raises(Incomplete, match=r", cell \d+: .*has no rubric and no known mistake"):
        generate.page(lessons[TOPIC], lessons)


def test_what_is_written_by_hand_has_its_four_headings(copy):
    path = copy / "teaching" / "by-hand" / f"{TOPIC}.md"
    path.write_text(path.read_text().replace("## To discuss\n", ""))
    with pytest.raises(Incomplete, match=rf"^{path.name} has the headings .*Watch for.*, and"):
        generate.pages()


@pytest.mark.parametrize("n_sessions", SESSIONS)
def test_a_syllabus_has_every_lesson_once_and_in_order(lessons, n_sessions):
    table = generate.syllabus(lessons.values(), n_sessions)
    links = re.findall(r"\[(\d\d)\]\((.+?)\.md\)", table)
    assert links == [(number_of(topic), f"{number_of(topic)}-{topic}") for topic in TOPICS]
    rows = re.findall(r"^\| \d+ \|.*\| (\d+) \| (\d+) \| (\d+) \|$", table, re.MULTILINE)
    (together,) = re.findall(r"together \| (\d+) \| (\d+) \| (\d+) \|$", table, re.MULTILINE)
    assert len(rows) == n_sessions
    assert [sum(map(int, column)) for column in zip(*rows, strict=True)] == [*map(int, together)]


@pytest.mark.parametrize("seed", range(2))
def test_sessions_are_as_even_as_can_be(seed):
    """No division in the same order has a smaller spread of its sums."""
    rng = np.random.default_rng(seed)
    minutes = rng.integers(1, 13, size=9) * 5

    def spread(cuts):
        return np.std([sum(part) for part in np.split(minutes, cuts)])

    best = min(spread(cuts) for cuts in combinations(range(1, 9), 3))
    assert spread(generate.divided(minutes, 4)) == pytest.approx(best)


@pytest.mark.parametrize("topic", TOPICS)
def test_what_is_dropped_or_kept_is_a_section_to_which_a_later_lesson_comes_back(lessons, topic):
    own, cells = number_of(topic), lessons[topic].notebook.cells
    headings = {h for cell in cells for h in re.findall(r"^##+ (.+)$", cell.source, re.MULTILINE)}
    late = (HERE / "by-hand" / f"{topic}.md").read_text(encoding="utf-8").partition(BY_HAND[-1])[2]
    named = re.findall(r'"(.+?)"', late)
    assert named
    assert {*named} <= headings
    for some in re.findall(r"lessons? ((?:\d\d(?:, | and | to )?)+)", late):
        for number in re.findall(r"\d\d", some):
            assert number > own
            later = lessons[TOPICS[int(number)]]
            text = "\n".join(cell.source for cell in later.notebook.cells)
            back = own in later.needed or re.search(rf"[Ll]essons? [^.]*\b{own}\b", text)
            assert back, f"{number} does not speak of {own}"


def test_the_lessons_that_the_guide_lets_go_are_needed_by_none(lessons):
    (said,) = re.findall(r"no later one needs (\d\d) or (\d\d)", (HERE / "guide.md").read_text())
    assert not {*said} & set().union(*(lesson.needed for lesson in lessons.values()))
