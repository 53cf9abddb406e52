"""2: rounds a logarithm down that comes out just below a whole number.

A bracket is missing, as with max_budget 243 and eta 3. What does np.log(243) / np.log(3) give,
to the last digit? Count in whole numbers.
"""

import numpy as np


def brackets(max_budget, eta):
    s = int(np.floor(np.log(max_budget) / np.log(eta)))
    found = []
    for k in range(s, -1, -1):
        found.append((int(np.ceil((s + 1) * eta**k / (k + 1))), max_budget // eta**k))
    return found
