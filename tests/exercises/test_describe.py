"""What is said of an answer that no known mistake explains is true of each case that failed."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hplearn.exercises.compare import Fault, close, same
from hplearn.exercises.describe import MANY, unread_by
from hplearn.exercises.questions import Case, Question
from hplearn.exercises.relations import Pair, relation_of
from hplearn.exercises.verdicts import examine

RNG = np.random.default_rng(5)
TABLES = [RNG.normal(size=(n, 3)) for n in (4, 6, 9, 5, 7, 8, 11, 10)]
TIES = [np.array([[1.0, 2.0, 3.0]] * n) for n in (2, 3, 4)]


def cases(rng):
    """Yield tables with a number each; some have equal rows."""
    yield from (Case(table, 0.5 + at) for at, table in enumerate(TABLES))
    yield from (Case(table, 2.5, where="all rows are equal") for table in TIES)


def said(right, wrong, compare=None):
    """Return what `check` says of a wrong answer f(X, a), whose right one is given."""
    asked = {"cases": cases, "n_public": 11, "n_fresh": 0, "topic": "start-here"}
    question = Question(1, "f(X, a)", 1, answer=right, compare=compare or close(), **asked)
    hint = examine(question, {"f": wrong}, seed=1).hint
    seen = hint.partition(". ")[2].partition("In public case ")[0].partition("It never uses ")[0]
    how = seen.strip().removeprefix("In each case that failed, ")
    return how[:1].upper() + how[1:]


def mean(X, a):
    return a * X.mean(axis=0)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (lambda X, a: -mean(X, a), "It is what is expected with the other sign."),
        (lambda X, a: mean(X, a) ** 2, "It is the square of what is expected."),
        (lambda X, a: 3 * mean(X, a), "It is 3 times what is expected."),
        (lambda X, a: 1 + mean(X, a), "It is 1 more than expected."),
        (lambda X, a: mean(X, a) - a, "It is a less than expected."),
        (lambda X, a: a * X.sum(axis=0), "It is the length of X times what is expected."),
        (lambda X, a: mean(X, a)[::-1], "It is in reverse order."),
        (lambda X, a: np.roll(mean(X, a), 1), "Everything stands one place too late."),
        (lambda X, a: mean(X, a)[1:], "Its first entry is missing."),
        (lambda X, a: [*mean(X, a), 0.0], "There is one entry too many at its end."),
        (lambda X, a: [*mean(X, a)[:2], 7.0], "Only its last entry is wrong."),
        (lambda X, a: [7.0, *mean(X, a)[1:]], "Only its first entry is wrong."),
        (
            lambda X, a: [*mean(X, a)[:1], 7.0, 8.0],
            "Only what comes after the first entry is wrong.",
        ),
        (lambda X, a: X, "It is the argument X, unchanged."),
        (lambda X, a: 2.0, "It is always 2."),
        (lambda X, a: mean(X**2, a), "It would be right for the squares of X in place of X."),
        (lambda X, a: a**2 * X.mean(axis=0), "It is a times what is expected."),
        (lambda X, a: mean(X, a) + 1 + X[0, 0] ** 2, "Its numbers are all off by the same amount."),
        (
            lambda X, a: mean(X, a) * (2 + X[0, 0] ** 2),
            "Its numbers have the right proportions, and",
        ),
        (lambda X, a: mean(X, a) + X[-1] ** 2 + 1, "Each wrong number is too large."),
        (lambda X, a: mean(X, a) + np.r_[np.nan, X[-1][1:] ** 2 + 1], ""),  # nan is not too large
        (
            lambda X, a: a * np.unique(X, axis=0).sum(axis=0) / len(X),
            "Of the cases tried, it is wrong only where all ",
        ),
        (
            lambda X, a: mean(X[:-1], a),
            "Of the cases tried, it is right only where all rows are equal, and elsewhere it",
        ),
        (lambda X, a: "none", "It is always 'none'."),
        (lambda X, a: RNG.normal(size=3), ""),
    ],
)
def test_what_all_numbers_have_in_common(wrong, words):
    hint = said(mean, wrong)
    assert hint.startswith(words) if words else hint == ""


def pair(X, a):
    return a * X.sum(), {"rows": len(X), "columns": [3, 4]}


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (
            lambda X, a: (a, pair(X, a)[1]),
            "Nothing but result 1 of 2 is wrong: it is the argument a, unch",
        ),
        (lambda X, a: (pair(X, a)[0], {}), "Nothing but result 2 of 2 is wrong: it is always {}."),
        (lambda X, a: pair(X, a)[0], ""),
    ],
)
def test_of_several_values_the_one_that_is_wrong(wrong, words):
    assert said(pair, wrong).startswith(words)


def test_of_two_parts_that_are_wrong_each_is_spoken_of():
    def three(X, a):
        return a * X.sum(), a + X[0, 0] ** 2, len(X)

    both = "Nothing but result 1 of 3 and result 2 of 3 is wrong: each is "
    assert said(three, lambda X, a: (-a * X.sum(), -a - X[0, 0] ** 2, len(X))).startswith(both)


def names(X, a):
    return [name for name, applies in (("many", len(X) > 6), ("large", a > 2)) if applies]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (
            lambda X, a: [n for n in names(X, a) if n != "large"],
            "'large' is missing.",
        ),
        (lambda X, a: sorted({*names(X, a), "few"}), "'few' is too many."),
        (
            lambda X, a: names(X, a)[::-1],
            "Its entries are the right ones, in another order.",
        ),
        (lambda X, a: 2 * names(X, a), "Its entries are the right ones, and some"),
        (lambda X, a: sorted({*names(X, a)} ^ {"many"}), "Only 'many' goes wrong, missing or too "),
    ],
)
def test_what_goes_wrong_in_lists_of_words(wrong, words):
    assert said(names, wrong, same).startswith(words)


@pytest.mark.parametrize(
    ("shape", "kind", "words"),
    [
        (MANY, np.array, "It is 2 times what is expected."),
        (MANY + 1, np.array, ""),
        (MANY + 1, np.ndarray.tolist, ""),
        ((101, 100), np.ndarray.tolist, ""),
        ((101, 100), lambda many: {"a": many.tolist()}, ""),
    ],
)
def test_nothing_is_said_of_what_is_too_long_to_look_at(shape, kind, words):
    many = np.ones(shape)
    assert said(lambda X, a: kind(a * many), lambda X, a: kind(2 * a * many)) == words


def test_one_number_that_is_asked_again_and_again_is_related_to_nothing():
    assert relation_of([Pair(0.001, 1.0, {})] * 3) == ""
    assert relation_of([*[Pair(0.001, 1.0, {})] * 2, Pair(0.3, 1.0, {})])


def hint_on(right, wrong):
    asked = {"cases": cases, "n_public": 11, "n_fresh": 0, "topic": "start-here"}
    return examine(Question(1, "f(X, a)", 1, answer=right, **asked), {"f": wrong}, seed=1).hint


def test_what_is_none_is_said_once():
    hint = hint_on(
        pair, lambda X, a: (a * X.sum() if np.ptp(X, axis=0).any() else None, *pair(X, a)[1:])
    )
    assert hint == (
        "What f returns is not right in public case 9. Of the cases tried, it is wrong only where "
        "all rows are equal, and there nothing but result 1 of 2 is wrong: it is always None."
    )


def test_a_list_and_an_array_are_said_with_as_many_digits():
    wrong = hint_on(
        lambda X, a: [a / 7, a / 9], lambda X, a: np.array([a / 7 + len(X) % 2, X[0, 0]])
    )
    assert "In public case 1 it is [0.07143, " in wrong
    assert "expected [0.07143, 0.05556]." in wrong


def test_of_one_or_two_cases_that_fail_nothing_is_said():
    rows = {9, 11}
    assert said(mean, lambda X, a: mean(X, a) * (1 if len(X) not in rows else 2)) == ""


def value(answer, right):
    question = Question(1, "chosen", 1, answer=right, compare=same, topic="start-here")
    return examine(question, {"chosen": answer}, seed=1).hint


def test_of_a_value_the_learners_own_items_are_named():
    heaps = {"a": "P", "b": "P", "c": "H"}
    hint = value(heaps | {"b": "H"}, heaps)
    assert hint.endswith("1 of 3 are wrong. 1 of the 2 that you call 'H' belong elsewhere.")
    assert value(["C", "A"], ["A", "C"]).endswith("All of them belong there, in another order.")
    assert value(["a", "B"], ["A", "B"]).endswith("The letters are capitals here.")
    assert value(heaps | {"b": "p"}, heaps).endswith("The letters are capitals here.")
    assert value(["B", "A"], ["A", "B"]) == "chosen is not right yet: 2 of 2 are wrong."


def test_arrays_among_letters_and_heaps_get_a_sentence():
    arrays = [np.ones((2, 1)), "A"]
    assert "is not right" in value(arrays, ["A", "C"])
    assert "is not right" in value(dict(zip("ab", arrays, strict=True)), {"a": "P", "b": "H"})


NUMBERS = st.floats(-1e3, 1e3).filter(lambda number: abs(number) > 1e-3)


@given(expected=st.lists(NUMBERS, min_size=3, max_size=6, unique_by=int), n=st.floats(1.5, 9))
def test_a_factor_is_found_whatever_the_numbers(expected, n):
    pairs = [Pair(number, number * n, {}) for number in expected]
    found = relation_of(pairs)
    assert found in (
        f"it is {n:.4g} times what is expected",
        "it is the square of what is expected",
    )


def test_of_a_path_it_tells_rows():
    def path(X, a):
        return np.cumsum(X, axis=0) + a

    wrong = said(path, lambda X, a: np.r_[path(X, a)[:1], 7 + path(X, a)[1:] ** 2])
    assert "Only what comes after the first row is wrong." in wrong


def test_one_more_in_a_few_cases_may_be_chance():
    def n_rows(X, a):
        return len(X)

    assert said(n_rows, lambda X, a: len(X) + (len(X) > 8)) == ""
    assert said(n_rows, lambda X, a: len(X) + a * (len(X) > 3) + 1) == "The number is too large."
    assert said(n_rows, lambda X, a: len(X) + 1) == "It is 1 more than expected."
    assert said(n_rows, lambda X, a: len(X) + 2 * (len(X) > 8)).endswith(
        "It is 2 more than expected."
    )


def test_counts_that_are_right_for_another_argument_in_a_few_cases_may_be_so_by_chance():
    def steps(X, a):
        return int(2 * a)

    assert "half of a" in said(steps, lambda X, a: int(a))
    assert "half of a" not in said(steps, lambda X, a: int(a) if a > 4 else int(2 * a))


def test_nought_is_not_one_divided_by_a_whole_number():
    pairs = [Pair(expected, 0, {}) for expected in (6, 12, 35)]
    assert relation_of(pairs) == "it is always 0"


def shares(X, a):
    return np.array([a, len(X)]) / 7


ODD, FEW = "the length of X is odd", "X has few rows"
LABELLED = [
    Case(X, 1.5, where=(ODD,) * (len(X) % 2) + (FEW,) * (len(X) < 6)) for X in TABLES + TIES
]


@pytest.mark.parametrize(
    ("is_wrong", "words"),
    [
        (lambda n: n % 2, f"it is wrong only where {ODD}. In public case 3 it is "),
        (lambda n: n in (2, 3), ""),  # two of five that have few rows
        (lambda n: n < 5, f"it is wrong only where {FEW}. In public case 1 it is "),
        (lambda n: n % 2 or n < 6, f"it is wrong only where {FEW} or where {ODD}. In "),
    ],
)
def test_of_what_holds_of_the_cases_the_fewest_words_are_said(is_wrong, words):
    asked = {"cases": lambda rng: iter(LABELLED), "n_public": 11, "n_fresh": 0}
    question = Question(1, "f(X, a)", 1, answer=shares, topic="start-here", **asked)
    wrong = {"f": lambda X, a: shares(X, a) * [1, 1 + len(X) * bool(is_wrong(len(X)))]}
    hint = examine(question, wrong, seed=1).hint
    assert words in hint
    assert ("it is wrong only where" in hint) is bool(words)


def test_what_is_never_read_is_named_and_what_is_read_somehow_is_not():
    def inside(X, a):
        return sum(a for _ in X)

    def all_names(X, a):
        return locals()["a"]

    assert unread_by(lambda X, a: X.sum()) == "It never uses `a`."
    assert unread_by(lambda X, a: 1) == "It never uses `X` and `a`."
    assert [unread_by(f) for f in (inside, all_names, lambda X, a: lambda: X * a)] == [""] * 3
    assert unread_by(np.linalg.det) == unread_by(None) == ""


def test_digits_are_shown_until_what_differs_looks_different():
    exact = [0.934197, 2.065803, "first"]
    rounded = [0.934, 2.066, "first"]
    hint = hint_on(lambda X, a: exact, lambda X, a: rounded if len(X) == 4 else exact)
    assert "it is [0.934, 2.066, 'first'], expected [0.934197, 2.0658, 'first']." in hint


def test_a_direction_is_no_fact_where_a_condition_is_exact_or_the_cases_are_few():
    def wrong(is_wrong):
        return hint_on(shares, lambda X, a: shares(X, a) * [1, 1 + is_wrong(X) * X[0, 0] ** 2])

    assert "too large" not in wrong(lambda X: len({*X[:, 0]}) > 1)  # exact
    assert "too large" not in wrong(lambda X: len(X) > 7)
    assert "too large" in wrong(lambda X: len(X) > 3)


def test_what_only_some_calls_do_is_not_said_of_each_case_that_failed():
    def judge(arguments, outcome):
        X, a = arguments
        odd = Fault("it calls fit 2 times, expected 1", "calls") if len(X) % 2 else None
        return close()(mean(X, a), outcome.value) or odd

    asked = {"cases": cases, "n_public": 11, "n_fresh": 0, "topic": "start-here"}
    question = Question(1, "f(X, a)", 1, answer=mean, judge=judge, **asked)
    hint = examine(question, {"f": mean}, seed=1).hint
    assert hint == "f is not right yet: in public case 3 it calls fit 2 times, expected 1."
    often_more = {"f": lambda X, a: mean(X, a) + 2 * (len(X) % 2 == 0)}
    assert "each case" not in examine(question, often_more, seed=1).hint


def test_an_error_on_one_label_alone_is_told_with_its_label():
    def wrong(X, a):
        return [][0] if len({*X[:, 0]}) == 1 else mean(X, a) + X[0] ** 2

    assert "Where all rows are equal, it stops with IndexError" in hint_on(mean, wrong)


def test_a_call_that_gives_something_else_the_second_time_is_told():
    calls = []

    def wrong(X, a):
        calls.append(a)
        return mean(X, a) * len(calls)

    assert "Two calls with the same arguments give different results" in hint_on(mean, wrong)
