"""Plain values survive JSON exactly; what is not plain is named; what is forged is refused."""

import json
from collections import namedtuple
from fractions import Fraction

import numpy as np
import pytest

from hplearn.contained.outcomes import Answered, Outcome
from hplearn.contained.plain import MAX_BYTES, NotPlain, decode, encode

VALUES = [
    *(None, True, -3, 2**63, 0.1, 1e-300, float("inf"), float("-inf"), "词"),
    *([1, [2.5, None]], (1, "a"), {"a": 1, 2: (3,)}, {"b", "a"}),
]
ARRAYS = [
    *(np.array([[1.5, np.nan], [np.inf, -0.0]]), np.array(2.5), np.zeros((0, 3))),
    *(np.arange(6, dtype=np.int32).reshape(2, 3).T, np.arange(3, dtype=">i2")),
    *(np.float32([0.1]), np.array([True, False]), np.array(["ab", "词"])),
]


def through_json(value):
    return decode(json.loads(json.dumps(encode(value))))


def test_nan_comes_back():
    assert np.isnan(through_json(float("nan")))


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_values_come_back(value):
    back = through_json(value)
    assert back == value
    assert type(back) is type(value)


@pytest.mark.parametrize("array", ARRAYS, ids=lambda array: f"{array.dtype}{array.shape}")
def test_arrays_come_back_as_new_ones_with_shape_and_precision(array):
    back = through_json(array)
    np.testing.assert_array_equal(back, array, strict=array.dtype.isnative)
    assert np.array_equal(np.signbit(back), np.signbit(array)) if array.dtype.kind == "f" else True
    assert not np.shares_memory(back, array)
    assert back.flags.writeable


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (np.float32(0.5), 0.5),
        (np.int8(3), 3),
        (np.bool_(True), True),
        (np.str_("a"), "a"),
        (range(3), [0, 1, 2]),
        (Fraction(1, 4), 0.25),
        (namedtuple("Pair", "a b")(1, 2), (1, 2)),
    ],
)
def test_what_is_like_a_plain_value_becomes_one(value, plain):
    assert type(through_json(value)) is type(plain)
    assert through_json(value) == plain


ITSELF = []
ITSELF.append(ITSELF)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (object(), "an object of type object"),
        ((x for x in "ab"), "a generator"),
        (map(str, [1]), "a map"),
        (len, "the function len, not its result"),
        (np.ma.masked_array([1, 2], [0, 1]), "an object of type MaskedArray"),
        (np.array([{}, None]), "an array of objects"),
        (np.array(["2020"], "datetime64[Y]"), "an array of datetime64[Y]"),
        (1 + 2j, "an object of type complex"),
        (2**64, "a whole number of more than 64 bits"),
        (Fraction(10**400, 3), "a fraction too large for a float"),
        (np.zeros(MAX_BYTES // 8 + 1), "an array of 20,000,008 bytes"),
        (ITSELF, "something nested more than 20 deep"),
        ([{"a": object()}], "an object of type object"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_not_plain_is_named(value, words):
    with pytest.raises(NotPlain) as error:
        encode(value)
    assert str(error.value) == words


SOUND = {"array": "AAAAAAAAAAA=", "dtype": "<f8", "shape": [1]}
BOMB = ["a" * 10**6, *[""] * 6]
FORGED = [
    {"array": "AAAA", "dtype": "O", "shape": [1]},
    *(SOUND | {"shape": shape} for shape in ([10**9], [-1], [True], [1] * 99)),
    *(SOUND | change for change in ({"array": "AAAA"}, {"array": "!"}, {"more": 1})),
    *(BOMB, {"strings": BOMB, "shape": [7]}, {"strings": [1], "shape": [1]}),
    *({"strings": ["a"], "shape": shape} for shape in ([2], [-1], [True], [1] * 99)),
    *({}, 2**64, {"unknown": []}, {"tuple": 3}, {"tuple": [], "set": []}, {"set": [[1]]}),
    *({"dict": [[[1], 2]]}, {"float": "os"}, {"float": "1e3"}),
    {"given": "surfaces.bowl", "settings": {}},
    json.loads("[" * 22 + "]" * 22),
]


@pytest.mark.parametrize("code", FORGED, ids=lambda code: repr(code)[:40])
def test_what_is_forged_is_refused_before_it_is_built(code):
    with pytest.raises(NotPlain):
        decode(code)


@pytest.mark.parametrize("code", [{}, [], None, 7, {"kind": "right"}, {"kind": "called"}], ids=repr)
def test_forged_records_are_wrong_answers(code):
    assert Outcome.from_json(code).kind == "not plain"
    assert Answered.from_json(code).kind == "missing"


def test_a_record_comes_back_with_words_that_fit_a_line():
    said = Outcome("error", message="a\n\x1b[31mb" + 999 * "c", error="Value\rError", changed=[1])
    back = Outcome.from_json(json.loads(json.dumps(said.to_json())))
    assert back.message == "a [31mb" + 292 * "c"
    assert (back.error, back.changed) == ("Value Error", [1])
