"""The form and the parts of a lesson, as rules.

A rule takes a notebook and yields one sentence for each place that breaks it: the cell, the line
and the reason. `python -m tests.lesson_form lessons/05-*.ipynb` lists what to read again.
"""

import ast
import json
import re
import sys
from functools import cache

import nbformat

from hplearn.lab.questions.question_file import questions_in

ABBREVIATED = re.compile(r"""(?<![\\"'])\b(?:lr\b|utils\b|eta\b(?!=))""")
MACHINE_PATH = re.compile(
    r"(?<![\w.])/(home|root|tmp|mnt|opt|srv|var|Users)/\w|\b[A-Z]:\\+\w|site-packages"
)
BROKEN = re.compile(r"^[^#].*[\w,]\n\s*[a-z]")
TWO_SENTENCES = re.compile(
    r"(?<!e\.g)(?<!i\.e)(?<!\bal)(?<!\bvs)(?<!\b[A-Z])[.?!][*_)\"”]*\s+[*_(\"“`$\[]*[A-Z]"
)
NUMBER = re.compile(r"(?<![\w.])\d(?:[\d,_]*\d)?(?:\.\d+)?(?:e[+-]?\d+)?(?!\w|\.\d)")
GREY = re.compile(r'(?:colors?"?[=:] ?|else )"(0\.\d+)"')
MARKED = re.compile(r"([\d,.]*\d) ?<!-- (.+?) -->")
SECTION = r"\d(?:\.\d)?(?: \(\d\))?"
NO_RESULTS = (  # numbers that no cell need print: code, links, lessons, sections, years
    r"`[^`]*`|\$[^$]*\$|\]\([^)]*\)",
    r"[Ll]essons? \d\d(?:(?:,| and| to) \d\d)*",
    rf"[Ss]ections? {SECTION}(?:(?:,| and| to) {SECTION})*",
    r"\*\*Time:\*\*.*|\*\*Article:\*\*.*|^#+ .*|\[\d[\d.]*\]\([^)]*article\.md[^)]*\)",
    r"\b(?:1[89]|20)\d\d\b",
)
HOUSE_WORDS = re.compile(  # private names for what has a standard one
    r"(?i)\b(?:knobs?|piles?|kin|darts?|legs?|rooms?|blam(?:e|es|ed|ing)|first numbers)\b"
)
CHINESE = re.compile(r"[\u4e00-\u9fff]+")
RULE_OF_TABLE = re.compile(r"^\|[ :|-]+\|$", re.MULTILINE)
MOVED = ("film", "panel", "draggable")
SEEN = 10  # up to ten of something is seen, not computed
PARTS = {  # in their order: each is a pattern in a line of prose, or functions that a cell calls
    "a title that asks": r"^# \d\d · .+\?$",
    "what one can after it": r"\*\*After this lesson you can\*\*",
    "what one needs": r"\*\*You need:\*\*",
    "its time": r"\*\*Time:\*\*",
    "its place in the article": r"\*\*Article:\*\*",
    "a prediction": ("predict",),
    "what one moves": MOVED,
    "## What the article says": "^## What the article says",
    "## Now you explain": "^## Now you explain",
    "a quiz": ("quiz",),
    "## You now know": "^## You now know",
    "## References": "^## References",
    "## Exercise": "^## Exercise$",
}


def prose(cell, *, tables=False):
    """Yield (line number, line) outside fenced code, display mathematics, tables and HTML."""
    inside = False
    for number, line in enumerate(cell.source.splitlines(), start=1):
        if re.match(r"\s*(```|\$\$)", line):
            inside ^= len(re.findall(r"```|\$\$", line)) == 1
        elif not inside and (tables or not re.match(r"\s*[|<]", line)):
            yield number, line


def numbered(notebook, kind):
    """Yield (number, cell) for cells of one kind, numbered from 1 over all cells."""
    for number, cell in enumerate(notebook.cells, start=1):
        if cell.cell_type == kind:
            yield number, cell


tree_of = cache(ast.parse)


def parsed(notebook):
    """Yield (number, cell, syntax tree) of each code cell."""
    for number, cell in numbered(notebook, "code"):
        yield number, cell, tree_of(cell.source)


@cache
def called(tree):
    """Return the names that are called, alone or as an attribute."""
    functions = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return {getattr(f, "id", getattr(f, "attr", None)) for f in functions}


def calls(tree, *names):
    """Whether any of these names is called."""
    return not called(tree).isdisjoint(names)


def is_short(notebook):
    """Whether this is a lesson of ten minutes, which need not have every part."""
    return notebook.metadata.get("hplearn", {}).get("minutes", 45) <= 10


def core_and_optional(notebook):
    """Return the cells on the core path, and those of sections whose heading says (optional)."""
    parts, optional = ([], []), False
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and (heading := re.search(r"^##+ .*", cell.source, re.M)):
            optional = heading[0].endswith("(optional)")
        parts[optional].append(cell)
    return parts


def visible_lines(cell):
    """Return how many lines of code of a cell stand there to be read."""
    folded = cell.metadata.get("jupyter", {}).get("source_hidden", False)
    code = cell.cell_type == "code" and not folded
    return sum(bool(line.strip()) for line in cell.source.splitlines()) if code else 0


def minutes_for(cells, step=5):
    """Compute the minutes of some cells by the formula in CONTRIBUTING, to the nearest five."""
    minutes = 0
    for cell in cells:
        if cell.cell_type == "markdown" and not cell.source.startswith("## References"):
            minutes += sum(len(line.split()) for _, line in prose(cell, tables=True)) / 200
            minutes += cell.source.count("$$") / 2 + len(RULE_OF_TABLE.findall(cell.source)) / 2
        elif cell.cell_type == "code":
            topics = re.findall(r'\bquiz\("(.+?)"\)', cell.source)
            n_questions = sum(len(questions_in(topic, "quiz")) for topic in topics)
            minutes += visible_lines(cell) / 6 + 2 * n_predictions([cell]) + n_questions
            minutes += sum(map(is_to_be_read, cell.outputs)) / 2
    return step * max(round(minutes / step), bool(cells))


def n_predictions(cells):
    """Return how many predictions some cells ask for."""
    code = (cell.source for cell in cells if cell.cell_type == "code")
    return sum(len(re.findall(r'\bpredict\("', source)) for source in code)


def is_to_be_read(output):
    """Whether an output is a figure, or printed in as many lines as a table has."""
    return "image/png" in output.get("data", {}) or output.get("text", "").count("\n") >= 6


def minutes_are_computed(notebook):
    """Hold the stated minutes to the formula, and the core path to fifty and to 200 lines."""
    about, (core, optional) = notebook.metadata["hplearn"], core_and_optional(notebook)
    stated = about["minutes"], about.get("optional_minutes", 0)
    computed = minutes_for(core), minutes_for(optional)
    if stated != computed:
        yield f"minutes and optional_minutes are {stated}, and by the formula {computed}"
    time = first_cell(notebook, rf"^\*\*Time:\*\* {computed[0]} minutes")
    if not (time or is_short(notebook)):
        yield f"the line **Time:** does not begin with {computed[0]} minutes"
    if computed[0] > 50:
        yield f"{computed[0]} minutes on the core path; at most 50"
    if (n_asked := n_predictions(core)) > 5:
        yield f"{n_asked} predictions on the core path; at most 5"
    if (n_lines := sum(map(visible_lines, core))) > 200:
        yield f"{n_lines} visible lines of code on the core path; at most 200"
    if not is_short(notebook) and n_predictions(notebook.cells) < 4:
        yield "fewer than four predictions, which are what the course is"


def all_code(notebook):
    return "\n".join(cell.source for _, cell in numbered(notebook, "code"))


def standard_words(notebook):
    """Find no house word and no Chinese in the text."""
    for number, cell in numbered(notebook, "markdown"):
        for line_number, line in prose(cell, tables=True):
            for pattern, advice in ((HOUSE_WORDS, "the field's word"), (CHINESE, "English")):
                for found in pattern.findall(line):
                    yield f"cell {number}, line {line_number}: {found!r}; write {advice}"


def length(notebook):
    """Hold a lesson to one sitting; one of ten minutes may be short."""
    fewest = 5 if is_short(notebook) else 25
    if not fewest <= len(notebook.cells) <= 45:
        yield f"a lesson has {fewest} to 45 cells, to fit one sitting; here {len(notebook.cells)}"


def run_in_order(notebook):
    """Every code cell was run, from top to bottom."""
    counts = [cell.execution_count for _, cell in numbered(notebook, "code")]
    if counts != list(range(1, len(counts) + 1)):
        yield f"code cells are committed as run from top to bottom, 1 to n; here {counts}"


def clean_outputs(notebook):
    """No errors, no warnings, and words for each picture."""
    for number, cell in numbered(notebook, "code"):
        if "raises-exception" in cell.metadata.get("tags", []):
            yield f"cell {number}: the tag raises-exception hides real errors; use try and print"
        for output in cell.outputs:
            if output.output_type == "error" or output.get("name") == "stderr":
                yield f"cell {number}: a lesson shows no traceback and no warning"
            data = output.get("data", {})
            if "image/png" in data and data["text/plain"].startswith(("<", "Figure")):
                yield f"cell {number}: a picture needs words; use show(fig, alt=…)"


def short_prose(notebook):
    """At most 140 words a cell; references are looked up, not read."""
    for number, cell in numbered(notebook, "markdown"):
        shown = (re.sub(r"<!--.*?-->", "", line) for _, line in prose(cell))
        n_words = sum(len(line.split()) for line in shown)
        if n_words > 140 and not cell.source.startswith("## References"):
            yield f"cell {number}: {n_words} words; past 140 a reader skims, so cut or split"


def one_sentence_a_line(notebook):
    """Keep each sentence whole on a source line of its own; references are exempt."""
    for number, cell in numbered(notebook, "markdown"):
        if re.search(r"^#+ .*References", cell.source, re.MULTILINE):
            continue
        last = (0, "")
        for line_number, line in prose(cell):
            where = f"cell {number}, line {line_number}"
            plain = re.sub(r"`[^`]*`|\$[^$]*\$", "x", line)
            if not line.startswith("#") and TWO_SENTENCES.search(plain):
                yield f"{where}: one sentence a source line, so that a change shows as one line"
            if last[0] == line_number - 1 and BROKEN.search(f"{last[1]}\n{line}"):
                yield f"{where}: this sentence began on the line above; keep it on one line"
            last = line_number, line


def names_in_full(notebook):
    """Code has the course's names; a call may pass eta."""
    for number, cell in numbered(notebook, "code"):
        if found := ABBREVIATED.search(cell.source):
            yield f"cell {number}: write {found[0]} as a full word"


def short_code(notebook):
    """Keep set-up, cells and algorithms short enough to see at a glance."""
    for place, (number, cell, tree) in enumerate(parsed(notebook)):
        n_lines = len(cell.source.splitlines())
        if n_lines > (10 if place == 0 else 25):
            yield f"cell {number}: {n_lines} lines; set-up has at most 10, any other cell 25"
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                loops = any(isinstance(inner, (ast.For, ast.While)) for inner in ast.walk(node))
                if loops and node.end_lineno - node.lineno >= 15:
                    yield f"cell {number}: {node.name} is an algorithm of more than 15 lines"


def no_machine_paths(notebook):
    """Nothing names a folder of the machine that built it."""
    for number, cell in enumerate(notebook.cells, start=1):
        outputs = json.loads(json.dumps(cell.get("outputs", [])))
        for output in outputs:
            output.get("data", {}).pop("image/png", None)
        text = re.sub(r"base64,[^\"'\\]+", "", cell.source + json.dumps(outputs))
        if found := MACHINE_PATH.search(text):
            yield f"cell {number}: {found[0]!r} exists on one machine only"


def first_cell(notebook, sought):
    """Return the number of the first cell with this pattern, or with one of these calls, or 0."""
    if isinstance(sought, tuple):
        return next((n for n, _, tree in parsed(notebook) if calls(tree, *sought)), 0)
    texts = numbered(notebook, "markdown")
    return next((n for n, cell in texts if re.search(sought, cell.source, re.MULTILINE)), 0)


def parts_in_order(notebook):
    """Question, goals, predictions, panel, document, explanation, quiz, recap, references."""
    if is_short(notebook):
        return
    last, before = 0, "the start"
    for part, sought in PARTS.items():
        place = first_cell(notebook, sought)
        if not place:
            yield f"no cell has {part!r}; each lesson has one"
        elif place < last:
            yield f"cell {place}: {part!r} stands before {before!r} (cell {last})"
        else:
            last, before = place, part


def compared_and_failed(notebook):
    """Somewhere two routes are asserted equal, and somewhere something fails on purpose."""
    if is_short(notebook):
        return
    if not first_cell(notebook, ("assert_allclose", "assert_equal", "assert_array_equal")):
        yield "no cell asserts mine = hplearn = a reference; use np.testing"
    if not first_cell(notebook, "(?i)on purpose"):
        yield "no cell says 'on purpose'; each lesson shows the face of a failure"


def explanation_folds(notebook):
    """Below the heading stands a fold-out with ours, or a question that shows ours."""
    for number, cell in numbered(notebook, "markdown"):
        near = notebook.cells[number - 1 : number + 1]
        if "## Now you explain" in cell.source and not any(
            "<details>" in cell.source or "explain(" in cell.source for cell in near
        ):
            yield f"cell {number}: what we would write, folded, belongs to 'Now you explain'"


def figures_have_captions(notebook):
    """Below a figure stands a caption in italics that makes a claim."""
    for number, _, tree in parsed(notebook):
        below = notebook.cells[number : number + 1]
        first = re.sub(r"<details.*\n\n", "", below[0].source).split("\n\n")[0] if below else ""
        if calls(tree, "show") and not re.fullmatch(r"\*[^*].*[^*]\*", first, re.DOTALL):
            yield f"cell {number}: the cell below begins with the figure's claim, *in italics*"


def panels_have_one_question(notebook):
    """Above a panel stands exactly one question in bold."""
    above = ""
    for number, cell in enumerate(notebook.cells, start=1):
        if cell.cell_type == "markdown":
            above = cell.source
        elif calls(ast.parse(cell.source), *MOVED):
            n_questions = len(re.findall(r"\*\*[^*]+\?\*\*", above))
            if n_questions != 1:
                yield f"cell {number}: one **question?** above each panel; here {n_questions}"


def drawing_is_folded(notebook):
    """No panel stands behind more than eight visible lines; what is to be read is not folded."""
    for number, cell, tree in parsed(notebook):
        folded = cell.metadata.get("jupyter", {}).get("source_hidden", False)
        n_lines = sum(bool(line.strip()) for line in cell.source.splitlines())
        if calls(tree, *MOVED) and n_lines > 8 and not folded:
            yield f"cell {number}: fold the drawing of this panel, so that the picture is seen"
        if folded and ("hplearn" in cell.metadata or not calls(tree, *MOVED, "show")):
            yield f"cell {number}: only what draws is folded; this code is there to be read"


def lines_stand_out(notebook):
    """Grey lines and marks have 3:1 to white, which 0.58 is; a paler grey is for an area."""
    for number, cell in numbered(notebook, "code"):
        for line in cell.source.splitlines():
            pale = [grey for grey in GREY.findall(line) if float(grey) > 0.58]
            if pale and "span(" not in line:
                yield f"cell {number}: the grey {pale[0]} is too pale for a line or a mark"


def numbers_are_printed(notebook):
    """Tie numbers: each in the prose stands in code or in what a cell prints, or is marked.

    A marked number is followed by its expression, as in ``1,257<!-- len(y_train) -->``; the tests
    evaluate it where the lesson has run.
    """
    if is_short(notebook):
        return
    shown = set()
    for _, cell in numbered(notebook, "code"):
        shown |= numbers_in(cell.source)
        for out in cell.outputs:
            shown |= numbers_in(out.get("text", "") + out.get("data", {}).get("text/plain", ""))
    for number, cell in numbered(notebook, "markdown"):
        if re.search(r"^## (References|Now you explain)", cell.source, re.MULTILINE):
            continue  # a page number is no result, nor is what a colleague in a puzzle found
        for line_number, line in prose(cell):
            results = re.sub("|".join((MARKED.pattern, *NO_RESULTS)), " ", line)
            for value in sorted(numbers_in(results) - shown):
                if value > SEEN or value % 1:
                    yield f"cell {number}, line {line_number}: {value:g} is printed by no cell"


def numbers_in(text):
    return {float(found[0].replace(",", "").replace("_", "")) for found in NUMBER.finditer(text)}


def marked_numbers(notebook):
    """Yield (cell number, number as written, expression) for each marked number."""
    for number, cell in numbered(notebook, "markdown"):
        for written, expression in MARKED.findall(cell.source):
            yield number, written, expression


RULES = [
    *(length, run_in_order, clean_outputs, short_prose, one_sentence_a_line),
    *(names_in_full, short_code, no_machine_paths, minutes_are_computed, standard_words),
    *(parts_in_order, compared_and_failed, explanation_folds, figures_have_captions),
    *(panels_have_one_question, drawing_is_folded, lines_stand_out, numbers_are_printed),
]


def to_read_again(notebook):
    """Yield the places whose sentences may be chopped: fragments, and runs of short sentences.

    Nothing fails on them, since a short sentence may be meant: `python -m tests.lesson_form FILE`.
    """
    for number, cell in numbered(notebook, "markdown"):
        run = []
        for _, line in [*prose(cell), (0, "")]:
            is_text = re.match(r"[A-Za-z$`]", line) and line.endswith((".", "?", "!"))
            n_words = len(line.split()) if is_text else 99
            if n_words <= 4:
                yield f"cell {number}: a fragment? {line}"
            run = [*run, line] if n_words <= 8 else []
            if len(run) == 3:
                yield f"cell {number}: three short sentences in a row: {' '.join(run)}"


if __name__ == "__main__":
    for path in sys.argv[1:]:
        for place in to_read_again(nbformat.read(path, as_version=4)):
            print(f"{path}, {place}")
