"""Verdicts, their hints, and the exact words and tables of a report."""

import re
from dataclasses import replace

import numpy as np
import pytest
from sklearn.metrics import accuracy_score

from hplearn.exercises import called_here
from hplearn.exercises.compare import same, same_set
from hplearn.exercises.given import Given
from hplearn.exercises.questions import Case, Question, question_of, questions_of
from hplearn.exercises.report import Report, short, summary
from hplearn.exercises.verdicts import Verdict, examine
from tests.exercises.answers import LEAKING, function_of


def numbers(rng):
    yield Case(0.0)
    yield Case(-0.0)
    while True:
        yield Case(float(rng.integers(1, 100)))


DOUBLE = Question(1, "f(x)", 2, answer=lambda x: 2 * x, cases=numbers, topic="start-here")
ORDER = Question(2, "order", 1, answer=["B", "A"], compare=same, topic="start-here")


NEGATIVE = """def f(x): return -2 * x
def sign(arguments, outcome): return outcome.value == -2 * arguments[0]"""


@pytest.fixture(autouse=True)
def known(write):
    """Let these mistakes be those that are known."""
    write("square", "def f(x): return x * x", hint="That is the square.")
    write("inverse", "def f(x): return 2 / (1 / x)", hint="Nothing divides by zero.")
    write("negative", NEGATIVE, hint="Mind the sign.")
    write("seven", "def f(gradient): return 7", title="3: always seven.", hint="Not seven.")


def verdict_of(answer, question=DOUBLE, seed=1):
    return examine(question, {question.name: answer}, seed)


@pytest.mark.parametrize(
    ("answer", "verdict", "hint"),
    [
        (lambda x: x + x, "right", ""),
        (lambda x: x * x, "wrong", "That is the square."),
        (lambda x: -2 * x, "wrong", "Mind the sign."),
        (lambda x: 2 / (1 / x), "error", "Nothing divides by zero."),
        (
            lambda x: 3 * x,
            "wrong",
            "What f returns is not right. In each case that failed, it is 1.5",
        ),
        (lambda x: 2 * x if x else None, "wrong", "f returns None: is a return missing?"),
        (
            lambda x: iter([x]),
            "wrong",
            "What f returns is not right in public case 1: it is an object of type ",
        ),
        (3, "error", "f must be a function, f(x), and it is of type int."),
        (..., "not attempted", "00.1: define f(x)."),
    ],
)
def test_each_answer_has_its_verdict_and_hint(answer, verdict, hint):
    found = verdict_of(answer)
    assert found.verdict == verdict
    assert found.hint.startswith(hint)
    assert bool(hint) == bool(found.hint)
    assert found.points == (2 if verdict == "right" else 0)


def test_a_missing_answer_and_one_that_is_too_slow(monkeypatch):
    found = examine(DOUBLE, {}, seed=1)
    end = "run the cell that defines it, and see that it ends without an error."
    said = f"f is not defined here; {end}"
    assert (found.verdict, found.hint) == ("missing", said)
    monkeypatch.setattr(called_here, "CALL_SECONDS", 0.05)
    found = verdict_of(lambda x: all(True for _ in iter(int, 1)) if x else 0.0)
    said = "f is too slow: a call takes longer than 0.05 s."
    assert (found.verdict, found.hint, len(found.rows)) == ("too slow", said, 3)


def test_too_slow_in_all(monkeypatch):
    monkeypatch.setattr(called_here, "ALL_SECONDS", -1)
    found = verdict_of(lambda x: 2 * x)
    assert (found.verdict, found.points) == ("too slow", 0)


def test_an_argument_changed_in_place_counts():
    def grow(x):
        x += 1
        return x

    two = [Case(np.zeros(2))] * 2
    asked = replace(DOUBLE, answer=lambda x: x + 1, cases=lambda rng: iter(two))
    assert verdict_of(grow, asked).hint == "f is not right yet: it changes its argument x in place."


def test_a_condition_is_not_told_of_an_answer_that_changes_its_argument():
    def grow(x):
        if x.size:
            x[:] = 1
        return x.size

    sizes = [Case(np.zeros(n), where="" if n else "there is no number") for n in [0, 0, 0, 1, 2, 3]]
    asked = replace(DOUBLE, answer=np.size, cases=lambda rng: iter(sizes), n_public=6)
    assert verdict_of(grow, asked).hint == "f is not right yet: it changes its argument x in place."


def test_the_first_case_that_fails_is_told_and_not_a_later_one_that_stops():
    found = verdict_of(lambda x: 7 if x in PUBLIC[:3] else [][0])
    said = "What f returns is not right. In public case 1, f(0), it is 7, expected 0."
    assert (found.verdict, found.hint) == ("wrong", said)
    found = verdict_of(lambda x: [][0] if x in PUBLIC[:3] else 7)
    assert (found.verdict, found.hint[:26]) == ("error", "f stops with IndexError: l")


def test_of_two_short_values_that_differ_both_are_shown_unless_they_look_alike():
    shown = "In public case 3, f("
    assert shown in verdict_of(lambda x: 7 if x == PUBLIC[2] else 2 * x).hint
    assert "In public" not in verdict_of(lambda x: 2 * x + 1e-7 * (x == PUBLIC[2])).hint
    assert "In public" not in verdict_of(lambda x: 7 if x not in PUBLIC else 2 * x).hint


def test_a_judge_decides_and_sees_the_calls():
    def judge(arguments, outcome):
        assert callable(arguments[0])
        n = outcome.calls["surfaces.slope_of_bowl"].n
        return "" if n == 1 else f"it asks {n} times"

    case = Case(Given("surfaces.slope_of_bowl", {"curvatures": 1.0}))
    asked = {"judge": judge, "cases": lambda rng: iter([case]), "expects": "one call"}
    question = Question(3, "f(gradient)", 1, n_fresh=1, n_public=1, topic="start-here", **asked)
    assert verdict_of(lambda gradient: gradient(1.0), question).verdict == "right"
    found = verdict_of(lambda gradient: gradient(gradient(1.0)), question)
    assert found.hint == "What f returns is not right in public case 1: it asks 2 times."
    assert "one call" in repr(Report([found]))
    assert verdict_of(lambda gradient: 7, question).mistake == "seven"


def test_an_error_without_words_is_an_error():
    fails = function_of("def f(x): raise type('\\x1b', (Exception,), {})")
    found = verdict_of(fails)
    assert (found.rows[0].got.kind, found.rows[0].got.message) == ("error", "")
    assert (found.verdict, found.points) == ("error", 0)


def test_what_hplearn_or_scikit_learn_computes_is_not_yours():
    names = {"accuracy_score": accuracy_score}
    exec("def f(x): return 2 * x if x else 0 * accuracy_score([1], [1])", names)
    found = examine(DOUBLE, names, seed=1)
    assert (found.verdict, found.points) == ("not yours", 0)
    assert "accuracy_score, and that is what this question asks you to write." in found.hint


@pytest.mark.parametrize(
    ("question", "value", "hint"),
    [
        (ORDER, ["B", "A"], ""),
        (ORDER, ["A", "B"], "order is not right yet: 2 of 2 are wrong."),
        (ORDER, ["A"], "order is not right yet: it has 1 entry, expected 2."),
        (replace(ORDER, answer=0.9), 0.8, "order is not right yet."),
        (replace(ORDER, answer={"a"}, compare=same_set), ["a", "b"], "order is not right yet."),
        (ORDER, len, "order is not right yet: it is the function len, not its result."),
    ],
)
def test_a_hint_on_a_value_speaks_of_its_form_and_never_gives_it_away(question, value, hint):
    found = verdict_of(value, question)
    assert found.hint == hint
    text = repr(Report([found])) + Report([found])._repr_html_()
    assert "0.9" not in text
    assert "expected</th>" not in text


PUBLIC = [case.arguments[0] for case in DOUBLE.cases_of(1)[:5]]


def test_the_sentence_of_a_check_is_exact():
    fresh = [case.arguments[0] for case in DOUBLE.cases_of(1)[5:]]
    for known, n_public, points in [(PUBLIC[:3], 3, 0), (PUBLIC, 5, 0), (range(100), 5, 2)]:
        n_fresh = sum(x in known for x in fresh)
        passed = f"{n_public} of 5 public and {n_fresh} of 10 fresh checks pass"
        said = f"{passed}: {points} of 2 points."
        found = verdict_of(lambda x, known=known: 2 * x if x in known else 0)
        assert summary(found) == f"00.1: {said}"
    assert summary(verdict_of(["B", "A"], ORDER)) == "00.2: right: 1 of 1 point."
    assert summary(verdict_of(..., ORDER)) == "00.2: not attempted: 0 of 1 point."


def test_the_table_shows_public_cases_and_the_first_fresh_one_that_fails():
    report = Report([verdict_of(lambda x: 2 * x if x in PUBLIC else -1.0)])
    _, head, *cases, fault = [line.split() for line in repr(report).splitlines()[:9]]
    assert head == ["case", "expected", "got"]
    assert [words[-1] for words in [*cases, fault]] == ["right"] * 5 + ["wrong", "-1."]
    assert cases[0] == ["f(0)", "0", "0", "right"]
    assert [words[0] == "fresh:" for words in cases] == [False] * 5 + [True]
    assert report._repr_html_().count("<tr>") == 1 + 6
    left = 'style="text-align: left"'  # JupyterLab would put text to the right
    assert report._repr_html_().count(f"<td {left}>") == 4 * 6
    assert f"<td {left}>wrong</td>" in report._repr_html_()


@pytest.mark.parametrize(
    ("right", "got", "told"),
    [
        ("x" * 40 + "end", "x" * 40 + "und", ["…xxxxxxxxxxend'", "…xxxxxxxxxxund'"]),
        ({"loss": 1 / 3}, {"loss": 1 / 3 + 1e-7}, ["{loss: 0.333333333}", "{loss: 0.333333433}"]),
    ],
)
def test_two_values_that_differ_late_are_not_cut_to_the_same_text(right, got, told):
    question = replace(DOUBLE, answer=lambda x: right, compare=same)
    lines = repr(Report([verdict_of(lambda x: got, question)])).splitlines()
    assert re.split(r"\s{2,}", lines[2])[2:] == [*told, "wrong"]


def test_the_verdict_stands_once_more_below_a_long_table():
    long, short = [verdict_of(lambda x: -1.0), verdict_of(..., ORDER)]
    assert Report([long])._repr_html_().count(summary(long)) == 2
    assert Report([short])._repr_html_().count(summary(short)) == 1


def test_names_in_a_hint_are_code():
    said = Report([Verdict(DOUBLE, "wrong", "It never uses `ratio`, <b>.")])._repr_html_()
    assert "<p>Hint: It never uses <code>ratio</code>, &lt;b&gt;.</p>" in said


def test_html_is_escaped():
    found = Verdict(DOUBLE, "wrong", "<script>")
    assert "<script>" not in Report([found], ["<b>"])._repr_html_()
    assert "<b>" not in Report([found], ["<b>"])._repr_html_()


def test_several_verdicts_are_summed():
    report = Report([verdict_of(lambda x: 2 * x), verdict_of(..., ORDER)], ["A note."])
    assert repr(report).endswith("Together 2 of 3 points.\n\nA note.")
    assert "Together 2 of 3 points." in report._repr_html_()


def test_public_cases_are_the_same_and_further_ones_are_of_their_seed():
    draws = [[case.arguments[0] for case in DOUBLE.cases_of(seed)] for seed in (1, 1, 2, 0)]
    assert draws[0] == draws[1]
    assert draws[0][:5] == draws[2][:5]
    assert draws[0][5:] != draws[2][5:]
    assert draws[3][5:10] != draws[3][:5]  # not even of the public seed's number


@pytest.mark.parametrize("value", [np.ones((9, 9, 9)), "x" * 99])
def test_any_value_is_one_line(value):
    assert "\n" not in short(value)
    assert len(short(value)) < 110


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: question_of(4.1), 'a question is named as in "05.1", got 4.1'),
        (lambda: questions_of("99"), "exercise must be one of "),
    ],
)
def test_a_question_that_is_not_there(call, words):
    with pytest.raises(ValueError) as error:  # noqa: PT011  -- the words are compared
        call()
    assert str(error.value).startswith(words)


@pytest.mark.parametrize("attempt", ["raise ValueError(repr(hessian))", "return repr(hessian)"])
def test_an_answer_that_spells_out_hidden_cases_is_told_nothing_of_them(attempt):
    namespace = {}
    exec(LEAKING.replace("raise ValueError(repr(hessian))", attempt), namespace)
    verdict = examine(question_of("05.3"), namespace, seed=1)
    assert verdict.failed
    assert verdict.hint != verdict.public_hint
    said = "largest_safe_rate is right in the public cases, and not in all the others."
    assert verdict.public_hint == said
