"""The shipped learning curves: whole, plausible, and the same when rows are trained anew."""

import numpy as np
import pytest

from benchmarks.digits_curves import MEASURES, N_EPOCHS, N_SEEDS, train_stack
from hplearn.models.digits_curves import GRID, digits_split, learning_curves

SIZES = tuple(len(values) for values in GRID.values())


@pytest.fixture(scope="module")
def curves():
    return learning_curves()


def test_the_table_is_whole_and_holds_plain_numbers(curves):
    for name in MEASURES:
        values = getattr(curves, name)
        assert values.shape == (*SIZES, N_SEEDS, N_EPOCHS)
        assert values.dtype == np.float32
        assert np.isnan(values).mean() < 0.1
    for values, n_rows in ((curves.train_accuracy, 1257), (curves.val_accuracy, 540)):
        counts = values[np.isfinite(values)] * n_rows
        np.testing.assert_allclose(counts, np.round(counts), atol=1e-3)
    assert curves.seconds.shape == SIZES[:3]
    assert (curves.seconds > 0).all()


def test_the_split_keeps_its_parts_apart():
    X_train, y_train, X_val, y_val = digits_split()
    rows = {row.tobytes() for row in X_train}
    assert not any(row.tobytes() in rows for row in X_val)
    assert set(y_train) == set(y_val) == set(range(10))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
def test_random_rows_come_out_again(curves, seed):
    # Rounding differs between machines and grows with every step: the first epochs agree closely,
    # the last ones in what they reach.
    rng = np.random.default_rng(seed)
    place = [int(rng.integers(size)) for size in SIZES[:3]]
    settings = [values[i] for values, i in zip(list(GRID.values())[:3], place, strict=True)]
    rates = rng.choice(5, size=2, replace=False)  # below 0.03: no run is at the edge of divergence
    penalties = rng.choice(SIZES[4], size=2, replace=False)
    pairs = zip(rates, penalties, strict=True)
    configs = [[GRID["learning_rate"][i], GRID["alpha"][j]] for i, j in pairs]
    measures, _ = train_stack(*settings, np.array(configs), seed)
    for name, ours in zip(MEASURES, measures, strict=True):
        stored = getattr(curves, name)[(*place, rates, penalties, seed)]
        np.testing.assert_allclose(ours[:, 0], stored[:, 0], rtol=0.02, atol=0.01)
        np.testing.assert_allclose(ours[:, -5:].mean(), stored[:, -5:].mean(), atol=0.03)
