"""One optimizer of each kind, for what all of them do alike."""

import pytest

from hplearn.optim import (
    GD,
    SGD,
    Adam,
    AdamW,
    Momentum,
    Nesterov,
    RMSprop,
)

EVERY = [
    GD(0.1),
    SGD(0.1),
    Momentum(0.1),
    Nesterov(0.1),
    RMSprop(),
    Adam(),
    AdamW(),
]


@pytest.fixture(params=EVERY, ids=lambda optimizer: type(optimizer).__name__)
def optimizer(request):
    """Return an optimizer of each kind in turn."""
    return request.param
