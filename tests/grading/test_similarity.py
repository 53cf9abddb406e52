"""Copied answers lead the list, whatever was done to them; honest ones do not stand out."""

import ast
import random
import re
from collections import defaultdict

import pytest

from hplearn.exercises.questions import exercises, questions_of
from hplearn.exercises.solution import code_of
from hplearn.grading.pages import class_page
from hplearn.grading.similarity import hints, same_files
from tests.exercises.answers import answer_files, asked_in

from .records import a_mark, a_record

NUMBERS = ("05.1", "05.2", "05.3")
OURS = {q.number: code_of(q) for q in questions_of("gradient-descent") if q.number in NUMBERS}


def with_sources(student, sources):
    return a_record(student, *(a_mark(number, source=source) for number, source in sources.items()))


def made_up(rng):
    """Return answers as a student might write them: our steps, in their words, with extras."""
    step = rng.choice(["start - learning_rate * gradient(start)", "start - move(start)"])
    keep = rng.choice(["path.append(start)", "path += [start]", "path = [*path, start]"])
    lines = [
        "def gd(gradient, start, learning_rate, n_steps):",
        *(f"bound = {rng.random():.3f} ** {rng.randint(1, 99)}" for _ in range(4)),
        "path = [start]",
        rng.choice(["for step in range(n_steps):", "while len(path) <= n_steps:"]),
        *(f"    start = {step}", f"    {keep}"),
        rng.choice(["return np.array(path)", "return np.stack(path)"]),
    ]
    limit = "def largest_safe_rate(hessian):\n    return 2 / np.linalg.eigvalsh(hessian).max()"
    return {"05.1": "\n    ".join(lines), "05.3": limit}


def copied(sources, rng):
    """Return a copy with other names, other comments and another order."""
    names = {"path": "p", "start": "theta", "step": "k", "move": "d"}
    changed = {}
    for number, source in sorted(sources.items(), reverse=True):
        for old, new in names.items():
            source = re.sub(rf"\b{old}\b", new, source)
        lines = source.splitlines()
        lines.insert(rng.randrange(1, len(lines)), "    # my own idea")
        changed[number] = "\n".join(lines)
    return changed


@pytest.mark.parametrize("seed", range(2))
def test_three_copied_pairs_of_forty_lead_the_list(seed):
    rng = random.Random(seed)
    answers = {f"s{at:02}": made_up(rng) for at in range(37)}
    pairs = {(f"s{at:02}", f"x{at:02}") for at in (3, 14, 20)}
    answers |= {copy: copied(answers[of], rng) for of, copy in sorted(pairs)}
    alike, flags = hints([with_sources(*one) for one in answers.items()])
    assert {(a, b) for _, _, a, b in alike[:3]} == pairs
    assert not any(flags.values())


def test_our_solution_is_a_flag_of_its_own_and_makes_no_pair():
    renamed = {n: source.replace("learning_rate", "eta") for n, source in OURS.items()}
    records = [with_sources("ada", OURS), with_sources("bob", renamed)]
    alike, flags = hints(records)
    assert alike == []
    said = ["05.2 is our public solution"]
    assert flags == {(name, "gradient-descent"): said for name in ("ada", "bob")}


HONEST = (
    "def gd(gradient, start, learning_rate, n_steps):\n"
    "    path = [np.asarray(start, dtype=float)]\n"
    "    for _ in range(n_steps):\n"
    "        path.append(path[-1] - learning_rate * gradient(path[-1]))\n"
    "    return np.array(path)"
)


def test_two_that_follow_the_lesson_do_not_stand_out():
    other = HONEST.replace("_ in", "step in").replace("np.array(", "np.stack(")
    answers = {"ada": {"05.1": HONEST}, "bob": {"05.1": other}}
    alike, flags = hints([with_sources(*one) for one in answers.items()])
    assert alike == []
    assert not any(flags.values())


def test_the_same_file_of_two_who_are_no_group_is_told():
    began, blank = a_mark("05.1", 0, verdict="wrong"), a_mark("05.1", 0, verdict="not attempted")
    handed = {  # whose, what is in it, where it lies
        "eve": (began, "d", "eve/05.ipynb"),
        "ada": (began, "d", "ada/05.ipynb"),
        "bob": (began, "e", "group/05.ipynb"),
        "dan": (began, "e", "group/05.ipynb"),
        "una": (blank, "b", "una/05.ipynb"),
        "zoe": (blank, "b", "zoe/05.ipynb"),
    }
    records = [a_record(who, mark, digest=digest) for who, (mark, digest, _) in handed.items()]
    same = same_files(records, [path for *_, path in handed.values()])
    assert same == [("gradient-descent", "the same file, byte for byte", "ada", "eve")]


def test_the_page_says_that_it_is_a_hint():
    roster = [{"student": "ada"}, {"student": "<bob>"}]
    page = class_page([], roster, alike=[("gradient-descent", "93%", "ada", "<bob>")])
    assert "is a hint and no proof" in page
    assert "&lt;bob&gt;" in page
    assert "look alike" not in class_page([])


def statements(source):
    """Return the statements within others, a function's or a loop's, the last one first."""
    found = [one for one in ast.walk(ast.parse(source)) if isinstance(one, ast.stmt)]
    return sorted((one for one in found if one.col_offset), key=lambda one: -one.lineno)


def inserted(source, code):
    """Return a source with a line of code before the statement in its middle."""
    lines, found = source.splitlines(), statements(source)
    if found:
        one = found[len(found) // 2]
        lines.insert(one.lineno - 1, " " * one.col_offset + code)
    return "\n".join(lines)


def split(source):
    """Return a source whose last result has a name before it is returned."""
    lines = source.splitlines()
    for one in statements(source):
        if isinstance(one, ast.Return) and not isinstance(one.value, ast.Name):
            at = one.lineno - 1
            lines[at] = lines[at].replace("return ", "outcome = ", 1)
            lines.insert(one.end_lineno, " " * one.col_offset + "return outcome")
            break
    return "\n".join(lines)


def renamed(source):
    """Return a source with all its own names changed, its quotes, and its docstring."""
    own = {node.arg for node in ast.walk(ast.parse(source)) if isinstance(node, ast.arg)}
    for name in own:
        source = re.sub(rf"\b{name}\b", f"my_{name}", source)
    return source.replace('"""', "'''").replace("the ", "my ") + "  # my own"


EDITS = {
    "renamed": renamed,
    "pass": lambda source: inserted(source, "pass"),
    "print": lambda source: inserted(source, "print('here', path)"),
    "call": lambda source: source + "\nprint(f(np.array([1.0, 2.0]), 0.1, n_steps=10))",
    "split": split,
    "all": lambda source: inserted(split(renamed(source)), "print(path)"),
}
EACH_EDIT = ["all", *(pytest.param(edit, marks=pytest.mark.ci) for edit in [*EDITS][:-1])]
FOLDERS = ("tests/fresh_answers", "tests/right_answers", "tests/wrong_answers")


def people(topic):
    """Return students who answer as different people did, by the folder that these are in."""
    answers = {folder: defaultdict(list) for folder in FOLDERS}
    for folder in FOLDERS:
        for path in answer_files(folder):
            question = asked_in(path)[0]
            if question.topic == topic and not question.is_value:
                answers[folder][question.number].append(path.read_text())
    return {
        f"{folder} {at}": {number: of[at % len(of)] for number, of in known.items()}
        for folder, known in answers.items()
        for at in range(max(map(len, known.values()), default=0))
    }


@pytest.mark.slow
def test_two_people_are_hardly_ever_a_pair():
    n_pairs = 0
    for topic in exercises():
        students = people(topic)
        found, flags = hints([with_sources(*one) for one in students.items()])
        assert not any(flags.values()), "nobody of them had our solution"
        n_pairs += sum(a.split()[0] != b.split()[0] for _, _, a, b in found)
    assert n_pairs == 0


def is_pair(sources, other):
    return bool(hints([with_sources("ada", sources), with_sources("bob", other)])[0])


@pytest.mark.slow
@pytest.mark.parametrize("edit", EACH_EDIT)
def test_an_edited_copy_is_a_pair(edit):
    students = [one for topic in exercises() for one in people(topic).values()]
    students = [one for one in students if is_pair(one, one)]  # the others are too short to tell
    copies = [{number: EDITS[edit](source) for number, source in one.items()} for one in students]
    found = sum(map(is_pair, students, copies))
    assert found == len(students) > 50


@pytest.mark.parametrize("edit", EDITS)
def test_our_solution_with_something_added_is_still_ours(edit):
    n_ours, n_found = 0, 0
    for topic in exercises():
        ours = {q.number: code_of(q) for q in questions_of(topic) if not (q.is_value or q.written)}
        copy = {number: EDITS[edit](source) for number, source in ours.items()}
        _, flags = hints([with_sources("ada", ours), with_sources("bob", copy)])
        n_ours += len(flags["ada", topic])
        n_found += len(flags["bob", topic])
    assert n_ours == 20
    assert n_found >= (19 if edit == "all" else 20)
