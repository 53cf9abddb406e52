"""What every optimizer gets from its base: equality, and room for rules of one's own."""

from dataclasses import dataclass

import numpy as np
import pytest

from hplearn.optim import GD, SGD, Adam, AdamW, Momentum, Nesterov, sweep


def test_optimizers_are_equal_with_their_class_and_numbers():
    values = [0.1, 0.2]
    several = [kind(value) for value in values for kind in (GD, SGD, Momentum, Nesterov, Adam)]
    again = [kind(value) for value in values for kind in (GD, SGD, Momentum, Nesterov, Adam)]
    for i, one in enumerate(several):
        assert [one == other for other in again] == [i == j for j in range(len(again))]
        assert hash(one) == hash(again[i])
    assert len({*several, *again}) == len(several)
    assert Adam(1) == Adam(1.0) != Adam(1.0, bias_correction=False)
    assert AdamW(weight_decay=0.0) == AdamW(weight_decay=-0.0)
    assert hash(AdamW(weight_decay=0.0)) == hash(AdamW(weight_decay=-0.0))
    assert (GD(0.1) == "GD(learning_rate=0.1)") is False


@dataclass(frozen=True)
class Clipped(GD):
    longest: float | np.ndarray = 1.0

    def direction(self, params, gradient, state):
        return np.clip(gradient, -self.longest, self.longest), state


def test_a_rule_of_your_own_may_have_fields_of_its_own():
    clipped = Clipped(0.5, longest=sweep(1, 2))
    params, _ = clipped.step([0.0, 0.0], [5.0, -0.1], clipped.init([0.0, 0.0]))
    np.testing.assert_allclose(params, [[-0.5, 0.05], [-1.0, 0.05]], rtol=1e-15)
    assert Clipped(0.5, longest=-3).longest == -3
    assert Clipped(0.5, longest=1) == Clipped(0.5) != Clipped(0.5, longest=2)
    for bad, got in ((np.inf, "inf"), (sweep(1, np.nan), "nan"), ("long", "'long'")):
        with pytest.raises(ValueError, match=f"longest must be finite, got {got}"):
            Clipped(0.5, longest=bad)
