"""One BLAS thread, no screen, and property tests that draw alike; set before NumPy loads."""

import os

for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"
os.environ["MPLBACKEND"] = "agg"

import pytest  # noqa: E402  -- the settings above must come first
from hypothesis import settings  # noqa: E402

settings.register_profile("same everywhere", derandomize=True, deadline=None)
settings.load_profile("same everywhere")


def pytest_collection_modifyitems(items):
    """Mark each notebook cell slow: ``-m "not slow"`` then starts no kernel."""
    for item in items:
        if item.path.suffix == ".ipynb":
            item.add_marker(pytest.mark.slow)
