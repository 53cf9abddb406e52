"""An empty picture to draw in."""

import pytest

from hplearn.lab import figure


@pytest.fixture
def ax():
    return figure()[1]
