"""3: reshapes the tables without bringing the axis to the front.

You reshape the tables as if `axis` were the first one. With another axis the entries of a row
belong to several of its values: bring the axis to the front before.
"""

import numpy as np


def best_of_rest(first, second, axis):
    one, other = (table.reshape(first.shape[axis], -1) for table in (first, second))
    return other[np.arange(len(one)), one.argmin(axis=1)]
