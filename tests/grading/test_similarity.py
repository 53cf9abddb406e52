"""Copied answers lead the list, whatever was done to them; honest ones do not stand out."""

import random
import re

import pytest

from hplearn.exercises.questions import questions_of
from hplearn.exercises.solution import code_of
from hplearn.grading.pages import class_page
from hplearn.grading.similarity import hints

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


def test_the_page_says_that_it_is_a_hint():
    page = class_page([], alike=[("gradient-descent", "93%", "ada", "<bob>")])
    assert "is a hint and no proof" in page
    assert "&lt;bob&gt;" in page
    assert "look alike" not in class_page([])
