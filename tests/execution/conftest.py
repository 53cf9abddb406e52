"""Workers of each kind, and the packages of a cluster."""

import pytest

from tests.extras import extra


@pytest.fixture
def workers(kind, request):
    """Return two workers, or three, of the kind that a test names."""
    n_processes = {"processes": 2, "three processes": 3}
    return n_processes.get(kind) or request.getfixturevalue("cluster")


@pytest.fixture
def distributed():
    """Return the package whose clusters these are."""
    return extra("distributed", "distributed")
