"""What goes into a cross-validation and what comes out of one fit."""

import re
from typing import NamedTuple

from sklearn.base import clone


class Data(NamedTuple):
    """What models are fitted to; the params are those of `fit` and of the scorer, by name."""

    X: object
    y: object = None
    fit_params: dict = {}  # noqa: RUF012 -- never written to
    score_params: dict = {}  # noqa: RUF012


class FoldScore(NamedTuple):
    """What one fit gave; `error` says why it failed."""

    test: dict
    train: dict
    fit_seconds: float
    score_seconds: float
    error: str | None = None
    score_errors: dict = {}  # noqa: RUF012


def clone_values(config):
    """Return `config` with its estimators cloned, so that no fit touches another's."""
    return {name: clone(value, safe=False) for name, value in config.items()}


def text_of(thing):
    """Return its repr without addresses, so that another process writes the same.

    Examples
    --------
    >>> text_of(len), text_of([object()])
    ('<built-in function len>', '[<object object>]')
    """
    return re.sub(r" at 0x[0-9a-fA-F]+", "", repr(thing))
