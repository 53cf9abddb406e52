"""An epoch's batches: every row once, in a new order each time, from one generator."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hplearn.optim import epoch_batches


@given(n_samples=st.integers(1, 60), data=st.data())
def test_every_row_once_and_only_the_last_batch_is_short(n_samples, data):
    batch_size = data.draw(st.integers(1, n_samples))
    batches = list(epoch_batches(n_samples, batch_size, np.random.default_rng(0)))
    sizes = [len(batch) for batch in batches]
    assert sizes[:-1] == [batch_size] * (len(sizes) - 1)
    assert 1 <= sizes[-1] <= batch_size
    np.testing.assert_array_equal(np.sort(np.concatenate(batches)), np.arange(n_samples))


def order(rng, batch_size=10):
    return np.concatenate(list(epoch_batches(50, batch_size, rng))).tolist()


def test_each_epoch_has_an_order_of_its_own_that_the_seed_decides():
    first, second = np.random.default_rng(3), np.random.default_rng(3)
    epochs = [order(first) for _ in range(3)]
    assert epochs == [order(second) for _ in range(3)]
    assert len({tuple(epoch) for epoch in [*epochs, list(range(50))]}) == 4


def test_every_row_comes_equally_often_first():
    rng = np.random.default_rng(0)
    firsts = [next(epoch_batches(5, 1, rng)).item() for _ in range(5000)]
    # Binomial: 1000 expected, standard deviation 28; five of them.
    assert np.abs(np.bincount(firsts, minlength=5) - 1000).max() < 140


def test_one_batch_of_all_keeps_the_rows_as_they_are():
    assert order(np.random.default_rng(0), batch_size=50) == list(range(50))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"n_samples": 0}, "n_samples must be at least 1, got 0"),
        ({"n_samples": 7.0}, r"n_samples must be an integer, got 7\.0"),
        ({"batch_size": 0}, "batch_size must be from 1 to 7, got 0"),
        ({"batch_size": 8}, "batch_size must be from 1 to 7, got 8"),
        ({"batch_size": 2.5}, r"batch_size must be an integer, got 2\.5"),
        ({"rng": 0}, r"rng must be a numpy\.random\.Generator, got 0"),
    ],
)
def test_bad_arguments_are_named_at_the_call(changes, message):
    with pytest.raises(ValueError, match=message):
        epoch_batches(
            **({"n_samples": 7, "batch_size": 3, "rng": np.random.default_rng()} | changes)
        )
