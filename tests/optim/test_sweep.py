"""A sweep is a column."""

import numpy as np
import pytest

from hplearn.optim import sweep


@pytest.mark.parametrize("values", [(1, 2, 3), ([1, 2, 3],), ((1, 2, 3),), (np.arange(1, 4),)])
def test_values_or_one_sequence_become_a_column(values):
    column = sweep(*values)
    np.testing.assert_array_equal(column, [[1.0], [2.0], [3.0]])
    assert column.dtype == float


def test_one_value_is_one_run():
    np.testing.assert_array_equal(sweep(0.1), [[0.1]])


def test_the_column_is_a_copy():
    values = np.array([1.0, 2.0])
    sweep(values)[0] = 9.0
    assert values[0] == 1.0


@pytest.mark.parametrize("values", [(), ([],), ("fast",), ([[1.0], [2.0]],), (None,)])
def test_anything_else_is_refused(values):
    with pytest.raises(ValueError, match="sweep expects numbers or one sequence of numbers, got"):
        sweep(*values)
