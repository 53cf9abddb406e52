"""Each exercise marks itself: nothing earns nothing, the solution all, each mistake its own hint.

A new exercise is found by itself: its solution, its oracle, its mistakes, its wrong and right
answers. A mistake is recognised in its own file, and in the answers of `tests/wrong_answers`, which
were written without a look at it and are named for it.
"""

import os
import re
from functools import cache

import nbformat
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hplearn.classroom.notebooks import to_text
from hplearn.classroom.student_version import student_version
from hplearn.exercises.mistakes import mistakes_of
from hplearn.exercises.questions import exercises, questions_of
from hplearn.exercises.recognition import NEEDED, shows
from hplearn.exercises.report import Report
from hplearn.exercises.verdicts import examine
from hplearn.syllabus import TOPICS, notebook_of, number_of

from .answers import (
    ROOT,
    SEED,
    SOLUTIONS,
    answer_files,
    asked_in,
    executed,
    names_of,
    solved,
    topic_of,
    verdicts_on,
)

# What the hint of the second says is true of the first as well.
ALSO_TRUE = {
    ("all-seeds-choose", "choosing-seed-votes"),
    ("best-of-all-searches", "middle-of-the-kept"),
    ("best-of-each-candidate", "middle-of-the-kept"),
    ("budget-never-grows", "evaluated-again"),
    ("chosen-from-all-rows", "columns-by-vote"),
    ("chosen-once", "columns-by-vote"),
    ("mean-over-all-rows", "smaller-batches-smaller-steps"),
    ("rate-of-the-first", "one-rate-for-all"),
    ("rate-of-the-first", "stops-when-it-falls"),
    ("rest-in-the-last", "larger-folds-not-first"),
}
LEAKY = 15  # a line of an answer this long, without its indent, is one that must not be seen
MISTAKES = answer_files("hplearn/exercises/mistakes")
VARIANTS, RIGHT = answer_files("tests/wrong_answers"), answer_files("tests/right_answers")


def label(path):
    return f"{path.parent.name}-{path.stem}" if path.suffix == ".py" else path.stem


@pytest.fixture(params=SOLUTIONS, ids=label, scope="module")
def solution(request):
    return request.param


def verdict_of(path):
    """Return the verdict on a file's answer, the rest of the solution beside it."""
    asked, _ = asked_in(path)
    return examine(asked, executed(path, dict(solved(asked.topic))), SEED)


def test_each_oracle_has_a_solution_and_each_solution_an_oracle():
    assert [topic_of(path) for path in SOLUTIONS] == [*exercises()]


def test_untouched_exercise_earns_nothing(solution):
    names = names_of(ROOT / "exercises" / solution.name)
    for verdict in verdicts_on(names, topic_of(solution)).values():
        assert (verdict.verdict, verdict.points) == ("not attempted", 0), verdict.hint


@pytest.mark.parametrize("seed", [0, pytest.param(1, marks=pytest.mark.slow)])
def test_solution_earns_everything(solution, seed):
    topic = topic_of(solution)
    for verdict in verdicts_on(solved(topic), topic, seed).values():
        assert verdict.verdict == "right", verdict.hint


@pytest.mark.slow
@pytest.mark.parametrize("path", MISTAKES + VARIANTS, ids=label)
def test_wrong_answer_loses_its_points_with_its_own_hint_however_it_is_written(path):
    verdict = verdict_of(path)
    assert verdict.failed
    assert any(row.fault for row in verdict.rows[: verdict.question.n_public])  # at every press
    assert verdict.mistake == path.stem.replace("_", "-"), verdict.hint
    assert verdict.hint in repr(Report([verdict]))
    failed = [row for row in verdict.rows if row.fault]
    for other in mistakes_of(verdict.question):
        pair = (verdict.mistake, other.name)
        if other.sign and other.name != verdict.mistake and pair not in ALSO_TRUE:
            n_shown = sum(shows(other.sign, row) for row in failed)
            assert n_shown < max(NEEDED, len(failed) / 4), other.name


@pytest.mark.parametrize("path", RIGHT, ids=label)
def test_right_answer_written_differently_earns_everything(path):
    verdict = verdict_of(path)
    assert verdict.verdict == "right", verdict.hint


N_VALUES = int(os.environ.get("HPLEARN_VALUES", "8"))  # .ci/full takes more
SCALARS = [-1, 2, 0.5, float("nan"), 1e300, 10**30, "A", "learning_rate", "", None, True]
ARRAYS = [np.array(1.5), np.ones((3, 1, 2)), np.array(["A"]), np.zeros(0), np.longdouble([2.5, 1])]
PLAIN = st.recursive(
    st.sampled_from([*SCALARS, *ARRAYS, np.arange(3), {"A"}, ["A", {}], (1, [2.5]), object()]),
    lambda some: (
        st.lists(some, max_size=3)
        | st.lists(some, max_size=3).map(tuple)
        | st.dictionaries(st.sampled_from(["A", "learning_rate", 1, 0.5]), some, max_size=3)
    ),
)


def verdict_briefly(question, answer):
    """Return the verdict on an odd answer, by few cases; it has a hint, and a report."""
    found = examine(question, {question.name: answer}, seed=1, n_cases=3)
    assert repr(Report([found]))
    assert bool(found.hint) == (found.verdict != "right")
    return found.verdict


@pytest.mark.ci
@settings(max_examples=N_VALUES)
@given(value=PLAIN)
def test_whatever_value_comes_there_is_a_verdict(solution, value):
    for question in questions_of(topic_of(solution)):
        if question.is_value and not question.written:
            assert verdict_briefly(question, value) in ("right", "wrong")
        elif not question.written:
            assert verdict_briefly(question, lambda *_: value) == "wrong", question.id


def test_there_are_mistakes_two_of_them_written_twice_and_other_right_answers(solution):
    mistakes, variants, right = (
        [path for path in paths if topic_of(path) == topic_of(solution)]
        for paths in (MISTAKES, VARIANTS, RIGHT)
    )
    questions = questions_of(topic_of(solution))
    named = [mistake.name for question in questions for mistake in mistakes_of(question)]
    assert len(named) == len(mistakes), "a file of another exercise's question"
    variants = {path.stem.replace("_", "-") for path in variants}
    assert variants <= set(named)
    assert len(variants) >= 2
    to_answer = {q.id for q in questions if not (q.is_value or q.written)}
    assert to_answer <= {asked_in(path)[0].id for path in right}, "see tests/right_answers/"


def test_what_goes_wrong_in_a_mistake_ends_a_sentence(solution):
    """As in: A known mistake: your answer walks uphill."""
    questions = questions_of(topic_of(solution))
    titles = [mistake.title for q in questions for mistake in mistakes_of(q)]
    verb = r"(does not |never )?[a-z]+s .*\."
    noun = r"(variances|slopes|repetitions|folds|losses|errors)\b.*"
    odd = [t for t in titles if not re.fullmatch(verb, t) or re.fullmatch(noun, t)]
    assert odd == []


def test_questions_and_notebook_agree(solution):
    exercise, notebook = topic_of(solution), nbformat.read(solution, as_version=4)
    assert notebook.metadata["hplearn"]["exercise"] == exercise
    assert 15 <= notebook.metadata["hplearn"]["minutes"] <= 60
    cells = {cell.metadata.get("nbgrader", {}).get("grade_id"): cell for cell in notebook.cells}
    questions = questions_of(exercise)
    numbers = range(1, len(questions) + 1)
    assert [question.id for question in questions] == [f"{exercise}/{k}" for k in numbers]
    total = sum(question.points for question in questions)
    assert total >= 3
    said = re.search(rf"\*\*Points:\*\* {total}\b", notebook.cells[0].source)
    assert said, f"the first cell of the solution should say **Points:** {total}"
    assert any(not question.is_value for question in questions)
    assert (ROOT / "lessons" / solution.name).exists()
    assert f"(../lessons/{solution.name})" in notebook.cells[0].source
    for question in questions:
        text, answer = cells[f"{question.grade_id}-text"], cells[question.grade_id]
        if question.written:
            assert answer.cell_type == "markdown"
            continue
        checked = cells[f"{question.grade_id}-check"]
        assert checked.metadata["nbgrader"]["points"] == question.points
        assert f'check("{question.number}")\n### BEGIN HIDDEN TESTS' in checked.source
        assert f'\nmark("{question.number}")\n' in checked.source
        assert question.name in answer.source
        if not question.is_value:
            assert f"def {question.defines}" in answer.source
            assert f'raise NotImplementedError("{question.number}: ' in answer.source
            assert "**Example" in text.source


def test_the_lesson_has_the_section_that_teaches_each_question(solution):
    cells = nbformat.read(ROOT / "lessons" / solution.name, as_version=4).cells
    lines = [line for cell in cells for line in cell.source.splitlines() if line.startswith("#")]
    headings = [line.lstrip("# ") for line in lines]
    for question in questions_of(topic_of(solution)):
        if not question.written:
            words, address = question.taught_in
            heading = words.partition("“")[2].partition("”")[0]
            assert heading in headings, question.id
            assert address == f"../lessons/{solution.name}#{heading.replace(' ', '-')}"


def test_exercise_is_built_from_the_solution_to_the_byte(solution):
    notebook = nbformat.read(solution, as_version=4)
    built = to_text(student_version(notebook))
    advice = f"run `hplearn build solutions/{solution.name}`"
    assert (ROOT / "exercises" / solution.name).read_bytes() == built.encode(), advice
    assert solution.read_bytes() == to_text(notebook).encode(), advice


def test_it_leads_on_to_the_next_lesson(solution):
    later = TOPICS[TOPICS.index(topic_of(solution)) + 1 :][:1]
    for topic in later:
        onward = f"Then go on to [lesson {number_of(topic)}](../lessons/{notebook_of(topic)})."
        assert nbformat.read(solution, as_version=4).cells[-1].source == onward


def hidden_lines(notebook):
    """Return the lines inside solution regions that do not stand outside them, too."""
    hidden, outside = "", ""
    for cell in notebook.cells:
        written = cell.cell_type == "markdown" and cell.metadata.get("nbgrader", {}).get("solution")
        region = re.compile(".*" if written else "### BEGIN.*?### END", re.DOTALL)
        hidden += "\n".join([*region.findall(cell.source), ""])
        outside += region.sub("\n", cell.source) + "\n"
    hidden, outside = ({line.strip() for line in text.splitlines()} for text in (hidden, outside))
    return {line for line in hidden if len(line) >= LEAKY} - outside


@cache
def seen_in(path):
    """Return the lines of a notebook's cells, and their outputs as one text."""
    cells = nbformat.read(path, as_version=4).cells
    lines = {line.strip() for cell in cells for line in cell.source.splitlines()}
    return lines, "\n".join(str(cell.get("outputs", "")) for cell in cells)


def test_no_line_of_an_answer_is_seen(solution):
    lines = hidden_lines(nbformat.read(solution, as_version=4))
    for path in [*(ROOT / "exercises").glob("*.ipynb"), *(ROOT / "lessons").glob("*.ipynb")]:
        seen, shown = seen_in(path)
        assert not lines & seen, f"{path.name} shows {lines & seen}"
        assert not [line for line in lines if line in shown]
