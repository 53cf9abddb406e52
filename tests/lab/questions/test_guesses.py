"""Kinds of answer: what counts as right, and what is said about it."""

import pytest

from hplearn.lab.questions.entries import ListEntry, NumberEntry, RadioEntry
from hplearn.lab.questions.guesses import NumberGuess, Order

TEXTS = {"a": "batch size", "b": "learning rate", "c": "weight decay"}
PAIRS = [(text, letter) for letter, text in TEXTS.items()]


@pytest.mark.parametrize(
    ("guess", "answer", "right", "wrong"),
    [
        (NumberGuess(), 9, [9, 9.0], [9.1, -9]),
        (NumberGuess(tolerance=2), 9, [11, 7], [11.1, 6.9]),
        (NumberGuess(tolerance=10), -100, [-109], [-111]),
    ],
)
def test_a_number_is_right_within_its_tolerance(guess, answer, right, wrong):
    assert all(guess.is_right(value, answer) for value in right)
    assert not any(guess.is_right(value, answer) for value in wrong)


@pytest.mark.parametrize(
    ("value", "answer", "remark"),
    [
        (10, 10**0.5, "10, it is 3.16: 6.84 too large."),
        (85, 73, "85, it is 73: 12 too large."),
        (-5, 73, "-5, it is 73: 78 too small."),
        (0.5, 0, "0.5, it is 0: 0.5 too large."),
        (1e9, 1797, "1e+09, it is 1797: 1e+09 too large."),
        (73, 73, "73."),
    ],
)
def test_a_number_is_told_how_far_off_it_is(value, answer, remark):
    assert NumberGuess().remark(value, answer) == f"You said {remark}"
    said = NumberGuess("of 100", tolerance=5).remark(48, 76)
    assert said == "You said 48 of 100, it is 76 of 100: 28 too small."


NUMBERS = {" 1e-3 ": 0.001, "−0.5": -0.5, "87 steps": 87}


@pytest.mark.parametrize("written", [*NUMBERS, "", "ten", "0,5", "nan"])
def test_a_number_is_read_as_people_write_it(written):
    entry = NumberEntry("steps")
    assert entry.box.value == ""
    entry.box.value = written
    assert entry.read() == NUMBERS.get(written)


def test_each_entry_shows_what_it_is_filled_with_and_locks():
    for entry, value in [
        (RadioEntry(PAIRS), "b"),
        (NumberEntry(""), 1234567.25),
        (ListEntry(PAIRS, say=print), ["c", "b", "a"]),
    ]:
        entry.fill(value)
        assert entry.read() == value
        entry.lock()
    assert entry._list.disabled
    assert all(button.disabled for button in entry._moves)


def test_items_move_one_place_and_stop_at_the_ends():
    entry = ListEntry(PAIRS, say=print)
    entry._list.index = 2
    said = [entry.move(step) for step in (-1, -1, -1, 1)]
    assert said == [f"weight decay: place {place} of 3" for place in (2, 1, 1, 2)]
    assert entry.read() == ["a", "c", "b"]
    assert entry._list.value == "c", "the same item moves on"


def test_an_order_is_right_when_every_item_is_in_place():
    order, answer = Order(TEXTS), ["c", "b", "a"]
    assert order.is_right(["c", "b", "a"], answer)
    assert not order.is_right(["a", "b", "c"], answer)
    assert order.remark(["a", "b", "c"], answer) == (
        "You said batch size, then learning rate, then weight decay; "
        "it is weight decay, then learning rate, then batch size: 1 of 3 in their place."
    )
