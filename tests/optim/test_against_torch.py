"""Our optimizers against PyTorch's, step by step, from one table of settings and scales.

An optimizer that a lesson uses is one row of CASES. After adding it, store its paths in
torch_reference.npz, in an environment with torch: ``python tests/optim/test_against_torch.py``.
The stored paths were made with torch 2.13.0, in 64-bit floats.
"""

from pathlib import Path

import numpy as np
import pytest

from hplearn.optim import GD, SGD, Adam, AdamW, Momentum, Nesterov, RMSprop

REFERENCE = Path(__file__).with_name("torch_reference.npz")
N_STEPS = 120
SCALES = (1.0, 1e-3, 1e-6)  # epsilon = 1e-8 matters more, the smaller the gradient

# name: (ours, name in torch.optim, torch's settings)
CASES = {
    "gd": (GD(0.1), "SGD", {"lr": 0.1}),
    "sgd": (SGD(0.02), "SGD", {"lr": 0.02}),
    "momentum": (Momentum(0.05), "SGD", {"lr": 0.05, "momentum": 0.9}),
    "momentum-low": (Momentum(0.1, momentum=0.5), "SGD", {"lr": 0.1, "momentum": 0.5}),
    "nesterov": (Nesterov(0.05), "SGD", {"lr": 0.05, "momentum": 0.9, "nesterov": True}),
    "rmsprop": (RMSprop(), "RMSprop", {"lr": 0.01, "alpha": 0.99, "eps": 1e-8}),
    "rmsprop-fast": (RMSprop(0.02, 0.9, 1e-4), "RMSprop", {"lr": 0.02, "alpha": 0.9, "eps": 1e-4}),
    "adam": (Adam(), "Adam", {"lr": 0.001, "betas": (0.9, 0.999), "eps": 1e-8}),
    "adam-fast": (
        Adam(0.05, beta_1=0.7, beta_2=0.95, epsilon=1e-4),
        "Adam",
        {"lr": 0.05, "betas": (0.7, 0.95), "eps": 1e-4},
    ),
    "adamw": (AdamW(), "AdamW", {"lr": 0.001, "weight_decay": 0.01}),
    "adamw-strong": (
        AdamW(0.02, beta_1=0.8, weight_decay=0.5),
        "AdamW",
        {"lr": 0.02, "betas": (0.8, 0.999), "weight_decay": 0.5},
    ),
}


def gradient_at(t, params, scale):
    """Slope of a bowl plus a disturbance that changes from step to step, as in mini-batches."""
    pull = np.array([0.5, 2.0, 5.0]) * (params - np.array([1.0, -2.0, 0.3]))
    return scale * (pull + np.cos(np.array([0.7, 1.3, 2.9]) * t))


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("scale", SCALES)
def test_stored_path(name, scale):
    with np.load(REFERENCE) as stored:
        theirs = stored[f"{name} {scale}"]
    optimizer = CASES[name][0]
    ours, state = [np.zeros(3)], optimizer.init(np.zeros(3))
    for t in range(N_STEPS):
        params, state = optimizer.step(ours[-1], gradient_at(t, ours[-1], scale), state)
        ours.append(params)
    # Each number to 1e-12 of itself; where a path crosses zero, to ten roundings of its size.
    np.testing.assert_allclose(ours, theirs, rtol=1e-12, atol=2e-15 * np.abs(theirs).max())


def torch_path(name, scale):
    """Return the path of torch's optimizer from the origin, shape (N_STEPS + 1, 3)."""
    import torch

    _, torch_name, settings = CASES[name]
    params = torch.zeros(3, dtype=torch.float64, requires_grad=True)
    optimizer = getattr(torch.optim, torch_name)([params], **settings)
    path = [np.zeros(3)]
    for t in range(N_STEPS):
        params.grad = torch.from_numpy(gradient_at(t, path[-1], scale))
        optimizer.step()
        path.append(params.detach().numpy().copy())
    return np.array(path)


if __name__ == "__main__":
    paths = {f"{name} {scale}": torch_path(name, scale) for name in CASES for scale in SCALES}
    np.savez_compressed(REFERENCE, **paths)
