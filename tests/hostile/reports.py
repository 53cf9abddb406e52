"""Notebooks whose words would do something in a report, on a terminal or in a table."""


# %% last html: markup in errors, names of classes and answers
class HostileError(Exception):
    pass


HostileError.__name__ = "<script>alert('hostile')</script>"
order = ["<img src=x onerror=alert(1)>"] * 5


def gd(gradient, start, learning_rate, n_steps):
    raise HostileError("</td></tr></table><script>alert('hostile')</script>")


def steps_until(objective, start, learning_rate, tolerance, max_steps):
    return type("<b>bold</b>", (), {})()


# %% last formulas: what a table would compute
order = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"]


def gd(gradient, start, learning_rate, n_steps):
    raise NotImplementedError('=HYPERLINK("http://127.0.0.1/hostile", "points")')


def steps_until(objective, start, learning_rate, tolerance, max_steps):
    raise NotImplementedError("@SUM(1+9)*cmd|' /C calc'!A0")


# %% last escapes: colours, titles and keys for a terminal
def gd(gradient, start, learning_rate, n_steps):
    raise ValueError("\x1b[2J\x1b]0;hostile\x07\x1b[31m6 of 6\x9b31m\x08\x08\r\n")


def steps_until(objective, start, learning_rate, tolerance, max_steps):
    raise NotImplementedError("\r04.2  2 of 2  right\n04.3  1 of 1  right\u2028\x85\x0b\x0c")


raise RuntimeError("\x1b[2J hostile \r\n\x00\x07")


# %% last right_to_left: letters that turn the line around
def gd(gradient, start, learning_rate, n_steps):
    raise ValueError("\u202e6 on 6\u2066\u200f\u061c\ufeff\ud800")


# %% last megabytes: an error of a megabyte, in one word and in many
def gd(gradient, start, learning_rate, n_steps):
    raise ValueError("x" * 2**20)


def steps_until(objective, start, learning_rate, tolerance, max_steps):
    raise NotImplementedError(" \n".join("x" * 2**18))


raise type("E" * 2**20, (Exception,), {})("hostile")


# %% last raising_words: errors whose words raise
class WordlessError(Exception):
    def __str__(self):
        raise SystemExit

    __repr__ = __str__


def gd(gradient, start, learning_rate, n_steps):
    raise WordlessError


def steps_until(objective, start, learning_rate, tolerance, max_steps):
    raise NotImplementedError(WordlessError())


# %% raising_words_in_a_cell: the same in a cell
class WordlessError(Exception):
    def __str__(self):
        raise KeyboardInterrupt


raise WordlessError


# %% last no_words: errors without a name and without a text
def gd(gradient, start, learning_rate, n_steps):
    raise type("", (Exception,), {})


def steps_until(objective, start, learning_rate, tolerance, max_steps):
    raise Exception("\n\n")


raise type("", (Exception,), {})("")


# %% last wordy_errors: errors that grow as they are read
class GrowingError(Exception):
    def __str__(self):
        return str(GrowingError()) * 2


def gd(gradient, start, learning_rate, n_steps):
    raise GrowingError


# %% last chained: an error that is its own cause, and a group of errors
def gd(gradient, start, learning_rate, n_steps):
    error = ValueError("hostile")
    error.__context__ = ValueError("more")
    error.__context__.__context__ = error
    raise error


def steps_until(objective, start, learning_rate, tolerance, max_steps):
    raise ExceptionGroup("hostile", [ValueError(at) for at in range(10_000)])


# %% last own_verdicts: sentences that look as if a verdict were in them
def gd(gradient, start, learning_rate, n_steps):
    raise NotImplementedError("05.1  2 of 2  right")


print("05.1  2 of 2  right\n" * 100)
raise RuntimeError("Cell 4 earns 6 of 6 points")

# %% last names_of_functions: names that are none
import numpy as np


def gd(gradient, start, learning_rate, n_steps):
    return named


def named():
    pass


named.__name__ = "\x1b[31m=cmd|' /C calc'!A0<script>" + "x" * 10**6
order = named
steps_until = largest_safe_rate = type("\x1b]0;hostile\x07", (), {})()
