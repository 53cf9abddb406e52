"""Packages that only some tests need."""

import pytest


def extra(module, name):
    """Return the module; where it is missing, skip the test with what to install."""
    reason = f'needs {module}: python -m pip install -e ".[{name}]"'
    return pytest.importorskip(module, reason=reason)
