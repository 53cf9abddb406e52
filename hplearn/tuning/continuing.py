"""Training that goes on where an earlier trial stopped, instead of starting anew.

`Continuing` marks an `evaluate` whose training can be taken up again. A trial with a parent then
pays only for what it adds: 27 epochs after 9 cost 18.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from hplearn.files import write_whole


@dataclass(frozen=True)
class Continuing:
    """An `evaluate` that can go on from the state in which an earlier trial ended.

    Searches with budgets hand it the state of the trial's parent. Called as a plain
    ``evaluate(config, budget)`` it trains from the beginning.

    Parameters
    ----------
    train : callable
        ``train(config, budget, state) -> (loss, state)``, lower loss better. `state` is None at the
        start and otherwise what an earlier call returned: whatever the training needs to go on,
        such as weights, the optimizer's memory and the number of steps done. It must be picklable;
        each call gets its own copy. `budget` counts from the beginning: with 27 after 9, train 18
        more. In place of the loss there may be a pair (loss, info), as in any `evaluate`.

    Notes
    -----
    The trial must be the same as one trained in one go. Random numbers drawn on the way (the order
    of mini-batches) therefore belong into the state, or must depend on the step alone.

    Examples
    --------
    Gradient descent on a bowl, the budget counted in steps:

    >>> from hplearn.optim import GD, bowl
    >>> hill = bowl(curvatures=(1, 10))
    >>> def train(config, budget, state):
    ...     optimizer = GD(config["learning_rate"])
    ...     if state is None:
    ...         state = (0, hill.bounds[:, 1], optimizer.init(hill.bounds[:, 1]))
    ...     done, params, memory = state
    ...     for _ in range(done, budget):
    ...         loss, gradient = hill(params)
    ...         params, memory = optimizer.step(params, gradient, memory)
    ...     return float(hill(params)[0]), (budget, params, memory)
    >>> evaluate = Continuing(train)
    >>> loss, state = train({"learning_rate": 0.1}, 3, None)
    >>> loss, state = train({"learning_rate": 0.1}, 9, state)
    >>> loss == evaluate({"learning_rate": 0.1}, 9)
    True
    """

    train: Callable

    def __call__(self, config, budget):
        """Return the loss after training from the beginning."""
        return self.train(config, budget, None)[0]


class StateFolder:
    """Packed states by the number of their trial, as files in a folder: used like a dict.

    A file appears whole or not at all, so that a search killed while saving can be resumed. The
    files are pickles: open only folders of your own.
    """

    def __init__(self, folder):
        self._folder = Path(folder)

    def __setitem__(self, number, packed):
        """Write a state; the folder is made with the first."""
        write_whole(self._file(number), packed)

    def get(self, number):
        """Return the state in which a trial ended, or None."""
        file = self._file(number)
        return file.read_bytes() if file.exists() else None

    def _file(self, number):
        return self._folder / f"{number}.state"
