"""2: rounds the interval.

The ends of your interval are rounded. The example is printed with few digits: return all of them,
and let them decide the word.
"""

import numpy as np


def verdict(first, second):
    leads = np.subtract(second, first)
    reach = 1.96 * leads.std(ddof=1) / np.sqrt(len(leads))
    low, high = round(leads.mean() - reach, 3), round(leads.mean() + reach, 3)
    return [low, high, "neither" if low <= 0 <= high else "first" if low > 0 else "second"]


def sign(arguments, outcome):
    leads = np.subtract(*arguments[::-1])
    reach = 1.96 * leads.std(ddof=1) / np.sqrt(len(leads))
    exact = leads.mean() + np.array([-reach, reach])
    ends = np.array(outcome.value[:2], dtype=float)
    return any(_is_rounded(ends, exact, digits) for digits in range(7))


def _is_rounded(ends, exact, digits):
    is_near = np.allclose(ends, np.round(exact, digits), rtol=0, atol=1e-12)
    return is_near and not np.allclose(ends, exact, rtol=1e-9)
