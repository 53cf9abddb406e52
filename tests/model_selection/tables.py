"""The tables of two searches, compared."""

import numpy as np


def same_table(one, other, skip=()):
    """Assert that two searches have the same table, its times and some columns apart."""
    assert set(one.cv_results_) == set(other.cv_results_)
    for column, values in one.cv_results_.items():
        if "time" not in column and column not in skip:
            np.testing.assert_array_equal(values, other.cv_results_[column])


def same_scores(one, other, **tolerance):
    """Assert that two searches give each configuration nearly the same mean score."""
    ours, theirs = (search.cv_results_["mean_test_score"] for search in (one, other))
    np.testing.assert_allclose(ours, theirs, **tolerance)
