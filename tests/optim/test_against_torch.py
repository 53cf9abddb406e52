"""Our optimizers against PyTorch's, step by step, from one table of settings and scales."""

import runpy
from pathlib import Path

import numpy as np
import pytest

REFERENCE = runpy.run_path(str(Path(__file__).with_name("make_torch_reference.py")))
CASES, SCALES, N_STEPS = (REFERENCE[name] for name in ("CASES", "SCALES", "N_STEPS"))

each_row = pytest.mark.parametrize("name", CASES)
each_scale = pytest.mark.parametrize("scale", SCALES)


def our_path(name, scale):
    optimizer = CASES[name][0]
    params, state = np.zeros(3), optimizer.init(np.zeros(3))
    path = [params]
    for t in range(N_STEPS):
        params, state = optimizer.step(params, REFERENCE["gradient_at"](t, params, scale), state)
        path.append(params)
    return np.array(path)


def assert_same_path(ours, theirs):
    # Each number to 1e-12 of itself; where a path crosses zero, to ten roundings of its size.
    np.testing.assert_allclose(ours, theirs, rtol=1e-12, atol=2e-15 * np.abs(theirs).max())


@each_row
@each_scale
def test_stored_path(name, scale):
    with np.load(REFERENCE["REFERENCE"]) as stored:
        theirs = stored[f"{name} {scale}"]
    assert theirs.shape == (N_STEPS + 1, 3)
    assert N_STEPS >= 100
    assert_same_path(our_path(name, scale), theirs)


@each_row
@each_scale
def test_live_path(name, scale):
    pytest.importorskip("torch", reason="needs torch: python -m pip install torch")
    assert_same_path(our_path(name, scale), REFERENCE["torch_path"](name, scale))
