"""A notebook's cells run in one namespace; whatever does not run is named by its cell."""

import pytest

from tests.exercises.answers import run_cells

WORDLESS = "class Wordless(Exception):\n  def __str__(self): exit()\nraise Wordless"


def test_cells_share_their_names_and_a_failing_one_keeps_what_it_did():
    names, problems = run_cells([(1, "a = 1"), (4, "b = a + 1\nc = 1 / 0\nd = 1"), (5, "e = b")])
    assert (names["b"], names["e"]) == (2, 2)
    assert "d" not in names
    assert problems == ["Cell 4 stops with ZeroDivisionError: division by zero (line 2)."]


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("def f(:", "Cell 1 is left out: SyntaxError: invalid syntax (line 1)."),
        ("x = 'a\0b'", "Cell 1 is left out: "),
        ("exit()", "Cell 1 stops with "),
        ("raise SystemExit", "Cell 1 stops with SystemExit (line 1)."),
        ("input()", "Cell 1 stops with "),
        (WORDLESS, "Cell 1 stops with Wordless (line 3)."),
        ("%%bash\nrm -rf x", "Cell 1 is left out, because it is not Python: `%%bash`."),
    ],
)
def test_what_does_not_run_is_named(source, problem):
    (found,) = run_cells([(1, source)])[1]
    assert found.startswith(problem)


@pytest.mark.parametrize(
    "line", ["%matplotlib inline", "!pip install x", "files = !ls", "np?", "?np", "x = %time 3"]
)
def test_magic_and_shell_lines_are_left_out_and_the_rest_runs(line):
    names, problems = run_cells([(3, f"a = 1\nif a:\n    {line}\nb = 5 % 3")])
    assert names["b"] == 2
    assert problems == [f"Cell 3, line 3: `{line}` is left out, because it is not Python."]


def test_a_percent_sign_at_the_start_of_a_line_is_python():
    names, problems = run_cells([(1, 'a = (7\n% 4)\nb = """\n%magic\n!x\n"""')])
    assert names["a"] == 3
    assert "%magic" in names["b"]
    assert not problems


def test_checks_are_not_run_however_they_are_written(monkeypatch):
    from hplearn.exercises import checks

    monkeypatch.setattr(checks, "examine", lambda *_: pytest.fail("a verdict was asked for"))
    sources = [
        "import hplearn\nfrom hplearn import check",
        "from hplearn import GD, check\ncheck('05.1')",
        "from hplearn.exercises import mark\nmark('05.1', seed=1)\nhplearn.check('05')",
        "def ask():\n    check()\n    return check('05')\nask()\nx = check('05')",
        "display(x)",
    ]
    names, problems = run_cells(enumerate(sources))
    assert not problems
    assert names["GD"].__name__ == "GD"


def test_a_cell_that_never_ends_is_stopped():
    names, problems = run_cells([(1, "while True: pass"), (2, "x = 1")], seconds=0.1)
    assert names["x"] == 1
    assert problems == ["Cell 1 takes longer than 0.1 s and was stopped."]


def test_the_learner_can_interrupt():
    with pytest.raises(KeyboardInterrupt):
        run_cells([(1, "raise KeyboardInterrupt")])
