"""Notebooks that take all there is: processes, memory, disk, descriptors, output."""

# %% fork_bomb: processes that start processes without end
import os

for _ in range(1000):
    try:
        os.fork()
    except OSError:
        break

# %% fork_bomb_that_waits: children that sleep, so that no more can be started
import os
import time

for _ in range(1000):
    try:
        if not os.fork():
            time.sleep(1000)
            os._exit(0)
    except OSError:
        break

# %% two_servers: a second process answers on the same line
import os

os.fork()

# %% memory_of_lists: lists until there is no more
held = []
while True:
    held.append([None] * 10**7)

# %% memory_of_numpy: an array of ones, eight gigabytes
import numpy as np

ones = [np.ones(10**8) for _ in range(10)]

# %% memory_of_mmap: pages without a name, each of them touched
import mmap

pages = []
while True:
    pages.append(mmap.mmap(-1, 2**28))
    for at in range(0, 2**28, 4096):
        pages[-1][at] = 1

# %% memory_of_many: twenty processes, each below its own limit
import os
import time

for _ in range(20):
    if not os.fork():
        page = b"x" * (3 * 10**8)
        time.sleep(1000)
        os._exit(0)
time.sleep(1000)

# %% memory_shared: shared memory of System V, which outlives its process
import ctypes

libc = ctypes.CDLL(None)
libc.shmat.restype = ctypes.c_void_p
for key in range(1, 100):
    found = libc.shmget(key, 2**28, 0o1666)
    if found >= 0:
        ctypes.memset(libc.shmat(found, None, 0), 1, 2**28)

# %% memory_file: files in memory that have no name
import os

files = []
for at in range(100):
    files.append(os.memfd_create(f"hostile-left-{at}"))
    os.ftruncate(files[-1], 2**28)
    os.write(files[-1], b"x" * 2**26)

# %% memory_of_sockets: what the kernel holds for pairs of sockets that nobody reads
import os
import socket

for _ in range(31):
    if not os.fork():
        break
pairs = []
try:
    while True:
        pairs.append(socket.socketpair())
        pairs[-1][0].setblocking(False)
        while True:
            try:
                pairs[-1][0].send(b"x" * 65536)
            except BlockingIOError:
                break
except OSError:
    pass

# %% memory_of_pipes: pipes made as large as they may be
import fcntl
import os

pipes = []
while True:
    pipes.append(os.pipe())
    os.set_blocking(pipes[-1][1], False)
    fcntl.fcntl(pipes[-1][1], 1031, 2**20)
    os.write(pipes[-1][1], b"x" * 2**20)

# %% full_disk: one file as large as the disk, and another
import glob
import sys

folders = ("/box/disk", "/tmp", "/dev/shm", "/var/tmp", "/run", "/")
folders += tuple(glob.glob(f"{sys.path[-1]}/*"))
for folder in folders:
    for at in range(4):
        try:
            with open(f"{folder}/hostile-left-{at}", "wb") as file:
                for _ in range(40):
                    file.write(b"x" * 2**20)
        except OSError:
            pass

# %% sparse_file: a file of a terabyte
with open("hostile-left", "wb") as file:
    file.truncate(2**40)

# %% full_of_files: all the names that the disk can hold
for at in range(10**5):
    open(f"hostile-left-{at}", "w").close()

# %% full_of_folders: folders in folders, deeper than a path may be
import os

for _ in range(10**4):
    os.mkdir("hostile-left")
    os.chdir("hostile-left")

# %% descriptors: all files that may be open
files = []
while True:
    files.append(open("/dev/null"))

# %% threads: as many as there may be, none of which ends
import threading
import time

while True:
    threading.Thread(target=time.sleep, args=(1000,), daemon=True).start()

# %% small_threads: as many again, each with the smallest stack
import threading
import time

threading.stack_size(32768)
while True:
    threading.Thread(target=time.sleep, args=(1000,), daemon=True).start()

# %% threads_in_answers: each call leaves a thread that computes
import threading


def largest_safe_rate(hessian):
    threading.Thread(target=lambda: exec("while True: pass"), daemon=True).start()
    return 0.0


# %% flood: a hundred megabytes to standard output and error
import os

for _ in range(100):
    for stream in (1, 2):
        try:
            os.write(stream, b"hostile-left " * 80_000)
        except OSError:
            pass

# %% printed_flood: lines without end
while True:
    print("hostile" * 10**5)

# %% last huge_string: an answer of a gigabyte
order = ["D" * 10**9, "C", "E", "B", "A"]


def largest_safe_rate(hessian):
    return "x" * 10**9


# %% last many_of_one: a list of a million times the same string, small only here
order = ["x" * 10**6] * 10**6

# %% last doubled: lists in lists, ten times the same, as a zip bomb is
order = ["D"]
for _ in range(19):
    order = [order] * 10

# %% last many_words: strings of two letters that fill a frame
order = [f"{at % 90:02d}" for at in range(1_600_000)]


def largest_safe_rate(hessian):
    return order


# %% last endless_list: a list that holds itself
order = []
order.append(order)


# %% last endless_iteration: a dict whose items never end
class Endless(dict):
    def items(self):
        while True:
            yield "D", "C"


order = Endless(D=1)


# %% recursion: as deep as it may go
def deeper(n):
    return deeper(n + 1)


deeper(0)

# %% recursion_of_c: deeper than the stack is
import sys

sys.setrecursionlimit(10**9)
value = []
for _ in range(10**6):
    value = [value]
text = repr(value)


def gd(gradient, start, learning_rate, n_steps):
    return gd(gradient, start, learning_rate, n_steps)


gd(None, None, None, None)

# %% huge_number: a power that takes hours and gigabytes
number = 9 ** (9**9)
