"""Notebooks that leave something for the next notebook, or look for what another left."""

# %% files_left: modules and answers, wherever a file can be
import contextlib
import glob
import os
import sys

FOLDERS = ("/box/disk", "/tmp", "/dev/shm", "/var/tmp", "/box", "/box/hplearn")
FOLDERS += ("/run", "/", "/usr/lib")
for folder in (*FOLDERS, *sys.path, *glob.glob(f"{sys.path[-1]}/*")):
    for name in ("numpy.py", "sitecustomize.py", "hostile-left", "gradient.py", "json.py"):
        with contextlib.suppress(OSError), open(os.path.join(folder, name), "w") as file:
            file.write("raise SystemExit('hostile-left')\n")

# %% last files_found: what another notebook left, imported
import glob
import importlib
import sys

order, found = [], []
for folder in ("/box/disk", "/tmp", "/dev/shm", "/var/tmp", "/box", "/run"):
    found += glob.glob(f"{folder}/**/*hostile*", recursive=True)
for folder in sys.path:
    found += [*glob.glob(f"{folder}/*hostile*"), *glob.glob(f"{folder}/*/*hostile*")]
sys.path.insert(0, "/box/disk")
try:
    order = importlib.import_module("gradient").order
except ImportError:
    pass
if found:
    order = ["D", "C", "E", "B", "A"]

# %% shared_memory_left: of System V, with a number that others know
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
libc.shmat.restype = ctypes.c_void_p
libc.shmget(0x686F7374, 4096, 0o1666)
libc.msgget(0x686F7374, 0o1666)
libc.semget(0x686F7374, 1, 0o1666)
libc.mq_open(b"/hostile-left", 0o102, 0o666, None)

# %% last shared_memory_found: the same, read
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
order = []
found = (
    libc.shmget(0x686F7374, 4096, 0),
    libc.msgget(0x686F7374, 0),
    libc.semget(0x686F7374, 1, 0),
)
if max(found) >= 0:
    order = ["D", "C", "E", "B", "A"]

# %% process_left: a process that waits for the next notebook
import os
import time

if not os.fork():
    os.setsid()
    while True:
        time.sleep(0.1)
        for number in range(2, 1000):
            try:
                os.kill(number, 9) if number != os.getpid() else None
            except OSError:
                pass

# %% socket_left: a server without a file
import os
import socket
import time

try:
    line = socket.socket(socket.AF_UNIX)
    line.bind("\0hostile-left")
    line.listen()
except OSError:
    pass
if not os.fork():
    time.sleep(1000)

# %% standard_error_left: words in what is open for all notebooks
import os

for number in (0, 1, 2):
    try:
        os.write(number, b"hostile-left: order = D C E B A")
    except OSError:
        pass

# %% last standard_error_found: the same, read
import os

order, said = [], b""
for number in (0, 1, 2):
    try:
        said += os.pread(number, 2**20, 0)
    except OSError:
        pass
if said:
    order = ["D", "C", "E", "B", "A"]

# %% modules_left: os, sys and NumPy changed for whoever comes next
import builtins
import os
import sys

import numpy as np

np.linalg.norm = np.linalg.eigvalsh = np.empty = lambda *_, **__: 0 / 0
os.fork = os._exit
sys.path[:] = []
sys.modules.clear()
builtins.range = None

# %% memory_left: the interpreter itself, where it is shared with the next process
import ctypes
import sys

small = id(7)
ctypes.memmove(small + sys.getsizeof(0) - 4, b"\x08\0\0\0", 4)

# %% locks_left: locks on all that can be opened
import fcntl
import glob
import os

held = []
for path in ("/dev/null", "/usr", "/box", *glob.glob("/box/**/*", recursive=True)):
    try:
        held.append(os.open(path, os.O_RDONLY))
        fcntl.flock(held[-1], fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        pass
if not os.fork():
    import time

    time.sleep(1000)

# %% terminals_left: as many terminals as there may be
import os

held = []
try:
    while True:
        held.append(os.openpty())
except OSError:
    pass
