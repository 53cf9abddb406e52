"""scikit-learn's own test cases for its grid and random search, run on ours.

Its file is loaded with `GridSearchCV` and `RandomizedSearchCV` replaced. What is left out stands
below with the reason.
"""

import importlib.util
import sys
from unittest.mock import patch

import pytest
import sklearn.model_selection

import hplearn

LEFT_OUT = {
    "we say it in other words, tested in test_search_cv.py and its neighbours": [
        *("test_no_refit", "test_grid_search_bad_param_grid", "test_empty_cv_iterator_error"),
        *("test_refit_callable_invalid_type", "test_refit_callable_out_bound"),
        *("test_grid_search_failing_classifier", "test_grid_search_classifier_all_fits_fail"),
        "test_searchcv_raise_warning_with_non_finite_score",
        "test_callable_multimetric_error_on_invalid_key",
        "test_callable_multimetric_error_failing_clf",
        "test_callable_multimetric_clf_all_fits_fail",
        "test_score_rejects_params_with_no_routing_enabled",
    ],
    "it tests scikit-learn's own parts, none of which is ours": [
        *("test_validate_parameter_input", "test_parameter_grid", "test_param_sampler"),
        *("test_parameters_sampler_replacement", "test_array_api_search_cv_classifier"),
        *("test_custom_run_search", "test__custom_fit_no_run_search"),
        *("test_yield_masked_array_for_each_param", "test_yield_masked_array_no_runtime_warning"),
    ],
    "it cuts one row into five folds, which is an error here": ["test_grid_search_no_score"],
    "a grid without any name is an error here": ["test_predict_proba_disabled"],
    "a splitter is asked once, so it cannot contradict itself": ["test_random_search_bad_cv"],
    "verbose shows a progress bar, not lines": ["test_search_cv_verbose_3"],
    "the same seed draws other configurations": ["test_search_with_2d_array"],
    "the picture of a fitted search shows its settings": ["test_search_html_repr"],
    "a function that is no scorer is an error here": ["test_unsupported_sample_weight_scorer"],
    "metadata routing is not supported": ["test_multi_metric_search_forwards_metadata"],
}
NAMES = {name for names in LEFT_OUT.values() for name in names}
CALLBACKS = "test_search_callbacks"  # of scikit-learn 1.9's estimators, an interface of their own


def their_module():
    """Return scikit-learn's test file as a module that finds our searches under its names."""
    origin = importlib.util.find_spec("sklearn.model_selection.tests.test_search").origin
    spec = importlib.util.spec_from_file_location("sklearn_search_cases", origin)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # where pickle looks for the classes that it defines
    ours = {name: getattr(hplearn, name) for name in ("GridSearchCV", "RandomizedSearchCV")}
    with patch.multiple(sklearn.model_selection, **ours):
        spec.loader.exec_module(module)
    return module


THEIRS = their_module()
CASES = {name: case for name, case in vars(THEIRS).items() if name.startswith("test_")}
OURS = [name for name in CASES if name not in NAMES and not name.startswith(CALLBACKS)]
globals().update({name: CASES[name] for name in OURS})
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]


def test_what_is_left_out_is_there():
    assert set(CASES) >= NAMES
    assert len(CASES) - len(NAMES) > 60
