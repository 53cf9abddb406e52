"""The parts of a lesson, as rules: what each lesson has, in which order, and what belongs together.

As in `lesson_form`, a rule takes a notebook and yields a sentence for each place that breaks it.
"""

import re

from tests.lesson_form import _calls, _numbered, _parsed, _prose

LABELS = ("**After this lesson you can**", "**You need:**", "**Time:**", "**Document:**")
NUMBER = re.compile(r"(?<![\w.])\d(?:[\d,_]*\d)?(?:\.\d+)?(?:e[+-]?\d+)?(?!\w|\.\d)")
MARKED = re.compile(r"([\d,.]*\d) ?<!-- (.+?) -->")
SEEN = 10  # up to ten of something is seen, not computed


def is_short(notebook):
    """Whether this is a lesson of five minutes, which need not have every part.

    Examples
    --------
    >>> from nbformat.v4 import new_notebook
    >>> is_short(new_notebook(metadata={"hplearn": {"minutes": 5}}))
    True
    """
    return notebook.metadata.get("hplearn", {}).get("minutes", 45) <= 5


def _places(notebook):
    """Return, for each part, the number of the first cell that has it, or None."""
    calls = {
        "a prediction": ("predict",),
        "a film or panel": ("film", "panel"),
        "a quiz": ("quiz",),
    }
    found = {"a title": _first_heading(notebook, r"# \d\d · .+\?$")}
    for label in LABELS:
        found[label] = next((n for n, c in _numbered(notebook, "markdown") if label in c.source), 0)
    for part, names in calls.items():
        found[part] = next((n for n, _, tree in _parsed(notebook) if _calls(tree, *names)), 0)
    for heading in ("What the document says", "Now you explain", "You now know", "References"):
        found[f"## {heading}"] = _first_heading(notebook, rf"## {heading}")
    found["## Exercise"] = _first_heading(notebook, r"## Exercise$")
    return found


def _first_heading(notebook, pattern):
    for number, cell in _numbered(notebook, "markdown"):
        if any(re.match(pattern, line) for line in cell.source.splitlines()):
            return number
    return 0


ORDER = (
    "a title",
    *LABELS,
    "a prediction",
    "a film or panel",
    "## What the document says",
    "## Now you explain",
    "a quiz",
    "## You now know",
    "## References",
    "## Exercise",
)


def _parts_in_order(notebook):
    """Question, goals, predictions, panel, document, explanation, quiz, recap, references."""
    if is_short(notebook):
        return
    places = _places(notebook)
    last, before = 0, "the start"
    for part in ORDER:
        if not places[part]:
            yield f"no cell has {part!r}; each lesson has one"
        elif places[part] < last:
            yield f"cell {places[part]}: {part!r} stands before {before!r} (cell {last})"
        else:
            last, before = places[part], part


def _compared_and_failed(notebook):
    """Somewhere two routes are asserted equal, and somewhere something fails on purpose."""
    if is_short(notebook):
        return
    names = ("assert_allclose", "assert_equal", "assert_array_equal")
    if not any(_calls(tree, *names) for _, _, tree in _parsed(notebook)):
        yield "no cell asserts mine = hplearn = a reference; use np.testing"
    if not any("on purpose" in c.source.lower() for _, c in _numbered(notebook, "markdown")):
        yield "no cell says 'on purpose'; each lesson shows the face of a failure"


def _explanation_folds(notebook):
    """Below the heading stands a fold-out with ours."""
    for number, cell in _numbered(notebook, "markdown"):
        if "## Now you explain" in cell.source and "<details>" not in cell.source:
            below = notebook.cells[number : number + 1]
            if not any("<details>" in cell.source for cell in below):
                yield f"cell {number}: what we would write, folded, belongs to 'Now you explain'"


def _figures_have_captions(notebook):
    """Below a figure stands a caption in italics that makes a claim."""
    for number, _, tree in _parsed(notebook):
        if not _calls(tree, "show"):
            continue
        below = notebook.cells[number] if number < len(notebook.cells) else None
        caption = below is not None and below.cell_type == "markdown"
        first = below.source.split("\n\n")[0] if caption else ""
        if not re.fullmatch(r"\*[^*].*[^*]\*", first, re.DOTALL):
            yield f"cell {number}: the cell below begins with the figure's claim, *in italics*"


def _panels_have_one_question(notebook):
    """Above a panel stands exactly one question in bold."""
    for number, _, tree in _parsed(notebook):
        if not _calls(tree, "film", "panel"):
            continue
        above = next(
            (c.source for c in reversed(notebook.cells[: number - 1]) if c.cell_type == "markdown"),
            "",
        )
        n_questions = len(re.findall(r"\*\*[^*]+\?\*\*", above))
        if n_questions != 1:
            yield f"cell {number}: one **question?** above each panel; here {n_questions}"


def _numbers_are_printed(notebook):
    """Tie numbers: each in the prose stands in code or in what a cell prints, or is marked.

    A marked number is followed by its expression, as in ``1,257<!-- len(y_train) -->``; the tests
    evaluate it where the lesson has run.
    """
    if is_short(notebook):
        return
    shown = set()
    for _, cell in _numbered(notebook, "code"):
        prints = (
            out.get("text", "") + out.get("data", {}).get("text/plain", "") for out in cell.outputs
        )
        shown |= _numbers("\n".join([cell.source, *prints]))
    for number, cell in _numbered(notebook, "markdown"):
        if re.search(r"^## (References|Now you explain)", cell.source, re.MULTILINE):
            continue  # a page number is no result, nor is what a colleague in a puzzle found
        for line_number, line in _prose(cell):
            for value in sorted(_numbers(_results_only(line)) - shown):
                if value > SEEN or value % 1:
                    yield f"cell {number}, line {line_number}: {value:g} is printed by no cell"


def marked_numbers(notebook):
    """Yield (cell number, number as written, expression) for each marked number.

    Examples
    --------
    >>> from nbformat.v4 import new_markdown_cell, new_notebook
    >>> cell = new_markdown_cell("All 1,257<!-- len(y) --> rows.")
    >>> list(marked_numbers(new_notebook(cells=[cell])))
    [(1, '1,257', 'len(y)')]
    """
    for number, cell in _numbered(notebook, "markdown"):
        for written, expression in MARKED.findall(cell.source):
            yield number, written, expression


def _numbers(text):
    return {float(found[0].replace(",", "").replace("_", "")) for found in NUMBER.finditer(text)}


def _results_only(line):
    """Take out what no cell need print: marked numbers, lessons, sections, years, code, links."""
    plain = re.sub(r"`[^`]*`|\$[^$]*\$|\]\([^)]*\)", " ", MARKED.sub(" ", line))
    plain = re.sub(r"[Ll]essons? \d\d(?:(?:,| and| to) \d\d)*", " ", plain)
    section = r"\d(?:\.\d)?(?: \(\d\))?"
    plain = re.sub(rf"[Ss]ections? {section}(?:(?:,| and| to) {section})*", " ", plain)
    plain = re.sub(r"\*\*Time:\*\*.*|\*\*Document:\*\*.*|^#+ .*", " ", plain)
    return re.sub(r"\b(?:1[89]|20)\d\d\b", " ", plain)


RULES = [
    _parts_in_order,
    _compared_and_failed,
    _explanation_folds,
    _figures_have_captions,
    _panels_have_one_question,
    _numbers_are_printed,
]
