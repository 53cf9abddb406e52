"""Notebooks that take their time, or all of it."""

# %% asleep: a cell that waits for ever
import time

time.sleep(10**6)

# %% busy: a cell that computes for ever
while True:
    pass

# %% last asleep_in_answers: each call waits a little less than is allowed
import time


def gd(gradient, start, learning_rate, n_steps):
    time.sleep(0.3)


steps_until = largest_safe_rate = gd


# %% last busy_in_answers: each call computes for ever
def gd(gradient, start, learning_rate, n_steps):
    while True:
        pass


def largest_safe_rate(hessian):
    while True:
        pass


# %% catastrophic: a pattern that no alarm interrupts
import re

re.match(r"(a|a)*$", "a" * 40 + "b")

# %% last matrices: products of matrices, of which each is a call into compiled code
import numpy as np


def largest_safe_rate(hessian):
    while True:
        np.linalg.svd(np.random.default_rng(0).normal(size=(1500, 1500)))


# %% last sorted_for_ever: one call into compiled code that never ends
import itertools


def largest_safe_rate(hessian):
    return sum(itertools.repeat(0))


# %% caught: catches all that would end it
while True:
    try:
        while True:
            pass
    except BaseException:
        pass


# %% last caught_in_answers: the same in an answer
def largest_safe_rate(hessian):
    while True:
        try:
            while True:
                pass
        except BaseException:
            continue


# %% finally_again: loops in what is done at the end
def again():
    try:
        while True:
            pass
    finally:
        again()


again()

# %% lock_held: a thread that sleeps in C, and lets no other run
import ctypes

ctypes.PyDLL(None).sleep(10**6)

# %% waits_for_itself: a lock that nobody will open
import threading

lock = threading.Lock()
lock.acquire()
lock.acquire()


# %% deleted: computes where an exception is thrown away
class Busy:
    def __del__(self):
        while True:
            pass


busy = Busy()
del busy

# %% last slow_to_be_looked_at: an answer whose items come slowly
import time


class Slow(list):
    def __iter__(self):
        for item in "DCEBA":
            time.sleep(1000)
            yield item


order = Slow("DCEBA")

# %% last slow_signature: a function that is slow before it is called
import time


class Late:
    @property
    def __signature__(self):
        time.sleep(1000)

    def __call__(self, *_):
        return 0


gd = largest_safe_rate = Late()

# %% slow_to_compile: a cell of which the compiler makes gigabytes
value = eval("((((" + "0," * 10**6 + "),),),)")
exec("def f():\n" + " x = [i for i in [j for j in []]]\n" * 10**5)

# %% children_compute: what computes is not the process that is asked
import os

for _ in range(4):
    if not os.fork():
        while True:
            pass
os.wait()

# %% changing_children: each child computes a moment, and the next takes its place
import os
import time

while True:
    if not os.fork():
        began = time.process_time()
        while time.process_time() - began < 0.05:
            pass
        os._exit(0)
    time.sleep(0.05)

# %% slow_but_allowed (earns 1): computes for a moment, and answers rightly
import time

import numpy as np

began = time.process_time()
while time.process_time() - began < 0.1:
    pass

# %% last slow_but_right (earns 1): the last of them, where its answer is right
import numpy as np


def largest_safe_rate(hessian):
    return 2 / np.linalg.eigvalsh(hessian)[-1]


def gd(gradient, start, learning_rate, n_steps):
    while True:
        gradient(start)
