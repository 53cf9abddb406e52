"""Make the teacher's guide from lessons, questions and exercises.

`python -m docs.teaching.generate` writes it.
A page for each lesson, with what a teacher wrote in `by-hand/`, and the syllabuses in `guide.md`
between its two marks. Nothing is written unless all of it can be.
"""

import re
import sys
from itertools import accumulate, combinations, pairwise
from pathlib import Path

import nbformat

from hplearn.classroom.handout import asked_in
from hplearn.exercises.mistakes import mistakes_of
from hplearn.exercises.questions import ROW_POINTS, exercises, questions_of
from hplearn.lab.questions.question_file import questions_in
from hplearn.syllabus import TOPICS, number_of
from tests.lesson_form import minutes_for

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
BY_HAND = ("## On the board", "## To discuss", "## Watch for", "## When you are late")
BEGIN, END = "<!-- syllabuses: begin -->", "<!-- syllabuses: end -->"
SESSIONS = (8, 12, 20)
BOARD = 15  # minutes for what is drawn and discussed in a lesson
TELLS = "For teachers: this page tells the answers of the lesson's predictions, quiz and exercise."
TOP = 3  # cells of a lesson that say what it is


class Incomplete(Exception):
    """A lesson, question or exercise lacks what the guide says of it."""


def main():
    """Write every page, and remove those of lessons that are no more."""
    try:
        made = pages()
    except Incomplete as error:
        sys.exit(str(error))
    for path in {*HERE.glob("[0-9][0-9]-*.md")} - {*made}:
        path.unlink()
    for path, text in made.items():
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
    if guide.count(BEGIN) != 1 or guide.partition(BEGIN)[2].count(END) != 1:
        raise Incomplete(f"guide.md should have {BEGIN} and, below it, {END}, once each.")
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
        self.title = self._at_the_top(r"^# (\d\d · .+)$", "title")
        self.goals = self._at_the_top(
            r"\*\*After this lesson you can\*\*\n\n((?:- .+\n?)+)", "goals"
        )
        self.needs = self._at_the_top(r"\*\*You need:\*\* (.+)", "line **You need:**") or "nothing."
        self.needed = set(re.findall(r"\b\d\d\b", self.needs)) - {self.name[:2]}
        self.minutes = stated_minutes(self.path, self.notebook)
        self.questions = questions_of(topic) if topic in exercises() else []
        self.home, self.tasks = 0, {}
        if self.questions:
            self._read_exercise()

    def _at_the_top(self, pattern, what):
        top = "\n".join(cell.source for cell in self.notebook.cells[:TOP])
        found = re.search(pattern, top, re.MULTILINE)
        if found is None and (what == "title" or self.topic != "start-here"):
            raise Incomplete(f"{self.path.name}, cells 1 to {TOP}: no {what}.")
        return local_links(found[1]).strip() if found else ""

    def _read_exercise(self):
        path = ROOT / "solutions" / self.path.name
        solution = nbformat.read(path, as_version=4)
        self.home = stated_minutes(path, solution)
        for number, cell in enumerate(solution.cells, start=1):
            if task := re.match(r"## (\d\d\.\d) (.+?) \(", cell.source):
                self.tasks[task[1]] = task[2], f"solutions/{path.name}, cell {number}"
        if untold := [one.number for one in self.questions if one.number not in self.tasks]:
            raise Incomplete(f"solutions/{path.name}: no cell has the heading of {untold[0]}.")


def stated_minutes(path, notebook):
    """Return the minutes that a notebook states in its metadata."""
    minutes = notebook.metadata.get("hplearn", {}).get("minutes")
    if not minutes:
        raise Incomplete(f"{path.parent.name}/{path.name}, metadata: no minutes.")
    return minutes


def local_links(text):
    """Return Markdown of a lesson as it leads from a page in docs/teaching."""
    return text.replace("](../docs/", "](../").replace("](../exercises/", "](../../exercises/")


def page(lesson, lessons):
    """Return the page of a lesson."""
    where = f"[The lesson](../../lessons/{lesson.name}.ipynb)"
    if lesson.questions:
        where += f" · [its exercise](../../exercises/{lesson.name}.ipynb)"
    after = [link(one) for one in lessons.values() if lesson.name[:2] in one.needed]
    parts = [
        f"# Teaching {lesson.title}",
        TELLS,
        f"{where} · [guide](guide.md)",
        f"## What it teaches\n\n{lesson.goals or 'How a lesson of this course works.'}",
        f"**Before it:** {lesson.needs}",
        f"**Builds on it:** {', '.join(after) or 'no later lesson'}.",
        f"## Minutes\n\n{minutes_table(lesson)}",
        by_hand(lesson),
        predictions(lesson),
        explanation(lesson.topic),
        quiz(lesson.topic),
        exercise(lesson),
    ]
    return "\n\n".join(filter(None, parts)) + "\n"


def link(lesson):
    """Return a link to the page of a lesson."""
    return f"[{lesson.name[:2]}]({lesson.name}.md)"


def minutes_table(lesson):
    """Return the minutes of each section, as the formula in CONTRIBUTING counts them."""
    rows = [
        f"| {name} | {minutes_for(cells, step=1)} |"
        for name, cells in sections(lesson.notebook)
        if name not in ("References", "Exercise")
    ]
    optional = lesson.notebook.metadata["hplearn"].get("optional_minutes", 0)
    more = f", and {optional} for what is optional" if optional else ""
    home = f" The exercise takes {lesson.home} minutes at home." if lesson.home else ""
    total = f"Together {lesson.minutes} minutes, to the nearest five{more}.{home}"
    return "\n".join(["| section | minutes |", "|---|---|", *rows, "", total])


def sections(notebook):
    """Return pairs of a heading and its cells; a cell that holds a heading is cut before it."""
    parts = [("Opening", [])]
    for cell in notebook.cells:
        is_prose = cell.cell_type == "markdown"
        for text in re.split(r"^(?=## )", cell.source, flags=re.M) if is_prose else [cell.source]:
            if is_prose and (heading := re.match(r"## (.+)", text)):
                parts.append((heading[1], []))
            if text.strip():
                parts[-1][1].append(nbformat.from_dict({**cell, "source": text}))
    return parts


def by_hand(lesson):
    """Return what a teacher wrote about a lesson."""
    path = HERE / "by-hand" / f"{lesson.topic}.md"
    text = path.read_text(encoding="utf-8").strip() if path.exists() else ""
    if (headings := tuple(re.findall(r"^## .+$", text, re.MULTILINE))) != BY_HAND:
        raise Incomplete(f"{path.name} has the headings {headings}, and should have {BY_HAND}.")
    return text


def predictions(lesson):
    """Return every prediction with its answer, and what to say to each other answer."""
    topic, asked = lesson.topic, questions_in(lesson.topic, "prediction")
    parts = ["## Predictions", "Ask for hands before anybody runs the next cell."]
    for name, optional in asked_in(lesson.notebook):
        one = asked[name]
        if not one.get("why"):
            raise Incomplete(f"{topic}.toml, prediction.{name}: no reason, why.")
        parts.append(f"**{'(optional) ' * optional}{one['question']}**")
        parts.append("\n".join(answers(topic, name, one)))
        parts.append(f"*Why:* {one['why']}")
    return "\n\n".join(parts) if asked else ""


def answers(topic, name, one):
    """Yield a line for each answer to a prediction."""
    if number := one.get("number"):
        about = f"{number['unit']}, and what is at most {number['tolerance']} off"
        yield f"- Right: {one['answer']} {about}"
    if texts := one.get("items"):
        yield f"- Right: {', then '.join(texts[letter] for letter in one['answer'])}"
    for letter, (text, *note) in one.get("options", {}).items():
        if letter == one["answer"]:
            yield f"- Right: {text}"
        elif note:
            yield f"- “{text}”: {note[0]}"
        else:
            raise Incomplete(f"{topic}.toml, prediction.{name}: option {letter} has no reason.")


def explanation(topic):
    """Return what the class explains in its own words, with what we would write."""
    parts = []
    for name, one in questions_in(topic, "explain").items():
        if not one.get("ours"):
            raise Incomplete(f"{topic}.toml, explain.{name}: no answer of ours, ours.")
        parts.append(f"**{one['question']}**\n\n*Ours:* {one['ours']}")
    return "\n\n".join(["## To explain", *parts]) if parts else ""


def quiz(topic):
    """Return every question of the quiz with what is said about each option."""
    parts = ["## Quiz"]
    for number, (name, one) in enumerate(questions_in(topic, "quiz").items(), start=1):
        rows = []
        for letter, (text, *note) in one["options"].items():
            if not note:
                raise Incomplete(f"{topic}.toml, quiz.{name}: option {letter} has no reason.")
            rows.append(f"- {'Right: ' if letter == one['answer'] else ''}{text} *{note[0]}*")
        parts.append(f"**{number}. {one['question']}**\n\n" + "\n".join(rows))
    return "\n\n".join(parts) if len(parts) > 1 else ""


def exercise(lesson):
    """Return the questions of the exercise with their points, known mistakes and hints."""
    points = sum(question.points for question in lesson.questions)
    parts = [f"## Exercise\n\n{points} points, and {lesson.home} minutes at home."]
    for question in lesson.questions:
        title, place = lesson.tasks[question.number]
        worth = f"{question.points} point{'s' if question.points > 1 else ''}"
        asked = f": `{question.defines}`" if question.defines else ", in words"
        parts.append(f"**{question.number} {title}**, {worth}{asked}")
        if question.rubric:
            parts.append("\n".join(f"- {row}, 0 to {ROW_POINTS} points" for row in question.rubric))
        elif mistakes := mistakes_of(question):
            parts.append("\n".join(f"- {one.title} *Hint:* {one.hint}" for one in mistakes))
        else:
            raise Incomplete(f"{place}: {question.number} has no rubric and no known mistake.")
    return "\n\n".join(parts) if lesson.questions else ""


def syllabus(lessons, n_sessions):
    """Return a table that divides the lessons, in their order, among sessions."""
    lessons = list(lessons)
    cuts = divided([lesson.minutes for lesson in lessons], n_sessions)
    sessions = [lessons[a:b] for a, b in pairwise([0, *cuts, len(lessons)])]
    rows = [
        f"| {number} | {', '.join(map(link, some))} | {sums(some)} |"
        for number, some in enumerate(sessions, start=1)
    ]
    rows.append(f"| | together | {sums(lessons)} |")
    head = ["| session | lessons | minutes in class | at home | points |", "|---|---|---|---|---|"]
    longest, slower = (
        max(sum(one.minutes + extra for one in some) for some in sessions) for extra in (0, BOARD)
    )
    said = f"The longest takes {longest} minutes, and {slower} with the board and the discussion."
    return "\n".join([f"### {n_sessions} sessions", "", said, "", *head, *rows])


def sums(lessons):
    """Return the last cells of a row of a syllabus: minutes in class and at home, and points."""
    points = sum(question.points for lesson in lessons for question in lesson.questions)
    minutes, home = (sum(getattr(one, what) for one in lessons) for what in ("minutes", "home"))
    return f"{minutes} | {home} | {points}"


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
