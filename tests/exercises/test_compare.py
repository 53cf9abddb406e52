"""A comparison says nothing about what agrees, and the first thing about what does not."""

import numpy as np
import pytest

from hplearn.exercises.compare import close, same, same_set, wrong_items

NAN = float("nan")
AGREE = [
    (close(), 1.0, np.array(1.0)),
    (close(), [1.0, NAN], np.array([1, NAN])),
    (close(), np.array([np.inf, -np.inf]), [np.inf, -np.inf]),
    (close(rtol=0, atol=0.1), 0.0, 0.09),
    (close(), {"a": 1.0, "b": [1, 2]}, {"b": (1, 2), "a": 1.0 + 1e-12}),
    (close(), (2, "converged"), [2.0, "converged"]),
    (close(), [[1, 2], [3]], [np.array([1, 2]), [3]]),
    (close(), True, np.array(True)),
    (same, [3, 1], np.array([3, 1])),
    (same_set, ["A", "B"], {"B", "A"}),
    (same_set, [[1, 2], [3, 4]], np.array([[3, 4], [1, 2]])),
]
THIRD = "the number at (1, 1, 2), counted from 1, differs"
SLIGHTLY = "the 1st number differs slightly"
OFF = "the 2nd number is off by 0.3 %, allowed is 0.1 %"
DIFFER = [
    (close(), 1.0, 1.001, "it differs"),
    (close(), [1.0, 2.0], [1.0, NAN], "the 2nd number is nan"),
    (close(), np.eye(2), np.ones((2, 2)), "row 1, column 2 differs"),
    (close(), np.eye(2), [1.0, 2.0], "it has shape (2,), expected (2, 2)"),
    (close(), 1.0, [1.0], "it has shape (1,), expected a single value"),
    (close(), [1.0], 1.0, "it is a single value, expected (1,)"),
    (close(), [1.0, 2.0], "ab", "it is a string, expected an array of numbers"),
    (close(), np.ones(2), [[1], [1, 2]], "its entries have different shapes"),
    (close(), 1, True, "it is True or False, expected a number"),
    (close(), {"a": 1}, {}, "the key 'a' is missing"),
    (close(), {"a": 1}, {"a": 1, "b": 2}, "the key 'b' is one too many"),
    (close(), (2, "converged"), (2, "budget"), "result 2: it differs"),
    (same, [1.0], [1.0 + 1e-12], "the 1st number differs"),
    (same, ["A", "B"], ["B", "A"], "the 1st value differs"),
    (same_set, ["A", "B"], ["A", "C"], "an entry differs"),
    (same_set, ["A"], "A", "it is a string, expected several entries"),
    (same_set, ["A"], ["A", "B"], "it has 2 entries, expected 1"),
    (same_set, ["A", "B"], ["B", "A", "A"], "an entry is there more than once"),
    (close(), [2.0, -1.0], [-2.0, 1.0], "the 1st number differs in its sign"),
    (close(), [0.1, 0.2], np.array([0.1, 0.2], np.float32), SLIGHTLY),
    (same, 2, 1.71, "it differs: it is not a whole number"),
    (same, [], ["a"], "it has 1 entry, expected 0"),
    (close(), [1.0, 2.0], (None, 2.0), "the 1st value is None"),
    (same, "converged", "Converged", "it differs in its capital letters"),
    (close(), np.ones((2, 1, 3)), np.eye(2, 3)[:, None], THIRD),
    (close(rtol=1e-3), [1.0, 2.0], [1.0, 2.006], OFF),
    (close(rtol=0, atol=0.01), 0.5, 0.52, "it is off by 0.02, allowed is 0.01"),
    (close(rtol=1e-3), [1.0, 2.0], [1.001, 2.1], "the 2nd number differs"),
]


@pytest.mark.parametrize(("compare", "expected", "got"), AGREE)
def test_nothing_is_said_of_what_agrees(compare, expected, got):
    assert compare(expected, got) is None


@pytest.mark.parametrize(("compare", "expected", "got", "words"), DIFFER)
def test_the_first_difference_is_said(compare, expected, got, words):
    assert str(compare(expected, got)) == words


@pytest.mark.parametrize(
    ("compare", "expected", "got", "kind"),
    [
        (close(), [1.0, 2.0], [1.0], "form"),
        (close(), {"a": [1.0, 2.0]}, {"a": [1.0, 3.0]}, "content"),
        (close(), [1.0, "a"], [1.0, "A"], "content"),
        (close(rtol=1e-3), 2.0, 2.006, "near"),
        (same_set, ["A"], ["A", "B"], "content"),
        (same_set, ["A", "B"], ["A", "B", "B"], "form"),
        (same_set, ["A"], [[["A"], {1: object}]] * 2, "form"),
    ],
)
def test_a_fault_is_of_a_kind(compare, expected, got, kind):
    assert compare(expected, got).kind == kind


@pytest.mark.parametrize(
    ("compare", "expected", "got", "names"),
    [
        (same, {"a": 1, "b": 2, "c": 3}, {"a": 1, "b": 3, "c": 4}, ["'b'", "'c'"]),
        (same, ["A", "B", "C"], ("A", "C", "B"), ["the 2nd", "the 3rd"]),
        (same_set, ["A", "B"], {"A", "C"}, ["'C'"]),
        (same, ["A", "B"], ["B"], []),  # of what has another form, its form is told
        (same, {"a": 1}, {"b": 1}, []),
    ],
)
def test_the_wrong_items_of_a_value_are_named(compare, expected, got, names):
    assert wrong_items(compare, expected, got) == names
