"""Each rule of the lesson form sees its breach, and sees nothing else."""

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from hplearn.classroom.notebooks import normalise, to_text
from tests.lesson_form import (
    RULES,
    length,
    minutes_are_computed,
    minutes_for,
    standard_words,
    to_read_again,
)

TITLE = "# Title\n\nOne sentence.\nAnother, by E. Hazan et al. in 2015.\n\n**Which one?**"


def lesson_with(*cells, n_filler=4, minutes=5):
    """A short lesson that keeps every rule, and then the cells of the test."""
    cells = [new_markdown_cell(TITLE), *(new_code_cell("x = 1") for _ in range(n_filler)), *cells]
    for count, cell in enumerate((c for c in cells if c.cell_type == "code"), start=1):
        cell.execution_count = cell.get("execution_count") or count
    return new_notebook(cells=cells, metadata={"hplearn": {"minutes": minutes}})


def complaints(notebook):
    return [sentence for rule in RULES for sentence in rule(notebook)]


def code(source, tags=(), **output):
    outputs = [new_output(**output)] if output else []
    return new_code_cell(source, outputs=outputs, metadata={"tags": list(tags)})


PANEL = "def draw(ax, x):\n" + "    ax.grid()\n" * 7 + "\n\nfilm(draw, x=y)"  # nine lines to read
FOLDED = {"jupyter": {"source_hidden": True}}
BREAKS = [
    ("run_in_order", new_code_cell("x", execution_count=99)),
    ("clean_outputs", code("x", tags=["raises-exception"])),
    ("clean_outputs", code("x", output_type="error", ename="E", evalue="e")),
    ("clean_outputs", code("x", output_type="stream", name="stderr", text="Warning")),
    (
        "clean_outputs",
        code("x", output_type="display_data", data={"image/png": "", "text/plain": "<F>"}),
    ),
    ("short_prose", new_markdown_cell("word " * 141)),
    ("one_sentence_a_line", new_markdown_cell("First `x`. Second.")),
    ("one_sentence_a_line", new_markdown_cell("- Why **here?** *Because* it is.")),
    ("one_sentence_a_line", new_markdown_cell("This sentence is\nbroken in two.")),
    ("names_in_full", code("lr = 0.1")),
    ("names_in_full", code("def step(eta):\n    return eta")),
    ("names_in_full", code("GD(lr=0.1)")),
    ("names_in_full", code("from course.utils import x")),
    ("names_in_full", code("import utils as x")),
    ("short_code", code("x = 1\n" * 26)),
    ("short_code", code("def f():\n    for i in x:\n" + "        i\n" * 14)),
    ("no_machine_paths", code("x = '/home/me/data'")),
    ("figures_have_captions", code("show(fig)")),
    ("drawing_is_folded", code(PANEL)),
    ("drawing_is_folded", new_code_cell("x = 1", metadata=FOLDED)),
    ("drawing_is_folded", new_code_cell(PANEL, metadata=FOLDED | {"hplearn": {"teaches": ["1"]}})),
    ("lines_stand_out", code('ax.plot(x, color="0.75")')),
    ("explanation_folds", new_markdown_cell("## Now you explain\n\nWhy?")),
    ("no_machine_paths", code("x", output_type="stream", name="stdout", text="C:\\Users\\me")),
]


@pytest.mark.parametrize(("rule", "cell"), BREAKS, ids=lambda x: x if isinstance(x, str) else "")
def test_each_rule_sees_its_breach_and_only_it(rule, cell):
    broken = lesson_with(cell)
    assert [r.__name__ for r in RULES for _ in r(broken)] == [rule]


@pytest.mark.parametrize(("minutes", "few", "many"), [(45, 24, 46), (5, 4, 46)])
def test_length_has_two_ends(minutes, few, many):
    for n_cells in (few, many):
        (complaint,) = length(lesson_with(n_filler=n_cells - 1, minutes=minutes))
        assert complaint.endswith(f"{few + 1} to 45 cells, to fit one sitting; here {n_cells}")


def test_set_up_is_short_and_a_good_lesson_passes():
    picture = {"image/png": "/tmp/x", "text/plain": "Loss falls.", "text/html": "base64,/tmp/x'"}
    good = [
        code("run(eta=3, label=r'$\\eta$')"),
        code("x", output_type="display_data", data=picture),
        new_markdown_cell(
            "## Step\n\n```\nOne. Two.\n```\n\n$$\nx. Y\n$$\n\n- item one\n- item two"
        ),
        new_markdown_cell("### References\n\nKingma, D. and Ba, J. (2015). Adam. A method."),
    ]
    notebook = lesson_with(*good)
    assert complaints(notebook) == []
    notebook.cells[1].source = "x = 1\n" * 11
    assert complaints(notebook) == ["cell 2: 11 lines; set-up has at most 10, any other cell 25"]
    assert to_text(normalise(notebook)) == to_text(notebook)


def test_minutes_follow_the_formula_and_fifty_are_enough():
    asks = [code(f'predict("topic/{name}")') for name in "abcd"]
    optional = [new_markdown_cell("## More (optional)"), code("x = 1\n" * 24)]
    notebook = lesson_with(*asks, *optional, minutes=10)
    assert minutes_for_both(notebook) == [
        "minutes and optional_minutes are (10, 0), and by the formula (10, 5)"
    ]
    notebook.metadata.hplearn |= {"optional_minutes": 5}
    assert minutes_for_both(notebook) == []
    notebook.cells[1].source = "x = 1\n" * 470
    wrong, long, many_lines = minutes_for_both(notebook)
    assert "by the formula (90, 5)" in wrong
    assert (long[:10], many_lines[:17]) == ("90 minutes", "477 visible lines")
    notebook.cells[1:1] = [code(f'predict("topic/{name}")') for name in "ef"]
    assert "6 predictions on the core path; at most 5" in minutes_for_both(notebook)


def test_derivations_tables_and_figures_take_time():
    derived = new_markdown_cell("$$\nx\n$$\n\n| a | b |\n|---|--:|\n| 1 | 2 |")
    seen = code("x", output_type="display_data", data={"image/png": ""})
    told = [code("x", output_type="stream", text="1\n" * n_lines) for n_lines in (5, 6)]
    assert minutes_for(6 * [derived, seen, *told], step=1) == 6 * (1 + 3 / 2 + 3 / 6)


def minutes_for_both(notebook):
    return [sentence for sentence in minutes_are_computed(notebook) if "Time" not in sentence]


@pytest.mark.parametrize("word", ["Blame", "darts", "a kin of", "first numbers", "内层问题"])
def test_lessons_have_the_fields_words(word):
    notebook = lesson_with(new_markdown_cell(f"Here is {word} again."))
    assert len(list(standard_words(notebook))) == 1


def test_chopped_places_are_listed_and_nothing_else():
    chopped = "About half.\n\nSo it is with steps.\nThey are long ones now.\nThey are many of them."
    flowing = "The step doubles, so the walk takes half as many steps."
    _title, fragment, run = to_read_again(lesson_with(new_markdown_cell(f"{flowing}\n{chopped}")))
    assert fragment.endswith("About half.")
    assert "three short sentences" in run
