"""Each headline of the lessons, challenged with other seeds, a finer grid or another's code.

::

    python -m benchmarks.claims                 # all of them; minutes
    python -m benchmarks.claims momentum        # those of this lesson, by its topic
    python -m benchmarks.claims --write         # and put what was found into docs/claims.md
    python -m benchmarks.claims --seeds 1       # on other seeds: what they find, and what it says

A claim is a function in the file of its lesson in `challenges/`. Its docstring has three
paragraphs: the claim, where the lesson makes it (a heading), and the challenge. It returns what
was found, in words and with its interval, and fails an assertion if the claim does not hold.

A claim is a cause, and not a number, if the reason of a prediction has it as its `grounds`, or a
sentence of the lesson, marked ``<!-- why: challenged its_name -->``. Such a challenge should change
the cause alone, and assert that without that change the verdict is another; some of the older ones
change data, epochs or rates instead.

A verdict must not depend on the draw: each seed of a challenge is named by `fresh` of `seeds.py`,
which `--seeds` moves, to one more set of seeds for each number. docs/claims.md shows set 0.
"""

import inspect
import json
import re
import sys
import time
from argparse import ArgumentParser
from collections import Counter
from functools import cache
from importlib import import_module
from pathlib import Path

from benchmarks import seeds
from hplearn.lab.questions.question_file import questions_in
from hplearn.syllabus import TOPICS, number_of

ROOT = Path(__file__).parents[1]
PAGE, LESSONS = ROOT / "docs" / "claims.md", ROOT / "lessons"
HEAD = """# Claims

Each empirical conclusion of a lesson (recap, quiz, audit), challenged by other seeds or means.\
 It tells the answers of predictions: do the lesson first.
`python -m benchmarks.claims` computes the last column; ± is a 95 % interval.
A cause is what a lesson gives as the reason of what it measures; the table at the end counts them.
"""
TABLE = """
<a id="lesson-{0}"></a>

## Lesson {0}

| claim | kind | where | challenge | what was found |
|---|---|---|---|---|"""
CAUSES = """
## What the causes rest on

Derived in a section of the lesson, printed by one of its cells, or challenged by a row above.

| lesson | derived | printed | challenged |
|---|--:|--:|--:|"""


def claims_of(topic):
    """Return the functions that challenge what this lesson claims, in their order."""
    name = topic.replace("-", "_")
    if not (Path(__file__).parent / "challenges" / f"{name}.py").exists():
        return []
    module = import_module(f"benchmarks.challenges.{name}")
    ours = [f for f in vars(module).values() if getattr(f, "__module__", "") == module.__name__]
    return [f for f in ours if inspect.isfunction(f) and not f.__name__.startswith("_")]


@cache
def reasons_of(topic):
    """Return what each cause that a lesson gives rests on, as pairs (derived, "a heading").

    Keys are the predictions' names, and for sentences of the lesson what stands before their mark.
    """
    asked = questions_in(topic, "prediction").items()
    grounds = [
        (name, next(iter(each["grounds"].items()))) for name, each in asked if "grounds" in each
    ]
    lesson = json.loads((LESSONS / f"{number_of(topic)}-{topic}.ipynb").read_text(encoding="utf-8"))
    lines = (line for cell in lesson["cells"] for line in cell["source"])
    marked = (re.findall(r"(.+?) <!-- why: (\w+) (.+?) -->", line) for line in lines)
    return dict(grounds) | {told: (kind, where) for found in marked for told, kind, where in found}


def row(topic, claim, found):
    """Return a claim's row of the table."""
    text, where, challenge = (
        " ".join(part.split()) for part in inspect.getdoc(claim).split("\n\n")
    )
    number, anchor = number_of(topic), where.replace(" ", "-")
    link = f"[{number}, {where}](../lessons/{number}-{topic}.ipynb#{anchor})"
    kind = "cause" if ("challenged", claim.__name__) in reasons_of(topic).values() else "number"
    return f"| {text} | {kind} | {link} | {challenge} | {found} |"


def rows_there():
    """Return what docs/claims.md says was found, by what stands before it in its row."""
    text = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    return dict(re.findall(r"^(\| .* \|) ([^|]*) \|$", text.split(CAUSES)[0], re.MULTILINE))


def table_of_causes():
    """Return how many of the causes of each lesson are derived, printed, challenged."""
    rows = []
    for topic in TOPICS:
        if kinds := Counter(kind for kind, _ in reasons_of(topic).values()):
            counts = " | ".join(str(kinds[kind]) for kind in ("derived", "printed", "challenged"))
            rows.append(f"| {number_of(topic)} | {counts} |")
    return "\n".join([CAUSES, *rows])


def main(*words):
    """Compute the claims that are asked for, and tell or write what was found."""
    parser = ArgumentParser(prog="python -m benchmarks.claims")
    parser.add_argument("topics", nargs="*", help="of the lessons; all without one")
    parser.add_argument("--write", action="store_true", help="write docs/claims.md")
    parser.add_argument("--seeds", type=int, default=0, help="a set of other seeds, from 1 on")
    asked = parser.parse_args(words)
    if asked.write and asked.seeds:
        parser.error("docs/claims.md shows the seeds 0, so --write takes no other --seeds")
    seeds.chosen = asked.seeds
    there, rows, failed = rows_there(), [], []
    for topic in TOPICS:
        claims = claims_of(topic)
        rows += [TABLE.format(number_of(topic))] * bool(claims)
        for claim in claims:
            begin = row(topic, claim, "").removesuffix("  |")
            found = said = there.get(begin, "not computed")
            if not asked.topics or topic in asked.topics:
                start = time.perf_counter()
                try:
                    found = claim()
                except AssertionError as error:
                    failed.append(f"{topic}: {claim.__name__}: {error}")
                    found = "does not hold"
                beside = f"\n          seeds 0: {said}" if asked.seeds else ""
                seconds = time.perf_counter() - start
                print(f"{seconds:6.1f} s  {claim.__name__}: {found}{beside}", flush=True)
            rows.append(f"{begin} {found} |")
    if asked.write:
        page = HEAD + "\n".join(rows) + "\n" + table_of_causes() + "\n"
        PAGE.write_text(page, encoding="utf-8")
    return "\n".join(failed) or None  # an empty text would be a failure to sys.exit


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
