"""Trials and results: which is best when budgets differ, and what everything cost."""

import numpy as np
import pytest

from hplearn.tuning import SearchResult, Trial


def result(*rows):
    """Return a result from rows of (budget, loss, parent); an infinite loss has failed."""
    errors = ["no" if loss == np.inf else None for _, loss, _ in rows]
    trials = (Trial(i, {"x": i}, *row[:2], 1.0, errors[i], row[2]) for i, row in enumerate(rows))
    return SearchResult(tuple(trials))


def test_the_best_is_sought_at_the_largest_budget_and_has_not_failed():
    mixed = result((1, 0.1, None), (9, 0.3, 0), (9, 0.2, None), (3, 0.0, 0), (27, np.inf, 1))
    assert mixed.best.number == 2
    np.testing.assert_array_equal(mixed.incumbent, [0.1, 0.3, 0.2, 0.2, 0.2])
    assert result((9, np.inf, None), (3, 0.4, None)).incumbent.tolist() == [np.inf, 0.4]


def test_a_trial_with_a_parent_pays_for_the_rest_where_training_continues():
    chain = result((3, 1.0, None), (9, 1.0, 0), (27, 1.0, 1), (3, 1.0, None))
    np.testing.assert_array_equal(chain.spent(), [3, 12, 39, 42])
    np.testing.assert_array_equal(chain.spent(continued=True), [3, 9, 27, 30])
    np.testing.assert_array_equal(result((None, 1, None), (None, 1, None)).spent(), [1, 2])
    assert chain.seconds == 4.0


def test_nothing_has_no_best():
    with pytest.raises(ValueError, match="without trials has no best"):
        result().best  # noqa: B018
