"""Values written as strict JSON: what comes back as it was, what comes back as a description."""

import json
import subprocess
import sys
from functools import partial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hplearn.execution.encoding import encode, read_line, write_line

SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
NAMES = st.sampled_from(["float", "items", "repr", "a"]) | st.text(max_size=3)


def holding(inner):
    """Return lists and dicts of such values."""
    dicts = [st.dictionaries(names, inner, max_size=3) for names in (NAMES, SCALARS)]
    return st.lists(inner, max_size=3) | st.one_of(dicts)


VALUES = st.recursive(SCALARS | st.sampled_from(["inf", "nan"]), holding, max_leaves=8)


@settings(max_examples=50)
@given(VALUES)
def test_plain_values_come_back_exactly(value):
    line = write_line(encode(value))
    json.loads(line, parse_constant=pytest.fail)  # NaN and Infinity are no JSON
    assert line.isascii()
    assert line.count(b"\n") == 1
    back = read_line(line.decode())
    assert repr(back) == repr(value)  # repr tells 1, 1.0 and True apart, -0.0 and 0.0, and NaN
    assert encode(back) == encode(value)


PLAIN = [
    (np.float64(0.1), 0.1),
    (np.float32(0.1), 0.10000000149011612),
    (np.int64(3), 3),
    (np.array([0.5, np.inf]), [0.5, {"float": "inf"}]),
    ((8, (4, 2)), [8, [4, 2]]),
    ({3, 1}, [1, 3]),
    ({1: 5.0, 0: 1.0}, {"items": [[1, 5.0], [0, 1.0]]}),
    ({"float": "inf"}, {"items": [["float", "inf"]]}),
    (1j, {"repr": "1j"}),
]


@pytest.mark.parametrize(("value", "plain"), PLAIN)
def test_other_values_become_plain(value, plain):
    assert encode(value) == plain
    assert repr(encode(value)) == repr(plain)  # no NumPy type is left


@pytest.mark.slow
def test_a_description_is_the_same_in_every_process():
    code = (
        "from functools import partial; from hplearn.execution.encoding import encode, write_line;"
        "import hplearn; space = {'a': [partial(hplearn.minimize, n_steps=3), {'x', 'y', 'z'}]};"
        "print(write_line(encode(space)).decode())"
    )
    command = [sys.executable, "-c", code]
    lines = [subprocess.run(command, capture_output=True, check=True).stdout for _ in range(2)]
    assert lines[0] == lines[1]
    assert b"minimize" in lines[0]
    assert "0x" not in encode(partial(lambda: 0, object()))["repr"]


@pytest.mark.parametrize("line", ["{", '{"a": NaN}', "{} {}"])
def test_a_broken_line_gives_none(line):
    assert read_line(line) is None
