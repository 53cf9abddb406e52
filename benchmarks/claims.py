"""Each headline of the lessons, challenged with other seeds, a finer grid or another's code.

::

    python -m benchmarks.claims                 # all of them; minutes
    python -m benchmarks.claims momentum        # those of this lesson, by its topic
    python -m benchmarks.claims --write         # and put what was found into docs/claims.md

A claim is a function in the file of its lesson in `challenges/`. Its docstring has three
paragraphs: the claim, where the lesson makes it (a heading), and the challenge. It returns what
was found, in words and with its interval, and fails an assertion if the claim does not hold.

A claim is a cause, and not a number, if the reason of a prediction has it as its `grounds`. Such a
challenge should change the cause alone, and assert that without that change the verdict is another;
some of the older ones change data, epochs or rates instead.
"""

import inspect
import re
import sys
import time
from importlib import import_module
from pathlib import Path

from hplearn.lab.questions.question_file import questions_in
from hplearn.syllabus import TOPICS, number_of

PAGE = Path(__file__).parents[1] / "docs" / "claims.md"
HEAD = """# Claims

Each empirical conclusion of a lesson (recap, quiz, audit), challenged by other seeds or means.
`python -m benchmarks.claims` computes the last column; ± is a 95 % interval.
A cause is what a lesson gives as the reason of an answer.

| claim | | where | challenge | what was found |
|---|---|---|---|---|
"""


def claims_of(topic):
    """Return the functions that challenge what this lesson claims, in their order."""
    name = topic.replace("-", "_")
    if not (Path(__file__).parent / "challenges" / f"{name}.py").exists():
        return []
    module = import_module(f"benchmarks.challenges.{name}")
    ours = [f for f in vars(module).values() if getattr(f, "__module__", "") == module.__name__]
    return [f for f in ours if inspect.isfunction(f) and not f.__name__.startswith("_")]


def row(topic, claim, found):
    """Return a claim's row of the table."""
    text, where, challenge = (
        " ".join(part.split()) for part in inspect.getdoc(claim).split("\n\n")
    )
    number, anchor = number_of(topic), where.replace(" ", "-")
    link = f"[{number}, {where}](../lessons/{number}-{topic}.ipynb#{anchor})"
    grounds = [asked.get("grounds", {}) for asked in questions_in(topic, "prediction").values()]
    kind = "cause" if {"challenged": claim.__name__} in grounds else "number"
    return f"| {text} | {kind} | {link} | {challenge} | {found} |"


def rows_there():
    """Return what docs/claims.md says was found, by what stands before it in its row."""
    text = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    return dict(re.findall(r"^(\| .* \|) ([^|]*) \|$", text, re.MULTILINE))


def main(*words):
    """Compute the claims that are asked for, and tell or write what was found."""
    write, asked = "--write" in words, [word for word in words if word != "--write"]
    there, rows, failed = rows_there(), [], []
    for topic in TOPICS:
        for claim in claims_of(topic):
            begin = row(topic, claim, "").removesuffix("  |")
            found = there.get(begin, "not computed")
            if not asked or topic in asked:
                start = time.perf_counter()
                try:
                    found = claim()
                except AssertionError as error:
                    failed.append(f"{topic}: {claim.__name__}: {error}")
                    found = "does not hold"
                print(
                    f"{time.perf_counter() - start:6.1f} s  {claim.__name__}: {found}", flush=True
                )
            rows.append(f"{begin} {found} |")
    if write:
        PAGE.write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")
    return "\n".join(failed) or None  # an empty text would be a failure to sys.exit


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
