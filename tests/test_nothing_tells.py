"""Before a prediction is committed, nothing to be seen tells its answer.

JupyterLab shows more than other surfaces do: outputs below an open question wait there, but the
sources, headings and prose of the whole notebook stand open, and above it all that was answered.
A line is found that says what only the right option says, or much of what its reason says. What is
found and tells nothing is listed in `test_nothing_tells.toml`, with the reason. What tells it in
other words is evidence of the question, and `test_lessons.py` keeps that closed.
"""

import ast
import re
import tomllib
from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell

import hplearn.lab
from hplearn.lab.questions.question_file import questions_in

LESSONS = sorted((Path(__file__).parents[1] / "lessons").glob("[0-9][0-9]-*.ipynb"))
DATA = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
LISTED, NUMBERS, WORDS = DATA["innocent"], DATA["numbers"], DATA["common"].split()
COMMON = {*NUMBERS.values(), 50.0}
TOKEN = re.compile(r"\d[\d,_]*(?:\.\d+)?(?:e[-+]?\d+)?|[A-Z]?[a-z]+|[A-Z]+")
CLOSED = re.compile(r'<details(?: class="(.*?)")?>.*?</details>', re.DOTALL)
ASKS = re.compile(r'predict\("[^/]*/(.*?)"\)')


def tokens(text):
    """Return its numbers, in digits or words, and the stems of its words, in order."""
    found = []
    for token in TOKEN.findall(re.sub(r"<[^>]*>|\]\([^)]*\)", " ", text)):
        word = token.lower()
        if token[0].isdigit():
            found.append(float(token.replace(",", "").replace("_", "")))
        elif word in NUMBERS:
            found.append(NUMBERS[word])
        elif len(word) > 2 and word not in WORDS:
            found.append(re.sub(r"(?<=...)(?:ing|est|ed|er|es|ly|s|e)$", "", word))
    return found


def spelt(line):
    """Return the numbers from 3 to 9 that are words, in a text or in a name."""
    names = [name for name, n in NUMBERS.items() if 3 <= n < 10]
    return {
        NUMBERS[n.lower()] for n in re.findall(f"(?i)(?<![a-z])({'|'.join(names)})(?![a-z])", line)
    }


def pairs(found):
    """Return the pairs of tokens that follow each other, at once or with one between them."""
    both = [*pairwise(found), *zip(found, found[2:], strict=False)]
    return {frozenset(pair) for pair in both if pair[0] != pair[1]}


def equal(a, b, tolerance=0.003):
    return isinstance(a, float) and isinstance(b, float) and abs(a - b) <= tolerance * b


class Answer:
    """What only the right option says, in numbers and words, and pairs of words of its reason."""

    def __init__(self, asked, closed):
        options = asked.get("options", {})
        right = tokens(options[asked["answer"]][0] if options else str(asked["answer"]))
        others = tokens(" ".join(o[0] for key, o in options.items() if key != asked["answer"]))
        question, why = tokens(asked["question"]), tokens(asked["why"])
        own = {*right} - {*others} if "items" not in asked else set()
        own |= {n for n in why if any(equal(n, m, 0.06) for m in own)} - {*others}
        self.numbers = {token for token in own if isinstance(token, float)}
        self.words, self.question = own - self.numbers - {*question}, {*question}
        self.pairs = pairs(right) | pairs(why) | pairs(tokens(closed))
        self.pairs -= pairs(question) | pairs(others)

    def told_by(self, line, where, rare):
        """Return the numbers and words of a line that tell the answer, or the line."""
        found = tokens(line)
        numbers = {n for n in found if any(equal(n, m) for m in self.numbers)}
        words, about = {*found} & self.words, {*found} & self.question & rare
        n_shared = sum(len(pair & rare) for pair in pairs(found) & self.pairs)
        told = {line} if n_shared >= 12 and where != "above" else set()
        if where == "near":
            return told | words | (numbers - COMMON) | (numbers & spelt(line))
        numbers -= spelt(line) if where == "below" else self.question
        if (len(about) >= 2 and numbers - COMMON) or (len(about) >= 4 and where == "below"):
            told |= numbers
        return told | words if len(words & rare) >= 2 and len(words | about) >= 3 else told


def places(cells):
    """Return for each prediction of a notebook the number of its cell."""
    return {name: i for i, cell in enumerate(cells) for name in ASKS.findall(cell.source)}


def opened_by(part):
    return set(re.findall(r"after-([\w-]+)", part[1] or ""))


def seen(cells, name, asked):
    """Yield (where, line) for all that can be seen before a prediction is committed.

    What answers it is near: the cells below it, up to the closed part about it.
    """
    all_places = places(cells)
    place, others = all_places.pop(name), {*all_places.values()}
    done = {other for other, i in all_places.items() if i < place}
    about = (i for i, cell in enumerate(cells) if i > place and f"after-{name}" in cell.source)
    end = min([*about, *(i for i in others if i > place), len(cells)])
    for i, cell in enumerate(cells):
        where, text = "above" if i < place else "near" if i < end else "below", cell.source
        outputs = cell.get("outputs", ()) if i < place else ()
        if asks := ASKS.search(text):
            text, outputs = asked[asks[1]]["why"] if i < place else "", ()
        elif text.startswith("## References") or is_folded(cell):
            text = ""
        elif cell.cell_type == "markdown" and i > place:
            text = CLOSED.sub(lambda part: part[0] if opened_by(part) & done else "", text)
        shown = (o.get("text") or o.get("data", {}).get("text/plain", "") for o in outputs)
        for line in "\n".join([text, *shown]).splitlines():
            yield where, line.strip()


def is_folded(cell):
    return cell.metadata.get("jupyter", {}).get("source_hidden", False)


def stops_above(cells, name):
    """Yield the stops of the films above a prediction that are numbers in the source."""
    for cell in cells[: places(cells)[name]]:
        for node in ast.walk(ast.parse(cell.source if cell.cell_type == "code" else "")):
            if getattr(getattr(node, "func", None), "id", "") in ("linear", "log_scale"):
                control = getattr(hplearn.lab, node.func.id)
                if all(isinstance(value, ast.Constant) for value in node.args):
                    yield from control(*(value.value for value in node.args)).stops


def tells(cells, name, asked):
    """Yield what tells the answer of a prediction before it is committed, and the line."""
    parts = [part for cell in cells for part in CLOSED.finditer(cell.source)]
    closed = " ".join(part[0] for part in parts if name in opened_by(part))
    answer, lines = Answer(asked[name], closed), [*seen(cells, name, asked)]
    said = Counter(token for _, line in lines for token in {*tokens(line)})
    rare = {token for token in said if said[token] < max(len(lines) / 12, 9)}
    for where, line in lines:
        yield from ((told, line) for told in answer.told_by(line, where, rare))
    known = {token for where, line in lines if where == "above" for token in tokens(line)}
    for number in answer.question - known - COMMON:  # which the question is the first to name
        if any(equal(number, float(stop)) for stop in stops_above(cells, name)):
            yield number, f"a film above has a stop at {number}"


@cache
def found_in(path):
    """Return (id of the prediction, what tells its answer, the line) for a lesson."""
    cells, topic = nbformat.read(path, as_version=4).cells, path.stem[3:]
    asked = questions_in(topic, "prediction")
    return [
        (f"{topic}/{name}", *told) for name in places(cells) for told in tells(cells, name, asked)
    ]


def is_meant(entry, told, line):
    """Whether an entry of the list, a word, a number or a part of a line, is about this."""
    return entry in line if len(tokens(entry)) > 1 else tokens(entry) == [told]


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_nothing_tells_the_answer_of_a_prediction(path):
    new = [
        f"{id}: {told if told != line else 'its reason'} in: {line}"
        for id, told, line in found_in(path)
        if not any(is_meant(entry, told, line) for entry in LISTED.get(id, {}).get("seen", ()))
    ]
    advice = "close it in <details class=after-…>, compute it, or word it so that it does not tell"
    assert not new, "\n".join([f"{path.name} tells answers: {advice}", *new])


def test_each_entry_of_the_list_is_needed_and_has_a_reason():
    found = [told for path in LESSONS for told in found_in(path)]
    for id, listed in LISTED.items():
        assert listed["reason"].endswith(".")
        for entry in listed["seen"]:
            needed = any(id == other and is_meant(entry, *told) for other, *told in found)
            assert needed, f"{id}: {entry!r} is found no longer, so take it off the list"


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_the_number_of_the_right_option_right_below_the_question_is_never_on_the_list(path):
    cells, topic = nbformat.read(path, as_version=4).cells, path.stem[3:]
    asked = questions_in(topic, "prediction")
    for name in places(cells):
        own = Answer(asked[name], "").numbers - COMMON
        entries = LISTED.get(f"{topic}/{name}", {}).get("seen", ())
        listed = [entry for entry in entries if own & {*tokens(entry)}]
        near = [line for where, line in seen(cells, name, asked) if where == "near"]
        assert not [line for line in near if any(entry in line for entry in listed)]


ASKED = {
    "first": {
        "question": "How many units does the layer need?",
        "answer": "a",
        "options": {"a": ["3"], "b": ["2"]},
        "why": "Three directions close the island, and with two there is a way out.",
    },
    "second": {
        "question": "You raise the learning rate from 0.05 to 0.16. How many steps now?",
        "answer": "b",
        "options": {"a": ["about 350"], "b": ["about 90, in a zigzag"], "c": ["it diverges"]},
        "why": "It needs 87 steps, since the crawl along the valley floor limits the walk.",
    },
}
PART = '<details class="after-{}"><summary>Then</summary>\n\n{}\n\n</details>'


def told_in(above="", near="", below="", folded=False):
    """Return the predictions whose answers a toy lesson tells if it has these sources."""
    cells = [new_code_cell(above)]
    for name in ASKED:
        metadata = {"jupyter": {"source_hidden": folded}}
        cells += [new_code_cell(f'predict("toy/{name}")'), new_code_cell(near, metadata=metadata)]
        cells += [new_markdown_cell(PART.format(name, "So it is."))]
    cells += [new_markdown_cell(below)]
    return [name for name in ASKED if [*tells(cells, name, ASKED)]]


PLANTED = [
    ("first", {"near": "three = np.eye(2)"}),
    ("first", {"near": "turn(angle)  # in three directions"}),
    ("first", {"near": 'show(fig, alt="A hexagon and three lines.")'}),
    ("second", {"near": "for rate in (0.16, 0.161):\n    try_it(rate, 87)"}),
    ("second", {"near": 'print("a zigzag of", n_steps)'}),
    ("second", {"above": "n_steps = 87  # at the highest learning rate"}),
    ("second", {"above": "linear(0.01, 0.21, 21)"}),
    ("second", {"below": "## At this learning rate it takes 87 steps"}),
    ("second", {"below": "for step in range(87, 350):  # of a learning rate"}),
    ("second", {"below": "So the crawl along the valley floor limits the walk, whatever you do."}),
    ("second", {"below": PART.format("first", "At this learning rate it takes 87.")}),
]
INNOCENT = [
    {"near": "three = 87", "folded": True},
    {"near": "range(3), range(350)", "above": "linear(0.01, 0.3, 3)"},
    {
        "below": PART.format("second", "At this learning rate it takes 87.")
        + "\n\nA film of 87 stops."
    },
]


@pytest.mark.parametrize(("name", "planted"), PLANTED)
def test_a_planted_leak_is_found(name, planted):
    assert told_in(**planted) == [name]


@pytest.mark.parametrize("planted", INNOCENT)
def test_what_is_closed_folded_or_about_something_else_is_not(planted):
    assert told_in(**planted) == []
