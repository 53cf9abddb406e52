"""2: each model's own standard error, added in squares."""

import numpy as np


def verdict(first, second):
    n = len(first)
    error_of_each = [np.std(errors, ddof=1) / n**0.5 for errors in (first, second)]
    half = 1.96 * np.hypot(*error_of_each)
    mean = sum(second) / n - sum(first) / n
    if abs(mean) <= half:
        return [mean - half, mean + half, "neither"]
    return [mean - half, mean + half, "first" if mean > 0 else "second"]
