"""Workers of each kind."""

import pytest


@pytest.fixture
def workers(kind, request):
    """Return two workers, or three, of the kind that a test names."""
    n_processes = {"processes": 2, "three processes": 3}
    return n_processes.get(kind) or request.getfixturevalue("cluster")
