"""Make the teacher's guide from lessons, questions and exercises.

`python -m docs.teaching.generate` writes it.
A page for each lesson, with what a teacher wrote in `by-hand/`, and the syllabuses in `guide.md`
between its two marks. Nothing is written unless all of it can be.
"""

import re
from itertools import accumulate, combinations, pairwise
from pathlib import Path

import nbformat

from hplearn.classroom.exercises.mistakes import mistakes_of
from hplearn.classroom.exercises.questions import questions_of
from hplearn.lab.questions.question_file import questions_in
from hplearn.syllabus import TOPICS, number_of
from tests.lesson_form import minutes_for

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
BY_HAND = ("## On the board", "## To discuss", "## Watch for", "## When you are late")
BEGIN, END = "<!-- syllabuses: begin -->", "<!-- syllabuses: end -->"
SESSIONS = (8, 12, 20)


class Incomplete(Exception):
    """A lesson, question or exercise lacks what the guide says of it."""


def main():
    """Write every page."""
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")


def pages():
    """Return the text of every page by its path.

    Raises
    ------
    Incomplete
        If something is missing; the sentence names file and place.
    """
    lessons = {topic: Lesson(topic) for topic in TOPICS}
    made = {HERE / f"{lesson.name}.md": page(lesson, lessons) for lesson in lessons.values()}
    guide = (HERE / "guide.md").read_text(encoding="utf-8")
    before, _, rest = guide.partition(BEGIN)
    tables = "\n\n".join(syllabus(lessons.values(), n) for n in SESSIONS)
    made[HERE / "guide.md"] = f"{before}{BEGIN}\n\n{tables}\n\n{END}{rest.partition(END)[2]}"
    return made


class Lesson:
    """A lesson's notebook, its exercise, and what is said of both at their top."""

    def __init__(self, topic):
        self.topic, self.name = topic, f"{number_of(topic)}-{topic}"
        self.path = ROOT / "lessons" / f"{self.name}.ipynb"
        self.notebook = nbformat.read(self.path, as_version=4)
        self.top = "\n".join(cell.source for cell in self.notebook.cells[:3])
        self.title = self._at_the_top(r"^# (\d\d · .+)$", "title")
        self.goals = self._at_the_top(
            r"\*\*After this lesson you can\*\*\n\n((?:- .+\n?)+)", "goals"
        )
        needs = re.search(r"\*\*You need:\*\* (.+)", self.top)
        self.needs = local_links(needs[1]) if needs else "Nothing."
        self.needed = set(re.findall(r"\b\d\d\b", self.needs)) - {self.name[:2]}
        self.minutes = self.notebook.metadata.get("hplearn", {}).get("minutes")
        if not self.minutes:
            raise Incomplete(f"{self.path.name} says no minutes in its metadata.")
        self.questions = [] if topic == "start-here" else questions_of(topic)
        self.home = self._exercise_minutes()

    def _at_the_top(self, pattern, what):
        found = re.search(pattern, self.top, re.MULTILINE)
        if found is None and not (what == "goals" and self.topic == "start-here"):
            raise Incomplete(f"{self.path.name}, cells 1 to 3: no {what}.")
        return local_links(found[1]).strip() if found else ""

    def _exercise_minutes(self):
        path = ROOT / "solutions" / f"{self.name}.ipynb"
        return (
            nbformat.read(path, as_version=4).metadata["hplearn"]["minutes"] if path.exists() else 0
        )


def local_links(text):
    """Return Markdown of a lesson as it leads from a page in docs/teaching."""
    return text.replace("](../docs/", "](../").replace("](../exercises/", "](../../exercises/")


def page(lesson, lessons):
    """Return the page of a lesson."""
    where = f"[The lesson](../../lessons/{lesson.name}.ipynb)"
    if lesson.questions:
        where += f" · [its exercise](../../exercises/{lesson.name}.ipynb)"
    after = [one.name[:2] for one in lessons.values() if lesson.name[:2] in one.needed]
    parts = [
        f"# {lesson.title}",
        f"{where} · [guide](guide.md)",
        f"## What it teaches\n\n{lesson.goals or 'How a lesson of this course works.'}",
        f"**Before it:** {lesson.needs}",
        f"**Builds on it:** {', '.join(after) or 'no later lesson'}.",
        f"## Minutes\n\n{minutes_table(lesson)}",
        by_hand(lesson),
        predictions(lesson.topic),
        quiz(lesson.topic),
        *([exercise(lesson)] if lesson.questions else []),
    ]
    return "\n\n".join(filter(None, parts)) + "\n"


def minutes_table(lesson):
    """Return the minutes of each section, as the formula in CONTRIBUTING counts them."""
    sections = [("Opening", [])]
    for cell in lesson.notebook.cells:
        heading = re.search(r"^## (.+)$", cell.source, re.MULTILINE)
        if cell.cell_type == "markdown" and heading:
            sections.append((heading[1], []))
        sections[-1][1].append(cell)
    rows = [
        f"| {name} | {minutes_for(cells, step=1)} |"
        for name, cells in sections
        if name not in ("References", "Exercise")
    ]
    optional = lesson.notebook.metadata["hplearn"].get("optional_minutes", 0)
    more = f", and {optional} for what is optional" if optional else ""
    home = f" The exercise takes {lesson.home} minutes at home." if lesson.home else ""
    total = f"Together {lesson.minutes} minutes, to the nearest five{more}.{home}"
    return "\n".join(["| section | minutes |", "|---|---|", *rows, "", total])


def by_hand(lesson):
    """Return what a teacher wrote about a lesson."""
    path = HERE / "by-hand" / f"{lesson.topic}.md"
    text = path.read_text(encoding="utf-8").strip() if path.exists() else ""
    if (headings := tuple(re.findall(r"^## .+$", text, re.MULTILINE))) != BY_HAND:
        raise Incomplete(f"{path.name} has the headings {headings}, and should have {BY_HAND}.")
    return text


def predictions(topic):
    """Return every prediction with its answer, and what to say to each other answer."""
    asked = questions_in(topic, "prediction")
    parts = ["## Predictions", "Ask for hands before anybody runs the next cell."]
    for name, one in asked.items():
        if not one.get("why"):
            raise Incomplete(f"{topic}.toml, prediction.{name}: no reason, why.")
        parts.append(f"**{one['question']}**")
        parts.append("\n".join(answers(topic, name, one)))
        parts.append(f"*Why:* {one['why']}")
    return "\n\n".join(parts) if asked else ""


def answers(topic, name, one):
    """Yield a line for each answer to a prediction."""
    if "options" not in one:
        texts = one.get("items", {})
        right = one["answer"]
        said = ", then ".join(texts[key] for key in right) if texts else right
        yield f"- Right: {said} {one.get('number', {}).get('unit', '')}".rstrip()
        return
    for letter, (text, *note) in one["options"].items():
        if letter == one["answer"]:
            yield f"- Right: {text}"
        elif note:
            yield f"- “{text}”: {note[0]}"
        else:
            raise Incomplete(f"{topic}.toml, prediction.{name}: option {letter} has no reason.")


def quiz(topic):
    """Return every question of the quiz with what is said about each option."""
    parts = ["## Quiz"]
    for number, one in enumerate(questions_in(topic, "quiz").values(), start=1):
        rows = [
            f"- {'Right: ' if letter == one['answer'] else ''}{text} *{note}*"
            for letter, (text, note) in one["options"].items()
        ]
        parts.append(f"**{number}. {one['question']}**\n\n" + "\n".join(rows))
    return "\n\n".join(parts) if len(parts) > 1 else ""


def exercise(lesson):
    """Return the questions of the exercise with their points, known mistakes and hints."""
    points = sum(question.points for question in lesson.questions)
    parts = [f"## Exercise\n\n{points} points."]
    for question in lesson.questions:
        parts.append(
            f"**{question.number}**, {question.points} points: `{question.defines or 'in words'}`"
        )
        if question.rubric:
            parts.append("\n".join(f"- {row}" for row in question.rubric))
        elif mistakes := mistakes_of(question):
            parts.append("\n".join(f"- {one.title} *Hint:* {one.hint}" for one in mistakes))
        else:
            raise Incomplete(f"{question.number} has neither a rubric nor a known mistake.")
    return "\n\n".join(parts)


def syllabus(lessons, n_sessions):
    """Return a table that divides the lessons, in their order, among sessions."""
    lessons = list(lessons)
    cuts = divided([lesson.minutes for lesson in lessons], n_sessions)
    rows = []
    for number, (first, last) in enumerate(pairwise([0, *cuts, len(lessons)]), start=1):
        some = lessons[first:last]
        links = ", ".join(f"[{one.name[:2]}]({one.name}.md)" for one in some)
        minutes, home = (sum(getattr(one, what) for one in some) for what in ("minutes", "home"))
        rows.append(f"| {number} | {links} | {minutes} | {home} |")
    head = ["| session | lessons | minutes in class | at home |", "|---|---|---|---|"]
    return "\n".join([f"### {n_sessions} sessions", "", *head, *rows])


def divided(minutes, n_parts):
    """Return where to cut a list into parts that are as even as can be.

    Examples
    --------
    >>> divided([10, 50, 40, 20, 30], 3)
    (2, 3)
    """
    until = [0, *accumulate(minutes)]

    def unevenness(cuts):
        return sum((until[b] - until[a]) ** 2 for a, b in pairwise([0, *cuts, len(minutes)]))

    return min(combinations(range(1, len(minutes)), n_parts - 1), key=unevenness)


if __name__ == "__main__":
    main()
