"""Notebooks whose answers are values that a comparison may stumble over."""

# %% last no_dimensions: arrays without one, where pairs and lists are wanted
import numpy as np

order = np.array("DCEBA")


def gd(gradient, start, learning_rate, n_steps):
    return np.array(1.0)


def steps_until(objective, start, learning_rate, tolerance, max_steps):
    return np.array(1.0)


def largest_safe_rate(hessian):
    return np.array([[[]]])


# %% last dicts: in lists of letters, and in place of numbers
order = [{"D": "D"}, {"C"}, {}, {1: 2}, {(1, 2): [3]}]


def gd(gradient, start, learning_rate, n_steps):
    return {step: start for step in range(n_steps + 1)}


def steps_until(objective, start, learning_rate, tolerance, max_steps):
    return {0: 1, 1: "converged"}


def largest_safe_rate(hessian):
    return {"rate": {0.2}}


# %% last long_doubles: numbers of more digits than are compared
import numpy as np

order = [np.longdouble(at) for at in range(5)]


def gd(gradient, start, learning_rate, n_steps):
    return np.full((n_steps + 1, len(start)), np.longdouble("1e4000"))


def largest_safe_rate(hessian):
    return np.longdouble("nan")


# %% last objects_in_arrays: arrays of objects, of dates, of records and of complex numbers
import numpy as np

order = np.array(["D", None, 1, [], {}], dtype=object)


def gd(gradient, start, learning_rate, n_steps):
    return np.zeros((n_steps + 1, len(start)), complex)


def steps_until(objective, start, learning_rate, tolerance, max_steps):
    return np.array([(0, b"converged")], dtype=[("steps", int), ("reason", "S9")])


def largest_safe_rate(hessian):
    return np.datetime64("2026-11-26")


# %% last words_of_2_mb: strings where numbers are wanted
order = ["D" * 2 * 10**6, "C", "E", "B", "A"]


def largest_safe_rate(hessian):
    return "0.2" + "0" * 2 * 10**6


# %% last not_numbers: NaN and infinities
import numpy as np

order = [float("nan")] * 5


def gd(gradient, start, learning_rate, n_steps):
    return np.full((n_steps + 1, len(start)), np.nan)


def steps_until(objective, start, learning_rate, tolerance, max_steps):
    return float("inf"), "converged"


def largest_safe_rate(hessian):
    return -float("inf")


# %% last huge_numbers: whole numbers that fit in no array
order = [10**4400, -(2**64), 2**63, 2**64, 0]


def gd(gradient, start, learning_rate, n_steps):
    return [[2**63 - 1] * len(start), *[[-(2**63)] * len(start)] * n_steps]


def steps_until(objective, start, learning_rate, tolerance, max_steps):
    return 10**30, "converged"


def largest_safe_rate(hessian):
    return 2**64 - 1


# %% last sets_and_bytes: of no order, and of no type that is sent
order = set("ABCDE")


def gd(gradient, start, learning_rate, n_steps):
    return bytes(start)


def steps_until(objective, start, learning_rate, tolerance, max_steps):
    return frozenset({0, "converged"})


def largest_safe_rate(hessian):
    return memoryview(b"0.2")


# %% last dates: dates, fractions, decimals and complex numbers
import datetime
from decimal import Decimal
from fractions import Fraction

order = [datetime.datetime.now()] * 5


def gd(gradient, start, learning_rate, n_steps):
    return Fraction(1, 3)


def steps_until(objective, start, learning_rate, tolerance, max_steps):
    return 1j, "converged"


def largest_safe_rate(hessian):
    return Decimal("sNaN")


# %% last masked: arrays that hide all that is in them, and matrices
import numpy as np

order = np.ma.masked_all(5, "U1")


def gd(gradient, start, learning_rate, n_steps):
    return np.ma.masked_all((n_steps + 1, len(start)))


def steps_until(objective, start, learning_rate, tolerance, max_steps):
    return np.ma.masked, "converged"


def largest_safe_rate(hessian):
    return np.asmatrix(hessian)


# %% last functions: functions, classes and modules in place of values
import numpy as np

order = [len, np, int, type, ...]


def gd(gradient, start, learning_rate, n_steps):
    return gradient


def steps_until(objective, start, learning_rate, tolerance, max_steps):
    return steps_until, "converged"


def largest_safe_rate(hessian):
    return lambda: 0.2


# %% last generators: values that can be looked at once
order = (letter for letter in "ABCDE")


def gd(gradient, start, learning_rate, n_steps):
    yield start


def steps_until(objective, start, learning_rate, tolerance, max_steps):
    return zip([0], ["converged"], strict=True)


async def largest_safe_rate(hessian):
    return 0.2


# %% last nested: as deep as is sent, and one deeper
def nested(depth):
    value = "D"
    for _ in range(depth):
        value = [value]
    return value


order = nested(20)


def gd(gradient, start, learning_rate, n_steps):
    return nested(21)


def largest_safe_rate(hessian):
    return nested(19)


# %% last nothing: empty values of all kinds
import numpy as np

order = []


def gd(gradient, start, learning_rate, n_steps):
    return np.zeros((0, len(start)))


def steps_until(objective, start, learning_rate, tolerance, max_steps):
    return ()


def largest_safe_rate(hessian):
    return ""


# %% last ragged: rows of different lengths, and arrays in lists in arrays
import numpy as np

order = [["D"], ["C", "E"], "B", np.array(["A"]), ()]


def gd(gradient, start, learning_rate, n_steps):
    return [np.zeros(at) for at in range(n_steps + 1)]


def steps_until(objective, start, learning_rate, tolerance, max_steps):
    return [np.array([[0]]), ["converged"]]


def largest_safe_rate(hessian):
    return [[0.2], 0.2]


# %% last booleans: True where 1 is wanted
import numpy as np

order = [True, False, True, False, True]


def gd(gradient, start, learning_rate, n_steps):
    return np.ones((n_steps + 1, len(start)), bool)


def steps_until(objective, start, learning_rate, tolerance, max_steps):
    return True, True


def largest_safe_rate(hessian):
    return np.True_


# %% last broadcast: arrays of terabytes that take eight bytes
import numpy as np

order = np.broadcast_to(np.array("D"), (10**6, 10**6))


def gd(gradient, start, learning_rate, n_steps):
    return np.broadcast_to(0.0, (10**6, 10**6))


def largest_safe_rate(hessian):
    return np.lib.stride_tricks.as_strided(np.zeros(1), (2 * 10**6,), (10**6,))


# %% last half_words: letters that are none by themselves
order = ["\ud800", "\udfff", "\x00", "\U0010ffff", "A"]


def steps_until(objective, start, learning_rate, tolerance, max_steps):
    return 0, "\udc80converged"
