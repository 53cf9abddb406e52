"""The form of a lesson, as rules that name the cell, the line and the reason.

Each rule takes a notebook and yields one sentence for each place that breaks it.
"""

import ast
import json
import re

BANNED = {"lr", "eta", "utils"}
MACHINE_PATH = re.compile(
    r"(?<![\w.])/(home|root|tmp|mnt|opt|srv|var|Users)/\w|\b[A-Z]:\\+\w|site-packages"
)
BROKEN = re.compile(r"^[^#].*[\w,]\n\s*[a-z]")
TWO_SENTENCES = re.compile(
    r"(?<!e\.g)(?<!i\.e)(?<!\bal)(?<!\bvs)(?<!\b[A-Z])[.?!][*_)\"”]*\s+[*_(\"“`$\[]*[A-Z]"
)


def complaints(notebook):
    """Return a sentence for each place where the notebook breaks the form of a lesson.

    Parameters
    ----------
    notebook : nbformat.NotebookNode

    Returns
    -------
    list of str

    Examples
    --------
    >>> from nbformat.v4 import new_markdown_cell, new_notebook
    >>> complaints(new_notebook(cells=[new_markdown_cell("# Title")]))
    ['a lesson has 25 to 45 cells, to fit one sitting; here 1']
    """
    return [sentence for rule in RULES for sentence in rule(notebook)]


def _prose(cell, *, tables=False):
    """Yield (line number, line) outside fenced code, display mathematics, tables and HTML."""
    inside = False
    for number, line in enumerate(cell.source.splitlines(), start=1):
        if re.match(r"\s*(```|\$\$)", line):
            inside ^= len(re.findall(r"```|\$\$", line)) == 1
        elif not inside and (tables or not re.match(r"\s*[|<]", line)):
            yield number, line


def _numbered(notebook, kind):
    """Yield (number, cell) for cells of one kind, numbered from 1 over all cells."""
    for number, cell in enumerate(notebook.cells, start=1):
        if cell.cell_type == kind:
            yield number, cell


def _parsed(notebook):
    """Yield (number, cell, syntax tree) of each code cell."""
    for number, cell in _numbered(notebook, "code"):
        yield number, cell, ast.parse(cell.source)


def _calls(tree, *names):
    """Whether any of these names is called, alone or as an attribute."""
    called = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    return any(getattr(f, "id", getattr(f, "attr", None)) in names for f in called)


def _length(notebook):
    """Hold a lesson to one sitting; one of five minutes may be short."""
    fewest = 25 if notebook.metadata.get("hplearn", {}).get("minutes", 40) > 5 else 5
    if not fewest <= len(notebook.cells) <= 45:
        yield f"a lesson has {fewest} to 45 cells, to fit one sitting; here {len(notebook.cells)}"


def _run_in_order(notebook):
    """Every code cell was run, from top to bottom."""
    counts = [cell.execution_count for _, cell in _numbered(notebook, "code")]
    if counts != list(range(1, len(counts) + 1)):
        yield f"code cells are committed as run from top to bottom, 1 to n; here {counts}"


def _clean_outputs(notebook):
    """No errors, no warnings, and words for each picture."""
    for number, cell in _numbered(notebook, "code"):
        if "raises-exception" in cell.metadata.get("tags", []):
            yield f"cell {number}: the tag raises-exception hides real errors; use try and print"
        for output in cell.outputs:
            if output.output_type == "error" or output.get("name") == "stderr":
                yield f"cell {number}: a lesson shows no traceback and no warning"
            data = output.get("data", {})
            if "image/png" in data and data["text/plain"].startswith(("<", "Figure")):
                yield f"cell {number}: a picture needs words; use show(fig, alt=…)"


def _panels_are_tagged(notebook):
    """Keep nbval from comparing what a panel displays."""
    for number, cell, tree in _parsed(notebook):
        tagged = "nbval-ignore-output" in cell.metadata.get("tags", [])
        if _calls(tree, "panel", "film") and not tagged:
            yield f"cell {number}: a panel cell needs the tag nbval-ignore-output"


def _short_prose(notebook):
    """At most 140 words a cell; references are looked up, not read."""
    for number, cell in _numbered(notebook, "markdown"):
        if cell.source.startswith("## References"):
            continue
        shown = (re.sub(r"<!--.*?-->", "", line) for _, line in _prose(cell))
        n_words = sum(len(line.split()) for line in shown)
        if n_words > 140:
            yield f"cell {number}: {n_words} words; past 140 a reader skims, so cut or split"


def _one_sentence_a_line(notebook):
    """Keep each sentence whole on a source line of its own; references are exempt."""
    for number, cell in _numbered(notebook, "markdown"):
        if re.search(r"^#+ .*References", cell.source, re.MULTILINE):
            continue
        last = (0, "")
        for line_number, line in _prose(cell):
            where = f"cell {number}, line {line_number}"
            plain = re.sub(r"`[^`]*`|\$[^$]*\$", "x", line)
            if not line.startswith("#") and TWO_SENTENCES.search(plain):
                yield f"{where}: one sentence a source line, so that a change shows as one line"
            if last[0] == line_number - 1 and BROKEN.search(f"{last[1]}\n{line}"):
                yield f"{where}: this sentence began on the line above; keep it on one line"
            last = line_number, line


def _headings_step(notebook):
    """One title, and no level skipped."""
    level, n_top = 0, 0
    for number, cell in _numbered(notebook, "markdown"):
        for line_number, line in _prose(cell):
            found = re.match(r"(#+) ", line)
            if not found:
                continue
            if len(found[1]) > level + 1:
                yield f"cell {number}, line {line_number}: a heading skips a level"
            level = len(found[1])
            n_top += level == 1
    if n_top != 1:
        yield f"a lesson has exactly one top heading, its title; here {n_top}"


def _names_in_full(notebook):
    """Variables and modules have the course's names; a call may pass eta."""
    for number, _, tree in _parsed(notebook):
        for node in ast.walk(tree):
            stored = isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
            name = node.id if stored else _given_name(node)
            allowed = {"eta"} if isinstance(node, ast.keyword) else set()
            for banned in BANNED & set(name.split(".")) - allowed:
                yield f"cell {number}, line {node.lineno}: write {banned} as a full word"


def _given_name(node):
    """Return the name of an argument, of a keyword or of an imported module, else nothing."""
    fields = {ast.arg: "arg", ast.keyword: "arg", ast.ImportFrom: "module", ast.alias: "name"}
    return getattr(node, fields.get(type(node), ""), None) or ""


def _short_code(notebook):
    """Keep set-up, cells and algorithms short enough to see at a glance."""
    for place, (number, cell, tree) in enumerate(_parsed(notebook)):
        n_lines = len(cell.source.splitlines())
        if n_lines > (10 if place == 0 else 25):
            yield f"cell {number}: {n_lines} lines; set-up has at most 10, any other cell 25"
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                loops = any(isinstance(inner, (ast.For, ast.While)) for inner in ast.walk(node))
                if loops and node.end_lineno - node.lineno >= 15:
                    yield f"cell {number}: {node.name} is an algorithm of more than 15 lines"


def _no_machine_paths(notebook):
    """Nothing names a folder of the machine that built it."""
    for number, cell in enumerate(notebook.cells, start=1):
        outputs = json.loads(json.dumps(cell.get("outputs", [])))
        for output in outputs:
            output.get("data", {}).pop("image/png", None)
        text = re.sub(r"base64,[^\"'\\]+", "", cell.source + json.dumps(outputs))
        if found := MACHINE_PATH.search(text):
            yield f"cell {number}: {found[0]!r} exists on one machine only"


RULES = [
    _length,
    _run_in_order,
    _clean_outputs,
    _panels_are_tagged,
    _short_prose,
    _one_sentence_a_line,
    _headings_step,
    _names_in_full,
    _short_code,
    _no_machine_paths,
]
